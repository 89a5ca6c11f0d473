"""`capture` of several profiles in one go, against a server of our own that answers like net/http/pprof."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sitegen.cli.capturing import KINDS
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.capture import PROFILES

ROOT = Path(__file__).resolve().parent.parent
RECORDED = (ROOT / "content/whoami/log/cpu_20s.pb.gz").read_bytes()


class _Pprof(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Has a CPU profile and a heap, and nothing else."""
        found = self.path.partition("?")[0] in ("/debug/pprof/profile", "/debug/pprof/heap")
        body = RECORDED if found else b"Unknown profile"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Pprof) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_before_and_after_are_recorded_and_the_note_that_is_told_builds(run, server, tmp_path):
    arguments = ("--profile", "cpu", "--profile", "heap", "--seconds", "1", "--repeat", "2")
    code, _, err = run("capture", server, "before", *arguments)
    assert code == 0, err
    assert err.splitlines()[-2:] == ["profiles:", "  before: before/cpu_*.pb.gz"]
    code, _, err = run("capture", server, "after", *arguments)
    told = err.partition("in a note beside it:\n\n")[2]
    assert "```flame-diff before after" in told
    runs = ["cpu_1.pb.gz", "cpu_2.pb.gz", "heap_1.pb.gz", "heap_2.pb.gz"]
    assert names(tmp_path) == [f"{side}/{name}" for side in ("after", "before") for name in runs]
    aliases, _, fence = told.partition("\n\n")
    (tmp_path / "story.md").write_text(f"---\n{aliases}\n---\n# Story\n\n{fence}")
    assert not build_site(tmp_path, BuildOptions()).warnings


def test_what_came_before_a_failure_stays_and_nothing_half(run, server, tmp_path):
    code, _, err = run("capture", server, "before", "--profile", "cpu", "--profile", "block", "--seconds", "1")
    assert code == 1
    assert "stopped after 1 of 2 recordings, which stay" in err
    assert "404 Not Found: Unknown profile" in err
    assert names(tmp_path) == ["before/cpu.pb.gz"]


def test_a_second_time_nothing_is_fetched(run, server):
    run("capture", server, "before", "--profile", "cpu")
    code, _, err = run("capture", "http://127.0.0.1:1", "before", "--profile", "heap", "--profile", "cpu")
    assert code == 1
    assert "before/cpu.pb.gz: error: the recording is there already" in err


def test_a_folder_without_kinds_is_bad_usage(run, tmp_path):
    (tmp_path / "before").mkdir()
    code, _, err = run("capture", "http://127.0.0.1:1", "before")
    assert code == 2
    assert "--profile cpu" in err


def test_the_help_names_the_kinds_there_are():
    assert list(KINDS) == list(PROFILES)


def test_at_a_terminal_a_clock_runs_and_leaves_only_what_was_made(server, tmp_path):
    """The terminal is a pseudo-terminal, so that rich draws as it would for a person."""
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "sitegen", "capture", server, "b", "--profile", "cpu", "--seconds", "3"]
    variables = {**os.environ, "PYTHONPATH": str(ROOT), "TERM": "xterm", "COLUMNS": "100"}
    with subprocess.Popen(command, cwd=tmp_path, env=variables, stderr=terminal) as process:
        os.close(terminal)
        shown = b""
        try:
            while chunk := os.read(controller, 4096):
                shown += chunk
        except OSError:  # how Linux says that the other end was closed
            pass
    os.close(controller)
    assert process.returncode == 0
    assert b"1 of 1: b/cpu.pb.gz" in shown
    assert re.search(rb"\x1b\[2Kb/cpu\.pb\.gz: \d+ records", shown)  # in the line that the clock had, wiped
