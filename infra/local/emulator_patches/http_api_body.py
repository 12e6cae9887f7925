"""The emulator ignores an HTTP API's `Body`, the OpenAPI document that SAM makes of a template's `HttpApi` events.

The API would have no routes. Its integrations, routes and CORS are made here from the document.
"""

import json

from ministack.services import apigateway

from .provisioning import after_provisioning

CORS_KEYS = ("allowOrigins", "allowMethods", "allowHeaders", "exposeHeaders", "maxAge", "allowCredentials")
ANY_METHOD = "x-amazon-apigateway-any-method"


def import_cors(api_id: str, cors: dict) -> None:
    if "maxAge" in cors:
        cors["maxAge"] = int(cors["maxAge"])
    apigateway._apis[api_id]["corsConfiguration"] = {key: cors[key] for key in CORS_KEYS if key in cors}


def create_integration(api_id: str, integration: dict) -> str:
    """The id of a new integration."""
    made = apigateway._create_integration(
        api_id,
        {
            "integrationType": "AWS_PROXY",
            "integrationUri": integration["uri"],
            "payloadFormatVersion": integration.get("payloadFormatVersion", "2.0"),
        },
    )
    return json.loads(made[2])["integrationId"]


def import_body(api_id: str, properties: dict) -> None:
    """Make what the document describes, instead of what was there."""
    body = properties.get("Body")
    if not body:
        return
    if cors := body.get("x-amazon-apigateway-cors"):
        import_cors(api_id, cors)
    apigateway._routes[api_id] = {}
    apigateway._integrations[api_id] = {}
    integrations: dict[str, str] = {}
    for path, operations in body["paths"].items():
        for method, operation in operations.items():
            integration = isinstance(operation, dict) and operation.get("x-amazon-apigateway-integration")
            if not integration:
                continue
            uri = integration["uri"]
            if uri not in integrations:
                integrations[uri] = create_integration(api_id, integration)
            verb = "ANY" if method == ANY_METHOD else method.upper()
            route = {"routeKey": f"{verb} {path}", "target": f"integrations/{integrations[uri]}"}
            apigateway._create_route(api_id, route)


def apply() -> None:
    after_provisioning("AWS::ApiGatewayV2::Api", import_body)
