"""What schemathesis has to know about the API that no schema can say."""

import hashlib
import json
import os

import schemathesis

#: Kinds of which the local stack has a sample, and its variable in `.local/env`.
SAMPLES = {"experiment": "EXPERIMENT_ID", "model": "MODEL_ID", "deployment": "DEPLOYMENT_ID", "synthgen": "SYNTHGEN_ID"}


#: The project that snapshots are published into.
PROJECT = "0199c3f0-6d00-7d1e-8f2a-3b4c5d6e7f80"

#: What takes something away, and the id of nothing.
DELETIONS = {"deleteReport", "deleteEntity", "cancelReport"}
NOTHING = "0199c3f0-6e00-7d1e-8f2a-3b4c5d6e7f80"

#: The smallest content of each kind: the OpenAPI document leaves the content to the schemas of snapshots.
CONTENT = {
    "experiment": {"task": "regression", "status": "completed"},
    "model": {"task": "regression"},
    "project": {},
    "deployment": {"status": "active"},
    "synthgen": {"status": "completed"},
    "privacy": {"status": "completed"},
}


def is_uuid(value):
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4


@schemathesis.hook
def before_call(context, case, **kwargs):
    operation = case.operation.definition.raw.get("operationId")
    if operation in ("listEntities", "headEntities") and case.query:
        # Only a page that the API has given has a cursor.
        case.query.pop("cursor", None)
    if operation in ("viewSessionReport", "headSessionReport"):
        session(case)
    if operation == "beginUpload" and isinstance(case.path_parameters, dict) and is_uuid(case.path_parameters.get("project_id")):
        case.path_parameters["project_id"] = PROJECT
    if operation in DELETIONS and case.path_parameters:
        # Nothing that others work with: what is deleted by a whole test is in infra/tests/api/test_delete.py.
        for name in ("report_id", "entity_id"):
            if is_uuid(case.path_parameters.get(name)):
                case.path_parameters[name] = NOTHING
    if operation in ("publishEntity", "beginUpload") and case.headers:
        # What the current snapshot is depends on what was published before: preconditions are tested elsewhere.
        for name in ("If-Match", "If-None-Match"):
            case.headers.pop(name, None)
    if not isinstance(case.body, dict):
        return
    if operation == "publishEntity":
        publish(case)
    if operation == "createReport":
        create(case)


def session(case):
    """Asks about the sample: a generated id names no session. Ids that are invalid on purpose stay as they are."""
    path, query = case.path_parameters or {}, case.query or {}
    if is_uuid(path.get("session_id")) and is_uuid(query.get("project_id")):
        case.path_parameters = {**path, "session_id": os.environ["PRIVACY_ID"]}
        case.query = {**query, "project_id": os.environ["PROJECT_ID"]}


def publish(case):
    """Makes a snapshot of what is one as far as the OpenAPI document goes: its content fits its kind, and its ids the path."""
    body, path = case.body, case.path_parameters or {}
    kind, content, source = body.get("kind"), body.get("content"), body.get("source")
    if not (isinstance(kind, str) and kind in CONTENT):
        return
    if isinstance(content, dict):
        body = {**body, "content": CONTENT[kind]}
    if isinstance(source, dict):
        body = {**body, "source": {"tool": "schemathesis"}}
    if is_uuid(body.get("id")) and is_uuid(body.get("project_id")):
        # In a project of its own: the samples stay as they are.
        ids = {"id": PROJECT if kind == "project" else body["id"], "project_id": PROJECT}
        body = {**body, **ids}
        if all(is_uuid(path.get(name)) for name in ("project_id", "entity_id")) and path.get("kind") in CONTENT:
            case.path_parameters = {**path, "kind": kind, "project_id": ids["project_id"], "entity_id": ids["id"]}
    case.body = body


def create(case):
    options = case.body.get("options")
    if isinstance(options, dict) and isinstance(options.get("retain_days"), (int, float)) and 3650 < options["retain_days"] <= 36500:
        # The operator may allow less than the schema; the local stack does.
        case.body = {**case.body, "options": {**options, "retain_days": 3650}}
    options = case.body.get("options")
    if isinstance(options, dict) and is_uuid(options.get("compare_to")):
        # A generated id names no report.
        case.body = {**case.body, "options": {**options, "compare_to": "previous"}}
    # Generated ids name no entity, so every create would be a 404. Ids that are invalid on purpose stay as they
    # are.
    sample = SAMPLES.get(case.body.get("kind")) if isinstance(case.body.get("kind"), str) else None
    if sample and is_uuid(case.body.get("project_id")) and is_uuid(case.body.get("entity_id")):
        case.body = {**case.body, "project_id": os.environ["PROJECT_ID"], "entity_id": os.environ[sample]}
    # An idempotency key used before with another body is rightly a 422: each body gets a key of its own.
    key = (case.headers or {}).get("Idempotency-Key")
    if isinstance(key, str) and 1 <= len(key) <= 180 and all(" " <= char <= "~" for char in key):
        digest = hashlib.sha256(json.dumps(case.body, sort_keys=True).encode()).hexdigest()
        case.headers["Idempotency-Key"] = key + digest[:60]
