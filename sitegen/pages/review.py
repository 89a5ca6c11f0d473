"""What still holds of the build before: a source does while all that was read for it is as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.pages.cache.digests import FileDigests
from sitegen.pages.cache.records import Face, Kept, KeptFile, KeptSite
from sitegen.pages.content import Content
from sitegen.pages.links import destination
from sitegen.pages.page import Page
from sitegen.pages.sources import still_means

if TYPE_CHECKING:
    from sitegen.pages.graph import Graph


@dataclass(slots=True)
class Review:
    """Compares one build with the one before, None where there is none."""

    content: Content
    before: KeptSite | None
    digests: FileDigests
    _root: Path = field(init=False)

    def __post_init__(self) -> None:
        self._root = self.content.root.resolve()

    def source(self, path: str) -> Kept | None:
        """What is kept of a source, where all that was read for it is as it was."""
        kept = self.before.sources.get(path) if self.before else None
        if kept is None or path not in (kept.files or (path,)):
            return None
        if any(self.digests.of(name) != digest for name, digest in kept.files.items()):
            return None
        return kept if all(still_means(self._root, lookup) for lookup in kept.lookups) else None

    def leads_as_before(self, led: Mapping[str, str], urls: Mapping[str, str]) -> bool:
        """Whether the links of a source lead where they led."""
        return all(destination(target, self.content, urls) == found for target, found in led.items())

    def file(self, path: str, key: str) -> KeptFile | None:
        """A file of the site that was made from the same as this key says."""
        kept = self.before.files.get(path) if self.before else None
        return kept if kept is not None and kept.key == key else None

    def faults(self, place: str) -> tuple[str, ...] | None:
        """What was found of links to this place, by the page's digest and the fragment."""
        return self.before.faults.get(place) if self.before else None


class LaterFigures(Mapping[str, "Graph"]):
    """A page's figures by their ids, made when one of them is asked for."""

    def __init__(self, ids: tuple[str, ...], make: Callable[[], Mapping[str, Graph]]) -> None:
        self._ids = ids
        self._make = make
        self._made: Mapping[str, Graph] | None = None

    def __getitem__(self, name: str) -> Graph:
        if name not in self._ids:
            raise KeyError(name)
        if self._made is None:
            self._made = self._make()
        return self._made[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)


def page_of(face: Face, make: Callable[[], Page]) -> Page:
    """A kept page; its context and its graphs are those of `make`, where they are asked for."""
    shared: dict[str, Any] = {name: getattr(face, name) for name in Face.__struct_fields__ if name != "figures"}
    return Page(**shared, context={}, figures=LaterFigures(face.figures, lambda: make().figures))
