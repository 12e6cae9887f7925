"""Clients of a stack that is being updated: they create, list and read all the time, and remember every answer."""

import threading
import time
import uuid
from collections import Counter

import requests


class Client:
    """HTTP calls with one API key."""

    def __init__(self, base, key):
        self.base, self.session = base, requests.Session()
        self.session.headers["Authorization"] = f"Bearer {key}"

    def call(self, method, path, **more):
        return self.session.request(method, self.base + path, timeout=60, allow_redirects=False, **more)

    def report(self, report):
        answer = self.call("GET", f"/api/reports/{report}")
        assert answer.status_code == 200, answer.text
        return answer.json()["report"]

    def listed(self, query):
        """A whole list, in pages, and its total."""
        ids, totals = [], set()
        while True:
            answer = self.call("GET", f"/api/reports?{query}&limit=20&offset={len(ids)}")
            assert answer.status_code == 200, answer.text
            page = answer.json()
            ids += [item["id"] for item in page["items"]]
            totals.add(page["total"])
            if len(page["items"]) < 20:
                return ids, totals


class Traffic:
    """Some clients, at work as long as the context."""

    def __init__(self, base, key, request, known):
        self.base, self.key, self.request = base, key, request
        #: Reports that were there before: they are read.
        self.known = list(known)
        #: The ids in 201s, in the order in which they came.
        self.created = []
        self.answers = Counter()
        #: Creations that the emulator has cut off: it ends a function at work to update it, where AWS lets it finish.
        self.cut = 0
        self.wrong = []
        self.ending = threading.Event()
        self.lock = threading.Lock()
        works = (self.create, self.create, self.list, self.read)
        self.threads = [threading.Thread(target=self.repeat, args=(work,), daemon=True) for work in works]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.ending.set()
        for thread in self.threads:
            thread.join()

    def repeat(self, work):
        client = Client(self.base, self.key)
        while not self.ending.is_set():
            try:
                work(client)
            except (requests.RequestException, ValueError, KeyError) as error:
                self.complain(f"{work.__name__}: {error!r}")
            time.sleep(0.2)

    def complain(self, what):
        with self.lock:
            self.wrong.append(what)

    def asked(self, client, method, path, good, **more):
        """The answer if it is the good one; complains of all others but an honest 503."""
        answer = client.call(method, path, **more)
        with self.lock:
            self.answers[answer.status_code] += 1
        if answer.status_code == good:
            return answer
        if answer.status_code == 502 and answer.json().get("errorType") == "Runtime.ExitError":
            with self.lock:
                self.cut += method == "POST"
        elif not (answer.status_code == 503 and int(answer.headers.get("retry-after", 0)) >= 1):
            self.complain(f"{method} {path}: {answer.status_code} {answer.text[:300]}")
        return None

    def create(self, client):
        headers = {"Idempotency-Key": str(uuid.uuid4())}
        ids = []
        for _ in range(2):
            answer = self.asked(client, "POST", "/api/reports", 201, json=self.request, headers=headers)
            if answer is None:
                break
            ids.append(answer.json()["report_id"])
        if len(set(ids)) > 1:
            self.complain(f"one key made {ids}")
        with self.lock:
            self.created += ids[:1]

    def list(self, client):
        with self.lock:
            expected = {*self.known, *self.created}
        answer = self.asked(client, "GET", f"/api/reports?project_id={self.request['project_id']}&limit=500", 200)
        if answer is not None:
            page = answer.json()
            ids = [item["id"] for item in page["items"]]
            if page["total"] != len(ids) or len(set(ids)) != len(ids) or not expected <= set(ids):
                self.complain(f"listed {len(ids)} of {page['total']}, missing {expected - set(ids)}")

    def read(self, client):
        with self.lock:
            report = (self.known + self.created)[len(self.answers) % 2 - 1] if self.known or self.created else None
        if report:
            self.asked(client, "GET", f"/api/reports/{report}", 200)
