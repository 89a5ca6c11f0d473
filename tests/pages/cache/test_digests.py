"""Digests of files: nothing that changed may count as unchanged, whatever its size and its times say."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from sitegen.pages.cache import digests
from sitegen.pages.cache.digests import FileDigests, stamp_of


def sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def test_equal_size_and_a_forged_time_do_not_hide_a_change(tmp_path, monkeypatch):
    monkeypatch.setattr(digests, "_SETTLED_NS", -(1 << 62))  # as if the file had long been there
    file = tmp_path / "a"
    file.write_bytes(b"one")
    first = FileDigests(str(tmp_path))
    assert first.of("a") == sha256(b"one")
    before = file.stat()
    file.write_bytes(b"two")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_mtime_ns == before.st_mtime_ns
    assert FileDigests(str(tmp_path), first.stamps).of("a") == sha256(b"two")


def test_a_file_put_in_its_place_with_the_same_times_is_another_one(tmp_path):
    (tmp_path / "a").write_bytes(b"one")
    (tmp_path / "b").write_bytes(b"two")
    for name in "ab":
        os.utime(tmp_path / name, (1, 1))
    first = FileDigests(str(tmp_path))
    first.of("a")
    os.replace(tmp_path / "b", tmp_path / "a")
    assert FileDigests(str(tmp_path), first.stamps).of("a") == sha256(b"two")


def test_a_file_that_changed_just_now_is_not_remembered(tmp_path):
    (tmp_path / "a").write_bytes(b"one")
    first = FileDigests(str(tmp_path))
    first.of("a")
    assert first.stamps == {}


def test_a_remembered_file_is_not_read_again(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"one")
    stamp = digests.stamp_of(str(tmp_path / "a"))
    assert FileDigests(str(tmp_path), {"a": (stamp, "as remembered")}).of("a") == "as remembered"


def test_a_file_that_is_gone_has_no_digest(tmp_path):
    assert FileDigests(str(tmp_path)).of("nowhere") is None


def test_what_a_walk_saw_is_not_asked_for_again(tmp_path: Path):
    (tmp_path / "a").write_bytes(b"one")
    stamp = stamp_of(str(tmp_path / "a"))
    (tmp_path / "a").unlink()
    assert FileDigests(str(tmp_path), {"a": (stamp, "as remembered")}, {"a": stamp}).of("a") == "as remembered"
    other = (stamp[0] + 1, *stamp[1:])
    assert FileDigests(str(tmp_path), {"a": (stamp, "as remembered")}, {"a": other}).of("a") is None
