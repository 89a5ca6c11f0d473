"""A note that has been read becomes a page: Markdown, its figures with their callouts, its claims, its provenance."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote

from sitegen.errors import Problem, SourceError
from sitegen.pages.bench import DifferenceGraph, PageBenches
from sitegen.pages.bench_fence import BenchRequest
from sitegen.pages.callouts import mark_callouts
from sitegen.pages.claim_quantity import write_interval
from sitegen.pages.claim_sources import ShownFigure
from sitegen.pages.claims import PageClaims
from sitegen.pages.content import Content
from sitegen.pages.fence import FigureRequest
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.figures import Drawn, PageFigures
from sitegen.pages.fragments import FragmentLink
from sitegen.pages.links import NoteLinks
from sitegen.pages.markup import Heading, Markup, MarkupError, Rendered
from sitegen.pages.mentions import mentions_of
from sitegen.pages.note_text import text_sections
from sitegen.pages.notes import NotePage
from sitegen.pages.page import Headline, Page
from sitegen.pages.page_facts import card, provenance
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.settings import Settings
from sitegen.pages.source_folder import BadSource, SourceFolder, find_folder
from sitegen.pages.templates import Templates

_CODE_SPAN = re.compile(r"`([^`]+)`")
_FIRST_HEADING = re.compile(r"<h1\b.*?</h1>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A note's page, or None where it has errors; the files it links to; what was found wrong; how much it claims.

    led: where the content's paths led that it links to.
    """

    page: Page | None
    copied: frozenset[str]
    problems: tuple[Problem, ...]
    claims: int = 0
    callouts: int = 0
    fragments: tuple[FragmentLink, ...] = ()
    led: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoteMaker:
    """Makes the pages of one build's notes; `urls` are those of all its pages, by path.

    unpublished: why notes have no page, by path.
    """

    content: Content
    urls: Mapping[str, str]
    store: ProfileStore
    results: ResultStore
    templates: Templates
    markup: Markup
    settings: Settings
    unpublished: Mapping[str, str] = field(default_factory=dict)
    source: SourceFolder | None = None

    def make(self, note: NotePage) -> MadePage:
        """Renders a note: Markdown, then its figures and numbers in their places, provenance and the page's data."""
        links = NoteLinks(self.content, note.path, note.url, note.text, self.urls, self.unpublished)
        try:
            rendered = self.markup.render(note.source.text, links.rewrite)
        except MarkupError as err:
            return MadePage(None, frozenset(), (Problem(self.content.shown(note.path), None, None, str(err)),))
        try:
            parts = self._parts(note, rendered.headings)
        except SourceError as err:
            return MadePage(None, frozenset(), (err.problem,))
        html = parts.fill(rendered.html)
        title, title_id = note.front_matter.title, ""
        if title is None:
            title, title_id, html = _title_from(html, parts.headings, note.path)
        lost = note.source.lost_figures(self.content.shown(note.path), rendered.html)
        problems = (*links.problems, *parts.problems, *lost)
        if any(problem.severity == "error" for problem in (*note.problems, *problems)):
            return MadePage(None, frozenset(links.copied), problems)
        sources, downloads = self._sources(note, parts)
        sides, more_downloads = parts.benches.provenance(note.url, self.settings.downloads)
        context = {
            "note": {
                "html": html,
                "title_id": title_id,
                "headings": [{"id": each.id, "title": each.text} for each in parts.headings if each.level == 2],
            },
            "profiles": sources,
            "benchmarks": sides,
            "claims": parts.claims.listed(html + (parts.headline.html if parts.headline else "")),
            "payload_json": parts.figures.data.to_json() if parts.figures.drawn else "",
        }
        copied = frozenset(links.copied | downloads | more_downloads)
        callouts = sum(len(figure.callouts) for figure in parts.figures.drawn)
        page = _page(note, title, context, parts, rendered)
        claims = len(parts.claims.records)
        return MadePage(page, copied, problems, claims, callouts, tuple(links.fragments), links.led)

    def _parts(self, note: NotePage, headings: Sequence[Heading]) -> _Parts:
        shown, folder = self.content.shown(note.path), (self.store.content / note.path).parent
        ids = FigureIds({heading.id for heading in headings})
        stores = self.store, self.results
        figures = PageFigures(
            shown, folder, note.aliases, *stores, self.templates, self.settings.metric, ids, self._source(note)
        )
        benches = PageBenches(shown, folder, note.aliases, self.results, self.templates, ids)
        claims = PageClaims(
            shown, folder, note.aliases, *stores, self.templates, self.settings.metric, ids, note.broken or ()
        )
        return _Parts(note, headings, figures, benches, claims)

    def _source(self, note: NotePage) -> SourceFolder | None:
        """The folder of source code that the note names, or the site's. Raises SourceError."""
        named = note.front_matter.source
        if named is None:
            return self.source
        try:
            return find_folder(self.content, named.text, posixpath.dirname(note.path))
        except BadSource as err:
            raise SourceError(self.content.shown(note.path), named.line, named.column, str(err)) from err

    def _sources(self, note: NotePage, parts: _Parts) -> tuple[list[dict[str, Any]], set[str]]:
        """What the foot says of each profile that figures and numbers came from, and which the site must hold."""
        records, copied = [], set()
        for path in dict.fromkeys((*parts.figures.sources, *parts.claims.used_profiles)):
            below = path.relative_to(self.store.content).as_posix()
            download = None
            if self.settings.downloads:
                download = quote(posixpath.relpath(below, posixpath.dirname(note.url) or "."))
                copied.add(below)
            records.append(provenance(below, self.store.read((path,)), download))
        return records, copied


class _Parts:
    """What a note's page is put together from: figures, benchmark tables, numbers."""

    def __init__(
        self,
        note: NotePage,
        headings: Sequence[Heading],
        figures: PageFigures,
        benches: PageBenches,
        claims: PageClaims,
    ) -> None:
        self.figures, self.benches, self.claims = figures, benches, claims
        self.headings = headings
        self.headline: Headline | None = None
        self._note = note
        self._lost_callouts: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with any of them."""
        figures, benches, claims = self.figures, self.benches, self.claims
        return (*figures.problems, *figures.warnings, *benches.problems, *claims.problems, *self._lost_callouts)

    def fill(self, html: str) -> str:
        """The note's HTML with figures, tables, callouts and numbers in the places of their placeholders.

        Graphs come first: tables link to them, and numbers to their frames.
        """
        drawn: dict[str, Drawn | None] = {}
        for placeholder, request in self._note.requests.items():
            if isinstance(request, FigureRequest):
                drawn[placeholder] = self.figures.draw(request)
        graphs = [graph for graph in map(_difference_graph, drawn.values()) if graph is not None]
        for placeholder, request in self._note.requests.items():
            if isinstance(request, BenchRequest):
                html = html.replace(placeholder, self.benches.draw(request, graphs) or "", 1)
                continue
            figure = drawn[placeholder]
            html = html.replace(placeholder, figure.html if figure else "", 1)
            html = self._with_callouts(html, request, figure)
        return self._with_claims(html, drawn)

    def _with_callouts(self, html: str, request: FigureRequest, figure: Drawn | None) -> str:
        if not request.callouts or figure is None:
            return html
        html, lost = mark_callouts(
            html, figure.id, request.title or "", request.callouts, figure.callouts, self.figures.path
        )
        self._lost_callouts += lost
        return html

    def _with_claims(self, html: str, drawn: Mapping[str, Drawn | None]) -> str:
        shown = [_shown_figure(self._note.requests[placeholder], figure) for placeholder, figure in drawn.items()]
        self.claims.show([figure for figure in shown if figure is not None])
        if self._note.broken is not None:
            for role in self._note.source.roles:
                if role.placeholder:
                    self.claims.write(role)
            self.headline = _headline(self._note, self.claims)
        self.headings = [Heading(each.level, each.id, self.claims.plain(each.text)) for each in self.headings]
        return self.claims.place(html)


def _difference_graph(figure: Drawn | None) -> DifferenceGraph | None:
    if figure is None or len(figure.shows) < 2:
        return None
    before, after = (frozenset(path.parent for path in side) for side in figure.shows)
    return DifferenceGraph(figure.id, (before, after))


def _shown_figure(request: object, figure: Drawn | None) -> ShownFigure | None:
    if figure is None or not isinstance(request, FigureRequest):
        return None
    names = tuple(name for name in (request.before_name, request.source_name) if name is not None)
    return ShownFigure(figure.id, request.line, figure.graph.tree, names, figure.shows, figure.metric)


def _headline(note: NotePage, claims: PageClaims) -> Headline | None:
    """The page's number with the words around it; its claims are written like those of the body."""
    if note.headline is None:
        return None
    known = len(claims.records)
    for role in note.headline.roles:
        if role.placeholder:
            claims.write(role)
    first = next((record.finding for record in claims.records[known:]), None)
    interval = ""
    if first is not None and first.interval is not None:
        interval = f"{first.interval_name} {write_interval(first.quantity, first.interval)}"
    plain = claims.plain(_CODE_SPAN.sub(r"\1", note.headline.text))
    html = claims.place(_CODE_SPAN.sub(r"<code>\1</code>", escape(note.headline.text)))
    return Headline(plain, html, interval)


def _page(note: NotePage, title: str, context: dict[str, Any], parts: _Parts, rendered: Rendered) -> Page:
    head = note.front_matter
    first = next(iter(parts.figures.drawn), None)
    picture, facts = card(first.graph, first.metric) if first else ("", ())
    return Page(
        note.url,
        "note.html",
        title,
        context,
        summary=head.summary,
        date=head.date,
        updated=head.updated,
        headline=parts.headline,
        is_written=True,
        weight=head.weight,
        tags=head.tags,
        has_figures=first is not None,
        figures={figure.id: figure.graph for figure in parts.figures.drawn},
        lead=(first.graph, first.metric) if first else None,
        mentions=mentions_of((figure.id, figure.graph, figure.metric) for figure in parts.figures.drawn),
        sections=text_sections(rendered.html, rendered.headings, _words(note), parts.claims.plain),
        thumbnail_svg=picture,
        card_facts=facts,
    )


def _words(note: NotePage) -> dict[str, str]:
    """What the author says of each figure, by placeholder."""
    said = {place: (request.title, request.caption) for place, request in note.requests.items()}
    return {place: " · ".join(text for text in texts if text) for place, texts in said.items()}


def _title_from(html: str, headings: Sequence[Heading], path: str) -> tuple[str, str, str]:
    """A title for a note that gives none, its anchor, and the body without it: the first heading of level 1.

    Without one it is the file's name, which has no anchor.
    """
    first = next((heading for heading in headings if heading.level == 1), None)
    if first is None:
        stem = PurePosixPath(path).stem
        return (PurePosixPath(path).parent.name if stem == "index" else stem) or "Untitled", "", html
    return first.text, first.id, _FIRST_HEADING.sub("", html, count=1)
