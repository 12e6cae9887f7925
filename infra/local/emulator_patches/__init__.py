"""What the local AWS does otherwise than AWS, mended: one file per patch, each with the reason on top.

Each reaches into private places of ministack, so emulator.py refuses any version but the pinned one. For each,
infra/tests/emulator shows that an emulator without it goes wrong: where a newer ministack does not, the patch goes.
"""

from importlib import import_module

#: Modules of this package, each with a function `apply`, in the order in which they are applied.
PATCHES = (
    "send_at_once",
    "short_wait_for_logs",
    "loopback_is_secure",
    "converse_permission",
    "layers",
    "parameters_in_sam",
    "http_api_body",
    "concurrency_as_number",
    "events_resources",
    "stream_failures",
    "schedule_context",
)


def apply(left_out: list[str]) -> None:
    """Apply all patches but those."""
    for name in PATCHES:
        if name not in left_out:
            import_module(f"{__name__}.{name}").apply()
