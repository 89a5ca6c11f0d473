"""Which profile a claim is about: the one it names, else what the page lets no doubt of.

Without `@` that is the page's first alias where it has exactly one, else the profile of the nearest figure before the
claim, else the only profile that the page's figures show. A claim about two sides takes those of the nearest
difference before it, else of the only one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.analysis.union import Union, unite
from sitegen.errors import FlamesiteError, closest, quoted
from sitegen.model import CallTree, Profile
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.sources import Aliases, NoSuchSource

Paths = tuple[Path, ...]
_MOST_FILES = 3


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A figure of the page, as claims need it: where it stands, its tree, the files of each side it shows.

    names: what the fence calls each side; there are two in a difference. metric: of the tree, shown at first
    """

    id: str
    line: int
    tree: CallTree
    names: tuple[str, ...]
    sides: tuple[Paths, ...]
    metric: int


@dataclass(frozen=True, slots=True)
class ClaimSide:
    """The runs that a claim is about: its name for messages, its files, each run, and their sum."""

    name: str
    paths: Paths
    files: str
    runs: tuple[Profile, ...]
    merged: Profile

    @property
    def runs_text(self) -> str:
        """How many runs there are."""
        return "1 run" if len(self.runs) == 1 else f"{len(self.runs)} runs"

    @property
    def source_text(self) -> str:
        """The name and the files."""
        return self.files if self.files == self.name else f"{self.name}: {self.files}"


class NoProfile(FlamesiteError):
    """A claim that names no profile where the page does not tell which one is meant."""


@dataclass(slots=True)
class ClaimSources:
    """Finds the runs that claims of one page are about; each pair of sides is united once."""

    folder: Path
    aliases: Aliases
    store: ProfileStore
    default_metric: str | None
    figures: Sequence[ShownFigure] = ()
    _unions: dict[tuple[Paths, Paths], Union] = field(default_factory=dict)

    def sides(self, names: tuple[str, ...], count: int, line: int) -> tuple[ClaimSide, ...]:
        """The one or two sides of a claim in a line. Raises NoProfile, NoSuchSource, RunsDiffer, SourceError."""
        if names:
            return tuple(self._side(name, self._resolve(name)) for name in names)
        figure = self._meant_figure(count, line)
        if figure is not None:
            return tuple(self._side(name, paths) for name, paths in zip(figure.names, figure.sides, strict=True))
        alias = next(iter(self.aliases))
        return (self._side(alias, self._resolve(alias)),)

    def metric(self, profile: Profile) -> int:
        """The site's default metric where the profile has it, else the profile's own."""
        index = profile.metric_index(self.default_metric) if self.default_metric else None
        return profile.default_metric if index is None else index

    def union(self, before: ClaimSide, after: ClaimSide) -> Union:
        """Both sides on one tree, in the site's default metric where both have it. Raises SidesDiffer."""
        key = before.paths, after.paths
        if key not in self._unions:
            wanted = self.default_metric
            if wanted and any(side.merged.metric_index(wanted) is None for side in (before, after)):
                wanted = None
            self._unions[key] = unite(before.runs, after.runs, wanted)
        return self._unions[key]

    def _meant_figure(self, count: int, line: int) -> ShownFigure | None:
        """The figure whose profile is meant; None where the only alias is. Raises NoProfile."""
        if count == 1 and len(self.aliases) == 1:
            return None
        # A claim about two sides looks past pictures of one; that about one may not look past a difference.
        able = [figure for figure in self.figures if len(figure.sides) >= count]
        nearest = max((figure for figure in able if figure.line < line), key=lambda figure: figure.line, default=None)
        if nearest is None and len({figure.sides for figure in able}) == 1:
            nearest = able[0]
        if nearest is None or len(nearest.sides) != count:
            raise NoProfile(self._unclear(count, nearest))
        return nearest

    def _unclear(self, count: int, nearest: ShownFigure | None) -> str:
        known = f" (aliases: {', '.join(self.aliases)})" if self.aliases else ""
        if count == 2:
            return f"which sides? No difference stands before this; write @BEFORE -> AFTER{known}"
        if nearest is not None:
            names = " or @".join(nearest.names)
            return f"which profile? The figure {nearest.id} shows two sides; write @{names}"
        return f"which profile? The page has not just one alias, and no figure stands before this; write @ALIAS{known}"

    def _resolve(self, name: str) -> Paths:
        try:
            return self.store.resolve(name, self.folder, self.aliases)
        except NoSuchSource:
            if name in self.aliases or any(sign in name for sign in "/.*?["):
                raise
            known = f"expected {' or '.join(f'@{alias}' for alias in self.aliases) or 'the path of a profile'}"
            raise NoSuchSource(f"{known}, found {quoted('@' + name)}{closest(name, self.aliases)}") from None

    def _side(self, name: str, paths: Paths) -> ClaimSide:
        merged = self.store.read(paths)
        runs = tuple(self.store.read((path,)) for path in paths)
        return ClaimSide(name, paths, self._files(paths), runs, merged)

    def _files(self, paths: Paths) -> str:
        names = [self._short(path) for path in paths]
        if len(names) <= _MOST_FILES:
            return ", ".join(names)
        return f"{', '.join(names[: _MOST_FILES - 1])} and {len(names) - _MOST_FILES + 1} more"

    def _short(self, path: Path) -> str:
        base = self.folder if path.is_relative_to(self.folder) else self.store.content
        return path.relative_to(base).as_posix()
