"""The figures of one page: fences looked up in their profiles, drawn, and gathered as the page's data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from sitegen.analysis.merge import RunsDiffer
from sitegen.analysis.select import FrameName
from sitegen.analysis.shared_metrics import SidesDiffer
from sitegen.analysis.views import VIEWS
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.drawing.palette import PALETTES
from sitegen.errors import Problem, SourceError, closest, quoted
from sitegen.formats import profile_stem
from sitegen.model import Profile
from sitegen.model.units import metric_index
from sitegen.pages.callouts import PlacedCallout, resolve_callouts
from sitegen.pages.chart import why_no_chart
from sitegen.pages.difference import DifferenceOptions, make_difference, make_saved_difference, side_option
from sitegen.pages.fence import FigureRequest
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.figure_markup import figure_html
from sitegen.pages.figure_state import row_of_path, value_faults
from sitegen.pages.graph import FILTERS, BadOption, Graph, make_graph, zoom_row
from sitegen.pages.operations import NoOperations, operations_of
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.question_state import QUESTIONS, name_fault, name_in_links
from sitegen.pages.result_store import ResultStore
from sitegen.pages.source_folder import FoundSource, SourceFolder
from sitegen.pages.sources import Aliases, NoSuchSource
from sitegen.pages.templates import Templates

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure that is ready: its id, its HTML, and what it was made from.

    shows: the files of its profile, or of both sides of a difference; profile: the one shown, or the side after.
    callouts: those whose frames were found.
    """

    id: str
    html: str
    graph: Graph
    profile: Profile
    metric: int
    shows: tuple[tuple[Path, ...], ...]
    callouts: tuple[PlacedCallout, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """The files that a name of a fence means, each read, and their sum."""

    paths: tuple[Path, ...]
    runs: tuple[Profile, ...]
    profile: Profile


@dataclass(slots=True)
class PageFigures:
    """Draws the figures of one note. `path` is the note as messages name it, `folder` where its paths begin.

    Problems are collected; a figure with one is not drawn. source: where the profiles' code lies.
    """

    path: str
    folder: Path
    aliases: Aliases
    store: ProfileStore
    results: ResultStore
    templates: Templates
    default_metric: str | None
    ids: FigureIds
    source: SourceFolder | None = None
    data: PageData = field(default_factory=PageData)
    drawn: list[Drawn] = field(default_factory=list)
    sources: list[Path] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)
    _graphs: dict[tuple[object, ...], tuple[Graph, int]] = field(default_factory=dict)

    def draw(self, request: FigureRequest) -> Drawn | None:
        """The figure that a fence asks for, added to the page's data; None where it has problems."""
        known = len(self.problems)
        names = [("source", request.source_name)]
        if request.before_name is not None:
            names.insert(0, ("before", request.before_name))
        sides = [side for option, name in names if (side := self._side(request, option, name)) is not None]
        if len(sides) < len(names):
            return None
        made = self._attempt(request, lambda: self._graph(request, sides))
        figure_id = self._id(request, sides[-1])
        if made is None:
            return None
        graph, tree = made
        metric = self._metric(request, graph, sides[-1].profile)
        zoom = self._zoom(request, graph, metric or 0)
        callouts = self._callouts(request, graph, metric or 0, figure_id)
        if not graph.comparisons and (color := request.color) and color not in PALETTES:
            self._fault(request, "color", f"expected one of {', '.join(PALETTES)}, found {quoted(color)}")
        self._check_state(request, graph)
        if len(self.problems) > known or metric is None:
            return None
        state = _state(request, graph, FigureState(figure_id, tree, request.title or "", metric, zoom=zoom), callouts)
        if not graph.comparisons:
            state = replace(state, duration=sides[-1].profile.provenance.duration_s)
        alt = request.alt or _alt(request, sides)
        html = figure_html(
            self.templates, self.data, state, graph, alt, request.caption or "", [callout.pin for callout in callouts]
        )
        shows = tuple(side.paths for side in sides)
        self.drawn.append(Drawn(figure_id, html, graph, sides[-1].profile, metric, shows, tuple(callouts)))
        return self.drawn[-1]

    def _check_state(self, request: FigureRequest, graph: Graph) -> None:
        for fault in value_faults(graph, request.state or {}):
            self._fault(request, "state", f"state: {fault}")
        if request.of is not None and (fault := name_fault(graph, name_in_links(request.of))):
            self._fault(request, "of", f"of: {fault}")

    def _callouts(self, request: FigureRequest, graph: Graph, metric: int, figure_id: str) -> list[PlacedCallout]:
        where, changes = f"in {_profiles(request)}", graph.changes(metric, request.scaling)
        found, problems = resolve_callouts(graph.tree, metric, figure_id, request.callouts, self.path, where, changes)
        self.problems += problems
        for callout in request.callouts:
            anchor = f"{figure_id}-c{callout.ordinal}"
            if callout.name is not None and self.ids.choose(anchor, anchor) is None:
                message = f"the page has another element with the id {quoted(anchor)}; give the figure another id"
                self.problems.append(Problem(self.path, callout.line, callout.column, message))
        return found

    def _side(self, request: FigureRequest, option: str, name: str) -> _Side | None:
        try:
            paths = self.store.resolve(name, self.folder, self.aliases)
            side = _Side(paths, tuple(self.store.read((path,)) for path in paths), self.store.read(paths))
        except (NoSuchSource, RunsDiffer) as err:
            self._fault(request, option, str(err))
            return None
        except SourceError as err:
            self.problems.append(err.problem)
            return None
        self.sources += [path for path in paths if path not in self.sources]
        return side

    def _metric(self, request: FigureRequest, graph: Graph, profile: Profile) -> int | None:
        """The number of the metric that the figure opens with, among the graph's."""
        metrics = graph.tree.metrics
        wanted = request.metric or self._preferred(profile)
        index = metric_index(metrics, wanted) if wanted else None
        if index is None and request.metric:
            known = [metric.name for metric in metrics]
            near = closest(request.metric, known)
            self._fault(request, "metric", f"expected one of {', '.join(known)}, found {quoted(request.metric)}{near}")
            return None
        return graph.tree.default_metric if index is None else index

    def _preferred(self, profile: Profile) -> str | None:
        # The site's default is a wish: a heap profile has no "cpu".
        wish = self.default_metric
        return wish if wish and profile.metric_index(wish) is not None else None

    def _zoom(self, request: FigureRequest, graph: Graph, metric: int) -> int:
        name = request.zoom
        if name is None:
            state = request.state or {}
            is_plain = request.view != "bottom-up" and not any(kind in state for kind in QUESTIONS)
            return row_of_path(graph.tree, state.get("path", ""))[0] if is_plain else 0
        return self._attempt(request, lambda: zoom_row(graph.tree, name, metric)) or 0

    def _graph(self, request: FigureRequest, sides: list[_Side]) -> tuple[Graph, int]:
        filters, view = _filters(request), request.view or "flame"
        # By the view's function: a flame graph and an icicle share one tree.
        key = (
            tuple(side.paths for side in sides),
            VIEWS[view],
            tuple(sorted((option, str(name)) for option, name in filters.items())),
            request.min_share,
            request.per,
            request.scaling,
            request.metric if len(sides) == 2 else None,
        )
        if key not in self._graphs:
            graph = self._new_graph(request, sides, filters, view)
            graph = replace(graph, no_chart=why_no_chart([side.runs for side in sides]), source=self._source(graph))
            self._graphs[key] = graph, self.data.add_tree(graph.tree, graph.functions, graph.comparisons, graph.labels)
        return self._graphs[key]

    def _source(self, graph: Graph) -> FoundSource | None:
        found = None
        if self.source is not None and graph.kept is not None:
            self.source.note_in(self.store.trace)
            found = self.source.find(graph.kept)
        self.warnings += [Problem(self.path, None, None, fault, "warning") for fault in found.faults] if found else []
        return found

    def _new_graph(self, request: FigureRequest, sides: list[_Side], filters: dict[str, FrameName], view: str) -> Graph:
        after = sides[-1]
        if len(sides) == 1 and not after.profile.is_difference:
            plain = filters, view, request.min_share
            return self.store.graph([after.runs], plain, lambda: make_graph(after.profile, *plain))
        asked = DifferenceOptions(
            filters, request.metric or self._preferred(after.profile), request.scaling, request.min_share
        )
        if len(sides) == 1:
            return self.store.graph([after.runs], [asked], lambda: make_saved_difference(after.profile, asked))
        before = sides[0]
        per = None
        if request.per is not None:
            runs = before.runs, after.runs
            per = operations_of(request.per, runs, self.results, self.folder, self.aliases)
        return self.store.graph(
            [before.runs, after.runs], [asked, per], lambda: make_difference(before.runs, after.runs, asked, per)
        )

    def _attempt(self, request: FigureRequest, job: Callable[[], Found]) -> Found | None:
        try:
            return job()
        except BadOption as err:
            self._fault(request, err.option, f"{err.reason} in {_profiles(request)}{err.hint}")
        except SidesDiffer as err:
            self._fault(request, side_option(err), str(err))
        except NoOperations as err:
            self._fault(request, "per", str(err))
        except SourceError as err:
            self.problems.append(err.problem)
        return None

    def _id(self, request: FigureRequest, side: _Side) -> str:
        wanted = request.source_name if request.source_name in self.aliases else profile_stem(side.paths[0].name)
        if request.before_name is not None:
            wanted = f"{wanted}-diff"
        figure_id = self.ids.choose(request.id, wanted)
        if figure_id is None:
            self._fault(request, "id", f"the page has another element with the id {quoted(request.id or '')}")
        return figure_id or ""

    def _fault(self, request: FigureRequest, option: str, message: str) -> None:
        line, column = request.place(option)
        self.problems.append(Problem(self.path, line, column, message))


def _state(request: FigureRequest, graph: Graph, state: FigureState, callouts: Sequence[PlacedCallout]) -> FigureState:
    """The state at rest with what the author asks for."""
    changes = graph.changes(state.metric, request.scaling)
    return replace(
        state,
        view=request.view or state.view,
        height=request.height_px,
        depth=request.depth,
        color=state.color if graph.comparisons else request.color or state.color,
        nodes=graph.nodes,
        scale=changes.scaling if changes else None,
        width=request.width or state.width,
        palette="classic" if request.color == "classic" else "safe",
        sides={"before": request.before_name, "after": request.source_name} if request.before_name else None,
        callouts=tuple(asdict(callout.pin) for callout in callouts),
        order=request.order or state.order,
        of=name_in_links(request.of) if request.of else "",
        state=request.state or {},
    )


def _profiles(request: FigureRequest) -> str:
    if request.before_name is None:
        return f"profile {quoted(request.source_name)}"
    return f"profiles {quoted(request.before_name)} and {quoted(request.source_name)}"


def _alt(request: FigureRequest, sides: list[_Side]) -> str:
    if request.before_name is not None:
        said = request.title or f"{request.before_name} against {request.source_name}"
        return f"Differential flame graph of {said}"
    return f"Flame graph of {request.title or sides[-1].profile.title}"


def _filters(request: FigureRequest) -> dict[str, FrameName]:
    asked = {option: getattr(request, option) for option in FILTERS}
    return {option: name for option, name in asked.items() if name is not None}
