"""The content's profiles: what a figure's source names, read once each."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sitegen.analysis.merge import merge_profiles
from sitegen.formats import read_profile
from sitegen.model import Profile
from sitegen.pages.sources import Aliases, find_files, shown_name


@dataclass(slots=True)
class ProfileStore:
    """Reads the profiles of one content folder; `shown` is how the folder is named in messages."""

    content: Path
    shown: str
    max_bytes: int
    _read: dict[Path, Profile] = field(default_factory=dict)
    _merged: dict[tuple[Path, ...], Profile] = field(default_factory=dict)

    def resolve(self, source: str, folder: Path, aliases: Aliases) -> tuple[Path, ...]:
        """The files that a source means, as `find_files` finds them. Raises NoSuchSource."""
        return find_files(self.content, self.shown, source, folder, aliases, "an alias or a profile's path")

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
        return shown_name(self.content, self.shown, path)

    def _one(self, path: Path) -> Profile:
        if path not in self._read:
            self._read[path] = read_profile(path.read_bytes(), self.name(path), max_bytes=self.max_bytes)
        return self._read[path]
