"""After each call the emulator waits up to 50 ms for a first line of the function's log.

A call that logs nothing would take so much longer. A line that comes later than the shorter wait is read with the next
call.
"""

from ministack.core import lambda_runtime

#: Seconds to wait for a first line, between lines, and in all.
WAITS = (0.005, 0.005, 0.250)


def apply() -> None:
    for worker in (lambda_runtime.Worker, lambda_runtime.ProvidedWorker):
        if "_drain_stderr_bounded" in vars(worker):
            worker._drain_stderr_bounded.__defaults__ = WAITS
