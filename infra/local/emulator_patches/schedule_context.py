"""The emulator sends a schedule's input as it stands; AWS fills in what stands in it in angle brackets.

Among that is the time that the schedule was to fire at, by which a report that is asked for twice is made once. Here that is
the time at which it fires.
"""

import json
import uuid
from datetime import UTC, datetime

from ministack.services import eventbridge


def apply() -> None:
    invoke = eventbridge._invoke_target

    def invoked(target, event, rule, *rest):
        if event.get("Source") == "aws.scheduler" and "<aws.scheduler." in target.get("Input", ""):
            text = target["Input"]
            for name, value in {
                "schedule-arn": rule["Arn"],
                "scheduled-time": datetime.fromtimestamp(event["Time"], UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "execution-id": str(uuid.uuid4()),
                "attempt-number": "1",
            }.items():
                text = text.replace(f"<aws.scheduler.{name}>", json.dumps(value)[1:-1])
            target = {**target, "Input": text}
        return invoke(target, event, rule, *rest)

    eventbridge._invoke_target = invoked
