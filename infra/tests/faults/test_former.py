"""What the former version stored goes on: listed, counted, read, retried, deleted, beside what is created now.

`former_items.json` has the raw items that the former version's `create` and `renderer` left in the table: forty reports of one
project, about one id that names an experiment and a model. Lists had positions then, `POS#{n}`, and no marks.
"""

import json
import pathlib
import time
import uuid

import pytest

ITEMS = json.loads((pathlib.Path(__file__).parent / "former_items.json").read_text())
KINDS = (None, "experiment", "model", "deployment")


class Former:
    """The project, and what is in it by now, oldest first: id and kind of each report."""

    def __init__(self, world):
        self.world = world
        for item in ITEMS:
            world.dynamodb.put_item(TableName="faults", Item=item)
        metas = [item for item in ITEMS if item["sk"]["S"] == "META"]
        self.items = {item["report_id"]["S"]: item for item in metas}
        in_order = sorted(metas, key=lambda item: (int(item["created_at"]["N"]), item["report_id"]["S"]))
        self.reports = [(item["report_id"]["S"], item["kind"]["S"]) for item in in_order]
        self.project, self.entity = metas[0]["project_id"]["S"], metas[0]["entity_id"]["S"]
        self.functions = {name: world.start(name, faulty=False) for name in ("list", "get", "delete", "change")}

    def call(self, name, method, path, **more):
        return self.world.call(self.functions[name], method, path, **more)

    def with_status(self, status):
        return [report for report, _ in self.reports if self.items.get(report, {}).get("status", {}).get("S") == status]

    def check(self):
        """All lists in pages of several lengths."""
        for kind in KINDS:
            for entity in ("", f"&entity_id={self.entity}", f"&entity_id={uuid.uuid4()}"):
                is_known = not entity or self.entity in entity
                expected = [report for report, it in self.reports[::-1] if is_known and kind in (None, it)]
                for offset, limit in ((0, 500), (0, 3), (7, 10), (len(expected) // 2, 5), (len(expected), 1)):
                    query = f"project_id={self.project}&limit={limit}&offset={offset}{entity}" + (f"&kind={kind}" if kind else "")
                    status, page = self.call("list", "GET", "/api/reports", query=query)
                    assert status == 200 and page["total"] == len(expected), query
                    assert [item["id"] for item in page["items"]] == expected[offset : offset + limit], query

    def delete(self, report):
        path = f"/api/reports/{report}"
        assert self.call("delete", "DELETE", path)[0] == 204
        assert self.call("get", "GET", path)[0] == self.call("delete", "DELETE", path)[0] == 404
        self.reports = [it for it in self.reports if it[0] != report]


    def create_as_before(self):
        """What a creation by the former version, still under way while the stack is updated, leaves; its id."""
        metas = [item for item in ITEMS if item["sk"]["S"] == "META"]
        report, meta, now = str(uuid.uuid4()), metas[0], {"N": str(int(time.time() * 1000))}
        put = {"pk": {"S": f"REPORT#{report}"}, "report_id": {"S": report}, "created_at": now, "updated_at": now}
        self.world.dynamodb.put_item(TableName="faults", Item=meta | put)
        options = {"pk": put["pk"], "sk": {"S": "OPTIONS"}, "options": {"S": "{}"}}
        self.world.dynamodb.put_item(TableName="faults", Item=options)
        kind, entity = f"#KIND#{meta['kind']['S']}", f"#ENTITY#{self.entity}"
        for filters in ("", kind, entity, kind + entity):
            pk = {"S": f"LIST#{self.project}{filters}"}
            counted = self.world.dynamodb.update_item(
                TableName="faults", Key={"pk": pk, "sk": {"S": "COUNT"}}, UpdateExpression="SET #c = #c + :one, latest = :now",
                ExpressionAttributeNames={"#c": "count"}, ExpressionAttributeValues={":one": {"N": "1"}, ":now": now},
                ReturnValues="UPDATED_OLD",
            )["Attributes"]["count"]["N"]  # fmt: skip
            entry = {"pk": pk, "sk": {"S": f"POS#{int(counted):020}"}, "report_id": {"S": report}}
            self.world.dynamodb.put_item(TableName="faults", Item=entry)
        return report

    def listed(self):
        status, page = self.call("list", "GET", "/api/reports", query=f"project_id={self.project}&limit=500")
        assert status == 200 and page["total"] == len(page["items"])
        return [item["id"] for item in page["items"]]


@pytest.fixture
def former(world):
    return Former(world)


def test_what_the_former_version_stored_goes_on(former, world):
    former.check()
    for report, _ in former.reports:
        status, answer = former.call("get", "GET", f"/api/reports/{report}")
        assert status == 200 and answer["report"]["status"] == former.items[report]["status"]["S"]

    # New ones beside them, of the same entity: first as marks, then with places.
    key = f"entities/{former.project}/model/{former.entity}.json"
    world.s3.put_object(Bucket="faults", Key=key, Body=b"{}")
    create = world.start("create", faulty=False)
    request = {"project_id": former.project, "kind": "model", "entity_id": former.entity}
    for _ in range(3):
        status, created = world.call(create, "POST", "/api/reports", body=json.dumps(request))
        assert status == 201
        former.reports.append((created["report_id"], "model"))
        former.check()
    record = {"Keys": {"pk": {"S": f"NEWEST#{former.project}"}, "sk": {"S": "0#0"}}, "SequenceNumber": "7"}
    answer, _ = world.start("positions", faulty=False).invoke({"Records": [{"dynamodb": record}]})
    assert answer == {"batchItemFailures": []}
    former.check()

    # One that the former version was still creating is listed before its time, for there is no other place for it.
    late = former.create_as_before()
    assert sorted(former.listed()) == sorted([late, *(report for report, _ in former.reports)])
    assert former.listed()[3] == late
    former.delete(late)
    former.check()

    # A failed one is rendered once more, a queued one is not.
    (failed, *_), (queued, *_) = former.with_status("failed"), former.with_status("queued")
    world.messages()
    status, answer = former.call("change", "POST", f"/api/reports/{failed}/retry", report=failed)
    assert status == 202 and answer["status"] == "queued"
    assert [json.loads(message["Body"])["report_id"] for message in world.messages()] == [failed]
    status, answer = former.call("change", "POST", f"/api/reports/{queued}/cancel", report=queued)
    assert status == 202 and answer["status"] == "failed"

    # Of every status, at both ends and in the middle, old and new.
    running, *_ = former.with_status("running")
    for report in (failed, running, former.with_status("succeeded")[0]):
        former.delete(report)
        former.check()
    for at in (0, 0, 20, 20, -1, -3):
        former.delete(former.reports[at][0])
        former.check()
    while former.reports:
        former.delete(former.reports[len(former.reports) // 2][0])
    former.check()
