"""A figure's HTML, the same in a note, on a profile's page and in a page that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.analysis.changes import RowChanges
from sitegen.drawing.chart_svg import chart_svg
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.drawing.pins import PinnedCallout
from sitegen.drawing.svg import GONE_PATTERNS, flame_svg
from sitegen.pages.callouts import callouts_id
from sitegen.pages.chart import chart_note
from sitegen.pages.figure_legend import figure_legend
from sitegen.pages.frame_link import figure_link, frame_path
from sitegen.pages.graph import Graph, status_text
from sitegen.pages.movers_table import MOST, mover_rows
from sitegen.pages.still_picture import still_picture
from sitegen.pages.templates import Templates
from sitegen.pages.top_table import top_table


def figure_html(
    templates: Templates,
    data: PageData,
    state: FigureState,
    graph: Graph,
    alt: str,
    caption: str = "",
    callouts: Sequence[PinnedCallout] = (),
    lists_functions: bool = True,
) -> str:
    """Adds a figure to the page's data and renders it: the static picture, the status line, what stands around them.

    lists_functions: whether the figure carries the table of functions that stands without scripts.
    A chart that is whole comes along with every figure, one that had to be cut down where it is asked for.
    """
    is_asked_for = state.view == "chart"
    note = chart_note(graph.chart, graph.no_chart) if is_asked_for else ""
    if graph.chart is None:
        state = replace(state, view="flame" if is_asked_for else state.view, no_chart=graph.no_chart)
    elif is_asked_for or not graph.chart.merged_calls:
        state = replace(state, chart=data.add_chart(graph.chart))
    if graph.source is not None:
        state = replace(state, source=data.add_source(graph.source.files, graph.source.costs))
    changes = graph.changes(state.metric, state.scale)
    still = still_picture(graph, state, callouts)
    if graph.chart is not None and state.view == "chart":
        svg = chart_svg(graph.chart, state.metric, label=alt, color=state.color)
    else:
        svg = flame_svg(
            still.tree,
            state.metric,
            view=still.view,
            zoom=still.zoom,
            label=alt,
            color=state.color,
            changes=changes,
            wide_as=state.width,
            callouts=still.callouts,
        )
    figure = {
        "id": state.id,
        "number": data.add_figure(state),
        "title": state.title,
        "caption": caption,
        "callouts_id": callouts_id(state.id) if callouts else "",
        "alt": alt,
        "svg": svg,
        "gone_patterns": GONE_PATTERNS,
        "status": status_text(graph, state.metric, state.duration),
        "view": state.view if state.view == "chart" else still.view,
        "still_note": still.note,
        "chart_note": note,
        "has_chart": graph.chart is not None,
        "height": state.height,
        "difference": None if changes is None else _difference(state, graph, changes),
        "legend": figure_legend(graph, state.metric, state.color) if changes is None else None,
        "top": top_table(graph, state.metric, scaling=state.scale) if lists_functions else None,
    }
    return templates.render("figure.html", {"figure": figure})


def _difference(state: FigureState, graph: Graph, changes: RowChanges) -> dict[str, object]:
    tree = graph.tree
    rows = mover_rows(tree, changes, lambda row: figure_link(state.id, frame_path(tree, row)))
    return {
        "is_classic": state.palette == "classic",
        "is_net": tree.is_net,
        "sentence": next(sentence for known, sentence in graph.comparisons if known is changes),
        "movers": rows,
        "more": max(0, len(changes.movers) - MOST),
    }
