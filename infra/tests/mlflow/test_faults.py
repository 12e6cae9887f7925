"""An import that cannot be made ends with one sentence, status 1, and nothing written."""

import datetime
import ipaddress
import json
import ssl

import pytest
import servers
from conftest import imported, refused
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from proxies import proxy

SEEDED = ("--experiment", "breast-cancer-diagnosis")
SECRET = "s3cr3t-t0k3n"


def test_unknown_names_are_said_with_those_that_are_there(mlflow):
    assert 'no experiment "breast-cancer"; it has "breast-cancer-diagnosis"' in mlflow.refused("--experiment", "breast-cancer")
    assert 'no run "0123"' in mlflow.refused("--run", "0123")
    assert 'it has "breast-cancer-classifier"' in mlflow.refused("--model", "breast-cancer")
    assert '@champio"; it has "champion"' in mlflow.refused("--model", "breast-cancer-classifier@champio")
    assert 'it has "test_roc_auc"' in mlflow.refused(*SEEDED, "--metric", "roc_auc")
    assert 'the experiment "empty" has no runs' in mlflow.refused("--experiment", "empty")


def test_an_address_that_is_none(tmp_path):
    assert "set MLFLOW_TRACKING_URI" in refused(tmp_path / "out")
    nobody = f"http://127.0.0.1:{servers.free_port()}"
    assert "cannot be reached" in refused(tmp_path / "out", "--tracking-uri", nobody)
    assert "expected http://host" in refused(tmp_path / "out", "--tracking-uri", "databricks")


def test_the_environment_is_that_of_mlflows_clients(server, tmp_path):
    assert imported(tmp_path / "out", *SEEDED, "--models", "0", MLFLOW_TRACKING_URI=server)


@pytest.mark.parametrize("status, content, clue", [
    (200, b"<!doctype html><title>H2O Flow</title>", "not by an MLflow tracking server (it sends a web page)"),
    (404, b"page not found", "not by an MLflow tracking server (status 404)"),
    (200, b"1.30.1", "MLflow 1.30.1; expected version 2 or 3"),
    (401, b"You are not authenticated.", "set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME"),
    (403, b"Permission denied", "ask its owner for permission"),
])  # fmt: skip
def test_a_server_of_something_else(status, content, clue, server, tmp_path):
    with proxy(server, lambda *_: (status, content)) as other:
        assert clue in refused(tmp_path / "out", "--tracking-uri", other.url)


def test_secrets_are_sent_and_never_printed(server, tmp_path):
    def guard(handler, _):
        return None if handler.headers.get("Authorization") == f"Bearer {SECRET}" else (401, b"")

    with proxy(server, guard) as guarded:
        arguments = (*SEEDED, "--models", "0", "--tracking-uri", guarded.url)
        assert SECRET not in refused(tmp_path / "out", *arguments, MLFLOW_TRACKING_TOKEN=f"{SECRET}x")
        assert imported(tmp_path / "a", *arguments, MLFLOW_TRACKING_TOKEN=SECRET)
        assert imported(tmp_path / "b", *arguments, "--token-env", "MINE", MINE=SECRET)
        basic = {"MLFLOW_TRACKING_USERNAME": "ada", "MLFLOW_TRACKING_PASSWORD": "p", "MLFLOW_TRACKING_TOKEN": SECRET}
        refused(tmp_path / "c", *arguments, **basic)
        assert guarded.asked[-1][1] == "Basic YWRhOnA=", "name and password come before a token, as with MLflow's clients"
        inside = guarded.url.replace("://", f"://ada:{SECRET}@")
        assert SECRET not in refused(tmp_path / "d", *SEEDED, "--tracking-uri", inside)


def test_a_certificate_that_nobody_vouches_for(server, tmp_path):
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
        .serial_number(1).not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )  # fmt: skip
    pem, private = tmp_path / "ca.pem", tmp_path / "key.pem"
    pem.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    private.write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ))  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem, private)
    with proxy(server, lambda *_: None, context) as secure:
        arguments = (*SEEDED, "--models", "0", "--tracking-uri", secure.url)
        said = refused(tmp_path / "out", *arguments)
        assert "certificate is not trusted" in said and "MLFLOW_TRACKING_SERVER_CERT_PATH" in said
        assert imported(tmp_path / "a", *arguments, MLFLOW_TRACKING_SERVER_CERT_PATH=str(pem))
        assert imported(tmp_path / "b", *arguments, MLFLOW_TRACKING_INSECURE_TLS="true")
        both = {"MLFLOW_TRACKING_SERVER_CERT_PATH": str(pem), "MLFLOW_TRACKING_INSECURE_TLS": "true"}
        assert "contradict each other" in refused(tmp_path / "c", *arguments, **both)


def test_a_server_that_dies_half_way_leaves_nothing(server, tmp_path):
    with proxy(server, lambda _, count: "hang up" if count > 12 else None) as dying:
        said = refused(tmp_path / "out", "--tracking-uri", dying.url)
    assert "failed: the connection broke" in said or "cannot be reached" in said


def test_a_busy_server_is_asked_again(server, tmp_path):
    def busy(_, count):
        return (503, b"busy", [("Retry-After", "0")]) if count % 3 == 0 else None

    with proxy(server, busy) as slow:
        assert imported(tmp_path / "out", *SEEDED, "--models", "1", "--tracking-uri", slow.url)


def test_what_is_no_json(server, tmp_path):
    def cut(handler, _):
        return (200, json.dumps({"experiment": 7}).encode()) if "get-by-name" in handler.path else None

    with proxy(server, cut) as odd:
        said = refused(tmp_path / "out", *SEEDED, "--tracking-uri", odd.url)
    assert "experiments/get-by-name was answered with what MLflow does not send" in said
