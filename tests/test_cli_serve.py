"""What `serve` says at the terminal, and how it ends."""

from __future__ import annotations

import socket
import threading
import urllib.request
from collections.abc import Iterator

import pytest


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.toml").write_text('base_url = "https://you.github.io/my-notes/"\n')
    (folder / "note.md").write_text("# Note\n")
    return folder


@pytest.fixture
def saves(monkeypatch) -> list:
    """What the author does, one after the other; then Ctrl-C."""
    planned: list = []

    def changes(folders: object, stop: threading.Event) -> Iterator[None]:
        yield
        for save in planned:
            save()
            yield
        raise KeyboardInterrupt

    monkeypatch.setattr("sitegen.pages.preview.changes", changes)
    return planned


def test_it_tells_the_address_each_build_and_each_error_and_ends_well(run, content, saves):
    saves.append(lambda: (content / "note.md").write_text("# Note\n\n[x](nowhere.md)\n"))
    saves.append(lambda: (content / "note.md").write_text("# Note\n"))
    code, out, err = run("serve", "content", "--port", "0")
    assert (code, out) == (0, "")
    lines = err.splitlines()
    assert lines[0].startswith("4 pages in ")  # the note, home, archive, search
    assert lines[1].startswith("http://127.0.0.1:")
    assert lines[1].endswith("/my-notes/ (Ctrl-C ends it)")
    assert lines[2].startswith('content/note.md:3:5: error: the link "nowhere.md"')
    assert lines[3] == "not built: 1 error"
    assert lines[4].startswith("4 pages in ")


def test_it_answers_while_it_runs(run, content, saves, monkeypatch):
    """--open is told the address, which then holds the site."""
    seen = []

    def look(address: str) -> None:
        with urllib.request.urlopen(f"{address}note/") as answer:
            seen.append(answer.status)

    monkeypatch.setattr("webbrowser.open", look)
    assert run("serve", "content", "--port", "0", "--open")[0] == 0
    assert seen == [200]


def test_a_taken_port_is_said_before_anything_is_built(run, content):
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        code, _, err = run("serve", "content", "--port", port)
    assert code == 1
    assert f"port {port} of 127.0.0.1 is taken; choose another with --port" in err


def test_a_host_that_is_none_of_this_machine_is_an_error(run, content):
    code, _, err = run("serve", "content", "--host", "192.0.2.1", "--port", "0")
    assert code == 1
    assert "--host 192.0.2.1" in err


def test_content_that_is_no_folder_is_bad_usage(run):
    assert run("serve", "nowhere")[0] == 2
