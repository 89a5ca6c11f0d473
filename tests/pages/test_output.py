"""The writer: all or nothing, ours and not ours, the same file kept as it is."""

from __future__ import annotations

import fcntl
import json
import os
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.pages import exchange, output
from sitegen.pages.output import MANIFEST, OutputFile, manifest_bytes, write_site


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    return folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def test_the_folder_becomes_the_files(tmp_path, content):
    write_site(tmp_path / "out", [OutputFile("a/index.html", b"a"), OutputFile("b.css", b"b")], content)
    assert tree(tmp_path / "out") == {"a/index.html": b"a", "b.css": b"b"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "out"]


def test_files_that_are_gone_from_the_site_go_and_foreign_files_stay(tmp_path, content):
    out = tmp_path / "out"
    write_site(out, [OutputFile("old.html", b"1"), OutputFile("kept.html", b"2")], content)
    (out / ".git").mkdir()
    (out / ".git" / "HEAD").write_text("ref")
    (out / "CNAME").write_text("example.org")
    write_site(out, [OutputFile("kept.html", b"3")], content)
    assert tree(out) == {".git/HEAD": b"ref", "CNAME": b"example.org", "kept.html": b"3"}


def test_an_unchanged_file_keeps_its_times(tmp_path, content):
    out = tmp_path / "out"
    write_site(out, [OutputFile("same.html", b"1"), OutputFile("new.html", b"1")], content)
    os.utime(out / "same.html", (1, 1))
    os.utime(out / "new.html", (1, 1))
    write_site(out, [OutputFile("same.html", b"1"), OutputFile("new.html", b"2")], content)
    assert (out / "same.html").stat().st_mtime == 1
    assert (out / "new.html").stat().st_mtime > 1


def test_a_file_changed_by_hand_is_written_anew(tmp_path, content):
    out = tmp_path / "out"
    write_site(out, [OutputFile("a.html", b"ours")], content)
    (out / "a.html").write_bytes(b"edit")
    write_site(out, [OutputFile("a.html", b"ours")], content)
    assert (out / "a.html").read_bytes() == b"ours"


def test_a_folder_that_we_did_not_make_is_refused(tmp_path, content):
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.tex").write_text("mine")
    with pytest.raises(SourceError, match="not empty and holds no"):
        write_site(out, [OutputFile("a.html", b"1")], content)
    assert tree(out) == {"thesis.tex": b"mine"}


@pytest.mark.parametrize("below", ["content", "content/out", "."])
def test_output_and_content_may_not_lie_in_one_another(tmp_path, content, below):
    with pytest.raises(SourceError, match="may not lie in one another"):
        write_site(tmp_path / below, [], content)


def test_a_build_that_fails_while_writing_leaves_the_old_site(tmp_path, content, monkeypatch):
    out = tmp_path / "out"
    write_site(out, [OutputFile("a.html", b"old")], content)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(output, "exchange", full)
    with pytest.raises(OSError, match="No space"):
        write_site(out, [OutputFile("a.html", b"new")], content)
    assert tree(out) == {"a.html": b"old"}


def test_without_an_atomic_exchange_a_cut_between_the_renames_is_healed(tmp_path, content, monkeypatch):
    """The journal is written, the old tree is away, the new one not yet there: the next build puts it in place."""
    out = tmp_path / "out"
    write_site(out, [OutputFile("a.html", b"old")], content)
    monkeypatch.setattr(exchange, "_swap", lambda *_: False)
    rename = os.rename
    calls = []

    def cut(source: Path, target: Path) -> None:
        calls.append(source)
        if len(calls) == 2:
            raise KeyboardInterrupt
        rename(source, target)

    monkeypatch.setattr(exchange.os, "rename", cut)
    with pytest.raises(KeyboardInterrupt):
        write_site(out, [OutputFile("a.html", b"new")], content)
    assert not out.exists()
    monkeypatch.setattr(exchange.os, "rename", rename)
    write_site(out, [OutputFile("a.html", b"newer")], content)
    assert tree(out) == {"a.html": b"newer"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "out"]


def test_a_second_build_into_the_same_folder_is_refused(tmp_path, content):
    with (tmp_path / ".out.flamesite-lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(SourceError, match="another build"):
            write_site(tmp_path / "out", [OutputFile("a.html", b"1")], content)
    assert not (tmp_path / "out").exists()


def test_the_manifest_has_a_line_for_each_file(tmp_path, content):
    paths = ['b/ä"\\.html', "a.html"]
    digests = {path: OutputFile(path, path.encode()).digest for path in paths}
    expected = json.dumps({"version": 1, "files": digests}, indent=1, sort_keys=True) + "\n"
    assert manifest_bytes(digests).decode() == expected


def test_a_broken_manifest_is_an_error_with_a_remedy(tmp_path, content):
    out = tmp_path / "out"
    out.mkdir()
    (out / MANIFEST).write_text("[]")
    with pytest.raises(SourceError, match="manifest cannot be read; empty the folder"):
        write_site(out, [], content)
