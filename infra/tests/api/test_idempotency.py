"""The Idempotency-Key header."""

import concurrent.futures
import time
import uuid

import pytest


def keyed(key):
    return {"headers": {"Idempotency-Key": key}}


def test_a_repeat_answers_the_first_ones_ids(api, entity):
    key = str(uuid.uuid4())
    first, second = api.create(entity, **keyed(key)), api.create(entity, **keyed(key))
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json() and first.headers["Location"] == second.headers["Location"]
    assert api.items(f"project_id={entity['project_id']}")["total"] == 1


def test_the_order_of_members_and_white_space_make_no_other_request(api, entity):
    key = str(uuid.uuid4())
    first = api.create(entity, **keyed(key))
    shuffled = "{ " + ",\n".join(f'"{name}": "{entity[name]}"' for name in reversed(entity)) + " }"
    second = api.call("POST", "/api/reports", data=shuffled,
                      headers={"Idempotency-Key": key, "Content-Type": "application/json"})
    assert second.status_code == 201 and first.json() == second.json()


def test_the_same_key_with_another_body_is_a_422(api, entity):
    key = str(uuid.uuid4())
    api.created(entity, **keyed(key))
    answer = api.create({**entity, "options": {"title": "Another"}}, **keyed(key))
    assert answer.status_code == 422
    assert [problem["type"] for problem in answer.json()["detail"]] == ["idempotency_key_reused"]


def test_keys_of_different_callers_do_not_meet(api, entity, operator, caller):
    key = str(uuid.uuid4())
    other = caller(operator.key())
    assert api.created(entity, **keyed(key)) != other.created(entity, **keyed(key))


def test_simultaneous_first_requests_make_one_report(api, entity):
    key = str(uuid.uuid4())
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: api.create(entity, **keyed(key)), range(8)))
    created = {answer.json()["report_id"] for answer in answers if answer.status_code == 201}
    assert {answer.status_code for answer in answers} <= {201, 409}
    assert len(created) == 1
    for answer in answers:
        if answer.status_code == 409:
            assert int(answer.headers["Retry-After"]) >= 1
    assert api.items(f"project_id={entity['project_id']}")["total"] == 1


def test_a_failed_request_leaves_the_key_free(api, entity):
    key = str(uuid.uuid4())
    missing = {**entity, "entity_id": str(uuid.uuid4())}
    assert api.create(missing, **keyed(key)).status_code == 404
    assert api.create(entity, **keyed(key)).status_code == 201


@pytest.mark.parametrize("key", ["", "x" * 256, "tab\there", "ümlaut".encode("latin-1")], ids=ascii)
def test_a_malformed_key_is_a_422(key, api, entity):
    answer = api.create(entity, headers={"Idempotency-Key": key})
    assert answer.status_code == 422, answer.text


@pytest.mark.parametrize("key", ["x", "x" * 255, "~ ! a b"])
def test_any_printable_key_is_taken(key, entity, operator, caller):
    """With a new API key, which has not used these idempotency keys in an earlier run."""
    assert caller(operator.key()).create(entity, **keyed(key)).status_code == 201


@pytest.fixture
def kept(operator):
    """Changes what is kept of the key that a report was created with; instants are milliseconds."""

    def change(report_id, update, **values):
        items = operator.table.scan()["Items"]
        (item,) = [item for item in items if item["pk"].startswith("IDEM#") and item.get("report_id") == report_id]
        operator.table.update_item(
            Key={"pk": item["pk"], "sk": item["sk"]}, UpdateExpression=update,
            ExpressionAttributeValues={f":{name}": value for name, value in values.items()})
        return item

    return change


def test_after_24_hours_a_key_is_free_again(api, entity, kept):
    key = str(uuid.uuid4())
    first = api.created(entity, **keyed(key))
    item = kept(first["report_id"], "SET valid_until = :past", past=int(time.time() * 1000) - 1)
    assert abs(int(item["valid_until"]) / 1000 - time.time() - 24 * 3600) < 60
    assert int(item["expires_at"]) >= int(item["valid_until"]) // 1000, "or DynamoDB would delete it too early"
    second = api.created({**entity, "options": {"title": "Another"}}, **keyed(key))
    assert second["report_id"] != first["report_id"]


def test_while_the_first_request_is_in_flight_the_second_is_a_409(api, entity, kept):
    """First the stored claim is made to look as if the first request still ran, then as if it had crashed."""
    key = str(uuid.uuid4())
    first = api.created(entity, **keyed(key))
    kept(first["report_id"], "SET claimed_until = :soon, claim = :other", soon=int(time.time() * 1000) + 20_000, other="x")
    answer = api.create(entity, **keyed(key))
    assert answer.status_code == 409 and int(answer.headers["Retry-After"]) >= 1
    assert isinstance(answer.json()["detail"], str)
    assert api.create({**entity, "options": {"title": "Another"}}, **keyed(key)).status_code == 422
    kept(first["report_id"], "SET claimed_until = :past", past=int(time.time() * 1000) - 1)
    assert api.created(entity, **keyed(key))["report_id"] != first["report_id"]
