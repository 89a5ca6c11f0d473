"""All pages of the content: which sources become one and where, those that are known and those that must be made."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from msgspec import structs

from sitegen.errors import Problem
from sitegen.pages.cache.fingerprint import fingerprint
from sitegen.pages.cache.records import Kept, KeptPage, decode_page, encode_page, face_of
from sitegen.pages.content import Content, note_url, profile_url, url_problems
from sitegen.pages.page import Page
from sitegen.pages.review import LaterFigures, Review, page_of
from sitegen.pages.settings import Settings
from sitegen.pages.workers import Surroundings, Workers

if TYPE_CHECKING:
    from sitegen.pages.graph import Graph
    from sitegen.pages.page_maker import Made, ReadSource

INDEX_NOTE = "index.md"
"""The note that is the introduction of the home page."""
Tell = Callable[[str, int, int], None]
"""Is told what is done, and how much of how much of it."""


@dataclass(slots=True)
class Making:
    """The pages of one build. is_drafting: whether drafts are published; now: the day, where later ones are not.

    sources: what is known of each, once its page is made or found to hold. pictures: the cards that were drawn, by
    URL. new: the pages that were made, by source. listing: changes with the names of the content's files, with what is
    asked for, and with what is held back.
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
    new: dict[str, Page] = field(default_factory=dict)
    listing: str = ""
    _decoded: dict[str, KeptPage] = field(default_factory=dict)
    _paths: dict[str, str] = field(default_factory=dict)
    _led: dict[str, Mapping[str, str]] = field(default_factory=dict)
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
        # Those of notes that are held back too: the profiles of a draft are not published before it.
        used = {file for path in notes for file in self.sources[path].used}
        everything = self.settings.profile_pages == "all"
        alone = [path for path in self.content.profiles if everything or path not in used]
        urls = {path: note_url(path) for path in published}
        urls |= {path: self._profile_url(path) for path in alone}
        self.around = Surroundings(urls, unpublished)
        content = self.content
        listed = content.notes, content.profiles, content.files, list(urls.items()), list(unpublished.items())
        self.listing = fingerprint(repr(listed))
        # A site that was built had none of these.
        if self._read or not self.is_listed_as_before:
            self._check_tags()
        if not self.is_listed_as_before:
            self._check_urls()

    @property
    def is_listed_as_before(self) -> bool:
        """Whether the same sources are published at the same places as in the build before."""
        return self.review.before is not None and self.review.before.listing == self.listing

    def make(self) -> None:
        """Makes the pages that are not known, or whose links lead elsewhere now; problems are collected."""
        lacking = [path for path in self.around.urls if not self._holds(path)]
        for made in self._make(lacking):
            self.problems += (*made.kept.problems, *made.problems, *made.kept.skipped)
            if made.page is None:
                self.sources.pop(made.path, None)
                continue
            self.sources[made.path] = made.kept
            self.new[made.path] = structs.replace(made.page, figures=self._figures(made.page))
            self._led[made.path] = made.led
            if made.card:
                self.pictures[made.page.url] = made.card
        for path in self.around.urls.keys() - lacking:
            self.problems += (*self.sources[path].problems, *self.sources[path].skipped)

    def pages(self) -> dict[str, Page]:
        """All pages by their sources, once those that lacked are made."""
        return {path: self.new.get(path) or self._known_page(path) for path in self.around.urls}

    def kept_page(self, path: str) -> KeptPage:
        """What was kept of a page that is known."""
        if path not in self._decoded:
            self._decoded[path] = decode_page(self.sources[path])
        return self._decoded[path]

    def key_of(self, path: str) -> str:
        """What a page was made from, as one key."""
        return self.new[path].key if path in self.new else self.kept_page(path).face.key

    def page_at(self, url: str) -> Page:
        """The page at a URL."""
        if not self._paths:
            self._paths = {place: path for path, place in self.around.urls.items()}
        return self.new.get(self._paths[url]) or self._known_page(self._paths[url])

    def place(self, path: str, page: Page, holds: bool) -> None:
        """Keeps a page of which it is known now where it stands; holds: whether it is a section's own."""
        if path in self.new:
            kept = KeptPage(face_of(page), dict(self._led[path]), dict(page.place), holds)
        else:
            known = self.kept_page(path)
            kept = structs.replace(known, place=dict(page.place), holds=holds)
            if kept == known:
                return
        self.sources[path] = structs.replace(self.sources[path], page=encode_page(kept))

    def again(self, urls: Iterable[str]) -> dict[str, Page]:
        """Pages in full, by URL, that were known and of which more is asked for."""
        asked = set(urls)
        wanted = {path: url for path, url in self.around.urls.items() if url in asked}
        for made in self._make([path for path, url in wanted.items() if url not in self._full]):
            assert made.page is not None, "what was made of the same before is made again"
            self._full[made.page.url] = made.page
        return {url: self._full[url] for url in wanted.values()}

    def _check_tags(self) -> None:
        from sitegen.pages.tags import tag_problems

        notes = [path for path in self.content.notes if path in self.around.urls]
        self.problems += tag_problems(((path, self.sources[path].tags) for path in notes), self.content.shown)

    def _check_urls(self) -> None:
        from sitegen.pages.arrangement import own_folder_problems

        urls, shown = self.around.urls.items(), self.content.shown
        self.problems += url_problems(self.content, urls)
        self.problems += own_folder_problems((shown(path), url) for path, url in urls)

    def _read_notes(self, paths: Sequence[str]) -> None:
        for done, source in enumerate(self.workers.read(paths)):
            self.tell("reading", done, len(paths))
            self._read[source.path] = source
            if source.kept is None:
                self.problems += source.problems
            else:
                self.sources[source.path] = source.kept

    def _make(self, paths: Sequence[str]) -> Iterable[Made]:
        known = set(self.content.notes)
        notes = [path for path in paths if path in known]
        profiles = [(path, self.around.urls[path]) for path in paths if path not in known]
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

    def _holds(self, path: str) -> bool:
        """Whether a page is known and its links lead where they led."""
        kept = self.sources.get(path)
        if kept is None or not kept.url:
            return False
        return self.is_listed_as_before or self.review.leads_as_before(self.kept_page(path).led, self.around.urls)

    def _known_page(self, path: str) -> Page:
        face = self.kept_page(path).face
        return page_of(face, self._later(face.url))

    def _figures(self, page: Page) -> Mapping[str, Graph]:
        """The graphs that came along with the page, or those of the page when it is made again."""
        if page.lead is not None or not page.figures:
            return page.figures
        return LaterFigures(tuple(page.figures), lambda: self._later(page.url)().figures)

    def _later(self, url: str) -> Callable[[], Page]:
        return lambda: self.again([url])[url]

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
        if kept is not None and kept.url:
            self.sources[path] = kept
            return kept.url
        return profile_url(path, self.stem)
