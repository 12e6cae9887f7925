"""The local stack: `stack.py up | down | status`.

`up` is idempotent. It builds what changed, starts the emulator unless it runs, deploys template.yaml with the SAM
command line tool if template or code changed, makes an API key, publishes the sample entities and writes
`.local/env`. Each step leaves a stamp of what it did, so a second `up` only compares checksums.

Parameters of the template can be set for the local stack: STACK_PARAMETERS="Paper=letter LogLevel=debug" make up
"""

import contextlib
import fcntl
import hashlib
import shutil
import sys
from collections.abc import Iterator

import build
import deployment
import emulator_process
import local_env
from local_env import StackError
from paths import EMULATOR_LOG, ENV_FILE, LOCAL, ROOT, SAMPLES


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
        running = emulator_process.running()
        if not running:
            print("Starting the emulator …", flush=True)
            emulator_process.stop()
            running = emulator_process.start()
        port = running["port"]

        parameters = [f"SealKeyArn={deployment.seal_key(port)}", *deployment.parameters(running["mlflow_port"])]
        code = build.fingerprint(["template.yaml", "target/lambda", template.fonts_layer()])
        deployed = checksum(str(running["started"]), code, *parameters)
        if not (done_already("deployed", deployed) and ENV_FILE.is_file() and local_env.answers(local_env.read())):
            print("Deploying template.yaml …", flush=True)
            values = local_env.of_outputs(port, deployment.deploy(port, local_env.STACK_NAME, parameters))
            old = local_env.read() if ENV_FILE.is_file() else {}
            same_table = old.get("TABLE_NAME") == values["TABLE_NAME"] and done_already("keyed", str(running["started"]))
            key = old["API_KEY"] if same_table else deployment.make_key(values)
            local_env.write({"BASE_URL": values["BASE_URL"], "API_KEY": key, **values})
            (LOCAL / "keyed").write_text(str(running["started"]))
            (LOCAL / "deployed").write_text(deployed)
        values = local_env.read()

        published = checksum(values["BUCKET_NAME"], str(running["started"]), build.fingerprint([str(SAMPLES)]))
        if not done_already("published", published):
            snapshots = sorted(SAMPLES.glob("*.json"))
            print(f"Publishing {len(snapshots)} sample entities …", flush=True)
            if snapshots:
                deployment.reportctl(values, "publish", *snapshots)
            (LOCAL / "published").write_text(published)
    return values


def down() -> None:
    with alone():
        found = emulator_process.stop()
        ENV_FILE.unlink(missing_ok=True)
        for stamp in ("deployed", "keyed", "published"):
            (LOCAL / stamp).unlink(missing_ok=True)
        shutil.rmtree(LOCAL / "tmp", ignore_errors=True)
    print("The local stack is stopped." if found else "No local stack was running.")


def status() -> None:
    running = emulator_process.running()
    if not running:
        print("No local stack is running. `make up` starts one.")
        return
    print(f"Emulator: process {running['pid']}, port {running['port']}, log {EMULATOR_LOG.relative_to(ROOT)}")
    if ENV_FILE.is_file():
        values = local_env.read()
        print(f"API:      {values['BASE_URL']} {'answers' if local_env.answers(values) else 'does not answer'}")


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
