"""Debian's packages: what tests and benchmarks need besides Python's and Rust's, installed where that can be done."""

import os
import shutil
import subprocess
from pathlib import Path

#: The tools with which documents are read: the program or file, and the package that brings it.
DOCUMENT_TOOLS = {
    "pdftotext": "poppler-utils",
    "chromium": "chromium",
    "qpdf": "qpdf",
    "node": "nodejs",
    "npm": "npm",
}
#: What veraPDF's engine runs on, a Java compiler that runs a source file, and what the engine's jar lacks.
ARCHIVE_TOOLS = {
    "javac": "openjdk-17-jdk-headless",
    "/usr/share/java/jaxb-runtime.jar": "libjaxb-java",
    "/usr/share/java/istack-commons-runtime.jar": "libistack-commons-java",
    "/usr/share/java/txw2.jar": "libtxw2-java",
    "/usr/share/java/javax.activation.jar": "libactivation-java",
}


class Missing(Exception):
    """Packages are missing that cannot be installed from here."""


def install_missing(tools: dict[str, str]) -> None:
    """Installs the packages of the programs and files that are not there; says which to install if it may not."""
    missing = [package for tool, package in tools.items() if not (shutil.which(tool) or Path(tool).is_file())]
    if not missing:
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise Missing(f"needs {', '.join(missing)}: apt-get install {' '.join(missing)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", *missing]):
        done = subprocess.run(["apt-get", "-qq", *command], env=environment, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Missing(f"apt-get {command[0]} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}")
