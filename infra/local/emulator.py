"""The local AWS: ministack (pinned), with the patches of emulator_patches: `emulator.py [--without PATCH]…`."""

import argparse
import importlib.metadata
import os
import sys

import emulator_patches
from ministack import app

WRITTEN_AGAINST = "1.5.33"


def main() -> None:
    found = importlib.metadata.version("ministack")
    if found != WRITTEN_AGAINST:
        sys.exit(
            f"The patches were written against ministack {WRITTEN_AGAINST}, this is {found}: "
            "run infra/tests/emulator with it, drop the patches that are no longer needed, then move the pin."
        )
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--without", action="append", default=[], choices=emulator_patches.PATCHES, metavar="PATCH")
    left_out = arguments.parse_args().without
    sys.argv[1:] = []  # ministack reads them too
    os.umask(0o077)
    emulator_patches.apply(left_out)
    app.main()


if __name__ == "__main__":
    main()
