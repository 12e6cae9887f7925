"""The Idempotency-Key header."""

import concurrent.futures
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
    assert isinstance(answer.json()["detail"], list)


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
def test_any_printable_key_is_taken(key, api, entity):
    assert api.create(entity, **keyed(key)).status_code == 201
