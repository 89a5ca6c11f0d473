"""The figures of one page: fences looked up in their profiles, drawn, and gathered as the page's data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from sitegen.analysis.merge import RunsDiffer
from sitegen.analysis.select import FrameName
from sitegen.analysis.views import VIEWS
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.errors import Problem, SourceError, closest, quoted
from sitegen.formats import profile_stem
from sitegen.model import Profile
from sitegen.pages.fence import FigureRequest
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.figure_markup import figure_html
from sitegen.pages.graph import FILTERS, BadOption, Graph, make_graph, zoom_row
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.sources import Aliases, NoSuchSource
from sitegen.pages.templates import Templates

COLORS = ("package", "one")
Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure that is ready: its id, its HTML, and what it was made from."""

    id: str
    html: str
    graph: Graph
    profile: Profile
    metric: int


@dataclass(slots=True)
class PageFigures:
    """Draws the figures of one note. `path` is the note as messages name it, `folder` where its paths begin.

    Problems are collected; a figure with one is not drawn.
    """

    path: str
    folder: Path
    aliases: Aliases
    store: ProfileStore
    templates: Templates
    default_metric: str | None
    ids: FigureIds
    data: PageData = field(default_factory=PageData)
    drawn: list[Drawn] = field(default_factory=list)
    sources: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    _graphs: dict[tuple[object, ...], tuple[Graph, int]] = field(default_factory=dict)

    def draw(self, request: FigureRequest) -> Drawn | None:
        """The figure that a fence asks for, added to the page's data; None where it has problems."""
        before = len(self.problems)
        try:
            paths = self.store.resolve(request.source_name, self.folder, self.aliases)
            profile = self.store.read(paths)
        except (NoSuchSource, RunsDiffer) as err:
            self._fault(request, "source", str(err))
            return None
        except SourceError as err:
            self.problems.append(err.problem)
            return None
        self.sources += [path for path in paths if path not in self.sources]
        metric = self._metric(request, profile)
        made = self._attempt(request, lambda: self._graph(request, paths, profile))
        zoom = 0
        if made is not None and request.zoom is not None:
            name, graph = request.zoom, made[0]
            zoom = self._attempt(request, lambda: zoom_row(graph.tree, name, metric or 0)) or 0
        color = request.color or COLORS[0]
        if color not in COLORS:
            self._fault(request, "color", f"expected {' or '.join(COLORS)}, found {quoted(color)}")
        figure_id = self._id(request, profile_stem(paths[0].name))
        if len(self.problems) > before or made is None or metric is None:
            return None
        graph, tree = made
        state = FigureState(
            figure_id,
            tree,
            request.title or "",
            metric,
            request.view or "flame",
            zoom,
            "",
            request.height_px,
            request.depth,
            color,
            profile.provenance.duration_s,
            graph.nodes,
        )
        alt = request.alt or f"Flame graph of {request.title or profile.title}"
        html = figure_html(self.templates, self.data, state, graph, profile, alt, request.caption or "")
        self.drawn.append(Drawn(figure_id, html, graph, profile, metric))
        return self.drawn[-1]

    def _metric(self, request: FigureRequest, profile: Profile) -> int | None:
        if request.metric is None:
            # The site's default is a wish: a heap profile has no "cpu".
            preferred = profile.metric_index(self.default_metric) if self.default_metric else None
            return profile.default_metric if preferred is None else preferred
        index = profile.metric_index(request.metric)
        if index is None:
            known = [metric.name for metric in profile.metrics]
            near = closest(request.metric, known)
            self._fault(request, "metric", f"expected one of {', '.join(known)}, found {quoted(request.metric)}{near}")
        return index

    def _graph(self, request: FigureRequest, paths: tuple[Path, ...], profile: Profile) -> tuple[Graph, int]:
        filters, view = _filters(request), request.view or "flame"
        # By the view's function: a flame graph and an icicle share one tree.
        key = (
            paths,
            VIEWS[view],
            tuple(sorted((option, str(name)) for option, name in filters.items())),
            request.min_share,
        )
        if key not in self._graphs:
            graph = make_graph(profile, filters, view, request.min_share)
            self._graphs[key] = graph, self.data.add_tree(graph.tree, graph.functions)
        return self._graphs[key]

    def _attempt(self, request: FigureRequest, job: Callable[[], Found]) -> Found | None:
        try:
            return job()
        except BadOption as err:
            self._fault(request, err.option, f"{err.reason} in profile {quoted(request.source_name)}{err.hint}")
            return None

    def _id(self, request: FigureRequest, stem: str) -> str:
        wanted = request.source_name if request.source_name in self.aliases else stem
        figure_id = self.ids.choose(request.id, wanted)
        if figure_id is None:
            self._fault(request, "id", f"the page has another element with the id {quoted(request.id or '')}")
        return figure_id or ""

    def _fault(self, request: FigureRequest, option: str, message: str) -> None:
        line, column = request.place(option)
        self.problems.append(Problem(self.path, line, column, message))


def _filters(request: FigureRequest) -> dict[str, FrameName]:
    asked = {option: getattr(request, option) for option in FILTERS}
    return {option: name for option, name in asked.items() if name is not None}
