"""Release build of the functions for deployment: `release.py arm64 | x86_64`.

Links against the C library of Amazon Linux 2023 whatever this machine's is, by way of zig's linker, and fails if a
binary asks for a newer one all the same.
"""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import build
from paths import CARGO_LAMBDA, LAMBDA_DIR, LOCAL, ROOT

TARGETS = {"arm64": "aarch64-unknown-linux-gnu", "x86_64": "x86_64-unknown-linux-gnu"}
#: The C library that the functions may expect: that of Amazon Linux 2023.
GLIBC = (2, 34)


def ensure_target(target: str) -> None:
    """Have the standard library for that target. A toolchain without rustup is taken to have it."""
    try:
        subprocess.run(["rustup", "target", "add", target], cwd=ROOT, check=True)
    except FileNotFoundError:
        print(f"rustup is not installed; going on in the hope that the toolchain knows {target}", file=sys.stderr)


def bootstrap(package: Path) -> bytes:
    """The binary in a function's package."""
    with zipfile.ZipFile(package) as archive:
        return archive.read("bootstrap")


def glibc_wanted(binary: bytes) -> tuple[int, ...]:
    """The newest version of the C library that a binary asks for; empty if it is linked statically."""
    return max((tuple(map(int, found)) for found in re.findall(rb"GLIBC_(\d+)\.(\d+)", binary)), default=())


def dotted(version: tuple[int, ...]) -> str:
    return ".".join(map(str, version))


def gate() -> int:
    """Say of each package how large it is and what it asks for; 1 if one would not start."""
    wrong = []
    print(f"{'function':12} {'binary':>9} {'package':>9}   C library")
    for name in build.functions():
        package = LAMBDA_DIR / name / "bootstrap.zip"
        binary = bootstrap(package)
        wanted = glibc_wanted(binary)
        print(f"{name:12} {len(binary) / 1e6:6.1f} MB {package.stat().st_size / 1e6:6.1f} MB   {dotted(wanted) or 'none'}")
        if wanted > GLIBC:
            wrong.append(name)
    if wrong:
        print(f"error: built for a C library newer than {dotted(GLIBC)}: {', '.join(wrong)}", file=sys.stderr)
    return 1 if wrong else 0


def release(architecture: str) -> int:
    target = TARGETS[architecture]
    ensure_target(target)
    packages = [argument for name in build.functions() for argument in ("--package", name)]
    done = subprocess.run(
        [
            CARGO_LAMBDA, "lambda", "build", "--release", "--target", f"{target}.{dotted(GLIBC)}", "--output-format", "zip",
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
    return done.returncode or gate()


if __name__ == "__main__":
    if len(sys.argv) != 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    sys.exit(release(sys.argv[1]))
