"""Fetching from a live endpoint: a server of our own on the loopback."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.pages.capture import Recording, endpoint, fetch, note_lines, numbered, recordings


class _Endpoint(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        """Answers /profile with its query, anything else with a reason for refusing."""
        found = self.path.startswith("/debug/pprof/profile")
        body = self.path.encode() if found else b"Unknown profile"
        self.send_response(200 if found else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keeps the test's output clean."""


@pytest.fixture
def server() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Endpoint) as http:
        thread = threading.Thread(target=http.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{http.server_port}"
        http.shutdown()
        thread.join()


def test_the_seconds_are_asked_for_and_progress_is_told(server):
    told: list[int] = []
    answer = fetch(endpoint(f"{server}/debug/pprof/profile", 5), told.append)
    assert answer == b"/debug/pprof/profile?seconds=5"
    assert told[-1] == len(answer)


def test_seconds_replace_those_of_the_url_and_other_parameters_stay():
    source = endpoint("http://h/debug/pprof/profile?gc=1&seconds=9", 2.5)
    assert (source.url, source.seconds) == ("http://h/debug/pprof/profile?gc=1&seconds=2.5", 2.5)


def test_a_cpu_profile_without_seconds_takes_the_endpoints_thirty():
    assert endpoint("http://h/debug/pprof/profile").seconds == 30
    assert endpoint("http://h/debug/pprof/heap").seconds == 0


def test_a_refusal_carries_the_servers_reason(server):
    with pytest.raises(SourceError, match="404 Not Found: Unknown profile; is net/http/pprof mounted"):
        fetch(endpoint(f"{server}/debug/pprof/nothing"))


def test_nobody_listening_is_an_error_and_no_traceback(server):
    with pytest.raises(SourceError, match=r"no answer: .*refused"):
        fetch(endpoint("http://127.0.0.1:1/debug/pprof/heap"))


@pytest.mark.parametrize("url", ["ftp://host/x", "http://", "localhost:8080/debug"])
def test_what_is_no_url_is_refused(url):
    with pytest.raises(SourceError, match="expected an http or https URL"):
        endpoint(url)


def test_repeats_are_numbered_before_the_suffix():
    assert [path.name for path in numbered(Path("d/cpu.pb.gz"), 2)] == ["cpu_1.pb.gz", "cpu_2.pb.gz"]
    assert numbered(Path("cpu.pb.gz"), 1) == [Path("cpu.pb.gz")]


def paths(recordings: list[Recording]) -> list[tuple[str, str]]:
    return [(recording.source.url, recording.target.name) for recording in recordings]


@pytest.mark.parametrize(
    "url",
    [
        "http://h:1/app",
        "http://h:1/app/",
        "http://h:1/app/debug/pprof/",
        "http://h:1/app/debug/pprof/profile?seconds=9",
    ],
)
def test_several_kinds_are_recorded_run_after_run_from_wherever_pprof_is_mounted(url, tmp_path):
    planned = recordings(url, tmp_path, ["cpu", "heap"], 5, 2)
    assert paths(planned) == [
        ("http://h:1/app/debug/pprof/profile?seconds=5", "cpu_1.pb.gz"),
        ("http://h:1/app/debug/pprof/heap", "heap_1.pb.gz"),
        ("http://h:1/app/debug/pprof/profile?seconds=5", "cpu_2.pb.gz"),
        ("http://h:1/app/debug/pprof/heap", "heap_2.pb.gz"),
    ]
    assert [recording.source.seconds for recording in planned] == [5, 0, 5, 0]


def test_a_recording_that_is_there_is_not_lost(tmp_path):
    (tmp_path / "heap.pb.gz").touch()
    with pytest.raises(SourceError, match=r"heap\.pb\.gz: error: the recording is there already"):
        recordings("http://h", tmp_path, ["cpu", "heap"], None, 1)


def recorded(folder: Path, name: str, second: int) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).touch()
    os.utime(folder / name, (second, second))
    return folder


def test_the_side_that_was_recorded_first_comes_first_in_a_note(tmp_path):
    recorded(tmp_path / "without-log", "cpu_1.pb.gz", 200)
    here = recorded(tmp_path / "with-log", "cpu_1.pb.gz", 100)
    recorded(tmp_path / "other", "heap_1.pb.gz", 50)
    assert note_lines(here, ["cpu", "heap"], 3) == [
        "profiles:",
        "  with-log: with-log/cpu_*.pb.gz",
        "  without-log: without-log/cpu_*.pb.gz",
        "",
        "```flame-diff with-log without-log",
        "```",
    ]


def test_one_run_alone_is_an_alias_and_a_folder_that_can_be_none_is_left_out(tmp_path):
    assert note_lines(recorded(tmp_path / "a", "cpu.pb.gz", 1), ["cpu"], 1) == ["profiles:", "  a: a/cpu.pb.gz"]
    odd = recorded(tmp_path / "odd", "heap.pb.gz", 1).rename(tmp_path / "2 odd")
    assert note_lines(odd, ["heap"], 1) == []
