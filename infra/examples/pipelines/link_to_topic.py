"""Sends a topic a link to each report that has succeeded, so that people without keys can read it.

The handler of a Lambda function (Python, nothing to install) behind a rule of the stack's bus:

    {"source": ["ml-reports"], "detail-type": ["Report Succeeded"], "detail": {"entity_id": ["…"]}}

With `weekly_report.sh` for the same entity, it is the weekly report in everybody's mail. It needs TOPIC_ARN, REPORTS_URL and
REPORTS_API_KEY (scope write) in its environment, and `sns:Publish` on the topic. Events come at least once, so in a rare case a
mail comes twice; a consumer that must not see that remembers `report_id` and `revision`, as webhook_receiver.py does.
"""

import json
import os
import urllib.request

import boto3

#: How long the link can be opened, in seconds: until the next one comes, and some days more.
LIFE = 10 * 24 * 3600


def handler(event: dict, _context: object = None) -> str:
    """Makes a link to the report of that event and sends it; returns the message's id."""
    report = event["detail"]
    made = post(f"/api/reports/{report['report_id']}/links", {"expires_in": LIFE})
    lines = [report.get("title", "A report is ready."), report.get("headline", ""), made["url"], f"Until {made['link']['expires_at']}."]
    message = "\n".join(line for line in lines if line)
    # A subject is ASCII only, and a title need not be.
    sent = boto3.client("sns").publish(TopicArn=os.environ["TOPIC_ARN"], Subject="A report is ready", Message=message)
    return sent["MessageId"]


def post(path: str, body: dict) -> dict:
    headers = {"Authorization": f"Bearer {os.environ['REPORTS_API_KEY']}", "Content-Type": "application/json"}
    request = urllib.request.Request(os.environ["REPORTS_URL"] + path, json.dumps(body).encode(), headers)
    # An error is raised, and the event comes again.
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.load(answer)
