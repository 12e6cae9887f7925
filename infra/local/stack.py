"""The local stack: `stack.py up | down | status`.

`up` is idempotent. It builds what changed, starts the emulator unless it runs, deploys template.yaml with the SAM
command line tool if template or code changed, makes an API key, publishes the sample entities and writes
`.local/env`. Each step leaves a stamp of what it did, so a second `up` only compares checksums.

Parameters of the template can be set for the local stack: STACK_PARAMETERS="Paper=letter LogLevel=debug" make up
"""

import contextlib
import fcntl
import hashlib
import json
import os
import platform
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import build
import samples
from paths import EMULATOR_LOG, ENV_FILE, LOCAL, ROOT, SAM, SAMPLES, STACK_BIN, TEMPLATE

REGION = "us-east-1"
STACK_NAME = "ml-reports"
DEPLOY_BUCKET = "ml-reports-deployments"
#: The emulator's root user. It exists nowhere else.
ROOT_KEY = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
EMULATOR = ROOT / "infra" / "local" / "emulator.py"
STARTS_WITHIN_SECONDS = 60


class StackError(Exception):
    """The stack cannot be brought up; the message says what the reader can do."""


# ---- the emulator's process ------------------------------------------------


def emulator() -> dict | None:
    """The running emulator's `pid`, `port`, `model_port` and `started`, or None."""
    record = LOCAL / "emulator.json"
    if not record.is_file():
        return None
    running = json.loads(record.read_text())
    return running if is_ours(running["pid"]) and healthy(running["port"]) else None


def is_ours(pid: int) -> bool:
    """Whether that process is the emulator of this checkout: process ids are reused."""
    listed = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return str(EMULATOR) in listed.stdout


def healthy(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/_ministack/health", timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def kept_port(file: Path) -> int:
    """The port in that file if nobody took it meanwhile, so that addresses stay; else any free one, from now on kept there."""
    for port in [int(file.read_text())] if file.is_file() else []:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            with contextlib.suppress(OSError):
                probe.bind(("127.0.0.1", port))
                return port
    port = free_port()
    file.write_text(str(port))
    return port


def free_port() -> int:
    """Any port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def emulator_environment(port: int, scratch: Path) -> dict[str, str]:
    """What the emulator's process gets. Functions inherit all of it: nothing of this shell's must get in."""
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(LOCAL / "home"),
        "TMPDIR": str(scratch),
        "LANG": "C.UTF-8",
        "BIND_HOST": "127.0.0.1",
        "GATEWAY_PORT": str(port),
        "IOT_MTLS_ENABLED": "0",
        **aws_environment(port),
    }


def wait_for(process: subprocess.Popen, name: str, ready: Callable[[], bool]) -> None:
    """Wait until `ready()`, or end the process and say that it did not get so far."""
    deadline = time.monotonic() + STARTS_WITHIN_SECONDS
    while not ready():
        if process.poll() is not None or time.monotonic() > deadline:
            process.kill()
            raise StackError(f"{name} did not start")
        time.sleep(0.1)


def start_emulator() -> dict:
    port, model_port = kept_port(LOCAL / "port"), kept_port(LOCAL / "model-port")
    scratch = LOCAL / "tmp"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(parents=True)
    environment = emulator_environment(port, scratch) | {
        "AUTH": "true",
        # Whoever plays a language model listens there: the emulator's Bedrock passes questions on, and without an
        # answer says something of its own.
        "MINISTACK_BEDROCK_PROXY_URL": f"http://127.0.0.1:{model_port}",
    }
    with EMULATOR_LOG.open("w") as log:
        process = subprocess.Popen(
            [STACK_BIN / "python", EMULATOR],
            env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=LOCAL, start_new_session=True,
        )  # fmt: skip
    running = {"pid": process.pid, "port": port, "model_port": model_port, "started": time.time()}
    try:
        wait_for(process, "the emulator", lambda: healthy(port))
    except StackError as error:
        raise StackError(f"{error}:\n{tail(EMULATOR_LOG)}") from None
    (LOCAL / "emulator.json").write_text(json.dumps(running))
    return running


def stop_emulator() -> bool:
    record = LOCAL / "emulator.json"
    if not record.is_file():
        return False
    pid = json.loads(record.read_text())["pid"]
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
    record.unlink()
    return found


def tail(file: Path, lines: int = 25) -> str:
    return "\n".join(file.read_text(errors="replace").splitlines()[-lines:])


# ---- deployment ------------------------------------------------------------


def aws_environment(port: int) -> dict[str, str]:
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        **ROOT_KEY,
    }


def architecture() -> str:
    return "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"


def parameters() -> list[str]:
    return [f"Architecture={architecture()}", *shlex.split(os.environ.get("STACK_PARAMETERS", ""))]


def client(service: str, port: int):
    import boto3  # slow to import, and needed only when something is deployed

    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
    )


def deploy(port: int, name: str = STACK_NAME, chosen: list[str] | None = None) -> dict[str, str]:
    """Run `sam deploy` with the chosen parameters, by default those of this shell, and return the stack's outputs."""
    client("s3", port).create_bucket(Bucket=DEPLOY_BUCKET)
    command = [
        SAM, "deploy", "--config-env", "local", "--template-file", TEMPLATE, "--stack-name", name,
        "--s3-bucket", DEPLOY_BUCKET, "--capabilities", "CAPABILITY_IAM", "--tags", "project=ml-reports",
        "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--parameter-overrides",
        *(parameters() if chosen is None else [f"Architecture={architecture()}", *chosen]),
    ]  # fmt: skip
    # Not the environment of this shell: a profile or a region in it must not send the deployment elsewhere.
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(LOCAL / "home"),
        "LANG": "C.UTF-8",
        "SAM_CLI_TELEMETRY": "0",
        **aws_environment(port),
    }
    log = LOCAL / f"deploy-{name}.log"
    with log.open("w") as output:
        done = subprocess.run(command, cwd=ROOT, env=environment, stdout=output, stderr=output, check=False)
    if done.returncode:
        raise StackError(f"sam deploy failed:\n{tail(log)}")
    stacks = client("cloudformation", port).describe_stacks(StackName=name)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}


def settings(port: int, outputs: dict[str, str]) -> dict[str, str]:
    """What `.local/env` says of the stack, without the key."""
    # The endpoint is http://{api id}.execute-api.{host}: a name that only some resolvers know. The same API by path:
    api_id = outputs["ApiEndpoint"].split("//")[1].split(".")[0]
    return {
        "BASE_URL": f"http://127.0.0.1:{port}/_aws/execute-api/{api_id}",
        **aws_environment(port),
        "STACK_NAME": STACK_NAME,
        "TABLE_NAME": outputs["TableName"],
        "BUCKET_NAME": outputs["BucketName"],
        "QUEUE_URL": outputs["QueueUrl"],
        "DEAD_LETTER_QUEUE_URL": outputs["DeadLetterQueueUrl"],
        "RENDERER_FUNCTION_NAME": outputs["RendererFunctionName"],
        **samples.IDS,
    }


def reportctl(values: dict[str, str], *arguments: str | Path) -> str:
    """Run the command line tool against the stack and return what it printed."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(LOCAL / "home"), **values}
    done = subprocess.run(
        [build.reportctl(), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StackError(f"reportctl {' '.join(map(str, arguments[:2]))} failed:\n{done.stderr.strip()}")
    return done.stdout


def write_env(values: dict[str, str]) -> None:
    lines = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
    text = "\n".join([*lines, f"export {' '.join(values)}"]) + "\n"
    new = ENV_FILE.with_suffix(".new")
    new.touch(mode=0o600)
    new.chmod(0o600)
    new.write_text(text)
    new.replace(ENV_FILE)


def read_env() -> dict[str, str]:
    """What `.local/env` says. The file is ours, one NAME=value a line."""
    if not ENV_FILE.is_file():
        raise StackError("There is no local stack: run `make up` first.")
    pairs = (shlex.split(line)[0].split("=", 1) for line in ENV_FILE.read_text().splitlines() if "=" in line)
    return dict(pairs)


def answers(values: dict[str, str]) -> bool:
    """Whether the API is there: without a key it says 401."""
    try:
        urllib.request.urlopen(f"{values['BASE_URL']}/api/reports", timeout=10)
    except urllib.error.HTTPError as error:
        return error.code == 401
    except OSError:
        return False
    return False


# ---- commands --------------------------------------------------------------


@contextlib.contextmanager
def alone() -> Iterator[None]:
    """Two `make up` at once take turns."""
    LOCAL.mkdir(mode=0o700, exist_ok=True)
    with (LOCAL / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def done_already(stamp: str, state: str) -> bool:
    file = LOCAL / stamp
    return file.is_file() and file.read_text() == state


def checksum(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def up() -> dict[str, str]:
    """Bring everything up to date and return what `.local/env` says."""
    import template  # needs a package that `down`, on the machine's own Python, does without

    with alone():
        build.build()
        running = emulator()
        if not running:
            print("Starting the emulator …", flush=True)
            stop_emulator()
            running = start_emulator()
        port = running["port"]

        code = build.fingerprint(["template.yaml", "target/lambda", template.fonts_layer()])
        deployed = checksum(str(running["started"]), code, *parameters())
        if not (done_already("deployed", deployed) and ENV_FILE.is_file() and answers(read_env())):
            print("Deploying template.yaml …", flush=True)
            values = settings(port, deploy(port))
            old = read_env() if ENV_FILE.is_file() else {}
            same_table = old.get("TABLE_NAME") == values["TABLE_NAME"] and done_already("keyed", str(running["started"]))
            key = old["API_KEY"] if same_table else make_key(values)
            write_env({"BASE_URL": values["BASE_URL"], "API_KEY": key, **values})
            (LOCAL / "keyed").write_text(str(running["started"]))
            (LOCAL / "deployed").write_text(deployed)
        values = read_env()

        published = checksum(values["BUCKET_NAME"], str(running["started"]), build.fingerprint([str(SAMPLES)]))
        if not done_already("published", published):
            snapshots = sorted(SAMPLES.glob("*.json"))
            print(f"Publishing {len(snapshots)} sample entities …", flush=True)
            if snapshots:
                reportctl(values, "publish", *snapshots)
            (LOCAL / "published").write_text(published)
    return values


def make_key(values: dict[str, str]) -> str:
    """A key for the local stack's owner: every project, reading and writing."""
    return reportctl(values, "keys", "create", "--name", "local", "--scopes", "read,write").strip().split()[-1]


def down() -> None:
    with alone():
        found = stop_emulator()
        ENV_FILE.unlink(missing_ok=True)
        for stamp in ("deployed", "keyed", "published"):
            (LOCAL / stamp).unlink(missing_ok=True)
        shutil.rmtree(LOCAL / "tmp", ignore_errors=True)
    print("The local stack is stopped." if found else "No local stack was running.")


def status() -> None:
    running = emulator()
    if not running:
        print("No local stack is running. `make up` starts one.")
        return
    print(f"Emulator: process {running['pid']}, port {running['port']}, log {EMULATOR_LOG.relative_to(ROOT)}")
    if ENV_FILE.is_file():
        values = read_env()
        print(f"API:      {values['BASE_URL']} {'answers' if answers(values) else 'does not answer'}")


def main(arguments: list[str]) -> int:
    try:
        match arguments:
            case ["up"]:
                values = up()
                print(f"The stack is up: {values['BASE_URL']}/api/reports\nIn your shell: . .local/env")
            case ["down"]:
                down()
            case ["status"]:
                status()
            case _:
                print(__doc__, file=sys.stderr)
                return 2
    except (StackError, build.BuildError) as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
