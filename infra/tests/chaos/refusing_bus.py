"""The emulator, whose event bus refuses some entries of a call and takes the others, while it is told to.

The proxy cannot make such an answer: it would have to take requests apart. As long as there is the file that `REFUSALS` names,
the bus refuses; the file gets a byte for every entry.
"""

import contextlib
import json
import os
import random
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "local"))

import emulator  # noqa: E402
from injection import REFUSALS  # noqa: E402
from ministack.services import eventbridge  # noqa: E402

#: Of a hundred calls, those of which entries are refused, and of their entries, how many.
CALLS, ENTRIES = 10, 50
CODES = ("ThrottlingException", "InternalFailure")


def count(switch: Path, refused: int) -> None:
    # It may be gone by now, and must then not be made again.
    with contextlib.suppress(FileNotFoundError):
        file = os.open(switch, os.O_WRONLY | os.O_APPEND)
        os.write(file, b"." * refused)
        os.close(file)


def apply(switch: Path) -> None:
    put_events = eventbridge._put_events

    def put_some(data, *rest, **named):
        entries = data.get("Entries", [])
        if not switch.exists() or random.random() * 100 >= CALLS:
            return put_events(data, *rest, **named)
        is_refused = [random.random() * 100 < ENTRIES for _ in entries]
        taken = [entry for entry, refused in zip(entries, is_refused, strict=True) if not refused]
        status, headers, body = put_events({**data, "Entries": taken}, *rest, **named)
        answer = json.loads(body)
        if status != 200 or not any(is_refused):
            return status, headers, body
        said = iter(answer["Entries"])
        answer["Entries"] = [
            {"ErrorCode": random.choice(CODES), "ErrorMessage": "Injected: refused"} if refused else next(said)
            for refused in is_refused
        ]
        answer["FailedEntryCount"] += sum(is_refused)
        count(switch, sum(is_refused))
        return status, headers, json.dumps(answer).encode()

    eventbridge._put_events = put_some


if __name__ == "__main__":
    apply(Path(os.environ[REFUSALS]))
    emulator.main()
