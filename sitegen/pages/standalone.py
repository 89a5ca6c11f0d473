"""One profile as one file: an interactive page that holds all it needs, or a static picture."""

from __future__ import annotations

import base64
import hashlib

from sitegen import __version__
from sitegen.drawing.markup_text import clean
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.drawing.svg import flame_svg
from sitegen.model import Profile
from sitegen.pages.figure_markup import figure_html
from sitegen.pages.graph import make_graph
from sitegen.pages.report import facts
from sitegen.pages.templates import Templates
from sitegen.pages.theme import Theme, find_theme

_FIGURE_ID = "profile"
# Fonts are files beside a site; a page to mail goes without them, and without what only notes hold.
_NOT_INLINED = ("css/fonts.css", "css/prose.css", "css/highlight.css", "css/bench.css")


def render_html(
    profile: Profile, metric: int, *, view: str = "flame", min_share: float | None = None, title: str
) -> str:
    """An HTML page that works from disk and from a mail: scripts and styles inside, allowed by their hashes alone."""
    theme = find_theme()
    templates = Templates(theme)
    graph = make_graph(profile, view=view, min_share=min_share)
    page = PageData()
    tree = page.add_tree(graph.tree, graph.functions)
    state = FigureState(_FIGURE_ID, tree, "", metric, view, duration=profile.provenance.duration_s, nodes=graph.nodes)
    figure = figure_html(templates, page, state, graph, profile, f"Flame graph of {title}")
    scheme_script = theme.text("js/scheme.js")
    script = _inline_script([theme.text(path) for path in theme.scripts()])
    css = _inline_css(theme)
    return templates.render(
        "standalone.html",
        {
            "title": clean(title),
            "version": __version__,
            "css": css,
            "style_hash": _csp_hash(css),
            "scheme_script": scheme_script,
            "script": script,
            "script_hashes": f"{_csp_hash(scheme_script)} {_csp_hash(script)}",
            "figure_html": figure,
            "facts": facts(profile),
            "skipped": profile.skipped,
            "payload_json": page.to_json(),
        },
    )


def render_svg(
    profile: Profile, metric: int, *, view: str = "flame", min_share: float | None = None, title: str
) -> str:
    """A static picture as an SVG document with its own colours, light and dark."""
    theme = find_theme()
    graph = make_graph(profile, view=view, min_share=min_share)
    style = theme.text("standalone/picture.css")
    svg = flame_svg(graph.tree, metric, view=view, most=5000, label=f"Flame graph of {title}", style=style)
    return f"{svg}\n"


def _inline_css(theme: Theme) -> str:
    styles = [theme.text(path) for path in theme.styles() if path not in _NOT_INLINED]
    styles.append(theme.text("standalone/page.css"))
    return "\n".join(styles).replace("</", "<\\/")


def _inline_script(texts: list[str]) -> str:
    return "\n".join(texts).replace("</script", "<\\/script")


def _csp_hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
