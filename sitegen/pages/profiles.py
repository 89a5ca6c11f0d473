"""The content's profiles: what a figure's source names, read once each."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.pages.cache.store import Store
from sitegen.pages.cache.trace import Trace
from sitegen.pages.sources import Aliases, look_up, shown_name

if TYPE_CHECKING:  # what reads and draws is loaded with the first profile: numpy takes longer than a page of prose
    from sitegen.model import Profile
    from sitegen.pages.graph import Graph


@dataclass(slots=True)
class ProfileStore:
    """Reads the profiles of one content folder; `shown` is how the folder is named in messages.

    trace: notes each file that is asked for, read before or not.
    """

    content: Path
    shown: str
    max_bytes: int
    trace: Trace = field(default_factory=Trace)
    cache: Store = field(default_factory=lambda: Store(None))
    _read: dict[Path, Profile] = field(default_factory=dict)
    _digests: dict[Path, str] = field(default_factory=dict)
    _merged: dict[tuple[Path, ...], Profile] = field(default_factory=dict)

    def resolve(self, source: str, folder: Path, aliases: Aliases) -> tuple[Path, ...]:
        """The files that a source means, as `find_files` finds them. Raises NoSuchSource."""
        wanted = "an alias or a profile's path"
        return look_up(self.content, self.shown, source, folder, aliases, wanted, self.trace)

    def read(self, paths: tuple[Path, ...]) -> Profile:
        """The profile of one file, or the sum of several runs. Raises SourceError, RunsDiffer."""
        from sitegen.analysis.merge import merge_profiles

        runs = [self._one(path) for path in paths]
        if paths not in self._merged:
            self._merged[paths] = merge_profiles(runs)
        return self._merged[paths]

    def graph(self, runs: Sequence[Sequence[Profile]], options: Sequence[object], make: Callable[[], Graph]) -> Graph:
        """What `make` makes of the runs of each side with these options, or made when they were the same before."""
        from sitegen.pages.cache.columns import kept_or_made
        from sitegen.pages.graph import Graph

        sides = tuple(tuple((run.format, run.provenance.sha256) for run in side) for side in runs)
        return kept_or_made(self.cache, "graphs", (sides, *options), Graph, make)

    def read_so_far(self) -> list[tuple[str, Profile]]:
        """Every single file that was read but for something that was skipped, with its name for messages."""
        # Each page of a site asks: of the others not even the names are put together.
        telling = sorted(path for path, profile in self._read.items() if profile.skipped)
        return [(self.name(path), self._read[path]) for path in telling]

    def name(self, path: Path) -> str:
        """A file as messages name it: the content folder as the user typed it, and the path below."""
        return shown_name(self.content, self.shown, path)

    def _one(self, path: Path) -> Profile:
        from sitegen.formats import read_profile
        from sitegen.model import Profile
        from sitegen.pages.cache.columns import kept_or_made

        if path not in self._read:
            content = path.read_bytes()
            self._digests[path] = hashlib.sha256(content).hexdigest()
            name, most = self.name(path), self.max_bytes
            key = self._digests[path], name, most
            self._read[path] = kept_or_made(
                self.cache, "profiles", key, Profile, lambda: read_profile(content, name, max_bytes=most)
            )
        self.trace.files[path.relative_to(self.content).as_posix()] = self._digests[path]
        return self._read[path]
