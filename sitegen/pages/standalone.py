"""Profiles as one file: an interactive page that holds all it needs, or a static picture."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen import __version__
from sitegen.drawing.chart_svg import chart_svg
from sitegen.drawing.markup_text import clean
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.drawing.svg import flame_svg
from sitegen.model import Profile
from sitegen.model.comparison import ScalingName
from sitegen.pages.figure_markup import figure_html
from sitegen.pages.graph import Graph
from sitegen.pages.inlined import inline_script, inline_style, policy_hash
from sitegen.pages.report import facts
from sitegen.pages.templates import Templates
from sitegen.pages.theme import Theme, find_theme

_FIGURE_ID = "profile"
# Fonts are files beside a site; a page to mail goes without them, and without what only notes hold.
_NOT_INLINED = ("css/fonts.css", "css/prose.css", "css/highlight.css", "css/bench.css")


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a picture was drawn from."""

    name: str
    profile: Profile


@dataclass(frozen=True, slots=True)
class Shown:
    """What is drawn, and what is said of it. sides: what the two sides of a difference are called, else None."""

    graph: Graph
    metric: int
    title: str
    view: str
    duration_s: float | None
    scaling: ScalingName | None
    sources: tuple[Source, ...]
    sides: dict[str, str] | None


def render_html(shown: Shown) -> str:
    """An HTML page that works from disk and from a mail: scripts and styles inside, allowed by their hashes alone."""
    theme = find_theme()
    templates = Templates(theme)
    graph = shown.graph
    page = PageData()
    tree = page.add_tree(graph.tree, graph.functions, graph.comparisons, graph.labels)
    changes = graph.changes(shown.metric, shown.scaling)
    state = FigureState(
        _FIGURE_ID,
        tree,
        "",
        shown.metric,
        shown.view,
        duration=shown.duration_s,
        nodes=graph.nodes,
        scale=changes.scaling if changes else None,
        sides=shown.sides,
    )
    figure = figure_html(templates, page, state, graph, _label(shown))
    scheme_script = theme.text("js/scheme.js")
    script = inline_script("\n".join(theme.text(path) for path in theme.scripts()))
    css = _inline_css(theme)
    return templates.render(
        "standalone.html",
        {
            "title": clean(shown.title),
            "version": __version__,
            "css": css,
            "style_hash": policy_hash(css),
            "scheme_script": scheme_script,
            "script": script,
            "script_hashes": f"{policy_hash(scheme_script)} {policy_hash(script)}",
            "figure_html": figure,
            "sources": [
                {"name": clean(source.name), "facts": facts(source.profile), "skipped": source.profile.skipped}
                for source in shown.sources
            ],
            "payload_json": page.to_json(),
        },
    )


def render_svg(shown: Shown) -> str:
    """A static picture as an SVG document with its own colours, light and dark."""
    style = find_theme().text("standalone/picture.css")
    graph = shown.graph
    if shown.view == "chart" and graph.chart is not None:
        return f"{chart_svg(graph.chart, shown.metric, most=5000, label=_label(shown), style=style)}\n"
    svg = flame_svg(
        graph.tree,
        shown.metric,
        view=shown.view,
        most=5000,
        label=_label(shown),
        style=style,
        changes=graph.changes(shown.metric, shown.scaling),
    )
    return f"{svg}\n"


def _label(shown: Shown) -> str:
    kind = "Differential flame graph" if shown.sides else "Flame graph"
    return f"{kind} of {shown.title}"


def _inline_css(theme: Theme) -> str:
    styles = [theme.text(path) for path in theme.styles() if path not in _NOT_INLINED]
    styles.append(theme.text("standalone/page.css"))
    return inline_style("\n".join(styles))
