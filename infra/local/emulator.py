"""The local AWS: ministack (pinned), with the gaps closed that a plain `sam deploy` of template.yaml would fall into.

1. An HTTP API's `Body`, the OpenAPI document that SAM makes of `HttpApi` events, becomes integrations, routes and CORS.
2. A function's layers are unpacked, and environment variables that point into `/opt` point into the unpacked copy:
   natively run functions share this machine's file system, where `/opt` is something else.
3. Loopback HTTP counts as secure transport, or the TLS-only policies of bucket and queues would deny every call.
4. The in-process Lambda Runtime API answers without Nagle's delay, and does not wait long for log lines: 90 ms a call.
5. A concurrency limit that comes from a template parameter is a number, not text, or its poller would stop.
6. The SAM transform sees the parameters' values and not only their defaults.
7. Bedrock's Converse needs the permission `bedrock:InvokeModel`, as on AWS, and not one by its own name.

It reaches into ministack's internals, so it refuses any version but the one that it was written against.
"""

import contextvars
import hashlib
import importlib.metadata
import io
import os
import socketserver
import sys
import tempfile
import threading
import zipfile
from pathlib import Path

WRITTEN_AGAINST = "1.5.33"

found = importlib.metadata.version("ministack")
if found != WRITTEN_AGAINST:
    sys.exit(f"emulator.py was written against ministack {WRITTEN_AGAINST}, this is {found}: check it, then move the pin.")

socketserver.StreamRequestHandler.disable_nagle_algorithm = True  # 4: before ministack defines its handlers

from ministack import app  # noqa: E402
from ministack.core import iam_actions, iam_evaluator, lambda_runtime  # noqa: E402
from ministack.services import apigateway, lambda_svc  # noqa: E402
from ministack.services.cloudformation import changesets, engine, handlers, provisioners  # noqa: E402
from samtranslator.translator import transform as sam  # noqa: E402


def quicken_invocations() -> None:
    for worker in (lambda_runtime.Worker, lambda_runtime.ProvidedWorker):
        if "_drain_stderr_bounded" in vars(worker):
            # Seconds to wait for a first line, between lines, and in all.
            worker._drain_stderr_bounded.__defaults__ = (0.005, 0.005, 0.250)


def trust_loopback() -> None:
    def pin(source_ip: str, _secure_transport: bool) -> None:
        iam_evaluator._request_origin.set((source_ip, True))

    iam_evaluator.pin_request_origin = pin
    app.pin_request_origin = pin


def converse_is_invocation() -> None:
    extract = iam_actions.extract_iam_action

    def extracted(*arguments):
        action = extract(*arguments)
        return "bedrock:InvokeModel" if action == "bedrock:Converse" else action

    iam_actions.extract_iam_action = extracted


# ---- SAM ----

parameters_given: contextvars.ContextVar[dict] = contextvars.ContextVar("parameters_given", default={})


def transform_with_parameters() -> None:
    transform, apply = sam.transform, engine._apply_transforms

    def transformed(template, values, loader):
        return transform(template, {**values, **parameters_given.get()}, loader)

    def applied(template, provided=None, previous=None):
        parameters_given.set(engine._transform_parameters(template, provided, previous))
        return apply(template, provided, previous)

    sam.transform = transformed
    for module in (engine, changesets, handlers):
        module._apply_transforms = applied


# ---- HTTP API --------------------------------------------------------------

CORS_KEYS = ("allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge", "allowCredentials")


def import_api(api_id: str, properties: dict) -> None:
    body = properties.get("Body")
    if not body:
        return
    cors = body.get("x-amazon-apigateway-cors")
    if cors:
        if "maxAge" in cors:
            cors["maxAge"] = int(cors["maxAge"])
        apigateway._apis[api_id]["corsConfiguration"] = {key: cors[key] for key in CORS_KEYS if key in cors}
    apigateway._routes[api_id] = {}
    apigateway._integrations[api_id] = {}
    integration_of: dict[str, str] = {}
    for path, operations in body["paths"].items():
        for method, operation in operations.items():
            integration = isinstance(operation, dict) and operation.get("x-amazon-apigateway-integration")
            if not integration:
                continue
            uri = integration["uri"]
            if uri not in integration_of:
                made = apigateway._create_integration(
                    api_id,
                    {
                        "integrationType": "AWS_PROXY",
                        "integrationUri": uri,
                        "payloadFormatVersion": integration.get("payloadFormatVersion", "2.0"),
                    },
                )
                integration_of[uri] = provisioners.json.loads(made[2])["integrationId"]
            verb = "ANY" if method == "x-amazon-apigateway-any-method" else method.upper()
            apigateway._create_route(
                api_id, {"routeKey": f"{verb} {path}", "target": "integrations/" + integration_of[uri]}
            )


def after_provisioning(resource_type: str, then) -> None:
    """Call `then(physical id, properties)` whenever a stack creates or updates a resource of that type."""
    handlers = provisioners._RESOURCE_HANDLERS[resource_type]
    create, update = handlers["create"], handlers["update"]

    def created(logical_id, properties, *rest, **named):
        result = create(logical_id, properties, *rest, **named)
        then(result[0], properties)
        return result

    def updated(physical_id, old, new, *rest, **named):
        result = update(physical_id, old, new, *rest, **named)
        then(result[0], new)
        return result

    handlers["create"], handlers["update"] = created, updated


def count_in_numbers(mapping_id: str, _properties: dict) -> None:
    scaling = lambda_svc._esms[mapping_id].get("ScalingConfig") or {}
    if "MaximumConcurrency" in scaling:
        lambda_svc._esms[mapping_id]["ScalingConfig"] = {"MaximumConcurrency": int(scaling["MaximumConcurrency"])}


# ---- Layers ----------------------------------------------------------------

LAYERS = Path(tempfile.gettempdir()) / "layers"
unpacking = threading.Lock()


def unpacked(layers: list) -> Path | None:
    """The folder that stands for `/opt`: all layers of a function, later ones over earlier ones."""
    archives = [zipped for layer in layers if (zipped := lambda_svc._resolve_layer_zip(layer))]
    if not archives:
        return None
    folder = LAYERS / hashlib.sha256(b"".join(hashlib.sha256(a).digest() for a in archives)).hexdigest()[:16]
    with unpacking:
        if not folder.is_dir():
            partial = folder.with_suffix(".partial")
            for archive in archives:
                with zipfile.ZipFile(io.BytesIO(archive)) as opened:
                    opened.extractall(partial)  # extractall never writes outside of the folder
            partial.rename(folder)
    return folder


def mount_layers() -> None:
    environment_of = lambda_svc._provided_worker_env

    def with_layers(config: dict, code_dir: str, port: int) -> dict:
        environment = environment_of(config, code_dir, port)
        opt = unpacked(config.get("Layers") or [])
        if opt:
            for name, value in environment.items():
                if value == "/opt" or value.startswith("/opt/"):
                    environment[name] = str(opt) + value.removeprefix("/opt")
        return environment

    lambda_svc._provided_worker_env = with_layers


if __name__ == "__main__":
    os.umask(0o077)
    quicken_invocations()
    trust_loopback()
    converse_is_invocation()
    mount_layers()
    transform_with_parameters()
    after_provisioning("AWS::ApiGatewayV2::Api", import_api)
    after_provisioning("AWS::Lambda::EventSourceMapping", count_in_numbers)
    app.main()
