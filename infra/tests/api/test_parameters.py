"""What the template's parameters change about answers: the stack that is configured otherwise (`conftest.py`)."""

import functools
import http.server
import subprocess
import threading

import pytest
from configured import ANCESTORS, ORIGINS


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
        exposed = {"x-request-id", "retry-after", "location", "ratelimit", "ratelimit-policy"}
        assert exposed <= set(answer.headers["Access-Control-Expose-Headers"].split(","))
        assert "Access-Control-Allow-Credentials" not in answer.headers


@pytest.mark.parametrize("origin", ["https://evil.example.com", "https://app.example.com.evil.example", "null"])
def test_pages_of_other_origins_may_not(origin, configured):
    asked = {"Access-Control-Request-Method": "POST"}
    for answer in (
        configured.call("OPTIONS", "/api/reports", key=False, headers={"Origin": origin, **asked}),
        configured.get("/api/reports", headers={"Origin": origin}),
    ):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_documents_are_kept_for_no_more_days_than_the_operator_says(configured):
    ids = {"project_id": "01a20f2c-0992-70a6-8bdc-a466ae1f3c45", "kind": "model", "entity_id": "01a20f2c-0992-70a6-8bdc-a466ae1f3c45"}
    # The entity is not there, so nothing is made.
    assert configured.create({**ids, "options": {"retain_days": 30}}).status_code == 404
    answer = configured.create({**ids, "options": {"retain_days": 31}})
    (problem,) = answer.json()["detail"]
    assert answer.status_code == 422 and problem["loc"] == ["body", "options", "retain_days"]
    assert problem["type"] == "less_than_equal" and "at most 30 days" in problem["msg"]


def test_configured_pages_may_show_a_report_in_a_frame(configured, configured_operator, sample):
    report = configured.succeeded(configured_operator.publish(sample("model")))
    policy = configured.get(f"/api/reports/{report['id']}/view").headers["Content-Security-Policy"]
    assert f"frame-ancestors {ANCESTORS}" in policy.split("; ")


@pytest.fixture
def portal(tmp_path):
    """Serves pages of another origin than the API's; gives their address."""
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=tmp_path)
    handler.log_message = lambda *_: None
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


def picture(url, file):
    """What a browser shows at that address."""
    subprocess.run(
        ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=900,700",
         f"--screenshot={file}", "--virtual-time-budget=10000", url],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return file.read_bytes()


def test_a_share_link_shows_the_report_in_a_frame_of_a_page_without_keys(configured, configured_operator, sample, portal, tmp_path):
    report = configured.succeeded(configured_operator.publish(sample("model")))
    made = configured.call("POST", f"/api/reports/{report['id']}/links", json={"format": "html"}).json()
    url = f"{configured.base}/api/shared/{made['url'].rsplit('/', 1)[1]}"
    style = "html, body { margin: 0; height: 100% } iframe { border: 0; width: 100%; height: 100%; display: block }"
    for name, source in (("shown", url), ("refused", url.replace("/api/shared/", "/api/reports/"))):
        (tmp_path / f"{name}.html").write_text(f"<!DOCTYPE html><style>{style}</style><iframe src='{source}'></iframe>")
    alone = picture(url, tmp_path / "alone.png")
    assert picture(f"{portal}/shown.html", tmp_path / "shown.png") == alone
    assert picture(f"{portal}/refused.html", tmp_path / "refused.png") != alone
