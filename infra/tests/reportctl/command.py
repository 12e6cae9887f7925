"""`reportctl`, as tests of its text see it."""

import subprocess

import build


def reportctl(*arguments):
    return subprocess.run([build.reportctl(), *map(str, arguments)], capture_output=True, text=True, timeout=60, check=False)
