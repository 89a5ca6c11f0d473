"""The one writer: files of a site into the output folder, and nothing of what was there before them.

A new tree is made and exchanged with the one that is shown (`exchange`). The tree that was shown before stays in the
cache as a spare, which the next build makes equal to what it wants (`output_tree`): so an edit costs what it changes,
whatever the size of the site.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from json.encoder import encode_basestring_ascii as _quoted
from pathlib import Path

from sitegen.errors import SourceError
from sitegen.pages.cache.digests import Stamp, stamp_of
from sitegen.pages.cache.outputs import Left, read_left, spare_tree, write_left
from sitegen.pages.cache.store import Store
from sitegen.pages.exchange import beside, exchange, heal, output_lock
from sitegen.pages.output_tree import FoundTree, find_tree, renew

MANIFEST = ".flamesite.json"


@dataclass(frozen=True)
class OutputFile:
    """One file of the site: its path below the output folder, with `/`, and its bytes."""

    path: str
    content: bytes

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its bytes in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        return len(self.content)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file of the site that was made before, and whose bytes are fetched only where they are not in the output."""

    path: str
    digest: str
    size: int
    fetch: Callable[[], bytes] = field(compare=False, repr=False)

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return self.fetch()


SiteFile = OutputFile | KnownFile


def write_site(output: Path, files: Sequence[SiteFile], content: Path, cache: Path | None = None) -> int:
    """Exchanges the output folder for one with these files, and says how many are new or changed.

    What is not ours in it is carried over; files that stay the same keep their times, and where all do, nothing is
    exchanged. cache: remembers what was written, so that the files need not be read for that, and keeps the spare.
    Raises SourceError for an output folder that is not ours, or that holds or lies in the content.
    """
    target = place_of(output)
    _check_apart(output, target, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    with output_lock(target, output):
        store = Store(cache)
        heal(target)
        known = read_manifest(target, output)
        digests = {file.path: file.digest for file in sorted(files, key=lambda file: file.path)}
        same = _unchanged(target, digests, known, read_left(store, target))
        spare = spare_tree(store, target)
        if len(same) == len(files) and digests == known:
            if spare is not None and not spare.is_dir() and _make_spare(target, spare):
                write_left(store, target, digests, {})  # links count among what tells whether somebody touched a file
            return 0
        shown = find_tree(target)
        linked = {path: stamp[-1] for path, stamp in same.items()}
        linked |= {path: os.lstat(f"{target}/{path}").st_ino for path in _not_ours(shown, {*known, *digests})}
        changed = [(file.path, file.content) for file in files if file.path not in same]
        changed.append((MANIFEST, manifest_bytes(digests)))
        empty = [folder for folder in shown.empty if folder not in digests]
        there = _show(target, spare, lambda new: renew(new, target, linked, empty, changed))
        write_left(store, target, digests, {path: stamp for path, stamp in same.items() if path in there})
    return len(files) - len(same)


def place_of(output: Path) -> Path:
    """Where an output folder is: what a link leads to is exchanged, not the link."""
    return Path(os.path.realpath(output))


def check_output(output: Path, content: Path) -> None:
    """Raises SourceError where `write_site` would refuse the folder, before any work is done."""
    target = place_of(output)
    _check_apart(output, target, content)
    read_manifest(target, output)


def _check_apart(output: Path, target: Path, content: Path) -> None:
    there = content.resolve()
    if target == there or there in target.parents or target in there.parents:
        raise SourceError(
            str(output), None, None, f"the output folder and the content {content} may not lie in one another; use -o"
        )
    if target.exists() and not target.is_dir():
        raise SourceError(str(output), None, None, "expected a folder to write the site to, found a file; use -o")


def read_manifest(target: Path, output: Path) -> dict[str, str]:
    """The SHA-256 of each file that the last build wrote, by path; nothing of an empty folder or of none.

    `output` is the folder as the user typed it. Raises SourceError for a folder that holds files and no manifest.
    """
    path = target / MANIFEST
    if not path.exists():
        if target.exists() and any(target.iterdir()):
            raise SourceError(
                str(output),
                None,
                None,
                f"the folder is not empty and holds no {MANIFEST}, so flamesite did not make it; "
                "choose another with -o, or empty it",
            )
        return {}
    try:
        known = json.loads(path.read_text("utf-8"))["files"]
        return {str(name): str(digest) for name, digest in known.items()}
    except (ValueError, KeyError, AttributeError, TypeError) as err:
        raise SourceError(str(output / MANIFEST), None, None, "the manifest cannot be read; empty the folder") from err


def manifest_bytes(digests: Mapping[str, str]) -> bytes:
    """The manifest of files with these SHA-256 digests, by path."""
    # One line a file, for the diffs of a published branch; json.dumps takes ten times as long to indent.
    lines = (f"  {_quoted(path)}: {_quoted(digests[path])}" for path in sorted(digests))
    return ('{\n "files": {\n' + ",\n".join(lines) + '\n },\n "version": 1\n}\n').encode()


def _unchanged(target: Path, digests: Mapping[str, str], known: Mapping[str, str], left: Left) -> dict[str, Stamp]:
    """The files that are in the output as they are to be; those that nobody touched since then are not read."""
    same = {}
    root = str(target)
    for path, digest in digests.items():
        if known.get(path) != digest:
            continue
        file = f"{root}/{path}"
        try:
            stamp = stamp_of(file)
            if left.get(path) == (stamp, digest) or _digest(file) == digest:
                same[path] = stamp
        except OSError:
            continue
    return same


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _not_ours(shown: FoundTree, ours: set[str]) -> list[str]:
    return [path for path in shown.files if path not in ours and path != MANIFEST]


def _show(target: Path, spare: Path | None, make: Callable[[Path], set[str]]) -> set[str]:
    """Puts a tree in the target's place, made from the spare or, where that cannot be used, anew; says what make says.

    The tree that was shown is the spare then.
    """
    new = beside(target, "new")
    shutil.rmtree(new, ignore_errors=True)
    if spare is not None and spare.is_dir():
        with contextlib.suppress(OSError):  # on another file system by now, or not ours to change: it is only a spare
            there = make(spare)
            exchange(spare, target)
            return there
        shutil.rmtree(spare, ignore_errors=True)
    there = make(new)
    exchange(new, target)
    if spare is not None:
        with contextlib.suppress(OSError):  # on another file system
            spare.parent.mkdir(parents=True, exist_ok=True)
            os.rename(new, spare)
    shutil.rmtree(new, ignore_errors=True)
    return there


def _make_spare(target: Path, spare: Path) -> bool:
    """Makes a spare of what is shown, where nothing was shown before it; says whether it could."""
    shown = find_tree(target)
    trial = spare.with_name(f"{spare.name}-link")
    try:
        spare.parent.mkdir(parents=True, exist_ok=True)
        trial.unlink(missing_ok=True)
        os.link(target / MANIFEST, trial)  # nothing is copied for a spare: where there are no links, there is none
        trial.unlink()
        renew(spare, target, {path: entry.inode() for path, entry in shown.files.items()}, (), ())
    except OSError:
        shutil.rmtree(spare, ignore_errors=True)
        return False
    return True
