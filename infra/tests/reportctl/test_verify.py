"""`reportctl verify`: documents as they were made, saved anew, changed, of another snapshot; seals, with a byte changed."""

import base64
import hashlib
import json

import pypdf
import pytest
from command import reportctl
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, utils
from paths import ROOT

SNAPSHOT = ROOT / "infra" / "samples" / "snapshots" / "model-GLM_1_AutoML_1_20261123_215343.json"


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A report with comments in every format, and the bundle."""
    folder = tmp_path_factory.mktemp("made")
    options = json.dumps({"title": "解約 GLM", "comments": "As agreed."})
    done = reportctl("render", SNAPSHOT, "--bundle", "--options", options, "--out", folder)
    assert done.returncode == 0, done.stderr
    return {path.suffix: path for path in folder.glob("model-*")} | {"bundle": next(folder.glob("*.bundle.json"))}


def verify(file, made, snapshot=SNAPSHOT, bundle=None, *more):
    return reportctl("verify", file, "--snapshot", snapshot, "--bundle", bundle or made["bundle"], *more)


def changed(made, folder, change):
    writer = pypdf.PdfWriter(clone_from=made[".pdf"])
    change(writer)
    path = folder / "changed.pdf"
    writer.write(path)
    return path


@pytest.mark.parametrize("format", [".pdf", ".html"])
def test_an_untouched_document_is_proven(format, made):
    done = verify(made[format], made)
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"the {format[1:]} is the same, byte for byte" in done.stdout and hashlib.sha256(SNAPSHOT.read_bytes()).hexdigest() in done.stdout


def test_a_pdf_that_was_saved_anew_is_told_from_one_that_was_changed(made, tmp_path):
    done = verify(changed(made, tmp_path, lambda writer: None), made)
    assert done.returncode == 1 and "saved it anew" in done.stdout and "drawn" not in done.stdout


@pytest.mark.parametrize("change, said", [
    (lambda writer: writer.add_metadata({"/Title": "Better"}), 'says "Better" as Title, where "解約 GLM" was made'),
    (lambda writer: writer.remove_page(1), "where"),
    (lambda writer: writer.pages[1].get_contents(), None),
])
def test_a_changed_pdf_is_refused_and_the_part_is_named(change, said, made, tmp_path):
    if said is None:
        def change(writer):
            page = writer.pages[1]
            contents = page.get_contents()
            contents.set_data(contents.get_data() + b"\n0 0 9 9 re f\n")
            page.replace_contents(contents)
        said = "What is drawn on page 2 is not what was made."
    done = verify(changed(made, tmp_path, change), made)
    assert done.returncode == 1 and said in done.stdout, done.stdout


def test_a_changed_page_is_refused_with_its_line(made, tmp_path):
    page = tmp_path / "changed.html"
    page.write_text(made[".html"].read_text().replace("As agreed.", "As agred."))
    done = verify(page, made)
    assert done.returncode == 1 and "the html differs. From line" in done.stdout and "agred" in done.stdout


def test_what_is_no_document_is_refused(made, tmp_path):
    for content in (b"", b"%PDF-1.7\n", b"hello"):
        (tmp_path / "no.pdf").write_bytes(content)
        done = verify(tmp_path / "no.pdf", made)
        assert done.returncode == 1 and "NO " in done.stdout and "panicked" not in done.stderr


def test_another_snapshot_is_told(made, tmp_path):
    snapshot = json.loads(SNAPSHOT.read_text())
    snapshot["name"] += "!"
    (tmp_path / "other.json").write_text(json.dumps(snapshot))
    done = verify(made[".pdf"], made, tmp_path / "other.json")
    assert done.returncode == 1 and "The snapshot is another one" in done.stdout


def test_without_the_bundle_it_is_not_reproducible(made):
    done = reportctl("verify", made[".pdf"], "--snapshot", SNAPSHOT)
    assert done.returncode == 1 and "Not reproducible" in done.stdout and "options" in done.stdout


@pytest.mark.parametrize("change, said", [
    ({"engine": "9.9.9"}, "made by version 9.9.9"),
    ({"version": 2}, "version 2"),
    ({"options": {"title": "解約 GLM", "sound": True}}, "unknown option"),
    ({"page": {"paper": "letter", "has_fallback_fonts": False}}, "pages"),
    ({"page": {"paper": "b5", "has_fallback_fonts": False}}, "neither a4 nor letter"),
    ({"commentary": {"status": "answered", "answer": "{}", "usage": None}}, "bundle cannot be read"),
])
def test_a_changed_bundle_proves_nothing(change, said, made, tmp_path):
    bundle = tmp_path / "bundle.json"
    bundle.write_text(json.dumps(json.loads(made["bundle"].read_text()) | change))
    done = verify(made[".pdf"], made, bundle=bundle)
    assert done.returncode == 1 and said in done.stdout + done.stderr, done.stdout + done.stderr


def b64(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def seal(bundle, key, documents=None, **header):
    """A seal as anybody can make it from the RFCs, with a library that is not the service's."""
    content = json.loads(bundle)
    manifest = {
        "version": 1, "report": content["report"], "documents": documents or content["documents"],
        "bundle": {"bytes": len(bundle), "sha256": hashlib.sha256(bundle).hexdigest()}, "sealed_at": "2026-11-24T09:00:00Z",
    }  # fmt: skip
    header = {"alg": "ES256", "typ": "report-seal+jws", "kid": "k", **header}
    signed = f"{b64(json.dumps(header).encode())}.{b64(json.dumps(manifest).encode())}"
    r, s = utils.decode_dss_signature(key.sign(signed.encode(), ec.ECDSA(hashes.SHA256())))
    return f"{signed}.{b64(r.to_bytes(32, 'big') + s.to_bytes(32, 'big'))}"


@pytest.fixture(scope="session")
def key():
    return ec.generate_private_key(ec.SECP256R1())


@pytest.fixture
def public(key, tmp_path):
    path = tmp_path / "public.pem"
    path.write_bytes(key.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo))
    return path


def check(file, jws, public, folder, *more):
    (folder / "seal.jws").write_text(jws)
    return reportctl("verify", file, "--seal", folder / "seal.jws", "--public-key", public, *more)


def test_a_seal_is_checked_offline(made, key, public, tmp_path):
    bundle = made["bundle"].read_bytes()
    done = check(made[".pdf"], seal(bundle, key), public, tmp_path, "--bundle", made["bundle"], "--snapshot", SNAPSHOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("yes") == 5 and "sealed pdf" in done.stdout
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"seal": {"status": "sealed", "jws": seal(bundle, key), "bundle": bundle.decode()}}))
    done = reportctl("verify", made[".html"], "--seal", answer, "--public-key", public, "--snapshot", SNAPSHOT)
    assert done.returncode == 0 and done.stdout.count("yes") == 5, done.stdout + done.stderr


def test_a_seal_with_one_byte_changed_is_refused(made, key, public, tmp_path):
    good = seal(made["bundle"].read_bytes(), key)
    for index in range(0, len(good), 37):
        bad = good[:index] + ("A" if good[index] != "A" else "B") + good[index + 1 :]
        done = check(made[".pdf"], bad, public, tmp_path)
        assert done.returncode == 1 and "NO " in done.stdout, index


def test_a_seal_of_something_else_is_refused(made, key, public, tmp_path):
    bundle = made["bundle"].read_bytes()
    other = {"pdf": {"bytes": 3, "sha256": "0" * 64}}
    for jws, said in [
        (seal(bundle, ec.generate_private_key(ec.SECP256R1())), "another key"),
        (seal(bundle, key, documents=other), "none of the sealed documents"),
        (seal(bundle.replace(b"agreed", b"agred "), key), "The bundle is not the sealed one"),
        (seal(bundle, key, alg="none"), "header"),
        (seal(bundle, key, typ="JWT"), "header"),
    ]:
        done = check(made[".pdf"], jws, public, tmp_path, "--bundle", made["bundle"])
        assert done.returncode == 1 and said in done.stdout, (said, done.stdout)


def test_a_report_without_a_seal_yet_says_so(made, public, tmp_path):
    answer = tmp_path / "answer.json"
    answer.write_text(json.dumps({"seal": {"status": "pending", "bundle": "{}"}}))
    done = reportctl("verify", made[".pdf"], "--seal", answer, "--public-key", public)
    assert done.returncode == 1 and "pending" in done.stderr
