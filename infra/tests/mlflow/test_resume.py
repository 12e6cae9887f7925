"""An import that a dying server interrupts goes on where it stopped."""

import datetime
import json
import shutil
import signal
import threading

import servers
from conftest import imported, refused, running, stop
from test_faults import SEEDED, proxy


def contents(out):
    return {path.name: json.loads(path.read_bytes())["content"] for path in out.glob("*.json")}


def test_a_server_that_dies_half_way_loses_nothing(server, store, tmp_path):
    copy, port = tmp_path / "store", servers.free_port()
    # The database is copied while nobody writes.
    shutil.copytree(store, copy)
    answers = tmp_path / "answers"
    resume = (*SEEDED, "--resume", answers)
    whole = imported(tmp_path / "whole", *SEEDED, "--tracking-uri", server)
    with running(copy, port) as (url, process), proxy(url) as watched:
        died = threading.Event()

        def kill(_, count):
            if count > 20 and not died.is_set():
                stop(process, signal.SIGKILL)
                died.set()
            return "hang up" if died.is_set() else None

        watched.instead = kill
        said = refused(tmp_path / "out", *resume, "--tracking-uri", watched.url)
        assert died.is_set() and f"; the answers so far are kept in {answers}: run the same command again to go on" in said
        before = {path for path, _ in watched.asked[:20]}
        kept = len(list(answers.iterdir()))
        assert kept >= 19
        # The same server again, at the address that the import knows.
        with running(copy, servers.free_port()) as (again, _):
            watched.upstream, watched.instead, watched.asked = again, lambda *_: None, []
            resumed = imported(tmp_path / "out", *resume, "--tracking-uri", watched.url)
            after = [path for path, _ in watched.asked]
    # A search is a POST, whose path does not tell it from another one.
    asked_twice = {path for path in before & set(after) if "/search" not in path}
    assert not asked_twice, asked_twice
    assert contents(tmp_path / "out") == contents(tmp_path / "whole") and resumed.keys() == whole.keys()
    assert not answers.exists(), "what was kept is removed when the import is done"


def test_a_resumed_import_says_when_its_figures_were_taken(server, tmp_path):
    with proxy(server, lambda _, count: "hang up" if count > 6 else None) as dying:
        arguments = (*SEEDED, "--models", "1", "--resume", tmp_path / "answers", "--tracking-uri", dying.url)
        refused(tmp_path / "out", *arguments)
        first = min(path.stat().st_mtime for path in (tmp_path / "answers").iterdir())
        dying.instead = lambda *_: None
        snapshots = imported(tmp_path / "out", *arguments)
    taken = datetime.datetime.fromisoformat(snapshots["experiment", SEEDED[1]]["taken_at"])
    assert 0 <= first - taken.timestamp() < 1


def test_a_folder_that_cannot_be_made(server, tmp_path):
    (tmp_path / "file").write_text("")
    said = refused(tmp_path / "out", *SEEDED, "--tracking-uri", server, "--resume", tmp_path / "file" / "answers")
    assert "cannot keep answers in" in said
