"""Receives the webhook's events about reports: `WEBHOOK_SECRET=… webhook_receiver.py [--port 8080] [--store inbox.db]`.

EventBridge posts an event at least once and in no order, waits five seconds for an answer, and tries for a day. So this keeps
what is new in a file, answers, and acts afterwards. What acts is `act`, which here prints a line.
"""

import argparse
import hmac
import http.server
import json
import os
import sqlite3
import threading

LARGEST_BODY = 256 * 1024
MADE = """
CREATE TABLE IF NOT EXISTS newest (report_id TEXT PRIMARY KEY, revision INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS inbox (number INTEGER PRIMARY KEY, event TEXT NOT NULL);
"""
#: Changes a row only where the report is not known yet, or only with a lower revision.
IS_NEWS = """
INSERT INTO newest VALUES (?, ?) ON CONFLICT (report_id) DO UPDATE SET revision = excluded.revision
WHERE excluded.revision > newest.revision
"""


def act(event):
    """What there is to do about an event: replace this. After a crash it may be called again with the same event."""
    detail = event["detail"]
    about = detail.get("report_id") or detail.get("request_id")
    print(event["detail-type"], about, detail.get("revision", "-"), detail.get("headline", ""), flush=True)


class Inbox:
    """Events that are new, until they have been acted on."""

    def __init__(self, path):
        self.lock = threading.Condition()
        self.database = sqlite3.connect(path, check_same_thread=False)
        self.database.executescript(MADE)

    def take(self, event):
        """Keep an event unless it, or a later one about the same report, has come before."""
        detail = event["detail"]
        # A rejected request is no report and has one event only.
        key, revision = (detail["report_id"], detail["revision"]) if "report_id" in detail else (event["id"], 1)
        with self.lock, self.database:
            if self.database.execute(IS_NEWS, (str(key), int(revision))).rowcount:
                self.database.execute("INSERT INTO inbox (event) VALUES (?)", (json.dumps(event),))
                self.lock.notify()

    def work(self):
        """Act on one event after the other, for ever."""
        while True:
            with self.lock:
                while not (row := self.database.execute("SELECT * FROM inbox ORDER BY number LIMIT 1").fetchone()):
                    self.lock.wait()
            act(json.loads(row[1]))
            with self.lock, self.database:
                self.database.execute("DELETE FROM inbox WHERE number = ?", (row[0],))


def handler(inbox, secret):
    class Handler(http.server.BaseHTTPRequestHandler):
        timeout = 10

        def do_POST(self):
            self.send_response(self.status())
            self.send_header("Content-Length", "0")
            self.send_header("Connection", "close")
            self.end_headers()
            self.close_connection = True

        def status(self):
            # In the same time whatever was sent, so that nobody finds the secret out by trying.
            if not hmac.compare_digest(self.headers.get("x-webhook-secret", "").encode(), secret.encode()):
                return 403
            length = self.headers.get("Content-Length", "")
            if not length.isdigit() or int(length) > LARGEST_BODY:
                return 413
            try:
                inbox.take(json.loads(self.rfile.read(int(length))))
            except (ValueError, KeyError, TypeError, OverflowError):
                return 400  # EventBridge does not try again
            return 204

        def log_message(self, *_):
            pass

    return Handler


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--port", type=int, default=8080)
    arguments.add_argument("--store", default="inbox.db")
    chosen = arguments.parse_args()
    secret = os.environ.get("WEBHOOK_SECRET")
    if not secret:
        arguments.error("set WEBHOOK_SECRET to the text of the secret that WebhookSecretArn names")
    inbox = Inbox(chosen.store)
    threading.Thread(target=inbox.work, daemon=True).start()
    # TLS is the business of what stands before it: EventBridge posts to https only.
    http.server.ThreadingHTTPServer(("127.0.0.1", chosen.port), handler(inbox, secret)).serve_forever()


if __name__ == "__main__":
    main()
