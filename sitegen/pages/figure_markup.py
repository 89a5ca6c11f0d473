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
from sitegen.pages.frame_link import figure_link, frame_path
from sitegen.pages.graph import Graph, status_text
from sitegen.pages.movers_table import MOST, mover_rows
from sitegen.pages.templates import Templates


def figure_html(
    templates: Templates,
    data: PageData,
    state: FigureState,
    graph: Graph,
    alt: str,
    caption: str = "",
    callouts: Sequence[PinnedCallout] = (),
) -> str:
    """Adds a figure to the page's data and renders it: the static picture, the status line, what stands around them.

    A chart that is whole comes along with every figure, one that had to be cut down where it is asked for.
    """
    is_asked_for = state.view == "chart"
    note = chart_note(graph.chart, graph.no_chart) if is_asked_for else ""
    if graph.chart is None:
        state = replace(state, view="flame" if is_asked_for else state.view, no_chart=graph.no_chart)
    elif is_asked_for or not graph.chart.merged_calls:
        state = replace(state, chart=data.add_chart(graph.chart))
    hues = [0] * len(graph.tree.frames) if state.color == "one" else None
    changes = graph.changes(state.metric, state.scale)
    if graph.chart is not None and state.view == "chart":
        svg = chart_svg(graph.chart, state.metric, label=alt, is_one_colour=state.color == "one")
    else:
        svg = flame_svg(
            graph.tree,
            state.metric,
            view=state.view,
            zoom=state.zoom,
            label=alt,
            hues=hues,
            changes=changes,
            wide_as=state.width,
            callouts=callouts,
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
        "view": state.view,
        "chart_note": note,
        "has_chart": graph.chart is not None,
        "height": state.height,
        "difference": None if changes is None else _difference(state, graph, changes),
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
