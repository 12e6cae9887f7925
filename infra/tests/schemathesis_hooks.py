"""What schemathesis has to know about the API that no schema can say."""

import hashlib
import json
import os

import schemathesis

#: Kinds of which the local stack has a sample, and its variable in `.local/env`.
SAMPLES = {"experiment": "EXPERIMENT_ID", "model": "MODEL_ID", "deployment": "DEPLOYMENT_ID", "synthgen": "SYNTHGEN_ID"}


def is_uuid(value):
    return isinstance(value, str) and len(value) == 36 and value.count("-") == 4


@schemathesis.hook
def before_call(context, case, **kwargs):
    if case.operation.definition.raw.get("operationId") != "createReport" or not isinstance(case.body, dict):
        return
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
