"""A folder made equal to what a site is to be, with as few changes as that takes.

Files that stay are the same files as in the tree that is shown (hard links), so that they keep their times. What the
folder held before does not matter: whatever is not that file is replaced, and never written into, because it may be
the same file as one that is shown.
"""

from __future__ import annotations

import os
import posixpath
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


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
    there = {
        path for path, entry in found.files.items() if linked.get(path) == entry.stat(follow_symlinks=False).st_ino
    }
    for path in found.files.keys() - there:
        os.unlink(f"{new}/{path}")
    needed = set(_folders_of((*linked, *(path for path, _ in written), *(f"{folder}/" for folder in empty))))
    for folder in reversed(found.folders):
        if folder not in needed:
            os.rmdir(f"{new}/{folder}")
    for folder in sorted(needed.difference(found.folders)):
        os.mkdir(f"{new}/{folder}")
    for path in linked.keys() - there:
        _link(f"{shown}/{path}", f"{new}/{path}")
    for path, content in written:
        with open(f"{new}/{path}", "xb") as file:
            file.write(content)
    return there


def _folders_of(paths: Iterable[str]) -> Iterator[str]:
    """All folders that files lie in, and those that these lie in."""
    known = {""}
    for path in paths:
        folder = posixpath.dirname(path)
        while folder not in known:
            known.add(folder)
            yield folder
            folder = posixpath.dirname(folder)


def _link(source: str, target: str) -> None:
    """The same file in both trees, so that it keeps its times; a copy where the file system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)
