"""Entries on the disk: whole or not there, whoever writes at the same time, and never more than they may be."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from sitegen.pages.cache.store import Store, default_folder

KEY = "ab" * 32
OTHER = "cd" * 32


def entry(folder: Path, key: str = KEY) -> Path:
    return folder / "files" / key[:2] / key[2:]


def test_an_entry_comes_back_and_no_cache_holds_nothing(tmp_path):
    store = Store(tmp_path / "cache")
    assert store.get("files", KEY) is None
    store.put("files", KEY, b"content")
    assert Store(tmp_path / "cache").get("files", KEY) == b"content"
    nothing = Store(None)
    nothing.put("files", KEY, b"content")
    assert nothing.get("files", KEY) is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda held: held[:-1],
        lambda held: b"",
        lambda held: held[:5],
        lambda held: held.replace(b"content", b"CONTENT"),
        lambda held: b"another program's file",
    ],
)
def test_a_damaged_entry_counts_as_none_and_is_written_anew(tmp_path, damage):
    store = Store(tmp_path)
    store.put("files", KEY, b"content")
    entry(tmp_path).write_bytes(damage(entry(tmp_path).read_bytes()))
    assert store.get("files", KEY) is None
    store.put("files", KEY, b"content")
    assert store.get("files", KEY) == b"content"


def test_readers_and_writers_at_once_see_whole_entries_only(tmp_path):
    contents = {bytes([65 + number]) * 100_000 for number in range(4)}
    Store(tmp_path).put("files", KEY, next(iter(contents)))
    seen: list[bytes | None] = []

    def write(content: bytes) -> None:
        for _ in range(20):
            Store(tmp_path).put("files", KEY, content)

    def read() -> None:
        seen.extend(Store(tmp_path).get("files", KEY) for _ in range(80))

    threads = [threading.Thread(target=write, args=(content,)) for content in contents]
    threads += [threading.Thread(target=read) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert set(seen) <= contents
    assert [path.name for path in entry(tmp_path).parent.iterdir()] == [KEY[2:]]


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path):
    (tmp_path / "file").write_text("no folder")
    store = Store(tmp_path / "file")
    store.put("files", KEY, b"content")
    assert store.get("files", KEY) is None


def test_pruning_takes_what_is_old_then_the_oldest_and_nothing_foreign(tmp_path):
    store = Store(tmp_path)
    keys = [f"{number:064x}" for number in range(6)]
    for number, key in enumerate(keys):
        store.put("files", key, b"x" * 1000)
        os.utime(entry(tmp_path, key), (2_000_000_000 + number, 2_000_000_000 + number))
    os.utime(entry(tmp_path, keys[5]), (1, 1))
    foreign = entry(tmp_path, keys[0]).with_name("notes.txt")
    foreign.write_text("mine")
    os.utime(foreign, (1, 1))
    half = entry(tmp_path, keys[0]).with_name(".new-abc")
    half.write_text("of a build that was killed")
    os.utime(half, (1, 1))
    size = entry(tmp_path, keys[0]).stat().st_size
    assert store.prune(most_bytes=2 * size, is_forced=True) == 5
    assert [key for key in keys if store.get("files", key)] == keys[3:5]
    assert foreign.read_text() == "mine"
    assert not half.exists()


def test_the_cache_is_kept_out_of_backups_and_repositories(tmp_path):
    Store(tmp_path).put("files", KEY, b"")
    assert (tmp_path / ".gitignore").read_text() == "*\n"
    assert (tmp_path / "CACHEDIR.TAG").read_bytes().startswith(b"Signature: 8a477f597d28d172789f06886806bc55\n")


def test_the_default_folder_follows_xdg(monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", "/var/caches")
    assert default_folder() == Path("/var/caches/flamesite")
    monkeypatch.setenv("XDG_CACHE_HOME", "relative")
    assert default_folder() == Path.home() / ".cache" / "flamesite"
