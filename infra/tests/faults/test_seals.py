"""What becomes of a seal while the key service is out of order: the report has succeeded, and the seal comes later, once."""

import base64
import json
import uuid

import deployment
import pytest
from test_faults import HANGS, delivered

DOWN = {"code": "KMSInternalException", "status": 500, "message": "Injected: down"}
DENIED = {"code": "AccessDeniedException", "status": 400, "message": "Injected: not authorized"}
OUTAGES = {
    "KMS down": {"error": DOWN},
    "KMS denied": {"error": DENIED},
    "KMS hangs": HANGS,
}


def told(*report_ids):
    """Events that reports have succeeded, as the queue hands them over."""
    body = {"source": "ml-reports", "detail-type": "Report Succeeded"}
    return {
        "Records": [
            {"messageId": f"m{number}", "body": json.dumps(body | {"detail": {"report_id": report_id}}),
             "attributes": {"ApproximateReceiveCount": "1"}}
            for number, report_id in enumerate(report_ids)
        ]
    }  # fmt: skip


def failures(answer):
    return [failure["itemIdentifier"] for failure in answer["batchItemFailures"]]


@pytest.fixture
def key(world):
    return deployment.seal_key(world.port)


@pytest.mark.parametrize("outage", OUTAGES)
def test_while_the_key_cannot_be_used_the_report_stands_and_its_seal_is_pending(outage, world, project, key):
    _, created = project.create(world.start("create", faulty=False))
    world.messages()
    report_id = created["report_id"]
    world.start("renderer", faulty=False).invoke(
        delivered({name: created[name] for name in ("report_id", "job_id")})
    )
    assert world.meta(report_id)["status"]["S"] == "succeeded"
    seal, sign = world.start("seal", faulty=False, SEALS="on"), world.start("sign", SEAL_KEY_ARN=key)

    def sealed():
        status, body = world.call(seal, "GET", f"/api/reports/{report_id}/seal", report=report_id)
        assert status == 200, body
        return body["seal"]

    with world.proxy.faults({"service": "kms", **OUTAGES[outage]}) as fired:
        # A key service that hangs takes the function's whole patience each time.
        for _ in range(1 if outage == "KMS hangs" else 2):
            answer, _ = sign.invoke(told(report_id, str(uuid.uuid4())))
            assert failures(answer) == ["m0"], "the queue keeps the one, and what is no report's is done with"
        assert fired()
        assert sealed()["status"] == "pending" and "jws" not in sealed()
    answer, _ = sign.invoke(told(report_id))
    assert failures(answer) == []
    jws = sealed()["jws"]
    head = json.loads(base64.urlsafe_b64decode(jws.split(".")[0] + "=="))
    assert sealed()["status"] == "sealed" and head["alg"] == "ES256"
    # ECDSA draws a number for every signature: another one would be another seal.
    answer, _ = sign.invoke(told(report_id, report_id))
    assert failures(answer) == [] and sealed()["jws"] == jws
