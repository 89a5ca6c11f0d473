"""A figure's HTML, the same in a note, on a profile's page and in a page that stands alone."""

from __future__ import annotations

from sitegen.drawing.page_data import FigureState, PageData
from sitegen.drawing.svg import flame_svg
from sitegen.model import Profile
from sitegen.pages.graph import Graph, status_text
from sitegen.pages.templates import Templates


def figure_html(
    templates: Templates,
    data: PageData,
    state: FigureState,
    graph: Graph,
    profile: Profile,
    alt: str,
    caption: str = "",
) -> str:
    """Adds a figure to the page's data and renders it: the static picture, the status line, what stands around them."""
    hues = [0] * len(graph.tree.frames) if state.color == "one" else None
    svg = flame_svg(graph.tree, state.metric, view=state.view, zoom=state.zoom, label=alt, hues=hues)
    figure = {
        "id": state.id,
        "number": data.add_figure(state),
        "title": state.title,
        "caption": caption,
        "alt": alt,
        "svg": svg,
        "status": status_text(graph, profile, state.metric),
        "view": state.view,
        "height": state.height,
    }
    return templates.render("figure.html", {"figure": figure})
