"""Share links: an address that shows one report to whoever knows it, and to nobody else."""

import time
import uuid

import pytest
import requests

BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
NO_LINK = {"detail": "There is no such link. It may have expired or been revoked."}


def make(api, report, expect=201, **wanted):
    answer = api.call("POST", f"/api/reports/{report['id']}/links", json=wanted)
    assert answer.status_code == expect, answer.text
    return answer.json()


def token(made):
    return made["url"].rsplit("/", 1)[1]


def open_link(api, text, **kwargs):
    """As somebody does who has nothing but the address: no key, no cookies."""
    kwargs.setdefault("allow_redirects", False)
    return requests.get(f"{api.base}/api/shared/{text}", timeout=60, **kwargs)


def expire(operator, made):
    """Rather than wait: a moment ago."""
    operator.table.update_item(
        Key={"pk": f"LINKS#{made['link']['report_id']}", "sk": made["link"]["id"]},
        UpdateExpression="SET #until = :past", ExpressionAttributeNames={"#until": "until"},
        ExpressionAttributeValues={":past": int(time.time() * 1000) - 1}, ConditionExpression="attribute_exists(pk)",
    )  # fmt: skip


def test_a_link_shows_the_report_as_view_does(api, ready):
    made = make(api, ready)
    shown = open_link(api, token(made), headers=BROWSER)
    viewed = api.get(f"/api/reports/{ready['id']}/view", headers=BROWSER)
    assert shown.status_code == 200 and shown.content == viewed.content
    for name in ("Content-Type", "Content-Disposition", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "ETag"):
        assert shown.headers[name] == viewed.headers[name], name
    assert shown.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert shown.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in shown.headers
    again = open_link(api, token(made), headers={"If-None-Match": shown.headers["ETag"]})
    assert again.status_code == 304 and not again.content
    pdf = open_link(api, token(made), params={"format": "pdf"})
    assert pdf.content.startswith(b"%PDF-") and pdf.headers["Content-Disposition"] == "inline"
    for form in ("md", "json"):
        shown, viewed = open_link(api, token(made), params={"format": form}), api.get(f"/api/reports/{ready['id']}/view?format={form}")
        assert shown.content == viewed.content and shown.headers["Content-Type"] == viewed.headers["Content-Type"]
    counted = api.get(f"/api/reports/{ready['id']}/links/{made['link']['id']}").json()["link"]
    assert counted["opened"] == 5 and counted["opened_at"] >= counted["created_at"]


def test_what_opens_nothing_looks_alike(api, operator, ready, body):
    """Expired, revoked, of a deleted report, guessed, in another format, no token at all."""
    other = api.succeeded(body)
    expired, revoked, pdf, deleted = make(api, ready), make(api, ready), make(api, ready, format="pdf"), make(api, other)
    opening = {name: token(made) for name, made in (("expired", expired), ("revoked", revoked), ("deleted", deleted))}
    for text in [*opening.values(), token(pdf)]:
        assert open_link(api, text).status_code == 200
    expire(operator, expired)
    assert api.call("DELETE", f"/api/reports/{ready['id']}/links/{revoked['link']['id']}").status_code == 204
    assert api.call("DELETE", f"/api/reports/{other['id']}").status_code == 204
    good = token(pdf)
    opening["guessed"] = good[:43] + ("A" if good[43] != "A" else "B") + good[44:]
    opening["no token"], opening["empty"], opening["long"] = "x", "%20", "A" * 5000
    opening["another report"] = "A" * 22 + good[22:]
    for name, text in opening.items():
        answer = open_link(api, text)
        assert (answer.status_code, answer.json()) == (404, NO_LINK), name
        assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
        page = open_link(api, text, headers=BROWSER)
        assert page.status_code == 404 and page.headers["Content-Type"] == "text/html; charset=utf-8"
        assert "make a new one" in page.text
    assert open_link(api, good, params={"format": "html"}).json() == NO_LINK
    for made in (expired, revoked):
        place = f"/api/reports/{ready['id']}/links/{made['link']['id']}"
        for method in ("GET", "DELETE"):
            assert api.call(method, place).status_code == 404
    listed = api.get(f"/api/reports/{ready['id']}/links").json()["links"]
    ids = [link["id"] for link in listed]
    assert pdf["link"]["id"] in ids and not {expired["link"]["id"], revoked["link"]["id"]} & set(ids)
    assert ids == sorted(ids, reverse=True), "the newest first"


def test_a_link_shows_one_report_and_nothing_else(api, ready):
    """Its token is no API key."""
    text = token(make(api, ready))
    for path in (f"/api/reports/{ready['id']}", f"/api/reports/{ready['id']}/view", f"/api/reports?project_id={ready['project_id']}"):
        for key in (text, f"rk_{text[-43:]}"):
            assert api.call("GET", path, key=False, headers={"Authorization": f"Bearer {key}"}).status_code == 401
    for method in ("POST", "PUT", "DELETE"):
        answer = requests.request(method, f"{api.base}/api/shared/{text}", timeout=60)
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert requests.get(f"{api.base}/api/shared/", timeout=60).status_code == 404


def test_people_see_that_a_report_is_not_ready_yet(api, operator, body):
    made = api.succeeded(body)
    operator.table.update_item(
        Key={"pk": f"REPORT#{made['id']}", "sk": "META"}, UpdateExpression="SET #s = :s",
        ExpressionAttributeNames={"#s": "status"}, ExpressionAttributeValues={":s": "running"},
    )  # fmt: skip
    text = token(make(api, made))
    page = open_link(api, text, headers=BROWSER)
    assert page.status_code == 409 and page.headers["Refresh"] == page.headers["Retry-After"]
    assert "looks again by itself" in page.text
    assert open_link(api, text).json()["detail"].endswith("not ready yet.")


@pytest.mark.parametrize("wanted, expected", [
    ({"expires_in": 59}, ["greater_than_equal"]), ({"expires_in": 2_592_001}, ["less_than_equal"]),
    ({"expires_in": "1d", "format": "docx", "scope": "all"}, ["int_parsing", "enum", "extra_forbidden"]),
])  # fmt: skip
def test_a_request_for_a_link_is_checked_whole(api, ready, wanted, expected):
    assert [problem["type"] for problem in make(api, ready, expect=422, **wanted)["detail"]] == expected


def test_the_address_is_stored_nowhere_and_in_no_log(api, operator, ready):
    made = make(api, ready)
    open_link(api, token(made))
    secret = token(made)[43:]
    assert not any(secret in str(item) for item in operator.table.scan()["Items"])
    for group in operator.logs.describe_log_groups()["logGroups"]:
        for event in operator.logs.filter_log_events(logGroupName=group["logGroupName"], limit=10_000)["events"]:
            assert secret not in event["message"], group["logGroupName"]


def test_links_are_of_their_report_only(api, ready, body):
    other = api.succeeded(body)
    made = make(api, ready)
    place = f"/api/reports/{other['id']}/links/{made['link']['id']}"
    for method in ("GET", "DELETE"):
        assert api.call(method, place).json() == NO_LINK
    assert open_link(api, token(made)).status_code == 200
    assert api.get(f"/api/reports/{uuid.uuid4()}/links").status_code == 404
