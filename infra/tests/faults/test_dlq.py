"""`reportctl dlq`: what an operator sees of dead letters and does about them, on real queues and a real table."""

import json
import subprocess
import time
import uuid

import build
import local_env
import pytest


class Operator:
    """The command line tool, and the queues of dead letters that it works on."""

    def __init__(self, world):
        self.world = world
        self.urls = {name: world.sqs.create_queue(QueueName=f"dead-{name}")["QueueUrl"] for name in ("jobs", "positions")}
        self.environment = local_env.aws(world.port) | world.names | {
            "QUEUE_URL": world.queue_url, "DEAD_LETTER_QUEUE_URL": self.urls["jobs"],
            "POSITIONS_FAILURES_URL": self.urls["positions"],
        }  # fmt: skip

    def run(self, *arguments, expect=0):
        done = subprocess.run(
            [build.reportctl(), "dlq", *arguments], env=self.environment, capture_output=True, text=True, check=False,
            stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert done.returncode == expect, done.stderr
        return done.stdout + (done.stderr if expect else "")

    def dlq(self, *arguments):
        return [json.loads(line) for line in self.run(*arguments, "--json").splitlines()]

    def put(self, body, queue="jobs"):
        body = body if isinstance(body, str) else json.dumps(body)
        return self.world.sqs.send_message(QueueUrl=self.urls[queue], MessageBody=body)["MessageId"]

    def left(self, queue="jobs"):
        """The ids of the letters that anybody could take now."""
        found = self.world.sqs.receive_message(QueueUrl=self.urls[queue], MaxNumberOfMessages=10, VisibilityTimeout=0)
        return {message["MessageId"] for message in found.get("Messages", [])}


@pytest.fixture
def operator(world):
    operator = Operator(world)
    for url in operator.urls.values():
        world.sqs.purge_queue(QueueUrl=url)
    return operator


@pytest.fixture
def made(world, project):
    """A report that is queued, without a message."""
    _, created = project.create(world.start("create", faulty=False))
    world.messages()
    return {name: created[name] for name in ("report_id", "job_id")}


def delivered(message):
    return {"Records": [{"messageId": "m", "body": json.dumps(message), "attributes": {"ApproximateReceiveCount": "1"}}]}


def fail(world, made):
    world.set_meta(made["report_id"], "status", {"S": "failed"})
    world.set_meta(made["report_id"], "error", {"S": "Too late."})


def test_a_list_says_what_letters_are_about_and_leaves_them_there(world, operator, made):
    ids = [operator.put({**made, "pauses": 7}), operator.put("not\nours"), operator.put({**made, "report_id": str(uuid.uuid4())})]
    batch = {"requestContext": {"condition": "RetryAttemptsExhausted"}, "DDBStreamBatchInfo": {"shardId": "s", "batchSize": 2}}
    operator.put(batch, "positions")
    listed = {line["message_id"]: line for line in operator.dlq("list")}
    about = [(listed[id]["report_id"], listed[id]["status"], listed[id]["about"]) for id in ids]
    assert about[0] == (made["report_id"], "queued", None) and about[1] == (None, None, "not ours")
    assert about[2][1] == "deleted"
    (positions,) = [line for line in listed.values() if line["queue"] == "positions"]
    assert positions["about"] == "2 records of s: RetryAttemptsExhausted"
    assert operator.left() == set(ids) and len(operator.left("positions")) == 1
    fail(world, made)
    shown = operator.run("list", "--queue", "jobs")
    assert f"report {made['report_id']} (failed)" in shown and "Too late." in shown and " s old" in shown
    assert len(operator.dlq("list")) == 4, "looking takes nothing away"


def test_a_replay_renders_once_however_often_and_whenever_it_is_done(world, operator, made):
    operator.put(made)
    operator.put(made)
    planned = operator.dlq("replay", "--all", "--dry-run")
    assert [line["action"] for line in planned] == ["sent", "sent"] and world.messages() == [] and len(operator.left()) == 2
    assert [line["action"] for line in operator.dlq("replay", "--all")] == ["sent", "sent"]
    assert operator.dlq("replay", "--all") == [] and operator.left() == set()
    renderer = world.start("renderer", faulty=False)
    messages = [json.loads(message["Body"]) for message in world.messages()]
    assert messages == [made, made]
    for message in messages:
        assert renderer.invoke(delivered(message))[0] == {"batchItemFailures": []}
    report = world.meta(made["report_id"])
    assert (report["status"]["S"], report["attempts"]["N"]) == ("succeeded", "1")
    # And after its end, once more.
    operator.put(made)
    (line,) = operator.dlq("replay", "--report", made["report_id"])
    assert (line["action"], line["because"]) == ("removed", "the report has succeeded")
    assert world.messages() == [] and operator.left() == set()


def test_a_replay_while_an_attempt_is_running_disturbs_it_not(world, operator, made):
    lease = {"status": {"S": "running"}, "lease": {"S": str(uuid.uuid4())}, "lease_until": {"N": str(int(time.time() * 1000) + 60_000)},
             "attempts": {"N": "1"}}  # fmt: skip
    for name, value in lease.items():
        world.set_meta(made["report_id"], name, value)
    operator.put(made)
    before = world.meta(made["report_id"])
    assert [line["action"] for line in operator.dlq("replay", "--all")] == ["sent"]
    (message,) = [json.loads(message["Body"]) for message in world.messages()]
    assert message == {**made, "alone": True}
    # The invocations of these tests end too soon for a report that is rendered alone.
    renderer = world.start("renderer", faulty=False)
    assert renderer.invoke(delivered(made))[0] == {"batchItemFailures": []}
    assert world.meta(made["report_id"]) == before and world.messages() == []


def test_a_failed_report_is_retried_only_if_that_is_asked_for(world, operator, made):
    fail(world, made)
    letter = operator.put(made)
    (kept,) = operator.dlq("replay", "--all")
    assert kept["action"] == "kept" and operator.left() == {letter} and world.messages() == []
    (retried,) = operator.dlq("replay", "--all", "--failed")
    assert retried["action"] == "retried" and operator.left() == set()
    report = world.meta(made["report_id"])
    assert report["status"]["S"] == "queued" and "error" not in report and report["attempts"]["N"] == "0"
    assert [json.loads(message["Body"]) for message in world.messages()] == [made]
    # Without a letter: those of failed reports are gone as soon as the function deadletter has seen them.
    fail(world, made)
    (named,) = operator.dlq("replay", "--report", made["report_id"], "--failed")
    assert (named["action"], named["queue"]) == ("retried", None)
    assert [json.loads(message["Body"]) for message in world.messages()] == [made]


def test_a_replay_of_positions_gives_reports_their_places(world, operator, project, made):
    mark = world.dynamodb.query(
        TableName="faults", KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": f"NEWEST#{project.id}"}}
    )["Items"][0]  # fmt: skip
    operator.put({"DDBStreamBatchInfo": {"shardId": "s", "batchSize": 1}}, "positions")
    key = {name: mark[name] for name in ("pk", "sk")}
    world.dynamodb.update_item(TableName="faults", Key=key, UpdateExpression="SET due = :due", ExpressionAttributeValues={":due": {"S": "0" * 15}})
    assert [line["action"] for line in operator.dlq("replay", "--queue", "positions", "--all")] == ["placed"]
    assert "Item" not in world.dynamodb.get_item(TableName="faults", Key=key) and project.stored() == {made["report_id"]}
    assert operator.left("positions") == set()


def test_what_is_discarded_is_told_and_asked_about(world, operator, made):
    letters = {operator.put(made), operator.put("not ours")}
    refused = operator.run("discard", "--all", expect=1)
    assert "--yes" in refused and "its text is lost" in refused and "the sweeper sends the report anew" in refused
    assert operator.left() == letters
    operator.run("discard", "--all", "--dry-run")
    assert operator.left() == letters
    (line,) = operator.dlq("discard", "--report", made["report_id"], "--yes")
    assert line["report_id"] == made["report_id"] and len(operator.left()) == 1
    operator.run("discard", "--all", "--yes")
    assert operator.left() == set() and world.messages() == []
    assert world.meta(made["report_id"])["status"]["S"] == "queued"


def test_help_has_examples_and_a_selection_is_needed(operator):
    for command in ("list", "replay", "discard"):
        assert f"reportctl dlq {command}" in operator.run(command, "--help")
    for command in ("replay", "discard"):
        assert "--all" in operator.run(command, expect=2)
