"""A folder made equal to what a site is to be, with as few changes as that takes.

Files that stay are the same files as in the tree that is shown (hard links), so that they keep their times. What the
folder held before does not matter: whatever is not that file is replaced, and never written into, because it may be
the same file as one that is shown.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path
from typing import TypeVar

_MANY = 1000
_THREADS = min(4, os.cpu_count() or 1)

Item = TypeVar("Item")


@dataclass(slots=True)
class FoundTree:
    """What lies in a folder: files by path, folders, those first that hold others; empty: those that hold nothing."""

    files: dict[str, os.DirEntry[str]] = field(default_factory=dict)
    folders: list[str] = field(default_factory=list)
    empty: list[str] = field(default_factory=list)


def find_tree(root: Path) -> FoundTree:
    """Looks through a folder; links are files, wherever they lead. Nothing where there is no such folder."""
    found = FoundTree()
    waiting = [""] if root.is_dir() else []
    for folder in waiting:  # which grows
        with os.scandir(f"{root}/{folder}") as entries:
            listed = list(entries)
        if not listed and folder:
            found.empty.append(folder[:-1])
        for entry in listed:
            path = f"{folder}{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                found.folders.append(path)
                waiting.append(f"{path}/")
            else:
                found.files[path] = entry
    return found


def renew(
    new: Path, shown: Path, linked: Mapping[str, int], empty: Iterable[str], written: Sequence[tuple[str, bytes]]
) -> set[str]:
    """Makes `new` hold the linked files of `shown`, given with their numbers, empty folders, and the written files.

    It holds nothing else then. Says which of the linked files were there already.
    """
    found = find_tree(new)
    new.mkdir(exist_ok=True)
    number = _number(found)
    there = {path for path, entry in found.files.items() if linked.get(path) == number(entry)}
    for path in found.files.keys() - there:
        os.unlink(f"{new}/{path}")
    needed = set(_folders_of((*linked, *(path for path, _ in written), *(f"{folder}/" for folder in empty))))
    for folder in reversed(found.folders):
        if folder not in needed:
            os.rmdir(f"{new}/{folder}")
    lacking = sorted(needed.difference(found.folders), key=lambda folder: folder.count("/"))
    for _, level in groupby(lacking, key=lambda folder: folder.count("/")):
        _for_each(level, lambda folder: os.mkdir(f"{new}/{folder}"))
    _for_each(linked.keys() - there, lambda path: _link(f"{shown}/{path}", f"{new}/{path}"))
    _for_each(written, lambda file: _write(f"{new}/{file[0]}", file[1]))
    return there


def _number(found: FoundTree) -> Callable[[os.DirEntry[str]], int]:
    """What tells a file's number: the listing, without another call, unless the file system's listings tell others."""
    first = next(iter(found.files.values()), None)
    if first is None or first.inode() == _own_number(first):
        return os.DirEntry.inode
    return _own_number


def _own_number(entry: os.DirEntry[str]) -> int:
    return entry.stat(follow_symlinks=False).st_ino


def _for_each(items: Iterable[Item], work: Callable[[Item], None]) -> None:
    """Does the same to each; to many in several threads, because the system is what takes its time there."""
    listed = list(items)

    def do(start: int, step: int) -> None:
        for item in listed[start::step]:
            work(item)

    if len(listed) < _MANY:
        do(0, 1)
        return
    from concurrent.futures import ThreadPoolExecutor  # an edit needs none

    with ThreadPoolExecutor(_THREADS) as threads:
        for done in [threads.submit(do, start, _THREADS) for start in range(_THREADS)]:
            done.result()


def _write(path: str, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)


def _folders_of(paths: Iterable[str]) -> Iterator[str]:
    """All folders that files lie in, and those that these lie in."""
    known = {""}
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder not in known:
            known.add(folder)
            yield folder
            folder = folder.rpartition("/")[0]


def _link(source: str, target: str) -> None:
    """The same file in both trees, so that it keeps its times; a copy where the file system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
