"""What each function's role may do, as the policy engine of the running stack sees it: exactly this and no more."""

import deployment
import local_env
import pytest
import template


@pytest.fixture(scope="session")
def env():
    return local_env.read()


@pytest.fixture(scope="session")
def resources(env):
    """Logical id → physical id of the deployed stack."""
    port = int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
    listed = deployment.client("cloudformation", port).describe_stack_resources(StackName=env["STACK_NAME"])
    return {resource["LogicalResourceId"]: resource["PhysicalResourceId"] for resource in listed["StackResources"]}


ACCOUNT = "000000000000"


@pytest.fixture(scope="session")
def things(env, resources):
    """What an action can be aimed at."""
    port = int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
    table = f"arn:aws:dynamodb:{local_env.REGION}:{ACCOUNT}:table/{resources['Table']}"
    bucket = f"arn:aws:s3:::{env['BUCKET_NAME']}"

    def queue(url):
        return f"arn:aws:sqs:{local_env.REGION}:{ACCOUNT}:{url.rsplit('/', 1)[1]}"

    return {
        "table": table,
        "index": f"{table}/index/unfinished",
        "stream": deployment.client("dynamodb", port).describe_table(TableName=resources["Table"])["Table"]["LatestStreamArn"],
        "other table": f"arn:aws:dynamodb:{local_env.REGION}:{ACCOUNT}:table/somebody-elses",
        "snapshot": f"{bucket}/entities/p/experiment/e.json",
        "session": f"{bucket}/entities/p/privacy/s.json",
        "document": f"{bucket}/artifacts/r/a/report.pdf",
        "bundle": f"{bucket}/artifacts/r/a/bundle.json",
        "seal": f"{bucket}/artifacts/r/a/seal.jws",
        "copy": f"{bucket}/artifacts/r/a/snapshot.json",
        "seal key": deployment.client("kms", port).describe_key(KeyId=deployment.SEAL_KEY)["KeyMetadata"]["Arn"],
        "other key": f"arn:aws:kms:{local_env.REGION}:{ACCOUNT}:key/somebody-elses",
        "uploaded": f"{bucket}/uploads/p/experiment/e/u",
        "bucket": bucket,
        "other bucket": "arn:aws:s3:::somebody-elses/artifacts/r/a/report.pdf",
        "queue": queue(env["QUEUE_URL"]),
        "dead letters": queue(env["DEAD_LETTER_QUEUE_URL"]),
        "positions' failures": queue(resources["PositionsFailures"]),
        "events' failures": queue(resources["EventsFailures"]),
        "requests": env["REQUEST_QUEUE_ARN"],
        "unsealed": queue(resources["Unsealed"]),
        "bus": f"arn:aws:events:{local_env.REGION}:{ACCOUNT}:event-bus/{env['EVENT_BUS_NAME']}",
        "other bus": f"arn:aws:events:{local_env.REGION}:{ACCOUNT}:event-bus/default",
        "model": f"arn:aws:bedrock:{local_env.REGION}::foundation-model/any",
        "secret": f"arn:aws:secretsmanager:{local_env.REGION}:{ACCOUNT}:secret:any-AbCdEf",
        "parameter": f"arn:aws:ssm:{local_env.REGION}:{ACCOUNT}:parameter/any",
        "function": f"arn:aws:lambda:{local_env.REGION}:{ACCOUNT}:function:any",
    }


TABLE_ACTIONS = [
    "GetItem", "BatchGetItem", "Query", "Scan", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem",
    "ConditionCheckItem", "DeleteTable", "UpdateTable",
]  # fmt: skip
OBJECT_ACTIONS = ["GetObject", "GetObjectVersion", "PutObject", "DeleteObject", "DeleteObjectVersion", "PutObjectAcl"]
QUEUE_ACTIONS = ["SendMessage", "ReceiveMessage", "DeleteMessage", "GetQueueAttributes", "PurgeQueue", "DeleteQueue"]

STREAM_ACTIONS = ["DescribeStream", "GetRecords", "GetShardIterator", "ListStreams"]

BUS_ACTIONS = ["events:PutEvents", "events:PutRule", "events:DeleteEventBus"]

KEY_ACTIONS = ["kms:Sign", "kms:GetPublicKey", "kms:Decrypt", "kms:ScheduleKeyDeletion"]

#: Everything that is asked about, whatever the role.
UNIVERSE = {
    "stream": [f"dynamodb:{action}" for action in STREAM_ACTIONS],
    "positions' failures": [f"sqs:{action}" for action in QUEUE_ACTIONS],
    "events' failures": [f"sqs:{action}" for action in QUEUE_ACTIONS],
    "requests": [f"sqs:{action}" for action in QUEUE_ACTIONS],
    "unsealed": [f"sqs:{action}" for action in QUEUE_ACTIONS],
    "seal key": KEY_ACTIONS,
    "other key": KEY_ACTIONS,
    "bus": BUS_ACTIONS,
    "other bus": BUS_ACTIONS,
    "table": [f"dynamodb:{action}" for action in TABLE_ACTIONS],
    "index": ["dynamodb:Query", "dynamodb:Scan"],
    "other table": [f"dynamodb:{action}" for action in TABLE_ACTIONS],
    "snapshot": [f"s3:{action}" for action in OBJECT_ACTIONS],
    "session": [f"s3:{action}" for action in OBJECT_ACTIONS],
    "document": [f"s3:{action}" for action in OBJECT_ACTIONS],
    "bundle": [f"s3:{action}" for action in OBJECT_ACTIONS],
    "seal": [f"s3:{action}" for action in OBJECT_ACTIONS],
    "copy": [f"s3:{action}" for action in OBJECT_ACTIONS],
    "uploaded": [f"s3:{action}" for action in OBJECT_ACTIONS],
    # `delete` and `sweeper` may list versions under artifacts/ only: by a condition, of which a simulation knows nothing. Without
    # that permission no document is removed: infra/tests/api/test_delete.py.
    "bucket": ["s3:ListBucket", "s3:ListBucketVersions", "s3:DeleteBucket", "s3:PutBucketPolicy"],
    "other bucket": ["s3:GetObject", "s3:PutObject"],
    "queue": [f"sqs:{action}" for action in QUEUE_ACTIONS],
    "dead letters": [f"sqs:{action}" for action in QUEUE_ACTIONS],
    "model": ["bedrock:InvokeModel", "bedrock:InvokeModelWithResponseStream"],
    "secret": ["secretsmanager:GetSecretValue"],
    "parameter": ["ssm:GetParameter"],
    "function": ["lambda:InvokeFunction", "lambda:UpdateFunctionCode"],
}

KEEP_LISTS = {
    f"dynamodb:{action}" for action in ("GetItem", "BatchGetItem", "Query", "PutItem", "UpdateItem", "DeleteItem")
}
#: Reads a list: with a condition on the keys that it may read.
FIND = {"dynamodb:BatchGetItem", "dynamodb:Query"}
#: By a condition only on the buckets of API keys, of which a simulation knows nothing: infra/tests/template.
COUNT = {"dynamodb:UpdateItem"}
#: So that what is missing is told from what is denied.
LIST = {"s3:ListBucket"}
CONSUME = {"sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"}

#: A document, and what is kept beside it.
BESIDE = ("document", "bundle", "seal", "copy")

#: Function → thing → what it may do with it. Nothing else of the universe.
MAY = {
    "create": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"} | FIND,
        "snapshot": {"s3:GetObject"},
        "bucket": LIST,
        "queue": {"sqs:SendMessage"},
    },
    "change": {"table": {"dynamodb:GetItem", "dynamodb:UpdateItem"}, "queue": {"sqs:SendMessage"}},
    "delete": {
        "table": KEEP_LISTS - {"dynamodb:BatchGetItem"},
        "snapshot": {"s3:GetObject", "s3:DeleteObject"},
        **dict.fromkeys(BESIDE, {"s3:DeleteObject", "s3:DeleteObjectVersion"}),
    },
    "positions": {
        "table": KEEP_LISTS,
        "stream": {f"dynamodb:{action}" for action in STREAM_ACTIONS},
        "positions' failures": {"sqs:SendMessage"},
    },
    "events": {
        "stream": {f"dynamodb:{action}" for action in STREAM_ACTIONS},
        "bus": {"events:PutEvents"},
        "events' failures": {"sqs:SendMessage"},
    },
    "request": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"} | FIND,
        "snapshot": {"s3:GetObject"},
        "bucket": LIST,
        "queue": {"sqs:SendMessage"},
        "requests": CONSUME,
        "bus": {"events:PutEvents"},
    },
    # Of snapshots, those of privacy sessions only.
    "session": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem"} | FIND,
        "session": {"s3:GetObject"},
        **dict.fromkeys(BESIDE, {"s3:GetObject"}),
        "bucket": LIST,
        "queue": {"sqs:SendMessage"},
    },
    "list": {"table": {"dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"} | COUNT},
    "get": {"table": {"dynamodb:GetItem", "dynamodb:Query"} | COUNT},
    "job": {"table": {"dynamodb:GetItem"} | COUNT},
    "view": {"table": {"dynamodb:GetItem"} | COUNT, **dict.fromkeys(BESIDE, {"s3:GetObject"}), "bucket": LIST},
    "download": {"table": {"dynamodb:GetItem"} | COUNT, **dict.fromkeys(BESIDE, {"s3:GetObject"}), "bucket": LIST},
    "seal": {
        "table": {"dynamodb:GetItem"} | COUNT,
        "bundle": {"s3:GetObject"},
        "seal": {"s3:GetObject"},
        "bucket": LIST,
    },
    # The local stack has a key that seals.
    "sign": {
        "table": {"dynamodb:GetItem"},
        "bundle": {"s3:GetObject"},
        "seal": {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"},
        "bucket": LIST,
        "seal key": {"kms:Sign"},
        "unsealed": CONSUME,
    },
    # The table's permissions hold for links only, and for reading reports: by conditions, of which a simulation knows nothing.
    "links": {"table": {"dynamodb:GetItem", "dynamodb:Query", "dynamodb:PutItem", "dynamodb:DeleteItem"} | COUNT},
    "open": {"table": {"dynamodb:GetItem", "dynamodb:UpdateItem"}, **dict.fromkeys(BESIDE, {"s3:GetObject"}), "bucket": LIST},
    "renderer": {
        "table": {"dynamodb:GetItem", "dynamodb:UpdateItem"},
        "snapshot": {"s3:GetObject", "s3:GetObjectVersion"},
        **dict.fromkeys(BESIDE, {"s3:PutObject", "s3:DeleteObject"}),
        "copy": {"s3:GetObject", "s3:PutObject", "s3:DeleteObject"},
        "bucket": LIST,
        "queue": CONSUME | {"sqs:SendMessage"},
    },
    "publish": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"} | COUNT,
        "snapshot": {"s3:GetObject", "s3:PutObject"},
        "bucket": LIST,
    },
    "upload": {"table": {"dynamodb:GetItem", "dynamodb:PutItem"} | COUNT, "uploaded": {"s3:PutObject"}},
    "ingest": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"},
        "snapshot": {"s3:GetObject", "s3:PutObject"},
        "uploaded": {"s3:GetObject", "s3:DeleteObject"},
    },
    "entities": {
        "table": {"dynamodb:GetItem", "dynamodb:Query"} | COUNT,
        "snapshot": {"s3:GetObject", "s3:GetObjectVersion"},
        "bucket": LIST,
    },
    "catalog": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem"},
        "snapshot": {"s3:GetObject", "s3:GetObjectVersion"},
        "bucket": LIST,
    },
    # The local stack follows an MLflow server that lets everybody in.
    "sync": {
        "table": {"dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:DeleteItem", "dynamodb:UpdateItem"},
        "snapshot": {"s3:GetObject", "s3:PutObject"},
    },
    "sweeper": {
        "table": KEEP_LISTS,
        "index": {"dynamodb:Query"},
        **dict.fromkeys(BESIDE, {"s3:DeleteObject", "s3:DeleteObjectVersion"}),
        "queue": {"sqs:SendMessage"},
    },
    "deadletter": {"table": {"dynamodb:GetItem", "dynamodb:UpdateItem"}, "dead letters": CONSUME},
}  # fmt: skip


# To the others, the snapshot of a privacy session is one like any.
for may in MAY.values():
    may.setdefault("session", may.get("snapshot", set()))


def test_the_table_of_permissions_names_every_function():
    crates = {template.crate(function) for function in template.resources("AWS::Serverless::Function").values()}
    assert set(MAY) == crates


@pytest.fixture(scope="session")
def roles(resources):
    """Function crate → ARN of the role that it runs with."""
    return {
        template.crate(function): f"arn:aws:iam::{ACCOUNT}:role/{resources[function['Properties']['Role'].value.removesuffix('.Arn')]}"
        for function in template.resources("AWS::Serverless::Function").values()
    }


@pytest.mark.parametrize("thing", UNIVERSE)
@pytest.mark.parametrize("function", MAY)
def test_a_function_may_do_exactly_what_it_needs(function, thing, roles, things, env):
    port = int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1])
    simulated = deployment.client("iam", port).simulate_principal_policy(
        PolicySourceArn=roles[function], ActionNames=UNIVERSE[thing], ResourceArns=[things[thing]]
    )
    decisions = {result["EvalActionName"]: result["EvalDecision"] for result in simulated["EvaluationResults"]}
    assert set(decisions) == set(UNIVERSE[thing])
    allowed = {action for action, decision in decisions.items() if decision == "allowed"}
    assert allowed == MAY[function].get(thing, set())
