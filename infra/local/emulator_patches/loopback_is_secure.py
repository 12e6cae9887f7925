"""The emulator speaks plain HTTP, and says so to policies: `aws:SecureTransport` is false.

The template's bucket and queues deny every call that does not come over TLS, so nothing could be stored or sent. All
calls come over this machine's loopback interface; they count as secure.
"""

from ministack import app
from ministack.core import iam_evaluator


def apply() -> None:
    def pin(source_ip: str, _secure_transport: bool) -> None:
        iam_evaluator._request_origin.set((source_ip, True))

    # app.py imports the function by name.
    iam_evaluator.pin_request_origin = pin
    app.pin_request_origin = pin
