"""The content's benchmark results: what the sides of a bench fence name, each file read once."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.pages.cache.trace import Trace
from sitegen.pages.sources import Aliases, look_up, shown_name

if TYPE_CHECKING:  # the readers are loaded with the first file
    from sitegen.results import ResultFile

# Sides may differ in where and on what they ran, and the page says so; in how they were measured they may not.
_MAY_DIFFER = ("target", "machine")


def measured_otherwise(before: ResultFile, after: ResultFile, names: tuple[str, str]) -> list[str]:
    """Why two sides, named as the author names them, cannot be compared; empty where they were measured alike."""
    from sitegen.results import differing

    return [
        f"expected {fault.field} {fault.first} as in {names[0]}, found {fault.other} in {names[1]}; "
        "sides are measured alike, record one of them again"
        for fault in differing(before, after)
        if fault.field not in _MAY_DIFFER
    ]


@dataclass(frozen=True, slots=True)
class ReadFile:
    """One file of benchmark results: what it holds, its SHA-256 in hexadecimal, its size in bytes."""

    results: ResultFile
    sha256: str
    bytes: int


@dataclass(slots=True)
class ResultStore:
    """Reads the benchmark results of one content folder; `shown` is how the folder is named in messages.

    trace: notes each file that is asked for, read before or not.
    """

    content: Path
    shown: str
    trace: Trace = field(default_factory=Trace)
    _read: dict[Path, ReadFile] = field(default_factory=dict)

    def resolve(self, source: str, folder: Path, aliases: Aliases) -> tuple[Path, ...]:
        """The files that a source means, as `find_files` finds them. Raises NoSuchSource."""
        wanted = "an alias or a benchmark file's path"
        return look_up(self.content, self.shown, source, folder, aliases, wanted, self.trace)

    def file(self, path: Path) -> ReadFile:
        """One file's results. Raises SourceError."""
        from sitegen.results import read_results

        if path not in self._read:
            content = path.read_bytes()
            results = read_results(content, self.name(path))
            self._read[path] = ReadFile(results, hashlib.sha256(content).hexdigest(), len(content))
        self.trace.files[path.relative_to(self.content).as_posix()] = self._read[path].sha256
        return self._read[path]

    def side(self, paths: Sequence[Path]) -> ResultFile:
        """All runs of some files. Raises SourceError, also where they were not measured alike."""
        from sitegen.results import combine

        return combine([self.file(path).results for path in paths])

    def read_so_far(self) -> list[tuple[str, ResultFile]]:
        """Every file that was read, with its name for messages."""
        return [(self.name(path), file.results) for path, file in sorted(self._read.items())]

    def name(self, path: Path) -> str:
        """A file as messages name it: the content folder as the user typed it, and the path below."""
        return shown_name(self.content, self.shown, path)
