"""How the local stack is reached: the variables of `.local/env`, and those that point a program at the emulator."""

import shlex
import urllib.error
import urllib.request

import samples
from paths import ENV_FILE

REGION = "us-east-1"
STACK_NAME = "ml-reports"
#: The emulator's root user. It exists nowhere else.
ROOT_KEY = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}


class StackError(Exception):
    """The stack cannot be brought up; the message says what the reader can do."""


def aws(port: int) -> dict[str, str]:
    """What makes AWS's own libraries talk to the emulator on that port."""
    return {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_REGION": REGION,
        "AWS_DEFAULT_REGION": REGION,
        **ROOT_KEY,
    }


def of_outputs(port: int, outputs: dict[str, str]) -> dict[str, str]:
    """What `.local/env` says of a deployed stack, without the key."""
    # The endpoint is http://{api id}.execute-api.{host}: a name that only some resolvers know. The same API by path:
    api_id = outputs["ApiEndpoint"].split("//")[1].split(".")[0]
    return {
        "BASE_URL": f"http://127.0.0.1:{port}/_aws/execute-api/{api_id}",
        **aws(port),
        "STACK_NAME": STACK_NAME,
        "TABLE_NAME": outputs["TableName"],
        "BUCKET_NAME": outputs["BucketName"],
        "QUEUE_URL": outputs["QueueUrl"],
        "DEAD_LETTER_QUEUE_URL": outputs["DeadLetterQueueUrl"],
        "POSITIONS_FAILURES_URL": outputs["PositionsFailuresUrl"],
        "EVENT_BUS_NAME": outputs["EventBusName"],
        "REQUEST_QUEUE_ARN": outputs["RequestQueueArn"],
        "REQUEST_FAILURES_ARN": outputs["RequestFailuresArn"],
        "SCHEDULE_GROUP": outputs["ScheduleGroup"],
        "SCHEDULE_ROLE_ARN": outputs["ScheduleRoleArn"],
        "RENDERER_FUNCTION_NAME": outputs["RendererFunctionName"],
        **samples.IDS,
    }


def write(values: dict[str, str]) -> None:
    """Replace `.local/env`, which only its owner may read."""
    lines = [f"{name}={shlex.quote(value)}" for name, value in values.items()]
    text = "\n".join([*lines, f"export {' '.join(values)}"]) + "\n"
    new = ENV_FILE.with_suffix(".new")
    new.touch(mode=0o600)
    new.chmod(0o600)
    new.write_text(text)
    new.replace(ENV_FILE)


def read() -> dict[str, str]:
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
