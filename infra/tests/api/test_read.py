"""Detail, view, download and job."""

import hashlib
import re
import uuid

import pytest
import requests

KINDS = {
    "html": "text/html; charset=utf-8", "pdf": "application/pdf", "md": "text/markdown; charset=utf-8", "json": "application/json",
}  # fmt: skip
#: How a document of that format begins; Markdown about a model with its card, else with its title.
BEGINNINGS = {"html": (b"<!",), "pdf": (b"%PDF-",), "md": (b"---\n", b"# "), "json": (b'{"version":1,',)}


@pytest.mark.parametrize("verb", ["view", "download"])
@pytest.mark.parametrize("form", KINDS)
def test_documents_come_as_they_lie_in_s3(verb, form, api, ready, operator):
    answer = api.get(f"/api/reports/{ready['id']}/{verb}?format={form}")
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == KINDS[form]
    stored = operator.object(f"artifacts/{ready['id']}/{ready['artifact_id']}/report.{form}")
    assert hashlib.sha256(answer.content).digest() == hashlib.sha256(stored).digest()
    assert answer.content.startswith(BEGINNINGS[form])
    assert "private" in answer.headers["Cache-Control"] and answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition == "inline" if verb == "view" else f'.{form}"' in disposition
    assert ("default-src 'none'" in answer.headers.get("Content-Security-Policy", "")) == (form != "pdf")
    head = api.call("HEAD", f"/api/reports/{ready['id']}/{verb}?format={form}")
    assert (head.status_code, head.headers["ETag"], head.content) == (200, answer.headers["ETag"], b"")
    known = api.get(f"/api/reports/{ready['id']}/{verb}?format={form}", headers={"If-None-Match": answer.headers["ETag"]})
    assert known.status_code == 304


def test_view_is_inline_and_safe_to_embed(api, ready):
    answer = api.get(f"/api/reports/{ready['id']}/view")
    assert answer.headers["Content-Type"] == KINDS["html"]
    assert answer.headers["Content-Disposition"].startswith("inline")
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors" in policy
    assert "unsafe-eval" not in policy and "http:" not in policy and "https:" not in policy
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_download_is_an_attachment_named_from_the_title(api, ready):
    answer = api.get(f"/api/reports/{ready['id']}/download")
    assert answer.headers["Content-Type"] == KINDS["pdf"]
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment")
    plain = re.search(r'filename="([^"]+)"', disposition).group(1)
    assert plain.isascii() and plain.endswith(".pdf") and "/" not in plain
    encoded = re.search(r"filename\*=UTF-8''(\S+)", disposition).group(1)
    name = requests.utils.unquote(encoded)
    assert name.endswith(".pdf") and "Büro-Bericht" in name and "乳がん" in name


@pytest.mark.parametrize("verb, option, accept, query, expected", [
    ("view", None, None, None, "html"),
    ("download", None, None, None, "pdf"),
    ("view", None, "application/pdf", None, "pdf"),
    ("download", None, "text/html", None, "html"),
    ("view", None, "text/html;q=0.5, application/pdf", None, "pdf"),
    ("view", None, "*/*", None, "html"),
    ("download", None, "*/*", None, "pdf"),
    ("view", "pdf", None, None, "pdf"),
    ("download", "html", None, None, "html"),
    ("view", "pdf", "*/*", "html", "html"),
    ("download", "html", None, "pdf", "pdf"),
    ("view", "pdf", "text/html, application/pdf;q=0.9", None, "pdf"),
    ("view", None, "application/json", None, "json"),
    ("view", None, "text/markdown, application/json;q=0.9", None, "md"),
    ("view", None, "application/json, text/plain, */*", None, "html"),
    ("download", None, "application/json, */*;q=0.1", None, "pdf"),
    ("download", None, "text/markdown, text/html;q=0.1", None, "html"),
    ("view", "pdf", "application/json", None, 406),
    ("view", "pdf", None, "md", "md"),
    ("download", None, "*/*", "json", "json"),
    ("view", None, "text/html", "json", 406),
    ("view", None, "image/png", None, 406),
    ("view", None, "text/html", "pdf", 406),
    ("view", "pdf", "text/html", None, 406),
    ("download", None, "application/pdf;q=0, text/html;q=0", None, 406),
    ("view", None, None, "docx", 422),
    ("download", None, None, "", 422),
])
def test_which_format_is_sent(verb, option, accept, query, expected, api, body, made_with):
    report = made_with(option)
    headers = {"Accept": accept} if accept else {"Accept": None}
    path = f"/api/reports/{report['id']}/{verb}" + (f"?format={query}" if query is not None else "")
    answer = api.get(path, headers=headers)
    if isinstance(expected, int):
        assert answer.status_code == expected, answer.text[:200]
    else:
        assert answer.status_code == 200 and answer.headers["Content-Type"] == KINDS[expected]


@pytest.fixture(scope="module")
def made_with(api, body):
    """Reports that differ in their `format` option."""
    made = {}

    def get(option):
        if option not in made:
            made[option] = api.succeeded({**body, "options": {"format": option} if option else {}})
        return made[option]

    return get


@pytest.mark.parametrize("verb", ["view", "download"])
def test_etags(verb, api, ready):
    path = f"/api/reports/{ready['id']}/{verb}"
    first = api.get(path)
    tag = first.headers["ETag"]
    assert re.fullmatch(r'(W/)?"[^"]+"', tag)
    for sent in (tag, f'"other", {tag}', "*", f"W/{tag}" if not tag.startswith("W/") else tag):
        again = api.get(path, headers={"If-None-Match": sent})
        assert again.status_code == 304 and again.content == b"" and again.headers["ETag"] == tag
    assert api.get(path, headers={"If-None-Match": '"other"'}).status_code == 200
    other = api.get(path + ("?format=pdf" if verb == "view" else "?format=html"))
    assert other.headers["ETag"] != tag


PATHS = ["/api/reports?project_id={project}", "/api/reports/{id}", "/api/reports/{id}/view", "/api/reports/{id}/download",
         "/api/jobs/{job}"]


def fill(path, report):
    return path.replace("{project}", report["project_id"]).replace("{id}", report["id"]).replace("{job}", report["job_id"])


@pytest.mark.parametrize("path", PATHS)
def test_head_is_get_without_a_body(path, api, ready):
    path = fill(path, ready)
    get, head = api.get(path), api.call("HEAD", path)
    assert head.status_code == get.status_code == 200 and head.content == b""
    for name in ("Content-Type", "ETag", "Content-Disposition", "Cache-Control"):
        assert head.headers.get(name) == get.headers.get(name)


#: What deletes a report is served, on one of the paths.
UNSERVED = [(method, path) for method in ("PUT", "PATCH", "DELETE") for path in PATHS if (method, path) != ("DELETE", "/api/reports/{id}")]


@pytest.mark.parametrize("method, path", UNSERVED)
def test_an_unserved_method_is_a_405_with_allow(path, method, api, ready):
    answer = api.call(method, fill(path, ready))
    assert answer.status_code == 405
    allowed = {name.strip() for name in answer.headers["Allow"].split(",")}
    assert {"GET", "HEAD"} <= allowed and method not in allowed
    assert ("POST" in allowed) == path.startswith("/api/reports?")
    assert isinstance(answer.json()["detail"], str)


@pytest.mark.parametrize("path", ["/api/reports/{x}", "/api/reports/{x}/view", "/api/reports/{x}/download", "/api/jobs/{x}"])
@pytest.mark.parametrize("bad", [str(uuid.uuid4()), "nope", "00000000000000000000000000000000", "%00", "..%2f", "é"])
def test_no_such_thing_is_a_404(path, bad, api):
    answer = api.get(path.replace("{x}", bad))
    assert answer.status_code == 404
    body = answer.json()
    assert isinstance(body.get("detail", body.get("message")), str)


def test_the_job(api, ready):
    answer = api.get(f"/api/jobs/{ready['job_id']}")
    job = answer.json()["job"]
    assert set(job) == {"id", "type", "status", "report_id", "attempts", "error", "created_at", "started_at", "finished_at"}
    assert (job["id"], job["type"], job["status"]) == (ready["job_id"], "report_generate", "succeeded")
    assert job["report_id"] == ready["id"] and job["attempts"] == 1 and job["error"] is None
    assert job["created_at"] <= job["started_at"] <= job["finished_at"]


def test_what_is_known_of_a_failed_report(api, operator):
    created = api.created(operator.publish_raw(b"not json"))
    report = api.finished(created["report_id"])
    assert (report["status"], report["summary"], report["artifact_id"]) == ("failed", {}, None)
    assert report["error"].endswith(".")
    job = api.get(f"/api/jobs/{created['job_id']}").json()["job"]
    assert (job["status"], job["error"], job["attempts"]) == ("failed", report["error"], 1)
    assert job["started_at"] and job["finished_at"]
    (item,) = api.items(f"project_id={report['project_id']}")["items"]
    assert (item["status"], item["summary"], item["artifact_id"]) == ("failed", {}, None)


def test_times_are_rfc_3339_in_utc_to_the_second(api, ready):
    job = api.get(f"/api/jobs/{ready['job_id']}").json()["job"]
    times = [ready["created_at"], ready["updated_at"], job["created_at"], job["started_at"], job["finished_at"]]
    assert all(re.fullmatch(r"20\d\d-[01]\d-[0-3]\dT[0-2]\d:[0-5]\d:[0-5]\dZ", time) for time in times)


@pytest.mark.parametrize("path", ["/api/reports", "/api/reports/{id}", "/api/reports/{id}/view", "/api/jobs/{job}", "/api/reports/x"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT"])
def test_every_answer_of_ours_has_a_request_id_of_its_own(path, method, api, ready):
    ids = {api.call(method, fill(path, ready)).headers["x-request-id"] for _ in range(2)}
    assert len(ids) == 2


@pytest.mark.parametrize("verb", ["view", "download"])
def test_not_ready_is_a_409_with_retry_after(verb, api, entity, operator):
    """A report whose message was never taken: made by hand, so that no renderer gets to it."""
    created = api.created(entity)
    api.finished(created["report_id"])
    key = {"pk": f"REPORT#{created['report_id']}", "sk": "META"}
    for status in ("queued", "running"):
        operator.table.update_item(Key=key, UpdateExpression="SET #s = :s", ExpressionAttributeNames={"#s": "status"},
                                   ExpressionAttributeValues={":s": status})
        answer = api.get(f"/api/reports/{created['report_id']}/{verb}")
        assert answer.status_code == 409 and int(answer.headers["Retry-After"]) >= 1
        assert status in answer.json()["detail"]


@pytest.mark.parametrize("verb", ["view", "download"])
def test_a_failed_report_is_a_409_with_its_error(verb, api, operator):
    report = api.finished(api.created(operator.publish_raw(b"not json"))["report_id"])
    answer = api.get(f"/api/reports/{report['id']}/{verb}")
    assert answer.status_code == 409 and "Retry-After" not in answer.headers
    assert report["error"] in answer.json()["detail"]


def test_a_document_too_large_for_a_response_is_fetched_from_s3_without_our_key(api, ready, operator):
    """Over the response limit: a presigned URL that a plain client follows, dropping the Authorization header."""
    created = api.succeeded({"project_id": ready["project_id"], "kind": ready["kind"], "entity_id": ready["entity_id"],
                             "options": {"title": "Large „Bericht“"}})
    key = f"artifacts/{created['id']}/{created['artifact_id']}/report.pdf"
    large = operator.object(key) + b"\n%" + b"x" * 7_000_000
    operator.s3.put_object(Bucket=operator.env["BUCKET_NAME"], Key=key, Body=large, ContentType="application/pdf")
    operator.table.update_item(
        Key={"pk": f"REPORT#{created['id']}", "sk": "META"},
        UpdateExpression="SET written.pdf = :n", ExpressionAttributeValues={":n": len(large)})
    for verb, disposition in (("view", "inline"), ("download", "attachment")):
        answer = api.get(f"/api/reports/{created['id']}/{verb}?format=pdf")
        assert answer.status_code == 302
        plain = requests.get(answer.headers["Location"], timeout=60)
        assert plain.status_code == 200 and plain.content == large
        assert plain.headers["Content-Type"] == "application/pdf"
        assert plain.headers["Content-Disposition"].startswith(disposition)
        expiry = int(re.search(r"X-Amz-Expires=(\d+)", answer.headers["Location"]).group(1))
        assert 1 <= expiry <= 300
        assert api.key not in answer.headers["Location"]


def test_a_report_of_the_version_before_has_two_formats_and_says_so_of_the_others(api, ready, operator):
    """That version wrote `html_bytes` and `pdf_bytes` alone; they are written still, so that it can be gone back to."""
    old = api.succeeded({name: ready[name] for name in ("project_id", "kind", "entity_id")})
    key = {"pk": f"REPORT#{old['id']}", "sk": "META"}
    item = operator.table.get_item(Key=key)["Item"]
    assert {name: item[f"{name}_bytes"] for name in ("html", "pdf")} == {name: item["written"][name] for name in ("html", "pdf")}
    operator.table.update_item(Key=key, UpdateExpression="REMOVE written")
    for form in ("html", "pdf"):
        assert api.get(f"/api/reports/{old['id']}/view?format={form}").headers["Content-Type"] == KINDS[form]
    for answer in (api.get(f"/api/reports/{old['id']}/view?format=md"),
                   api.get(f"/api/reports/{old['id']}/download", headers={"Accept": "text/markdown"})):
        assert answer.status_code == 404
        assert answer.json() == {"detail": "This report was made before there were reports as md; create it again to have one."}
    assert api.get(f"/api/reports/{old['id']}/view").status_code == 200
