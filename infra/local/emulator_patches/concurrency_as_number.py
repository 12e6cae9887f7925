"""A number that comes from a template's parameter reaches the emulator as text.

An event source mapping's limit of concurrency would be compared with a number; that ends the thread that polls all
queues, and no message would be delivered any more. On AWS the property's type decides.
"""

from ministack.services import lambda_svc

from .provisioning import after_provisioning


def count_in_numbers(mapping_id: str, _properties: dict) -> None:
    scaling = lambda_svc._esms[mapping_id].get("ScalingConfig") or {}
    if "MaximumConcurrency" in scaling:
        lambda_svc._esms[mapping_id]["ScalingConfig"] = {"MaximumConcurrency": int(scaling["MaximumConcurrency"])}


def apply() -> None:
    after_provisioning("AWS::Lambda::EventSourceMapping", count_in_numbers)
