"""The emulator's process: finding, starting and stopping it."""

import json
import os
import shutil
import signal
import subprocess
import time
import urllib.request
from pathlib import Path

import local_env
import servers
from local_env import StackError
from paths import EMULATOR_LOG, LOCAL, ROOT, STACK_BIN, tail

PROGRAM = ROOT / "infra" / "local" / "emulator.py"
RECORD = LOCAL / "emulator.json"


def running() -> dict | None:
    """The running emulator's `pid`, `port`, `model_port`, `mlflow_port` and `started`, or None."""
    if not RECORD.is_file():
        return None
    record = json.loads(RECORD.read_text())
    return record if is_ours(record["pid"]) and healthy(record["port"]) else None


def is_ours(pid: int) -> bool:
    """Whether that process is the emulator of this checkout: process ids are reused."""
    listed = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return str(PROGRAM) in listed.stdout


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def environment(port: int, scratch: Path) -> dict[str, str]:
    """What the emulator's process gets. Functions inherit it, so it has nothing of this shell's own."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(LOCAL / "home"),
        "TMPDIR": str(scratch),
        "LANG": "C.UTF-8",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        **local_env.aws(port),
    }


def start() -> dict:
    """Start the emulator, on the ports of the last time where they are free, and return what `running` will."""
    port, model_port, mlflow_port = (servers.kept_port(LOCAL / name) for name in ("port", "model-port", "mlflow-port"))
    scratch = LOCAL / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    variables = environment(port, scratch) | {
        "AUTH": "true",
        # Tests serve a scripted language model there. The emulator's Bedrock passes questions on to it; if nobody
        # answers, it makes up an answer.
        "MINISTACK_BEDROCK_PROXY_URL": f"http://127.0.0.1:{model_port}",
    }
    with EMULATOR_LOG.open("w") as log:
        process = subprocess.Popen(
            [STACK_BIN / "python", PROGRAM],
            env=variables, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=LOCAL, start_new_session=True,
        )  # fmt: skip
    record = {
        "pid": process.pid, "port": port, "model_port": model_port, "mlflow_port": mlflow_port, "started": time.time()
    }  # fmt: skip
    try:
        servers.wait_for(process, "the emulator", lambda: healthy(port))
    except StackError as error:
        raise StackError(f"{error}:\n{tail(EMULATOR_LOG)}") from None
    RECORD.write_text(json.dumps(record))
    return record


def stop() -> bool:
    """Stop the emulator. False when none was running."""
    if not RECORD.is_file():
        return False
    pid = json.loads(RECORD.read_text())["pid"]
    found = is_ours(pid)
    if found:
        # The emulator leads a session of its own, with the functions' processes in it.
        os.killpg(pid, signal.SIGTERM)
        for _ in range(50):
            if not is_ours(pid):
                break
            time.sleep(0.1)
        else:
            os.killpg(pid, signal.SIGKILL)
    RECORD.unlink()
    return found
