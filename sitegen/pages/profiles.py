"""The content's profiles: what a figure's source names, read once each."""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.analysis.merge import merge_profiles
from sitegen.errors import FlamesiteError, closest, quoted
from sitegen.formats import read_profile
from sitegen.model import Profile

Aliases = Mapping[str, Sequence[str]]
"""What a note's front matter calls its profiles: alias to paths and globs, relative to the note."""


class NoSuchProfile(FlamesiteError):
    """A source that names no file of the content, with the nearest names."""


@dataclass(slots=True)
class ProfileStore:
    """Reads the profiles of one content folder; `shown` is how the folder is named in messages."""

    content: Path
    shown: str
    max_bytes: int
    _read: dict[Path, Profile] = field(default_factory=dict)
    _merged: dict[tuple[Path, ...], Profile] = field(default_factory=dict)

    def resolve(self, source: str, folder: Path, aliases: Aliases) -> tuple[Path, ...]:
        """The files that a source means: an alias, else a path or glob relative to `folder`; sorted within a glob.

        Raises NoSuchProfile.
        """
        found: list[Path] = []
        for pattern in aliases.get(source, (source,)):
            found += self._files(pattern, folder, aliases if source not in aliases else {})
        return tuple(dict.fromkeys(found))

    def read(self, paths: tuple[Path, ...]) -> Profile:
        """The profile of one file, or the sum of several runs. Raises SourceError, RunsDiffer."""
        if paths not in self._merged:
            self._merged[paths] = merge_profiles([self._one(path) for path in paths])
        return self._merged[paths]

    def read_so_far(self) -> list[tuple[str, Profile]]:
        """Every single file that was read, with its name for messages."""
        return [(self.name(path), profile) for path, profile in sorted(self._read.items())]

    def name(self, path: Path) -> str:
        """A file as messages name it: the content folder as the user typed it, and the path below."""
        return f"{self.shown}/{path.relative_to(self.content).as_posix()}"

    def _one(self, path: Path) -> Profile:
        if path not in self._read:
            self._read[path] = read_profile(path.read_bytes(), self.name(path), max_bytes=self.max_bytes)
        return self._read[path]

    def _files(self, pattern: str, folder: Path, aliases: Aliases) -> list[Path]:
        path = (folder / pattern).resolve()
        if not path.is_relative_to(self.content):
            raise NoSuchProfile(f"{quoted(pattern)} lies outside the content; move or copy the profile into it")
        if path.is_file():
            return [path]
        if glob.has_magic(pattern):
            found = sorted(Path(match) for match in glob.glob(str(folder / pattern), recursive=True))
            files = [match.resolve() for match in found if match.is_file()]
            if files:
                return files
            raise NoSuchProfile(f"no file matches {quoted(pattern)} in {self._shown_folder(folder)}")
        known = [*aliases, *self._names_near(path, folder)]
        raise NoSuchProfile(f"expected an alias or a profile's path, found {quoted(pattern)}{closest(pattern, known)}")

    def _names_near(self, path: Path, folder: Path) -> list[str]:
        return [
            entry.relative_to(folder).as_posix() if entry.is_relative_to(folder) else entry.name
            for entry in (path.parent.iterdir() if path.parent.is_dir() else folder.rglob("*"))
            if entry.is_file()
        ]

    def _shown_folder(self, folder: Path) -> str:
        below = folder.relative_to(self.content).as_posix()
        return self.shown if below == "." else f"{self.shown}/{below}"
