"""The OpenAPI document beside real answers: every example."""

import json
import re
import time
import uuid

import openapi
import pytest
import sessions
from conftest import seal_of
from openapi import SCHEMAS

UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
SHA256 = re.compile(r"[0-9a-f]{64}")
#: The bucket names versions as it likes, and signs; a digest is that of other bytes.
ANY_TEXT = {"version", "url", "x-amz-checksum-sha256", "jws", "bundle"}
OPTIONS = SCHEMAS["Options"]["properties"]


def unlike(documented, real, where="$"):
    """Where a real answer differs from a documented one. Ids, times and numbers may; names, types and texts may not."""
    if type(documented) is not type(real):
        return [f"{where}: {json.dumps(documented)} is documented, {json.dumps(real)} is real"]
    match documented:
        case dict():
            names = set(documented) ^ set(real)
            found = [f"{where}.{name} is only {'documented' if name in documented else 'real'}" for name in sorted(names)]
            both = [name for name in documented if name in real and not (name in ANY_TEXT and isinstance(real[name], str))]
            return found + [line for name in both for line in unlike(documented[name], real[name], f"{where}.{name}")]
        case list():
            if len(documented) != len(real):
                return [f"{where}: {len(documented)} entries are documented, {len(real)} are real"]
            pairs = enumerate(zip(documented, real, strict=True))
            return [line for index, (a, b) in pairs for line in unlike(a, b, f"{where}[{index}]")]
        case str():
            texts = [SHA256.sub("<sha256>", TIME.sub("<time>", UUID.sub("<id>", text))) for text in (documented, real)]
            return [] if texts[0] == texts[1] else [f"{where}: “{documented}” is documented, “{real}” is real"]
        case bool():
            return [] if documented == real else [f"{where}: {documented} is documented, {real} is real"]
    return []


def test_what_drifts_is_found():
    documented = {"id": str(uuid.uuid4()), "detail": "a", "n": 1, "on": True, "items": [{"x": None}]}
    assert unlike(documented, {**documented, "id": str(uuid.uuid4()), "n": 7}) == []
    for drifted in ({"id": "7"}, {"detail": "b"}, {"n": "1"}, {"on": False}, {"items": []}, {"items": [{"x": 1}]}, {"more": 1}):
        assert len(unlike(documented, {**documented, **drifted})) == 1, drifted


@pytest.fixture(scope="module")
def example_report(api, operator, sample):
    """A report on the experiment of the examples, the only one of its project."""
    return api.succeeded(operator.publish(sample(id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))))


def test_the_examples_of_create_are_of_sample_entities(env):
    examples = [example.value for example in openapi.examples_of_requests() if example.where.startswith("POST /api/reports body")]
    known = {(env["PROJECT_ID"], kind, env[f"{kind.upper()}_ID"]) for kind in ("experiment", "model")}
    assert {(value["project_id"], value["kind"], value["entity_id"]) for value in examples} == known


class RealEntities:
    """How to get the answer of a call about entities that an example stands for: of the first sample, alone in a project."""

    def __init__(self, api, operator, caller, sample):
        self.api, self.reader = api, caller(operator.key("read"))
        self.stranger = caller(operator.key("read,write", "--projects", str(uuid.uuid4())))
        self.snapshot = sample(id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))

    def path(self, **ids):
        snapshot = {**self.snapshot, **ids}
        return f"/api/projects/{snapshot['project_id']}/entities/{snapshot['kind']}/{snapshot['id']}"

    def put(self, snapshot=None, *, caller=None, path=None, body=None, headers=None, **kwargs):
        body = json.dumps(snapshot or self.snapshot).encode() if body is None else body
        headers = {"Content-Type": "application/json", **(headers or {})}
        return (caller or self.api).call("PUT", path or self.path(), data=body, headers=headers, **kwargs)

    def begin(self, *, announced=None, caller=None, **kwargs):
        announced = {"bytes": 20971520, "sha256": "0" * 64} if announced is None else announced
        return (caller or self.api).call("POST", self.path() + "/uploads", json=announced, **kwargs)

    def settled(self, snapshot):
        """The answer about an upload of that snapshot that has its outcome."""
        body = json.dumps(snapshot).encode()
        begun = self.begin(announced={"bytes": len(body)})
        told = begun.json()["put"]
        self.api.session.put(told["url"], data=body, headers=told["headers"], timeout=60)
        deadline = time.monotonic() + 30
        while (answer := self.api.get(begun.headers["Location"])).json()["upload"]["status"] == "waiting":
            assert time.monotonic() < deadline
            time.sleep(0.1)
        return answer

    def upload(self, method, status):
        there = f"{self.path()}/uploads/{uuid.uuid4()}"
        match method, status:
            case "POST", "201":
                return self.begin()
            case "POST", "401":
                return self.begin(key=False)
            case _, "403":
                # The example names the scope that beginning needs.
                return self.begin(caller=self.reader)
            case "POST", "404":
                return self.begin(caller=self.stranger)
            case "POST", "406":
                return self.begin(headers={"Accept": "image/png"})
            case "POST", "413":
                return self.begin(announced={"bytes": 33_554_433})
            case "POST", "415":
                return self.api.call("POST", self.path() + "/uploads", data=b"{}", headers={"Content-Type": "text/plain"})
            case "POST", "422":
                return self.begin(announced={"sha256": "no digest"})
            case "GET", "200 published":
                return self.settled(self.snapshot)
            case "GET", "200 invalid":
                return self.settled({**self.snapshot, "nmae": "x"})
            case "GET", "401":
                return self.api.get(there, key=False)
            case "GET", "404":
                return self.api.get(there)
            case "GET", "406":
                return self.api.get(there, headers={"Accept": "image/png"})
        return None

    def call(self, method, path, status):
        wrong = {**self.snapshot, "nmae": "x", "content": {**self.snapshot["content"], "task": "regresion"}}
        if "/uploads" in path:
            return self.upload(method, status)
        match method, status:
            case "PUT", "200":
                self.put()
                return self.put({**self.snapshot, "taken_at": "2026-11-24T08:00:00Z"})
            case "PUT", "201":
                new = {**self.snapshot, "id": str(uuid.uuid4())}
                return self.put(new, path=self.path(id=new["id"]))
            case "PUT", "401":
                return self.put(key=False)
            case "PUT", "403":
                return self.put(caller=self.reader)
            case "PUT", "404":
                return self.put(caller=self.stranger)
            case "PUT", "406":
                return self.put(headers={"Accept": "image/png"})
            case "PUT", "412":
                return self.put(headers={"If-Match": '"another"'})
            case "PUT", "413":
                return self.put(body=b" " * 4_200_000)
            case "PUT", "415":
                return self.put(headers={"Content-Type": "text/plain"})
            case "PUT", "422":
                return self.put(wrong)
            case "DELETE", "406":
                return self.api.call("DELETE", self.path(), headers={"Accept": "image/png"})
        self.put()
        where = self.path() if "{entity_id}" in path else self.path().split("/experiment/")[0]
        match status:
            case "200":
                return self.api.get(where)
            case "401":
                return self.api.get(where, key=False)
            case "403":
                # The example names the scope that publishing needs.
                return self.put(caller=self.reader)
            case "404" if "{entity_id}" in path:
                return self.api.get(self.path(id=str(uuid.uuid4())))
            case "404":
                return self.api.get(path.replace("{project_id}", "42"))
            case "406":
                return self.api.get(where, headers={"Accept": "image/png"})
            case "422":
                return self.api.get(where + ("?content=yes" if "{entity_id}" in path else "?limit=many"))
        return None


class RealLinks:
    """How to get the answer of a call about links that an example stands for."""

    def __init__(self, api, operator, caller, real):
        self.api, self.operator, self.caller, self.real = api, operator, caller, real

    def open(self, url, **kwargs):
        return self.api.call("GET", "/api/shared/" + url.rsplit("/", 1)[1], key=False, **kwargs)

    def call(self, method, path, status):
        links = f"/api/reports/{self.real.report['id']}/links"
        about_one = path.endswith("{link_id}")
        if "/shared" in path:
            return self.shared(status, self.api.call("POST", links).json()["url"])
        elsewhere = f"{links}/{uuid.uuid4()}" if about_one else links.replace(self.real.report["id"], str(uuid.uuid4()))
        match method, status:
            case "POST", "201":
                return self.api.call("POST", links)
            case "POST", "413":
                return self.api.call("POST", links, json={"format": "x" * 270_000})
            case "POST", "415":
                return self.api.call("POST", links, data=b"{}", headers={"Content-Type": "text/plain"})
            case "POST", "422":
                return self.api.call("POST", links, json={"expires_in": 2_592_001})
            case "GET", "200":
                # One report of its own: the example has one link.
                links = f"/api/reports/{self.api.succeeded(self.real.body)['id']}/links"
                made = self.api.call("POST", links)
                self.open(made.json()["url"])
                return self.api.get(made.headers["Location"] if about_one else links)
            case _, "401":
                return self.api.call(method, elsewhere, key=False)
            case _, "403":
                # The example names the scope that making a link needs.
                return self.caller(self.operator.key("read")).call("POST", links)
            case _, "404":
                return self.api.call(method, elsewhere)
            case _, "406":
                return self.api.call(method, elsewhere, headers={"Accept": "image/png"})
        return None

    def shared(self, status, url):
        match status:
            case "200":
                return self.open(url + "?format=json")
            case "404":
                return self.open("/" + "A" * 86)
            case "406":
                return self.open(url, headers={"Accept": "image/png"})
            case "409":
                running = self.real.without_documents("running")["id"]
                return self.open(self.api.call("POST", f"/api/reports/{running}/links").json()["url"])
            case "422":
                return self.open(url.rsplit("/", 1)[0] + "/" + url.rsplit("/", 1)[1] + "?format=docx")
        return None


class RealSession:
    """How to get the answer of the call on a privacy session that an example stands for."""

    def __init__(self, api, operator, caller, real):
        self.api, self.operator, self.caller, self.real = api, operator, caller, real
        self.body = operator.publish(sessions.snapshot())
        deadline = time.monotonic() + 60
        while (answer := api.get(sessions.address(self.body))).status_code == 409:
            assert time.monotonic() < deadline, answer.text
        self.report_id = sessions.report_id(answer)

    def call(self, status, name):
        there = sessions.address(self.body)
        match status, name:
            case "200", _:
                return self.api.get(there + "&format=json")
            case "401", _:
                return self.api.get(there, key=False)
            case "403", _:
                # The example names the scope that making a report needs.
                return self.caller(self.operator.key("read")).create(self.real.body)
            case "404", "session":
                return self.api.get(sessions.address({**self.body, "entity_id": str(uuid.uuid4())}))
            case "404", "session id":
                return self.api.get(sessions.address({**self.body, "entity_id": "7"}))
            case "404", "report":
                return self.caller(self.operator.key("read")).get(sessions.address(self.operator.publish(sessions.snapshot())))
            case "406", _:
                return self.api.get(there + "&format=json", headers={"Accept": "image/png"})
            case "409", "not ready":
                self.real.set_status(self.report_id, "running")
                answer = self.api.get(there)
                self.real.set_status(self.report_id, "succeeded")
                return answer
            case "409", "failed":
                cut_off = sessions.address(self.operator.publish_raw(b'{"schema_version": 1', kind="privacy"))
                while "Retry-After" in (answer := self.api.get(cut_off)).headers:
                    time.sleep(0.1)
                return answer
            case "422", _:
                return self.api.get(f"/api/privacy/sessions/{self.body['entity_id']}/report?format=docx")
        return None


class Real:
    """How to get the answer that an example stands for."""

    def __init__(self, api, operator, caller, body, report, entities):
        self.api, self.operator, self.caller, self.body, self.report = api, operator, caller, body, report
        self.entities = entities
        self.links = RealLinks(api, operator, caller, self)
        self.session = RealSession(api, operator, caller, self)

    def without_documents(self, status):
        """A report that stays as it is."""
        made = self.api.finished(self.api.created(self.operator.publish_raw(b'{"schema_version": 1'))["report_id"])
        if status != "failed":
            self.set_status(made["id"], status)
        return made

    def set_status(self, report_id, status):
        self.operator.table.update_item(
            Key={"pk": f"REPORT#{report_id}", "sk": "META"}, UpdateExpression="SET #s = :s",
            ExpressionAttributeNames={"#s": "status"}, ExpressionAttributeValues={":s": status},
        )  # fmt: skip

    def change(self, method, path, status, name):
        """The real answer to a deletion, a retry or a cancellation; those that change something are of other reports."""
        if name and name != ["report"]:
            return None
        path = path.replace(self.report["id"], str(uuid.uuid4())) if status == "404" else path
        match status:
            case "202":
                made = self.without_documents("queued" if path.endswith("/cancel") else "failed")
                return self.api.call(method, path.replace(self.report["id"], made["id"]))
            case "401":
                return self.api.call(method, path, key=False)
            case "403":
                return self.caller(self.operator.key("read")).call(method, path)
            case "404" | "409":
                return self.api.call(method, path)
            case "406":
                return self.api.call(method, path, headers={"Accept": "image/png"})
        return None

    def call(self, where):
        """The real answer, or None where none can be had over HTTP."""
        method, path, status, *name = where.split(" ", 3)
        if "/entities" in path:
            return self.entities.call(method, path, " ".join([status, *name]))
        if "/sessions" in path:
            return self.session.call(status, " ".join(name))
        path = path.replace("{report_id}", self.report["id"]).replace("{job_id}", self.report["job_id"])
        if "/links" in path or "/shared" in path:
            return self.links.call(method, path, status)
        if path == "/api/reports" and method == "GET":
            path += f"?project_id={self.report['project_id']}&limit=1"
        if method == "DELETE" or path.endswith(("/retry", "/cancel")):
            return self.change(method, path, status, name)
        send = {"json": self.body} if method == "POST" else {}
        if path.endswith("/seal") and status == "200":
            return seal_of(self.api, self.report["id"])
        match status, *name:
            case ("200" | "201",):
                # Of the formats of a document, JSON is the one with an example.
                path += "?format=json" if path.endswith(("/view", "/download")) else ""
                return self.api.call(method, path, **send)
            case ("401",):
                return self.api.call(method, path, key=False, **send)
            case ("403",):
                # The example names the scope that creating needs.
                return self.caller(self.operator.key("read")).create(self.body)
            case "404", "report" | "job" as thing:
                return self.api.get({"report": "/api/reports/", "job": "/api/jobs/"}[thing] + str(uuid.uuid4()))
            case ("404",):
                return self.api.create({**self.body, "entity_id": str(uuid.uuid4())})
            case ("406",):
                path = path.removesuffix("/view").removesuffix("/download")
                return self.api.call(method, path, headers={"Accept": "image/png"}, **send)
            case "409", "not ready":
                return self.api.get(path.replace(self.report["id"], self.without_documents("running")["id"]))
            case "409", "failed":
                return self.api.get(path.replace(self.report["id"], self.without_documents("failed")["id"]))
            case ("413",):
                return self.api.create({**self.body, "options": {"comments": "x" * 270_000}})
            case ("415",):
                return self.api.call(method, path, data=b"{}", headers={"Content-Type": "text/plain"})
            case ("422",):
                request = {**self.body, "options": {"title": "x" * 201}}
                del request["entity_id"]
                return self.api.create(request)
        return None


#: Faults of ours, throttling (test_limits.py has that of keys), and moments that cannot be held or come after days: their texts are compared with the
#: source in infra/tests/openapi.
NOT_OVER_HTTP = re.compile(
    r" (429 key|429 gateway|500|503)$|^POST /api/reports 409$| 404 documents (gone|expired)$"
    r"|^(DELETE|POST) /api/reports/\S+ 404 job$"
)


@pytest.fixture(scope="module")
def real(api, operator, caller, body, example_report, sample):
    return Real(api, operator, caller, body, example_report, RealEntities(api, operator, caller, sample))


@pytest.mark.parametrize("example", openapi.examples_of_answers(), ids=lambda example: example.where)
def test_an_example_is_as_the_real_answer(example, real):
    answer = real.call(example.where)
    assert (answer is None) == bool(NOT_OVER_HTTP.search(example.where))
    if answer is not None:
        assert str(answer.status_code) == example.where.split()[2], answer.text
        assert openapi.faults(answer.json(), example.schema) == []
        if "sections" in example.value:
            # A whole report is long: the example has a part of one, of the same form.
            assert set(example.value) == set(answer.json())
            sections = {section["id"]: section["blocks"] for section in answer.json()["sections"]}
            shown = example.value["sections"][0]["blocks"][0]["findings"][0]
            assert shown["rule"] in [finding["rule"] for finding in sections["findings"][0]["findings"] if set(finding) == set(shown)]
            return
        assert unlike(example.value, answer.json()) == []


def test_options_are_complete_with_the_documented_defaults(example_report):
    documented = {name: schema.get("default") for name, schema in OPTIONS.items()}
    assert example_report["options"] == documented
