"""What clients send when they are odd, broken or hostile: every answer is one of the contract's, and never a 5xx."""

import http.client
import json
import urllib.parse
import uuid

import pytest


def post(api, text, **headers):
    content = text if isinstance(text, bytes) else text.encode()
    return api.call("POST", "/api/reports", data=content, headers={"Content-Type": "application/json", **headers})


def written(body, **members):
    """A request's JSON with members as they are given, not as a JSON library would write them."""
    given = {name: json.dumps(value) for name, value in body.items()} | members
    return "{" + ", ".join(f'"{name}": {value}' for name, value in given.items()) + "}"


# ---- bodies ----


@pytest.mark.parametrize("options", [
    '{"title": "\\u0000"}', '{"title": "\\u0085"}', '{"title": "\\u007f"}', '{"title": "  \\n\\t "}', '{"title": "\\u3000"}',
    '{"title": "' + "\\ud83d\\ude00" * 201 + '"}', '{"title": 1e300}', '{"include_charts": 1e300}', '{"format": ["pdf"]}',
    '{"format": "PDF"}', '{"": true}', '{"include_charts ": true}', '{"comments": "\\u001b[31m"}', "null", '"{}"',
])  # fmt: skip
def test_odd_options_are_a_422(options, api, body):
    answer = post(api, written(body, options=options))
    assert answer.status_code == 422, answer.text
    assert answer.json()["detail"][0]["loc"][:2] == ["body", "options"]


@pytest.mark.parametrize("options", [
    '{"title": "\\ud800"}', '{"title": "\\udc00\\ud800"}', '{"title": "\\ud800\\u0041"}', '{"include_charts": 1e999}',
    '{"include_charts": NaN}', '{"include_charts": true,}', "[" * 20_000 + "]" * 20_000, '{"a":' * 5000 + "1" + "}" * 5000,
    '{"title": "tab\there and \n there"}', "{'title': 'x'}",
], ids=lambda text: text[:40])  # fmt: skip
def test_what_is_no_json_is_a_422_about_the_body(options, api, body):
    answer = post(api, written(body, options=options))
    assert answer.status_code == 422, answer.text
    (problem,) = answer.json()["detail"]
    assert problem["loc"] == ["body"] and problem["type"] == "json_invalid"


@pytest.mark.parametrize("content", [b"\xff\xfe{}", b'{"kind": "\xff"}', b"\x00", b"\x1f\x8b\x08\x00", bytes(range(256))], ids=repr)
def test_bytes_that_are_no_text_are_a_422(content, api):
    answer = post(api, content)
    assert answer.status_code == 422 and answer.json()["detail"][0]["loc"][0] == "body", answer.text


def test_a_byte_order_mark_is_no_json(api, body):
    assert post(api, "\ufeff" + json.dumps(body)).status_code == 422


def test_a_member_given_twice_is_a_422(api, body):
    text = '{"kind": "synthgen", ' + json.dumps(body)[1:]
    answer = post(api, text)
    assert answer.status_code == 422 and "given twice" in answer.json()["detail"][0]["msg"]


@pytest.mark.parametrize("title", ["😀" * 200, "e\u0301" * 100, "\u202eevil\u202c", "<script>alert(1)</script>", "a\u2028b", "\ufffe\uffff"])
def test_a_title_may_hold_any_character(title, api, body):
    report = api.succeeded({**body, "options": {"title": title}})
    assert report["options"]["title"] == title
    for form in ("html", "pdf"):
        answer = api.get(f"/api/reports/{report['id']}/download?format={form}")
        assert answer.status_code == 200 and answer.headers["Content-Disposition"].isascii()


@pytest.mark.parametrize("size, status", [(262_144, 201), (262_145, 413)])
def test_a_body_has_256_kib_and_not_a_byte_more(size, status, api, body):
    text = json.dumps(body)
    assert post(api, text + " " * (size - len(text))).status_code == status


def test_the_size_is_looked_at_before_the_type_and_the_text(api):
    assert post(api, "x" * 270_000, **{"Content-Type": "text/plain"}).status_code == 413


# ---- ids ----


def test_ids_are_read_in_capitals_and_written_in_small_letters(api, body, ready):
    loud = {**body, "project_id": body["project_id"].upper(), "entity_id": body["entity_id"].upper()}
    report = api.report(api.created(loud)["report_id"].upper())
    assert (report["project_id"], report["entity_id"]) == (body["project_id"], body["entity_id"])
    asked, loudly = (f"project_id={b['project_id']}&entity_id={b['entity_id']}&limit=500" for b in (body, loud))
    ids = [item["id"] for item in api.items(loudly)["items"]]
    assert report["id"] in ids and ids == [item["id"] for item in api.items(asked)["items"]]
    assert api.get(f"/api/jobs/{ready['job_id'].upper()}").json()["job"]["id"] == ready["job_id"]


def test_a_percent_sign_stands_for_the_character_that_it_encodes(api, ready):
    encoded = "".join(f"%{ord(character):02x}" for character in ready["id"])
    for suffix in ("", "/view", "/download"):
        assert api.get(f"/api/reports/{encoded}{suffix}").status_code == 200
    query = f"project%5Fid={''.join(f'%{ord(character):02X}' for character in ready['project_id'])}&limit=%31"
    assert api.items(query)["limit"] == 1


@pytest.mark.parametrize("form", ["{{{}}}", "urn:uuid:{}", "{}0", " {}", "{}%0a"])
@pytest.mark.parametrize("where", ["report", "job", "body", "query"])
def test_other_forms_of_an_id_are_none(form, where, api, body, ready):
    if where in ("report", "job"):
        path = f"/api/reports/{form.format(ready['id'])}" if where == "report" else f"/api/jobs/{form.format(ready['job_id'])}"
        assert api.get(path).status_code == 404
    elif where == "body":
        assert api.create({**body, "entity_id": urllib.parse.unquote(form.format(body["entity_id"]))}).status_code == 422
    else:
        assert api.get(f"/api/reports?project_id={form.format(body['project_id'])}").status_code == 422


# ---- paths and queries ----


@pytest.mark.parametrize("path", [
    "/api/reports/", "/api/reports/{id}/", "/api/reports/{id}/view/", "/api/reports/{id}/view/x", "/api/reports/{id}/pdf",
    "/api/jobs", "/api/jobs/", "/api/jobs/{job}/x", "/api", "/", "/API/reports/{id}", "/api/Reports/{id}", "/v1/api/reports",
])  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
def test_a_path_that_is_not_served_is_a_404(path, method, api, ready):
    path = path.replace("{id}", ready["id"]).replace("{job}", ready["job_id"])
    assert api.call(method, path).status_code == 404


@pytest.mark.parametrize("query, where", [
    ("limit=%2B5", "limit"), ("limit=+5", "limit"), ("limit=٥", "limit"), ("limit=5%00", "limit"), ("limit=1e2", "limit"),
    ("limit=0x10", "limit"), ("limit=99999999999999999999", "limit"), ("offset=99999999999999999999", "offset"),
    ("offset=-0.0", "offset"), ("kind=Experiment", "kind"), ("kind=experiment&kind=experiment", "kind"),
    ("kind=%ff", "kind"), ("entity_id=", "entity_id"), ("project_id={p}", "project_id"),
])  # fmt: skip
def test_odd_queries_are_a_422(query, where, api):
    project = str(uuid.uuid4())
    answer = api.get(f"/api/reports?project_id={project}&{query.replace('{p}', project)}")
    assert answer.status_code == 422, answer.text
    assert [problem["loc"] for problem in answer.json()["detail"]] == [["query", where]]


@pytest.mark.parametrize("query", ["", "&", "&&offset=0&", "&page=7", "&" + "x" * 4000, "&%=1", "&limit=007", "&offset=-0"])
def test_what_a_query_has_beside_is_passed_over(query, api):
    assert api.items(f"project_id={uuid.uuid4()}{query}")["total"] == 0


@pytest.mark.parametrize("query", ["format=html&format=pdf", "format=PDF", "format=", "format=%00", "format=html,pdf"])
@pytest.mark.parametrize("verb", ["view", "download"])
def test_odd_formats_are_a_422(query, verb, api, ready):
    answer = api.get(f"/api/reports/{ready['id']}/{verb}?{query}")
    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", "format"]


# ---- methods and headers ----


@pytest.mark.parametrize("path, headers, status", [
    ("/api/reports", {}, 422),
    ("/api/reports/{other}", {}, 404),
    ("/api/reports/{other}/view", {}, 404),
    ("/api/jobs/{other}", {}, 404),
    ("/api/reports/{id}/view?format=x", {}, 422),
    ("/api/reports/{id}/view", {"Accept": "image/png"}, 406),
    ("/api/reports/{id}", {"Accept": "text/html"}, 406),
    ("/api/reports/{id}", {"Authorization": "Bearer nope"}, 401),
])  # fmt: skip
def test_head_fails_as_get_does_and_without_a_body(path, headers, status, api, ready):
    path = path.replace("{id}", ready["id"]).replace("{other}", str(uuid.uuid4()))
    get, head = api.get(path, headers=headers), api.call("HEAD", path, headers=headers)
    assert get.status_code == head.status_code == status
    assert head.content == b"" and head.headers["x-request-id"] and get.json()["detail"]


JSON_PATHS = ["/api/reports?project_id={project}", "/api/reports/{id}", "/api/jobs/{job}"]


@pytest.mark.parametrize("path", JSON_PATHS)
@pytest.mark.parametrize("accept, status", [
    ("application/json", 200), ("application/*", 200), ("*/*", 200), ("text/html, */*;q=0.1", 200), ("", 200),
    ("APPLICATION/JSON; charset=utf-8", 200), ("application/json;q=0.001", 200), ("nonsense", 200),
    ("text/html", 406), ("application/json;q=0", 406), ("*/*;q=0", 406), ("application/*;q=0, */*", 406),
    ("application/xml, text/*", 406), ("application/pdf", 406),
])  # fmt: skip
def test_answers_in_json_are_acceptable_or_not(path, accept, status, api, ready):
    path = path.replace("{project}", ready["project_id"]).replace("{id}", ready["id"]).replace("{job}", ready["job_id"])
    answer = api.get(path, headers={"Accept": accept})
    assert answer.status_code == status
    assert answer.headers["Content-Type"] == "application/json"
    assert "no-store" in answer.headers["Cache-Control"]


def test_an_unacceptable_create_stores_nothing(api, entity):
    assert api.create(entity, headers={"Accept": "text/html"}).status_code == 406
    assert api.items(f"project_id={entity['project_id']}")["total"] == 0


@pytest.mark.parametrize("path", ["/api/reports", *JSON_PATHS[1:], "/api/reports/{id}/view"])
def test_pages_of_other_origins_get_nothing_unless_configured(path, api, ready):
    """What they get if it is, test_parameters.py shows. The emulator answers OPTIONS itself; AWS passes it on: a 405."""
    path = path.replace("{id}", ready["id"]).replace("{job}", ready["job_id"])
    origin = {"Origin": "https://app.example.com"}
    preflight = api.call("OPTIONS", path, key=False, headers={**origin, "Access-Control-Request-Method": "GET"})
    assert preflight.status_code in (403, 405)
    for answer in (preflight, api.get(path, headers=origin)):
        assert not [name for name in answer.headers if name.lower().startswith("access-control-")]


def test_headers_sent_twice(api, ready):
    """Two keys are refused, even if one of them is good. Two `Accept` headers are read as one list."""
    url = urllib.parse.urlsplit(api.base)

    def get(*headers):
        connection = http.client.HTTPConnection(url.hostname, url.port, timeout=60)
        connection.putrequest("GET", f"{url.path}/api/reports/{ready['id']}")
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        status = connection.getresponse().status
        connection.close()
        return status

    good, bad = ("Authorization", f"Bearer {api.key}"), ("Authorization", "Bearer rk_" + "A" * 43)
    assert get(good) == 200
    assert get(good, bad) == get(bad, good) == 401
    assert get(good, ("Accept", "text/html"), ("Accept", "application/json")) == 200
