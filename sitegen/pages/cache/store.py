"""Entries on the disk, by a kind and a key in hexadecimal; any number of builds may share the folder.

An entry is written beside its place and renamed into it, and begins with the SHA-256 of what it holds: a reader finds
a whole entry or none, and one that was damaged counts as none. What cannot be written is not kept, and no build fails
for it. Files in the folder that are no entries are never touched.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import stat
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

KINDS = ("files", "profiles", "graphs", "templates", "sites")
TREES = "trees"
"""Folders of output that were shown before, hard links to what is shown now for the most part."""
MOST_BYTES = 1 << 30
"""What the folder may hold after it is pruned: the oldest entries go first."""
OLDEST_S = 30 * 24 * 3600
"""Entries that no build has asked for in that time go, too."""

_MAGIC = b"flamesite cache 1\n"
_TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# A cache of flamesite; it may be deleted at any time.\n"
_NAME = re.compile(r"[0-9a-f]{62}")
_TREE_NAME = re.compile(r"[0-9a-f]{64}")
_FRESH_S = 24 * 3600  # how often an entry that is in use is marked as such, and how often the folder is pruned


class Store:
    """A folder of entries; None holds nothing and forgets everything. Keep one for each process and site."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self._is_ready = False

    @property
    def is_own(self) -> bool:
        """Whether the folder is the user's, and not everybody may write to it: what lies there may then be run."""
        if self.folder is None:
            return False
        try:
            self._prepare(self.folder)
            status = os.stat(self.folder)
        except OSError:
            return False
        return status.st_uid == os.getuid() and not status.st_mode & stat.S_IWOTH

    def get(self, kind: str, key: str) -> bytes | None:
        """The entry's content, or None where there is none, or none that is whole."""
        if self.folder is None:
            return None
        try:
            content = self._path(kind, key).read_bytes()
        except OSError:
            return None
        start = len(_MAGIC) + 32
        held = content[start:]
        if content[:start] != _MAGIC + hashlib.sha256(held).digest():
            return None
        return held

    def put(self, kind: str, key: str, content: bytes) -> None:
        """Keeps an entry, in place of any that has its key."""
        if self.folder is None:
            return
        path = self._path(kind, key)
        with contextlib.suppress(OSError):
            self._prepare(path.parent)
            handle, name = tempfile.mkstemp(prefix=".new-", dir=path.parent)
            try:
                with open(handle, "wb") as file:
                    file.write(_MAGIC + hashlib.sha256(content).digest())
                    file.write(content)
                os.replace(name, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    os.unlink(name)
                raise

    def use(self, kind: str, keys: Iterable[str]) -> None:
        """Marks entries as used, so that pruning spares them; once a day, since it asks for each."""
        if self.folder is None or not self._is_due("used"):
            return
        for key in keys:
            with contextlib.suppress(OSError):
                os.utime(self._path(kind, key))

    def prune(self, most_bytes: int = MOST_BYTES, oldest_s: float = OLDEST_S, is_forced: bool = False) -> int:
        """Deletes entries that nobody used for long, then the oldest until the rest fits; says how many. Once a day."""
        if self.folder is None or not (is_forced or self._is_due("pruned")):
            return 0
        self._prune_trees(time.time() - oldest_s)
        entries = sorted(self._entries())
        kept, gone = sum(size for _, size, _ in entries), 0
        oldest = time.time() - oldest_s
        for used, size, path in entries:
            if used >= oldest and kept <= most_bytes:
                break
            with contextlib.suppress(OSError):
                os.unlink(path)
                kept, gone = kept - size, gone + 1
        return gone

    def tree(self, key: str) -> Path:
        """Where the spare of a folder lies, should there be one; its time is that of the build that made it."""
        assert self.folder is not None
        return self.folder / TREES / key

    def _prune_trees(self, oldest: float) -> None:
        assert self.folder is not None
        with contextlib.suppress(OSError), os.scandir(self.folder / TREES) as trees:
            for tree in trees:
                if _TREE_NAME.fullmatch(tree.name) and tree.stat(follow_symlinks=False).st_mtime < oldest:
                    shutil.rmtree(tree.path, ignore_errors=True)

    def _entries(self) -> Iterator[tuple[float, int, str]]:
        """Each entry's time of use, size and path; half-written ones of builds that were killed, too."""
        assert self.folder is not None
        for kind in KINDS:
            for folder in _subfolders(self.folder / kind):
                with contextlib.suppress(OSError), os.scandir(folder) as files:
                    for file in files:
                        if _NAME.fullmatch(file.name) or file.name.startswith(".new-"):
                            status = file.stat(follow_symlinks=False)
                            age = time.time() - status.st_mtime
                            if _NAME.fullmatch(file.name) or age > _FRESH_S:
                                yield status.st_mtime, status.st_size, file.path

    def _is_due(self, what: str) -> bool:
        """Whether a day has gone since this was true, which it is from now on."""
        assert self.folder is not None
        mark = self.folder / f".{what}"
        with contextlib.suppress(OSError):
            if time.time() - mark.stat().st_mtime < _FRESH_S:
                return False
        with contextlib.suppress(OSError):
            mark.touch()
        return True

    def _path(self, kind: str, key: str) -> Path:
        assert self.folder is not None and kind in KINDS
        return self.folder / kind / key[:2] / key[2:]

    def _prepare(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        if self._is_ready or self.folder is None:
            return
        self._is_ready = True
        # For backup programs, and for git where the folder lies in a repository.
        for name, content in (("CACHEDIR.TAG", _TAG), (".gitignore", b"*\n")):
            if not (self.folder / name).exists():
                (self.folder / name).write_bytes(content)


def default_folder() -> Path:
    """Where the cache lies: `flamesite` in the user's cache folder, by the XDG Base Directory Specification."""
    base = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(base) if os.path.isabs(base) else Path.home() / ".cache") / "flamesite"


def _subfolders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.path for entry in entries if len(entry.name) == 2 and entry.is_dir(follow_symlinks=False)]
    except OSError:
        return []
