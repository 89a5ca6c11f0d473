"""`flamesite render`: profiles, or two sides of a difference, to one page or one picture."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.analysis.merge import merge_profiles
from sitegen.errors import FlamesiteError
from sitegen.formats import profile_stem
from sitegen.model import Profile
from sitegen.model.comparison import ScalingName
from sitegen.model.units import metric_index
from sitegen.pages.chart import why_no_chart
from sitegen.pages.difference import DifferenceOptions, PerOperation, make_difference, make_saved_difference
from sitegen.pages.graph import Graph, make_graph
from sitegen.pages.operations import operations_of, parse_operations
from sitegen.pages.result_store import ResultStore
from sitegen.pages.standalone import Shown, Source, render_html, render_svg

Named = tuple[str, Profile]
"""A profile, and what the user typed for it."""


@dataclass(frozen=True, slots=True)
class RenderRequest:
    """What the command line asks for. before: empty where there is one side; per: operations of a difference."""

    name: str
    before: tuple[Named, ...]
    after: tuple[Named, ...]
    metric: str | None = None
    view: str = "flame"
    min_share: float | None = None
    title: str | None = None
    scale: ScalingName | None = None
    per: str | None = None


def name_of(files: tuple[str, ...], before: tuple[str, ...]) -> str:
    """What the picture is called unless the user says: the first file's name, that of a difference with both.

    >>> name_of(("b.pb.gz",), ()), name_of(("b.pb.gz",), ("a.pb.gz",))
    ('b', 'a-to-b')
    """
    return "-to-".join(_stem(side[0]) for side in (before, files) if side)


def draw(request: RenderRequest, as_svg: bool) -> str:
    """The page or the picture. Raises FlamesiteError for what cannot be compared, ValueError for unreadable `per`."""
    graph = _graph(request)
    if as_svg and request.view == "chart" and graph.chart is None:
        raise FlamesiteError(f"there is no chart: {graph.no_chart}; choose another view")
    wanted = metric_index(graph.tree.metrics, request.metric) if request.metric else None
    metric = graph.tree.default_metric if wanted is None else wanted
    sides = [side for side in (request.before, request.after) if side]
    duration_s = merge_profiles([profile for _, profile in sides[0]]).provenance.duration_s if len(sides) == 1 else None
    shown = Shown(
        graph,
        metric,
        title=request.title or _title(request),
        view=request.view,
        duration_s=None if graph.comparisons else duration_s,
        scaling=request.scale,
        sources=tuple(Source(name, profile) for side in sides for name, profile in side),
        sides={"before": _sides_name(request.before), "after": _sides_name(request.after)} if request.before else None,
    )
    return render_svg(shown) if as_svg else render_html(shown)


def _graph(request: RenderRequest) -> Graph:
    before, after = ([profile for _, profile in side] for side in (request.before, request.after))
    options = DifferenceOptions(metric=request.metric, scaling=request.scale, min_share=request.min_share)
    if before:
        return make_difference(before, after, options, _operations(request.per, before, after))
    profile = merge_profiles(after)
    if profile.is_difference:
        return make_saved_difference(profile, options)
    graph = make_graph(profile, view=request.view, min_share=request.min_share)
    return replace(graph, no_chart=why_no_chart([after]))


def _operations(text: str | None, before: list[Profile], after: list[Profile]) -> PerOperation | None:
    if text is None:
        return None
    here = Path.cwd()
    # Whatever file the user names may be read: there is no content folder to stay in.
    store = ResultStore(Path(here.anchor), "")
    return operations_of(parse_operations(text), (before, after), store, here, {})


def _title(request: RenderRequest) -> str:
    """The files' names; of sides with the same name with their folders."""
    stems = [_stem(side[0][0]) for side in (request.before, request.after) if side]
    if len(stems) == 2 and stems[0] == stems[1]:
        stems = [
            str(Path(Path(side[0][0]).parent.name) / stem)
            for side, stem in zip((request.before, request.after), stems, strict=True)
        ]
    return " → ".join(stems)


def _sides_name(side: tuple[Named, ...]) -> str:
    return ", ".join(Path(name).name for name, _ in side)


def _stem(file: str) -> str:
    return "profile" if "://" in file or file == "-" else profile_stem(Path(file).name)
