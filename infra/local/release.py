"""Release build of the functions for deployment: `release.py arm64 | x86_64`.

Links against the C library of Amazon Linux 2023 whatever this machine's is, by way of zig's linker.
"""

import os
import subprocess
import sys

import build
from paths import CARGO_LAMBDA, LAMBDA_DIR, LOCAL, ROOT

TARGETS = {"arm64": "aarch64-unknown-linux-gnu", "x86_64": "x86_64-unknown-linux-gnu"}
#: The C library that the functions may expect: Amazon Linux 2023 has 2.34.
GLIBC = "2.34"


def ensure_target(target: str) -> None:
    """Have the standard library for that target. A toolchain without rustup is taken to have it."""
    try:
        subprocess.run(["rustup", "target", "add", target], cwd=ROOT, check=True)
    except FileNotFoundError:
        print(f"rustup is not installed; going on in the hope that the toolchain knows {target}", file=sys.stderr)


def release(architecture: str) -> int:
    target = TARGETS[architecture]
    ensure_target(target)
    packages = [argument for name in build.functions() for argument in ("--package", name)]
    done = subprocess.run(
        [
            CARGO_LAMBDA, "lambda", "build", "--release", "--target", f"{target}.{GLIBC}", "--output-format", "zip",
            "--lambda-dir", LAMBDA_DIR,
            # cargo-lambda would replace parts of the release profile, above all let panics abort: the renderer turns
            # a panic into a failed report, so it must unwind.
            "--disable-optimizations",
            *packages,
        ],
        cwd=ROOT,
        # cargo-lambda looks for zig on the path: the pinned one comes first.
        env={**os.environ, "PATH": f"{CARGO_LAMBDA.parent}{os.pathsep}{os.environ['PATH']}"},
        check=False,
    )  # fmt: skip
    # What lies in target/lambda is no longer what the local stack runs.
    (LOCAL / "built").unlink(missing_ok=True)
    return done.returncode


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    sys.exit(release(sys.argv[1]))
