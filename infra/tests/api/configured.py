"""The stack whose parameters say otherwise, and the receiver of its webhook."""

import os
import subprocess
import sys
import threading
import time
import uuid

import deployment
import requests
import servers
from paths import ROOT

#: A second stack beside the first, in the same emulator.
NAME = "ml-reports-configured"
ORIGINS = ["https://app.example.com", "https://two.example.com"]
ANCESTORS = "https://portal.example.com http://127.0.0.1:*"


def configuration(port, receiver):
    """The parameters of that stack, and what they name: a bus and a secret of somebody else."""
    secrets, events = deployment.client("secretsmanager", port), deployment.client("events", port)
    secret = secrets.create_secret(Name=f"webhook-{uuid.uuid4()}", SecretString=receiver.secret)
    bus = f"somebody-elses-{uuid.uuid4()}"
    events.create_event_bus(Name=bus)
    return [
        f"CorsOrigins={','.join(ORIGINS)}", f'FrameAncestors="{ANCESTORS}"', "ArtifactRetentionDays=30", "ReportNewSnapshots=on",
        f"WebhookUrl={receiver.url}", f"WebhookSecretArn={secret['ARN']}", f"EventBusName={bus}",
    ]  # fmt: skip


class Receiver:
    """infra/examples/pipelines/webhook_receiver.py at work."""

    def __init__(self, folder):
        self.secret, self.port, self.store = "s3cret \" 'of the webhook", servers.free_port(), folder / "inbox.db"
        self.url, self.lines = f"http://127.0.0.1:{self.port}/", []
        command = [sys.executable, ROOT / "infra" / "examples" / "pipelines" / "webhook_receiver.py", "--port", str(self.port), "--store", self.store]
        environment = {**os.environ, "WEBHOOK_SECRET": self.secret}
        self.process = subprocess.Popen(list(map(str, command)), env=environment, stdout=subprocess.PIPE, text=True)
        threading.Thread(target=self._read, daemon=True).start()
        servers.wait_for(self.process, "the receiver", self._answers)

    def _read(self):
        for line in self.process.stdout:
            self.lines.append(line.strip())

    def _answers(self):
        try:
            return requests.post(self.url, timeout=1).status_code == 403
        except requests.ConnectionError:
            return False

    def hears(self, words, patience=60):
        """The line that it prints about an event, as soon as it is there."""
        deadline = time.monotonic() + patience
        while not (found := [line for line in self.lines if words in line]):
            assert time.monotonic() < deadline, f"not heard: {words} in {self.lines}"
            time.sleep(0.1)
        return found[0]
