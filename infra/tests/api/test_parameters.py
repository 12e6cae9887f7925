"""What the template's parameters change about answers: the stack that is configured otherwise (`conftest.py`)."""

import pytest
from configured import ORIGINS


@pytest.mark.parametrize("origin", ORIGINS)
@pytest.mark.parametrize("path", ["/api/reports", "/api/reports/{id}", "/api/reports/{id}/view", "/api/jobs/{id}"])
def test_pages_of_a_configured_origin_may_call_the_api(origin, path, configured):
    path = path.replace("{id}", "01a20f2c-0992-70a6-8bdc-a466ae1f3c45")
    asked = {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "authorization"}
    preflight = configured.call("OPTIONS", path, key=False, headers={"Origin": origin, **asked})
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == origin
    assert {"DELETE", "GET", "HEAD", "POST", "PUT"} <= set(preflight.headers["Access-Control-Allow-Methods"].split(","))
    allowed = set(preflight.headers["Access-Control-Allow-Headers"].split(","))
    assert {"authorization", "content-type", "idempotency-key", "if-none-match"} <= allowed
    assert int(preflight.headers["Access-Control-Max-Age"]) >= 600
    # An error, too, can be read by the page.
    unfit = 422 if path == "/api/reports" else 404
    for key, status in ((True, unfit), (False, 401)):
        answer = configured.get(path, key=key, headers={"Origin": origin})
        assert answer.status_code == status
        assert answer.headers["Access-Control-Allow-Origin"] == origin
        assert {"x-request-id", "retry-after", "location"} <= set(answer.headers["Access-Control-Expose-Headers"].split(","))
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example.com", "https://app.example.com.evil.example", "null"])
def test_pages_of_other_origins_may_not(origin, configured):
    asked = {"Access-Control-Request-Method": "POST"}
    for answer in (
        configured.call("OPTIONS", "/api/reports", key=False, headers={"Origin": origin, **asked}),
        configured.get("/api/reports", headers={"Origin": origin}),
    ):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_configured_pages_may_show_a_report_in_a_frame(configured, configured_operator, sample):
    report = configured.succeeded(configured_operator.publish(sample("model")))
    policy = configured.get(f"/api/reports/{report['id']}/view").headers["Content-Security-Policy"]
    assert "frame-ancestors https://portal.example.com" in policy.split("; ")
