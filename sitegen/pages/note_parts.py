"""What a note's page shows of profiles and benchmark results: figures, tables, numbers, and where they came from.

Loaded for the notes that ask for any of it: the libraries behind take longer to load than a page of prose to make.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import structs

from sitegen.errors import Problem, SourceError
from sitegen.pages.bench import DifferenceGraph, PageBenches
from sitegen.pages.bench_fence import BenchRequest
from sitegen.pages.callouts import mark_callouts
from sitegen.pages.claim_quantity import write_interval
from sitegen.pages.claim_sources import ShownFigure
from sitegen.pages.claims import PageClaims
from sitegen.pages.fence import FigureRequest
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.figures import Drawn, PageFigures
from sitegen.pages.markup import Heading
from sitegen.pages.mentions import mentions_of
from sitegen.pages.notes import NotePage
from sitegen.pages.page import Headline, Page
from sitegen.pages.page_facts import card, provenance
from sitegen.pages.plain_parts import Foot, plain_headline
from sitegen.pages.source_folder import BadSource, SourceFolder, find_folder

if TYPE_CHECKING:
    from sitegen.pages.note_page import NoteMaker


class NoteParts:
    """The parts of one note's page; raises SourceError where the note's folder of source code cannot be used."""

    def __init__(self, note: NotePage, headings: Sequence[Heading], maker: NoteMaker) -> None:
        self.headings = headings
        self.headline: Headline | None = None
        self._note, self._maker = note, maker
        self._lost_callouts: list[Problem] = []
        shown, folder = maker.content.shown(note.path), (maker.store.content / note.path).parent
        ids = FigureIds({heading.id for heading in headings})
        stores, templates, metric = (maker.store, maker.results), maker.templates, maker.settings.metric
        self._figures = PageFigures(shown, folder, note.aliases, *stores, templates, metric, ids, self._source())
        self._benches = PageBenches(shown, folder, note.aliases, maker.results, templates, ids)
        self._claims = PageClaims(shown, folder, note.aliases, *stores, templates, metric, ids, note.broken or ())

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that is wrong with any of them."""
        figures, benches, claims = self._figures, self._benches, self._claims
        return (*figures.problems, *figures.warnings, *benches.problems, *claims.problems, *self._lost_callouts)

    @property
    def claims(self) -> int:
        """How many numbers of the text are claims."""
        return len(self._claims.records)

    @property
    def callouts(self) -> int:
        """How many callouts its figures have."""
        return sum(len(figure.callouts) for figure in self._figures.drawn)

    def fill(self, html: str) -> str:
        """The note's HTML with figures, tables, callouts and numbers in the places of their placeholders.

        Graphs come first: tables link to them, and numbers to their frames.
        """
        drawn: dict[str, Drawn | None] = {}
        for placeholder, request in self._note.requests.items():
            if isinstance(request, FigureRequest):
                drawn[placeholder] = self._figures.draw(request)
        graphs = [graph for graph in map(_difference_graph, drawn.values()) if graph is not None]
        for placeholder, request in self._note.requests.items():
            if isinstance(request, BenchRequest):
                html = html.replace(placeholder, self._benches.draw(request, graphs) or "", 1)
                continue
            figure = drawn[placeholder]
            html = html.replace(placeholder, figure.html if figure else "", 1)
            html = self._with_callouts(html, request, figure)
        return self._with_claims(html, drawn)

    def plain(self, text: str) -> str:
        """A plain text with the numbers in it."""
        return self._claims.plain(text)

    def foot(self, html: str) -> Foot:
        """What stands below the text, once it is filled."""
        sources, downloads = self._sources()
        sides, more_downloads = self._benches.provenance(self._note.url, self._maker.settings.downloads)
        context = {
            "profiles": sources,
            "benchmarks": sides,
            "claims": self._claims.listed(html + (self.headline.html if self.headline else "")),
            "payload_json": self._figures.data.to_json() if self._figures.drawn else "",
        }
        return Foot(context, frozenset(downloads | more_downloads))

    def shown_on(self, page: Page) -> Page:
        """The page with what others show of its figures."""
        drawn = self._figures.drawn
        if not drawn:
            return page
        picture, facts = card(drawn[0].graph, drawn[0].metric)
        return structs.replace(
            page,
            has_figures=True,
            figures={figure.id: figure.graph for figure in drawn},
            lead=(drawn[0].graph, drawn[0].metric),
            mentions=mentions_of((figure.id, figure.graph, figure.metric) for figure in drawn),
            thumbnail_svg=picture,
            card_facts=facts,
        )

    def words(self) -> dict[str, str]:
        """What the author says of each figure, by placeholder."""
        said = {place: (request.title, request.caption) for place, request in self._note.requests.items()}
        return {place: " · ".join(text for text in texts if text) for place, texts in said.items()}

    def _source(self) -> SourceFolder | None:
        """The folder of source code that the note names, or the site's."""
        note, content = self._note, self._maker.content
        named = note.front_matter.source
        if named is None:
            return self._maker.source
        try:
            return find_folder(content, named.text, posixpath.dirname(note.path))
        except BadSource as err:
            raise SourceError(content.shown(note.path), named.line, named.column, str(err)) from err

    def _sources(self) -> tuple[list[dict[str, Any]], set[str]]:
        """What the foot says of each profile that figures and numbers came from, and which the site must hold."""
        store, records, copied = self._maker.store, [], set()
        for path in dict.fromkeys((*self._figures.sources, *self._claims.used_profiles)):
            below = path.relative_to(store.content).as_posix()
            download = None
            if self._maker.settings.downloads:
                download = quote(posixpath.relpath(below, posixpath.dirname(self._note.url) or "."))
                copied.add(below)
            records.append(provenance(below, store.read((path,)), download))
        return records, copied

    def _with_callouts(self, html: str, request: FigureRequest, figure: Drawn | None) -> str:
        if not request.callouts or figure is None:
            return html
        html, lost = mark_callouts(
            html, figure.id, request.title or "", request.callouts, figure.callouts, self._figures.path
        )
        self._lost_callouts += lost
        return html

    def _with_claims(self, html: str, drawn: Mapping[str, Drawn | None]) -> str:
        shown = [_shown_figure(self._note.requests[placeholder], figure) for placeholder, figure in drawn.items()]
        self._claims.show([figure for figure in shown if figure is not None])
        if self._note.broken is not None:
            for role in self._note.source.roles:
                if role.placeholder:
                    self._claims.write(role)
            self.headline = _headline(self._note, self._claims)
        self.headings = [Heading(each.level, each.id, self._claims.plain(each.text)) for each in self.headings]
        return self._claims.place(html)


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
    headline = plain_headline(note)
    if note.headline is None or headline is None:
        return None
    known = len(claims.records)
    for role in note.headline.roles:
        if role.placeholder:
            claims.write(role)
    first = next((record.finding for record in claims.records[known:]), None)
    interval = ""
    if first is not None and first.interval is not None:
        interval = f"{first.interval_name} {write_interval(first.quantity, first.interval)}"
    return Headline(claims.plain(headline.text), claims.place(headline.html), interval)
