"""Limits of API keys when the table is in trouble."""

import json

import deployment
import local_env
from runtime_api import http_event

THROTTLED = {"code": "ProvisionedThroughputExceededException", "status": 400, "message": "Injected: slow down"}


def test_a_limit_holds_and_a_table_that_does_not_say_how_much_is_used_refuses_nobody(world, project):
    values = local_env.aws(world.port) | world.names
    made = deployment.reportctl(values, "keys", "create", "--name", "limited", "--scopes", "read", "--rate", "1/h", "--burst", "3")
    headers = {"authorization": f"Bearer {made.split()[-1]}"}
    listing = world.start("list")

    def ask():
        answer, _ = listing.invoke(http_event("GET", "/api/reports", {}, headers, f"project_id={project.id}"))
        return answer["statusCode"], {name.lower(): value for name, value in answer["headers"].items()}

    for left in (2, 1):
        status, sent = ask()
        assert status == 200 and sent["ratelimit"].startswith(f'"key";r={left};t=') and sent["ratelimit-policy"] == '"key";q=3;w=10800'
    with world.proxy.faults({"service": "dynamodb", "operation": "UpdateItem", "error": THROTTLED}) as fired:
        for _ in range(2):
            status, sent = ask()
            assert status == 200 and "ratelimit" not in sent
        assert fired() >= 2
    assert ask()[0] == 200
    answer, _ = listing.invoke(http_event("GET", "/api/reports", {}, headers, f"project_id={project.id}"))
    assert answer["statusCode"] == 429 and 3500 < int(answer["headers"]["retry-after"]) <= 3600
    assert "limit of requests (1/h, burst 3) is used up" in json.loads(answer["body"])["detail"]
