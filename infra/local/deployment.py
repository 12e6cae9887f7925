"""Deploying template.yaml to an emulator, and the command line tool at work on what is deployed."""

import os
import platform
import shlex
import subprocess
from pathlib import Path

import build
import local_env
import samples
from local_env import REGION, ROOT_KEY, StackError
from paths import LOCAL, ROOT, SAM, TEMPLATE, tail

#: Where SAM puts what it packs.
BUCKET = "ml-reports-deployments"


def architecture() -> str:
    return "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"


def mlflow(port: int) -> list[str]:
    """Parameters with which a stack follows an MLflow server on that port, when it is told to and hardly ever by itself."""
    return [
        f"MlflowUrl=http://127.0.0.1:{port}", f"MlflowProjectId={samples.MLFLOW_PROJECT_ID}", "MlflowModels=*",
        'MlflowEvery="1 day"',
    ]  # fmt: skip


#: What the key is called that seals the local stack's reports.
SEAL_KEY = "alias/ml-reports-seal"


def seal_key(port: int) -> str:
    """The ARN of the key that seals reports: made once for each emulator, which forgets it when it ends."""
    kms = client("kms", port)
    try:
        return kms.describe_key(KeyId=SEAL_KEY)["KeyMetadata"]["Arn"]
    except kms.exceptions.NotFoundException:
        made = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
        kms.create_alias(AliasName=SEAL_KEY, TargetKeyId=made["KeyId"])
        return made["Arn"]


def parameters(mlflow_port: int) -> list[str]:
    """The parameters of the local stack: tests serve MLflow on that port, and nobody otherwise."""
    chosen = shlex.split(os.environ.get("STACK_PARAMETERS", ""))
    return [*mlflow(mlflow_port), *chosen]


def client(service: str, port: int):
    import boto3  # slow to import, and needed only when something is deployed

    return boto3.client(
        service,
        region_name=REGION,
        endpoint_url=f"http://127.0.0.1:{port}",
        aws_access_key_id=ROOT_KEY["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=ROOT_KEY["AWS_SECRET_ACCESS_KEY"],
    )


def deploy(port: int, name: str, chosen: list[str], root: Path = ROOT) -> dict[str, str]:
    """Run `sam deploy` with the chosen parameters, and return the stack's outputs. The template and what it names are this
    checkout's, unless another folder is given."""
    client("s3", port).create_bucket(Bucket=BUCKET)
    command = [
        SAM, "deploy", "--config-env", "local", "--template-file", root / TEMPLATE.name, "--stack-name", name,
        "--s3-bucket", BUCKET, "--capabilities", "CAPABILITY_IAM", "--tags", "project=ml-reports",
        "--no-confirm-changeset", "--no-fail-on-empty-changeset", "--parameter-overrides",
        f"Architecture={architecture()}", *chosen,
    ]  # fmt: skip
    # Not the environment of this shell: a profile or a region in it must not send the deployment elsewhere.
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(LOCAL / "home"),
        "LANG": "C.UTF-8",
        "SAM_CLI_TELEMETRY": "0",
        **local_env.aws(port),
    }
    log = LOCAL / f"deploy-{name}.log"
    with log.open("w") as output:
        done = subprocess.run(command, cwd=root, env=environment, stdout=output, stderr=output, check=False)
    if done.returncode:
        raise StackError(f"sam deploy failed:\n{tail(log)}")
    stacks = client("cloudformation", port).describe_stacks(StackName=name)["Stacks"]
    return {output["OutputKey"]: output["OutputValue"] for output in stacks[0]["Outputs"]}


def reportctl(values: dict[str, str], *arguments: str | Path) -> str:
    """Run the command line tool against the stack and return what it printed."""
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8", "HOME": str(LOCAL / "home"), **values}
    done = subprocess.run(
        [build.reportctl(), *arguments], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise StackError(f"reportctl {' '.join(map(str, arguments[:2]))} failed:\n{done.stderr.strip()}")
    return done.stdout


def make_key(values: dict[str, str]) -> str:
    """A key for the local stack's owner: every project, reading and writing."""
    return reportctl(values, "keys", "create", "--name", "local", "--scopes", "read,write").strip().split()[-1]
