"""The preview's server: paths as GitHub Pages serves them, the stream, and who may read it."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from sitegen.pages.build import BuildOptions
from sitegen.pages.preview import Preview
from sitegen.pages.preview_server import PreviewServer, previewed

DEADLINE_S = 20


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.toml").write_text('base_url = "https://example.org/my-notes/"\n')
    (folder / "a.md").write_text("# First\n\n[data](data.bin)\n")
    (folder / "data.bin").write_bytes(b"</head>")
    return folder


@pytest.fixture
def preview(content: Path) -> Preview:
    return Preview(content, BuildOptions())


@pytest.fixture
def server(preview: Preview) -> Iterator[PreviewServer]:
    server = PreviewServer(preview, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.stopping.set()
    preview.rebuild()  # wakes the streams
    server.shutdown()
    server.server_close()
    thread.join(DEADLINE_S)


def ask(server: PreviewServer, path: str, method: str = "GET", host: str | None = None) -> HTTPResponse:
    connection = HTTPConnection("127.0.0.1", server.server_port, timeout=DEADLINE_S)
    connection.request(method, path, headers={"Host": host or f"127.0.0.1:{server.server_port}"})
    return connection.getresponse()


@pytest.mark.parametrize(
    ("path", "status", "told"),
    [
        ("/my-notes/", 200, "text/html; charset=utf-8"),
        ("/my-notes/a/", 200, "text/html; charset=utf-8"),
        ("/my-notes/assets/css/tokens.css", 200, "text/css; charset=utf-8"),
        ("/my-notes/assets/js/main.js", 200, "text/javascript; charset=utf-8"),
        ("/my-notes/sitemap.xml", 200, "application/xml; charset=utf-8"),
        ("/my-notes/data.bin", 200, "application/octet-stream"),
        ("/my-notes/nowhere/at/all", 404, "text/html; charset=utf-8"),
        ("/elsewhere/", 404, "text/plain; charset=utf-8"),
        ("/__flamesite/preview.js", 200, "text/javascript; charset=utf-8"),
        ("/__flamesite/../a.md", 404, "text/plain; charset=utf-8"),
    ],
)
def test_paths_lead_where_they_will(server, preview, path, status, told):
    preview.rebuild()
    answer = ask(server, path)
    assert (answer.status, answer.headers["Content-Type"]) == (status, told)
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("path", "target"),
    [("/", "/my-notes/"), ("/my-notes", "/my-notes/"), ("/my-notes/a?q=1", "/my-notes/a/?q=1")],
)
def test_a_path_that_lacks_its_slash_is_led_on(server, preview, path, target):
    preview.rebuild()
    answer = ask(server, path)
    assert (answer.status, answer.headers["Location"]) == (302, target)


def test_only_pages_are_changed_and_only_as_served(server, preview):
    state = preview.rebuild()
    page = ask(server, "/my-notes/a/").read()
    assert page.count(b"/__flamesite/preview.js") == 1
    assert b"form-action 'none'; connect-src 'self'\"" in page
    assert b"__flamesite" not in state.files["a/index.html"]
    assert ask(server, "/my-notes/data.bin").read() == b"</head>"


def test_a_policy_keeps_what_it_says_and_a_page_without_one_gets_none():
    policy = b'<head><meta http-equiv="Content-Security-Policy" content="script-src \'self\'"></head>'
    assert b"content=\"script-src 'self'; connect-src 'self'\">" in previewed(policy, "x")
    assert b"connect-src" not in previewed(b"<head></head>", "x")


def test_head_answers_without_the_file(server, preview):
    preview.rebuild()
    answer = ask(server, "/my-notes/", "HEAD")
    assert answer.status == 200
    assert int(answer.headers["Content-Length"]) > 0
    assert answer.read() == b""


def test_another_name_for_this_machine_is_refused(server, preview):
    """A page of somebody else's that points its own name at 127.0.0.1 reads nothing."""
    preview.rebuild()
    assert ask(server, "/my-notes/", host=f"evil.example:{server.server_port}").status == 403
    assert ask(server, "/my-notes/", host=f"localhost:{server.server_port}").status == 200


def event(stream: HTTPResponse) -> dict:
    while not (line := stream.readline()).startswith(b"data: "):
        assert line, "the stream ended"
    return json.loads(line.removeprefix(b"data: "))


def test_the_stream_tells_the_state_at_once_and_each_later_one(server, preview, content):
    state = preview.rebuild()
    stream = ask(server, "/__flamesite/events?page=%2Fmy-notes%2Fa%2F")
    assert stream.headers["Content-Type"] == "text/event-stream"
    first = event(stream)
    assert first == {"fingerprint": state.fingerprint("/my-notes/a/"), "findings": [], "isBroken": False}
    assert first["fingerprint"].encode() in ask(server, "/my-notes/a/").read()
    (content / "a.md").write_text("---\ntitel: x\n---\n")
    preview.rebuild()
    broken = event(stream)
    assert (broken["fingerprint"], broken["isBroken"]) == (first["fingerprint"], True)
    (finding,) = broken["findings"]
    assert finding["place"].endswith("a.md:2:1")
    assert "unknown key" in finding["message"]
    (content / "a.md").write_text("# Mended\n")
    preview.rebuild()
    mended = event(stream)
    assert mended["findings"] == []
    assert mended["fingerprint"] != first["fingerprint"]


def test_where_the_first_build_fails_a_page_waits_for_the_next(server, preview, content):
    (content / "a.md").write_text("---\ntitel: x\n---\n")
    preview.rebuild()
    answer = ask(server, "/")
    page = answer.read()
    assert (answer.status, b"/__flamesite/preview.js" in page) == (503, True)
