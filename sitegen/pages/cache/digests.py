"""What is in the content's files: their SHA-256, without reading again what surely did not change.

A file surely did not change where its size, its number and both of its times are what they were when it was read. The
time of the last change (`ctime`) is set by the system and by nobody else, so a file of the same size and a forged
`mtime` is read again; and a file that had changed just before it was read is not remembered, because a second change
within the clock's resolution would leave no trace.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Mapping

Stamp = tuple[int, int, int, int]
"""A file's size, mtime and ctime in nanoseconds, and number."""

_SETTLED_NS = 2_000_000_000  # the coarsest clock of a file system in use is FAT's


class FileDigests:
    """The digests of one content folder's files.

    saved: stamps and digests of the build before, by path; seen: stamps that files have now, as far as they are known.
    """

    def __init__(
        self,
        root: str,
        saved: Mapping[str, tuple[Stamp, str]] | None = None,
        seen: Mapping[str, Stamp] | None = None,
    ) -> None:
        self._root = root
        self._saved = saved or {}
        self._seen = seen or {}
        self._known: dict[str, str | None] = {}
        self.stamps: dict[str, tuple[Stamp, str]] = {}

    def of(self, path: str) -> str | None:
        """The SHA-256 of a file by its path in the content; None where it cannot be read. Asked once for each build."""
        if path not in self._known:
            self._known[path] = self._ask(path)
        return self._known[path]

    def _ask(self, path: str) -> str | None:
        file = f"{self._root}/{path}"
        try:
            stamp = self._seen.get(path) or stamp_of(file)
            saved = self._saved.get(path)
            if saved is not None and saved[0] == stamp:
                self.stamps[path] = saved
                return saved[1]
            with open(file, "rb") as handle:
                digest = hashlib.file_digest(handle, "sha256").hexdigest()
        except OSError:
            return None
        if time.time_ns() - max(stamp[1], stamp[2]) > _SETTLED_NS and stamp_of(file) == stamp:
            self.stamps[path] = (stamp, digest)
        return digest


def stamp_of(path: str) -> Stamp:
    """The stamp of a file. Raises OSError."""
    return stamp_in(os.stat(path))


def stamp_in(status: os.stat_result) -> Stamp:
    """The stamp in what the system says of a file."""
    return status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino
