"""GET /api/reports."""

import concurrent.futures
import queue
import time
import uuid

import pytest


@pytest.fixture(scope="module")
def project(api, operator, sample):
    """A project with two entities and 7 + 4 reports, by creation."""
    project_id = str(uuid.uuid4())
    experiment = operator.publish(sample(id=str(uuid.uuid4()), project_id=project_id))
    model = operator.publish(sample("model", id=str(uuid.uuid4()), project_id=project_id))
    made = []
    for index in range(11):
        request = model if index % 3 == 2 or index == 9 else experiment
        made.append((api.created(request)["report_id"], request))
    return project_id, experiment, model, made


def test_newest_first_with_exactly_the_contracts_members(api, project):
    project_id, _, _, made = project
    page = api.items(f"project_id={project_id}")
    assert set(page) == {"items", "total", "limit", "offset"}
    assert (page["total"], page["limit"], page["offset"]) == (11, 50, 0)
    assert [item["id"] for item in page["items"]] == [report_id for report_id, _ in reversed(made)]
    for item in page["items"]:
        assert set(item) == {"id", "project_id", "kind", "entity_id", "status", "summary", "artifact_id", "created_at"}
        assert isinstance(item["summary"], dict)
        assert item["created_at"].endswith("Z") and len(item["created_at"]) == 20
    times = [item["created_at"] for item in page["items"]]
    assert times == sorted(times, reverse=True)


@pytest.mark.parametrize("limit", [1, 2, 5, 11, 500])
def test_pages_join_without_gap_or_overlap(limit, api, project):
    project_id, _, _, made = project
    found, offset = [], 0
    while True:
        page = api.items(f"project_id={project_id}&limit={limit}&offset={offset}")
        assert page["total"] == 11 and page["limit"] == limit and page["offset"] == offset
        if not page["items"]:
            break
        found += [item["id"] for item in page["items"]]
        offset += limit
    assert found == [report_id for report_id, _ in reversed(made)]


def test_filters(api, project):
    project_id, experiment, model, made = project

    def expected(*requests):
        return [report_id for report_id, request in reversed(made) if request in requests]

    def ids(query):
        page = api.items(f"project_id={project_id}&{query}")
        assert page["total"] == len(page["items"])
        return [item["id"] for item in page["items"]]

    assert ids("kind=experiment") == expected(experiment)
    assert ids("kind=model") == expected(model)
    assert ids("kind=synthgen") == []
    assert ids(f"entity_id={model['entity_id']}") == expected(model)
    assert ids(f"entity_id={model['entity_id']}&kind=model") == expected(model)
    assert ids(f"entity_id={model['entity_id']}&kind=experiment") == []
    assert ids(f"entity_id={uuid.uuid4()}") == []


def test_the_stream_gives_reports_their_places(api, operator, project):
    """Seconds after they were created, no mark is left, and the lists are as before."""
    project_id, _, _, made = project
    query = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": {":pk": f"NEWEST#{project_id}"}}
    deadline = time.monotonic() + 30
    while operator.table.query(ConsistentRead=True, **query)["Items"]:
        assert time.monotonic() < deadline, "marks are left"
        time.sleep(0.2)
    assert operator.table.get_item(Key={"pk": f"LIST#{project_id}", "sk": "HEAD"})["Item"]["tail"]
    assert [item["id"] for item in api.items(f"project_id={project_id}")["items"]] == [report for report, _ in reversed(made)]


def test_far_beyond_the_end_is_an_empty_page(api, project):
    page = api.items(f"project_id={project[0]}&offset=900000000000")
    assert page["items"] == [] and page["total"] == 11


def test_an_unknown_project_has_no_reports(api):
    assert api.items(f"project_id={uuid.uuid4()}") == {"items": [], "total": 0, "limit": 50, "offset": 0}


@pytest.mark.parametrize("query, where", [
    ("", "project_id"),
    ("project_id=nope", "project_id"),
    ("project_id=", "project_id"),
    ("project_id={p}&kind=notebook", "kind"),
    ("project_id={p}&kind=", "kind"),
    ("project_id={p}&entity_id=1", "entity_id"),
    ("project_id={p}&limit=0", "limit"),
    ("project_id={p}&limit=501", "limit"),
    ("project_id={p}&limit=-1", "limit"),
    ("project_id={p}&limit=ten", "limit"),
    ("project_id={p}&limit=1.5", "limit"),
    ("project_id={p}&limit=", "limit"),
    ("project_id={p}&offset=-1", "offset"),
    ("project_id={p}&offset=x", "offset"),
    ("project_id={p}&limit=5&limit=6", "limit"),
])
def test_out_of_range_or_malformed_is_a_422(query, where, api):
    answer = api.get("/api/reports?" + query.replace("{p}", str(uuid.uuid4())))
    assert answer.status_code == 422
    assert ["query", where] in [problem["loc"] for problem in answer.json()["detail"]]


def test_all_query_problems_at_once(api):
    answer = api.get("/api/reports?kind=x&limit=0&offset=-1")
    where = {problem["loc"][-1] for problem in answer.json()["detail"]}
    assert where >= {"project_id", "kind", "limit", "offset"}


def test_fifty_creators_at_once_are_counted_exactly(api, operator, sample):
    project_id = str(uuid.uuid4())
    request = operator.publish(sample(id=str(uuid.uuid4()), project_id=project_id))

    def create(_):
        """Repeats the request after a 503, as a client does."""
        deadline = time.monotonic() + 120
        while True:
            answer = api.create(request)
            if answer.status_code == 201:
                return answer.json()["report_id"]
            # After a 503 the report is not stored; otherwise the count below would be wrong.
            assert answer.status_code == 503 and time.monotonic() < deadline, answer.text
            time.sleep(int(answer.headers["Retry-After"]))

    with concurrent.futures.ThreadPoolExecutor(50) as pool:
        created = list(pool.map(create, range(50)))
    assert len(set(created)) == 50
    for query in (f"project_id={project_id}", f"project_id={project_id}&kind=experiment",
                  f"project_id={project_id}&entity_id={request['entity_id']}",
                  f"project_id={project_id}&kind=experiment&entity_id={request['entity_id']}"):
        page = api.items(query + "&limit=500")
        assert page["total"] == len(created)
        assert sorted(item["id"] for item in page["items"]) == sorted(created)


def test_twenty_five_at_once_all_succeed_each_once(api, operator, sample):
    project_id = str(uuid.uuid4())
    snapshot = sample(id=str(uuid.uuid4()), project_id=project_id)
    request = operator.publish(snapshot)
    with concurrent.futures.ThreadPoolExecutor(25) as pool:
        created = list(pool.map(lambda _: api.created(request), range(25)))
    assert len({ids["report_id"] for ids in created}) == 25
    for ids in created:
        report = api.finished(ids["report_id"], patience=180)
        assert report["status"] == "succeeded", report["error"]
        job = api.get(f"/api/jobs/{ids['job_id']}").json()["job"]
        assert job["attempts"] == 1 and job["status"] == "succeeded"
        prefix = f"artifacts/{ids['report_id']}/"
        found = operator.s3.list_objects_v2(Bucket=operator.env["BUCKET_NAME"], Prefix=prefix)["Contents"]
        # The seal comes a little later.
        assert {item["Key"].rsplit("/", 1)[1] for item in found} - {"seal.jws"} == {"bundle.json", "snapshot.json", "report.html", "report.json", "report.md", "report.pdf"}
        assert len({item["Key"].rsplit("/", 1)[0] for item in found}) == 1


def test_five_hundred_creations_at_once_are_listed_as_soon_as_they_are_answered(api, caller, operator, sample):
    """From sixty-four clients, into one project. Nothing but an honest 503 may keep one from being made."""
    project_id = str(uuid.uuid4())
    # What cannot be read is not rendered, so that the renderers do not take all of the machine.
    bodies = [operator.publish_raw(b"{", project_id) for _ in range(8)]

    def create(number):
        client = clients.get() if clients.qsize() else caller(api.key)
        try:
            answer = client.create(bodies[number % 8])
            if answer.status_code == 503:
                return None
            assert answer.status_code == 201, answer.text
            report_id = answer.json()["report_id"]
            # At once: with its place, or with its mark.
            if number % 25 == 0:
                newest = client.items(f"project_id={project_id}&limit=500")
                assert report_id in [item["id"] for item in newest["items"]]
            return report_id
        finally:
            clients.put(client)

    clients = queue.SimpleQueue()
    with concurrent.futures.ThreadPoolExecutor(64) as pool:
        answers = list(pool.map(create, range(500)))
    created = [report_id for report_id in answers if report_id]
    assert len(created) >= 490 and len(set(created)) == len(created)
    page = api.items(f"project_id={project_id}&limit=500")
    assert page["total"] == len(created) and {item["id"] for item in page["items"]} == set(created)
    in_order = [(item["created_at"], item["id"]) for item in page["items"]]
    assert [created_at for created_at, _ in in_order] == sorted((created_at for created_at, _ in in_order), reverse=True)
    for number, body in enumerate(bodies):
        mine = [report_id for index, report_id in enumerate(answers) if report_id and index % 8 == number]
        found, offset = [], 0
        while items := api.items(f"project_id={project_id}&entity_id={body['entity_id']}&limit=20&offset={offset}")["items"]:
            found += [item["id"] for item in items]
            offset += 20
        assert sorted(found) == sorted(mine)
