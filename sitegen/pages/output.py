"""The one writer: a new tree is made beside the old one and exchanged with it in a single step.

A reader finds the old site or the new one, never a mixture. Beside `output/` lie, while a build writes,
`.output.flamesite-lock` (one build at a time), `.output.flamesite-new` (the tree being made), and on systems
without an atomic exchange `.output.flamesite-journal`, which the next run heals from.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import hashlib
import json
import os
import posixpath
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.errors import SourceError
from sitegen.pages.cache.digests import stamp_of
from sitegen.pages.cache.outputs import Left, read_left, write_left
from sitegen.pages.cache.store import Store

MANIFEST = ".flamesite.json"
_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


@dataclass(frozen=True, slots=True)
class OutputFile:
    """One file of the site: its path below the output folder, with `/`, and its bytes."""

    path: str
    content: bytes

    @property
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
    exchanged. cache: remembers what was written, so that the files need not be read for that.
    Raises SourceError for an output folder that is not ours, or that holds or lies in the content.
    """
    target = output.absolute()
    _check_apart(output, target, content)
    target.parent.mkdir(parents=True, exist_ok=True)
    with output_lock(target, output):
        store = Store(cache)
        journal = beside(target, "journal")
        new = beside(target, "new")
        _heal(target, new, beside(target, "old"), journal)
        known = read_manifest(target, output)
        shutil.rmtree(new, ignore_errors=True)
        digests = {file.path: file.digest for file in sorted(files, key=lambda file: file.path)}
        same = _unchanged(target, digests, known, read_left(store, target))
        if len(same) == len(files) and digests == known:
            return 0
        new.mkdir()
        _fill(new, target, [file for file in files if file.path not in same], same)
        (new / MANIFEST).write_bytes(manifest_bytes(digests))
        _carry_over(new, target, known)
        _exchange(new, target, journal)
        shutil.rmtree(new, ignore_errors=True)
        write_left(store, target, digests)
    return len(files) - len(same)


def check_output(output: Path, content: Path) -> None:
    """Raises SourceError where `write_site` would refuse the folder, before any work is done."""
    target = output.absolute()
    _check_apart(output, target, content)
    read_manifest(target, output)


def _check_apart(output: Path, target: Path, content: Path) -> None:
    here, there = target.resolve(), content.resolve()
    if here == there or there in here.parents or here in there.parents:
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
    return (json.dumps({"version": 1, "files": digests}, indent=1, sort_keys=True) + "\n").encode()


def _unchanged(target: Path, digests: Mapping[str, str], known: Mapping[str, str], left: Left) -> set[str]:
    """The files that are in the output as they are to be; those that nobody touched since then are not read."""
    same = set()
    for path, digest in digests.items():
        if known.get(path) != digest:
            continue
        file = f"{target}/{path}"
        with contextlib.suppress(OSError):
            if left.get(path) == (stamp_of(file), digest) or _digest(file) == digest:
                same.add(path)
    return same


def _digest(path: str) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _fill(new: Path, old: Path, changed: Sequence[SiteFile], same: set[str]) -> None:
    for folder in sorted({posixpath.dirname(path) for path in (*same, *(file.path for file in changed))}):
        os.makedirs(f"{new}/{folder}", exist_ok=True)
    for path in same:
        _link(f"{old}/{path}", f"{new}/{path}")
    for file in changed:
        (new / file.path).write_bytes(file.content)


def _carry_over(new: Path, old: Path, known: Mapping[str, str]) -> None:
    for name in _not_ours(old, known):
        carried = new / name
        if not carried.exists():
            carried.parent.mkdir(parents=True, exist_ok=True)
            _link(str(old / name), str(carried))


def _not_ours(old: Path, known: Mapping[str, str]) -> Iterator[str]:
    start = len(str(old)) + 1
    for folder, _, names in os.walk(old):
        for name in names:
            path = f"{folder}/{name}"[start:]
            if path not in known and path != MANIFEST:
                yield path


def _link(source: str, target: str) -> None:
    """The same file in both trees, so that it keeps its times; a copy where the file system has no hard links."""
    try:
        os.link(source, target, follow_symlinks=False)
    except OSError:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(new: Path, target: Path, journal: Path) -> None:
    if not target.exists():
        os.rename(new, target)
        return
    if _swap(new, target):
        return
    old = beside(target, "old")
    shutil.rmtree(old, ignore_errors=True)
    journal.write_text("The tree beside this file is complete; the next build puts it in place.\n", "utf-8")
    os.rename(target, old)
    os.rename(new, target)
    journal.unlink()
    shutil.rmtree(old, ignore_errors=True)


def _swap(new: Path, target: Path) -> bool:
    """Exchanges two folders in one step where the system can: renameat2(2) of Linux."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_AT_FDCWD, os.fsencode(new), _AT_FDCWD, os.fsencode(target), _RENAME_EXCHANGE) == 0:
        return True
    number = ctypes.get_errno()
    if number in (errno.EINVAL, errno.ENOSYS, errno.ENOTSUP):
        return False
    raise OSError(number, os.strerror(number), str(target))


def _heal(target: Path, new: Path, old: Path, journal: Path) -> None:
    """Finishes an exchange that was cut short between its two renames."""
    if not journal.exists():
        return
    if not target.exists():
        os.rename(new if new.exists() else old, target)
    journal.unlink()
    shutil.rmtree(old, ignore_errors=True)


@contextlib.contextmanager
def output_lock(target: Path, output: Path) -> Iterator[None]:
    """Holds the output folder against other runs. Raises SourceError at once where one is writing to it."""
    path = beside(target, "lock")
    busy = SourceError(str(output), None, None, "another build is writing to this folder; wait for it to end")
    with path.open("w") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as err:
            raise busy from err
        # The build before may have taken the file away between our open and our lock; then the lock is of nothing.
        if not path.exists() or not os.path.samestat(os.fstat(handle.fileno()), path.stat()):
            raise busy
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def beside(target: Path, role: str) -> Path:
    """Where a file or folder of the writer lies while it works: its lock, its journal, the new and the old tree."""
    return target.parent / f".{target.name}.flamesite-{role}"
