"""What a report was made from, and the seal on it: asked for over HTTP, checked offline."""

import json
import subprocess
import uuid

import deployment
import pytest
import template
from conftest import REPORTCTL, ROOT, seal_of


@pytest.fixture(scope="session")
def public(tmp_path_factory, env):
    kms = deployment.client("kms", int(env["AWS_ENDPOINT_URL"].rsplit(":", 1)[1]))
    path = tmp_path_factory.mktemp("key") / "public.der"
    path.write_bytes(kms.get_public_key(KeyId=deployment.SEAL_KEY)["PublicKey"])
    return path


def test_a_report_is_sealed_and_verified_from_what_the_api_gives(api, ready, operator, public, tmp_path):
    answer = seal_of(api, ready["id"])
    assert answer.headers["content-type"] == "application/json" and answer.headers["cache-control"] == "no-store"
    (tmp_path / "seal.json").write_bytes(answer.content)
    bundle = json.loads(answer.json()["seal"]["bundle"])
    assert bundle["report"]["id"] == ready["id"]
    (tmp_path / "snapshot.json").write_bytes(operator.version(bundle["snapshot"]["key"], bundle["snapshot"]["version"]))
    for name in bundle["documents"]:
        document = api.get(f"/api/reports/{ready['id']}/download?format={name}", allow_redirects=True)
        (tmp_path / f"report.{name}").write_bytes(document.content)
        command = [REPORTCTL, "verify", tmp_path / f"report.{name}", "--snapshot", tmp_path / "snapshot.json",
                   "--seal", tmp_path / "seal.json", "--public-key", public, "--fonts", ROOT / template.fonts_layer()]  # fmt: skip
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_deployment_without_a_key_gives_the_bundle_and_no_seal(configured, configured_operator, sample):
    snapshot = sample("model", id=str(uuid.uuid4()), project_id=str(uuid.uuid4()))
    configured_operator.publish(snapshot)
    body = {"project_id": snapshot["project_id"], "kind": "model", "entity_id": snapshot["id"]}
    report = configured.finished(configured.created(body)["report_id"])
    seal = configured.get(f"/api/reports/{report['id']}/seal").json()["seal"]
    assert seal["status"] == "off" and "jws" not in seal and json.loads(seal["bundle"])["report"]["id"] == report["id"]
