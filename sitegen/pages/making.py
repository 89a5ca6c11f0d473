"""All pages of the content: which sources become one and where, those that are known and those that must be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING

from sitegen.errors import Problem
from sitegen.pages.arrangement import own_folder_problems
from sitegen.pages.cache.records import Face, Kept, face_of
from sitegen.pages.content import Content, note_url, profile_url, url_problems
from sitegen.pages.page import Page
from sitegen.pages.review import LaterFigures, Review, page_of
from sitegen.pages.settings import Settings
from sitegen.pages.tags import tag_problems
from sitegen.pages.workers import Surroundings, Workers

if TYPE_CHECKING:
    from sitegen.pages.graph import Graph
    from sitegen.pages.page_maker import Made, ReadSource

Tell = Callable[[str, int, int], None]
"""Is told what is done, and how much of how much of it."""


@dataclass(slots=True)
class Making:
    """The pages of one build. is_drafting: whether drafts are published; now: the day, where later ones are not.

    sources: what is known of each, once its page is made or found to hold. pictures: the cards that were drawn, by
    URL. made: how many pages were made.
    """

    content: Content
    settings: Settings
    review: Review
    workers: Workers
    stem: Callable[[str], str]
    tell: Tell
    is_drafting: bool
    now: date | None
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, Kept] = field(default_factory=dict)
    pictures: dict[str, bytes] = field(default_factory=dict)
    around: Surroundings = field(default_factory=lambda: Surroundings({}, {}))
    made: int = 0
    _read: dict[str, ReadSource] = field(default_factory=dict)
    _full: dict[str, Page] = field(default_factory=dict)

    def read(self) -> None:
        """Finds out what every note says of itself, and from that where all pages are and which profiles have one."""
        known = {path: self.review.source(path) for path in self.content.notes}
        self.sources = {path: kept for path, kept in known.items() if kept is not None}
        self._read_notes([path for path in self.content.notes if path not in self.sources])
        notes = [path for path in self.content.notes if path in self.sources]
        unpublished = self._held_back(notes)
        published = [path for path in notes if path not in unpublished]
        shown = self.content.shown
        self.problems += tag_problems((shown(path), self.sources[path].tags) for path in published)
        # Those of notes that are held back too: the profiles of a draft are not published before it.
        used = {file for path in notes for file in self.sources[path].used}
        everything = self.settings.profile_pages == "all"
        alone = [path for path in self.content.profiles if everything or path not in used]
        urls = {path: note_url(path) for path in published}
        urls |= {path: self._profile_url(path) for path in alone}
        self.problems += url_problems(self.content, urls.items())
        self.problems += own_folder_problems((shown(path), url) for path, url in urls.items())
        self.around = Surroundings(urls, unpublished)

    def make(self) -> dict[str, Page]:
        """All pages by their sources; problems are collected."""
        pages = {}
        for path in self.around.urls:
            kept = self.sources.get(path)
            if kept and kept.face and self.review.leads_as_before(kept, self.around.urls):
                pages[path] = page_of(kept.face, self._later(kept.face))
                self.problems += (*kept.problems, *kept.skipped)
        for made in self._make([path for path in self.around.urls if path not in pages]):
            self.problems += (*made.kept.problems, *made.problems, *made.kept.skipped)
            self.made += 1
            if made.page is None:
                self.sources.pop(made.path, None)
                continue
            face = face_of(made.page)
            self.sources[made.path] = replace_face(made.kept, face)
            pages[made.path] = replace(made.page, figures=self._figures(made.page, face))
            if made.card:
                self.pictures[face.url] = made.card
        return {path: pages[path] for path in self.around.urls if path in pages}

    @property
    def is_unchanged(self) -> bool:
        """Whether every page of the site is known."""
        kept = [self.sources.get(path) for path in self.around.urls]
        return all(one and one.face and self.review.leads_as_before(one, self.around.urls) for one in kept)

    def again(self, urls: Iterable[str]) -> dict[str, Page]:
        """Pages in full, by URL, that were known and of which more is asked for."""
        wanted = {path: url for path, url in self.around.urls.items() if url in set(urls)}
        for made in self._make([path for path, url in wanted.items() if url not in self._full]):
            assert made.page is not None, "what was made of the same before is made again"
            self._full[made.page.url] = made.page
        return {url: self._full[url] for url in wanted.values()}

    def _read_notes(self, paths: Sequence[str]) -> None:
        for done, source in enumerate(self.workers.read(paths)):
            self.tell("reading", done, len(paths))
            self._read[source.path] = source
            if source.kept is None:
                self.problems += source.problems
            else:
                self.sources[source.path] = source.kept

    def _make(self, paths: Sequence[str]) -> Iterable[Made]:
        notes = [path for path in paths if path in set(self.content.notes)]
        profiles = [(path, self.around.urls[path]) for path in paths if path not in set(notes)]
        self._read |= {source.path: source for source in self.workers.read([p for p in notes if p not in self._read])}
        done = 0
        for made in self.workers.make_notes([self._read[path] for path in notes], self.around):
            self.tell("making pages", done, len(paths))
            done += 1
            yield made
        for made in self.workers.make_profiles(profiles):
            self.tell("making pages", done, len(paths))
            done += 1
            yield made

    def _figures(self, page: Page, face: Face) -> Mapping[str, Graph]:
        """The graphs that came along with the page, or those of the page when it is made again."""
        if page.lead is not None or not page.figures:
            return page.figures
        return LaterFigures(face.figures, lambda: self._later(face)().figures)

    def _later(self, face: Face) -> Callable[[], Page]:
        return lambda: self.again([face.url])[face.url]

    def _held_back(self, notes: Sequence[str]) -> dict[str, str]:
        """Why notes are not published, by path: drafts, and notes of a day that has not come."""
        reasons = {}
        for path in notes:
            kept = self.sources[path]
            if kept.is_draft and not self.is_drafting:
                reasons[path] = "it is a draft"
            elif self.now is not None and kept.date is not None and kept.date > self.now:
                reasons[path] = f"its date is {kept.date.isoformat()}"
        return reasons

    def _profile_url(self, path: str) -> str:
        kept = self.review.source(path)
        if kept is not None and kept.face is not None:
            self.sources[path] = kept
            return kept.face.url
        return profile_url(path, self.stem)


def replace_face(kept: Kept, face: Face) -> Kept:
    """What is kept of a source whose page is made."""
    values = {name: getattr(kept, name) for name in Kept.__struct_fields__}
    return Kept(**{**values, "face": face})
