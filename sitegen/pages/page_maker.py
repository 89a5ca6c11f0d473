"""Pages made from the content's sources, one after the other, each with all that was read for it.

A maker works alone on its own stores, so that several processes may each have one (`workers`).
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import quote

from msgspec import structs

from sitegen.errors import Problem, SourceError, SourceErrors
from sitegen.pages.cache.fingerprint import fingerprint
from sitegen.pages.cache.records import Kept
from sitegen.pages.cache.store import Store
from sitegen.pages.cards import CardDrawer
from sitegen.pages.content import note_url
from sitegen.pages.markup import Markup
from sitegen.pages.memory import keep_freed_memory
from sitegen.pages.note_page import MadePage, NoteMaker
from sitegen.pages.notes import NotePage, read_note
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.page_html import PageHtml, SiteLinks
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.sealed import Sealed
from sitegen.pages.templates import Templates
from sitegen.pages.workers import Surroundings, Workshop


@dataclass(frozen=True, slots=True)
class ReadSource:
    """A note that was read and what is known of it, both None where it cannot be read; then problems say why."""

    path: str
    note: Sealed[NotePage] | None
    kept: Kept | None
    problems: tuple[Problem, ...] = ()
    has_figures: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """A page that was made, None where it has errors, with its card; what may be kept of it; where its links led."""

    path: str
    page: Page | None
    kept: Kept
    problems: tuple[Problem, ...]
    card: bytes = b""
    led: Mapping[str, str] = field(default_factory=dict)


class PageMaker:
    """Reads and makes the sources of one build."""

    def __init__(self, workshop: Workshop) -> None:
        keep_freed_memory()
        self._shop = workshop
        content, settings = workshop.content, workshop.settings
        root, shown = content.root.resolve(), str(content.root)
        cache = Store(workshop.cache)
        self._store = ProfileStore(root, shown, settings.limits.max_input_mb << 20, cache=cache)
        self._results = ResultStore(root, shown, self._store.trace)
        self._templates = Templates(workshop.theme, cache)
        self._markup = Markup()
        self._cards = CardDrawer(settings, workshop.theme)

    def read(self, path: str) -> ReadSource:
        """Reads one note of the content."""
        self._store.trace.take()
        try:
            note = read_note(self._shop.content, path, note_url(path), self._store)
        except SourceErrors as err:
            return ReadSource(path, None, None, err.problems)
        except SourceError as err:
            return ReadSource(path, None, None, (err.problem,))
        files, lookups = self._store.trace.take()
        head = note.front_matter
        kept = Kept(files, lookups, note.used, head.draft, head.date, head.tags, note.problems)
        return ReadSource(path, Sealed(note), kept, has_figures=bool(note.requests))

    def make_note(self, source: ReadSource, around: Surroundings) -> Made:
        """Makes the page of a note."""
        assert source.note is not None and source.kept is not None, "only notes that were read become pages"
        self._store.trace.take()
        shop, stores = self._shop, (self._store, self._results)
        maker = NoteMaker(
            shop.content,
            around.urls,
            *stores,
            self._templates,
            self._markup,
            shop.settings,
            around.unpublished,
            shop.source,
        )
        made = maker.make(source.note.open())
        return self._finished(source.path, made, source.kept)

    def make_profile(self, path: str, url: str) -> Made:
        """Makes the page of a profile that has no note."""
        from sitegen.pages.profile_page import make_profile_page

        self._store.trace.take()
        unread = Kept({}, (), (path,), False, None, ())
        try:
            profile = self._store.read((self._store.content / path,))
        except SourceError as err:
            return Made(path, None, unread, (err.problem,))
        downloads = self._shop.settings.downloads
        download = quote(posixpath.relpath(path, posixpath.dirname(url))) if downloads else None
        source = self._shop.source
        if source is not None:
            source.note_in(self._store.trace)
        page = make_profile_page(path, url, profile, self._templates, self._shop.settings.metric, download, source)
        copied = frozenset({path} if downloads else ())
        return self._finished(path, MadePage(page, copied, ()), unread)

    def render(self, pages: Sequence[Page], links: SiteLinks) -> list[OutputFile]:
        """The files of pages."""
        html = PageHtml(self._shop.settings, self._shop.theme, self._templates, links)
        files = [OutputFile(page.url, html.render(page)) for page in pages]
        for file in files:
            _ = file.digest  # which travels with the file once it is known
        return files

    def _finished(self, path: str, made: MadePage, read: Kept) -> Made:
        files, lookups = self._store.trace.take()
        files = read.files | files
        lookups = tuple(dict.fromkeys((*read.lookups, *lookups)))
        kept = Kept(
            files,
            lookups,
            read.used,
            read.is_draft,
            read.date,
            read.tags,
            (*read.problems, *made.problems),
            self._skipped(files),
            tuple(sorted(made.copied)),
            made.claims,
            made.callouts,
            made.fragments,
            made.page.url if made.page else "",
        )
        if made.page is None:
            return Made(path, None, kept, made.problems)
        page = structs.replace(made.page, key=made_key(self._shop.made_by, path, kept, made.led))
        card = self._cards.of(page) if self._shop.draws_cards else b""
        return Made(path, page, kept, made.problems, card, made.led)

    def _skipped(self, files: Mapping[str, str]) -> tuple[Problem, ...]:
        """A warning for each of these files that a reader left something out of."""
        held = [(name, profile.skipped) for name, profile in self._store.read_so_far()]
        held += [(name, file.skipped) for name, file in self._results.read_so_far()]
        if not held:
            return ()
        from sitegen.model.profile import in_short

        names = {self._store.name(self._store.content / path) for path in files}
        found = ((name, in_short(skipped)) for name, skipped in held if name in names)
        return tuple(Problem(name, one.line, None, one.reason, "warning") for name, one in found if one is not None)


def made_key(made_by: str, path: str, kept: Kept, led: Mapping[str, str]) -> str:
    """Changes whenever what was read for a page did, or where its links led."""
    read: list[Any] = [*sorted(kept.files.items()), *sorted(kept.lookups), *sorted(led.items())]
    return fingerprint(made_by, path, repr(read))


def sealed(made: Made) -> Made:
    """A page as it crosses from one process to another: graphs are made again there where one is asked for."""
    if made.page is None:
        return made
    none: Any = None
    figures, context = dict.fromkeys(made.page.figures, none), Sealed(made.page.open_context)
    return replace(made, page=structs.replace(made.page, figures=figures, lead=None, context=context))
