"""What one page reads while it is made: files by their digests, what names of sources meant."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Lookup(NamedTuple):
    """Paths and globs that were looked up from a folder of the content, and the files that they meant."""

    folder: str
    patterns: tuple[str, ...]
    found: tuple[str, ...]


ALWAYS = Lookup(".", (), ("files beyond those that a trace knows",))
"""Means what nothing means: a page with it is made by every build."""


@dataclass(slots=True)
class Trace:
    """Collects; the stores of a build write into one trace, and whoever makes a page begins it and takes it away."""

    files: dict[str, str] = field(default_factory=dict)
    lookups: list[Lookup] = field(default_factory=list)

    def take(self) -> tuple[dict[str, str], tuple[Lookup, ...]]:
        """What was read since the last time, each thing once."""
        taken = self.files, tuple(dict.fromkeys(self.lookups))
        self.files, self.lookups = {}, []
        return taken
