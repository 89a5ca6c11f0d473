"""Two trees exchanged in a single step, so that a reader finds the old one or the new one and never a mixture.

Beside `output/` lie, while a build writes, `.output.flamesite-lock` (one build at a time), `.output.flamesite-new` (a
tree that is being made), and on systems without an atomic exchange `.output.flamesite-journal`, which the next run
heals from.
"""

from __future__ import annotations

import contextlib
import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from sitegen.errors import SourceError

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def beside(target: Path, role: str) -> Path:
    """Where a file or folder of the writer lies while it works: its lock, its journal, the new and the old tree."""
    return target.parent / f".{target.name}.flamesite-{role}"


def exchange(new: Path, target: Path) -> None:
    """Puts a tree in the place of another, which has the place of the first one then, or is gone."""
    if not target.exists():
        os.rename(new, target)
        return
    if _swap(new, target):
        return
    ready, old, journal = (beside(target, role) for role in ("new", "old", "journal"))
    if new != ready:
        shutil.rmtree(ready, ignore_errors=True)
        os.rename(new, ready)
    shutil.rmtree(old, ignore_errors=True)
    journal.write_text("The tree beside this file is complete; the next build puts it in place.\n", "utf-8")
    os.rename(target, old)
    os.rename(ready, target)
    journal.unlink()
    shutil.rmtree(old, ignore_errors=True)


def heal(target: Path) -> None:
    """Finishes an exchange that was cut short between its two renames."""
    new, old, journal = (beside(target, role) for role in ("new", "old", "journal"))
    if not journal.exists():
        return
    if not target.exists():
        os.rename(new if new.exists() else old, target)
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
