"""What a figure's template says of its colours; js/legend.js says it again where scripts run."""

from __future__ import annotations

from sitegen.drawing.legend import NOTES, legend_entries
from sitegen.drawing.markup_text import clean
from sitegen.model.units import format_number, format_share
from sitegen.pages.graph import Graph

_TITLES = {"package": "package", "kind": "kind", "file": "file", "hot": "classic hot", "one": "one colour"}
"""As the page's choice calls the palettes (COLOURINGS in js/figure_state.js)."""


def figure_legend(graph: Graph, metric: int, color: str) -> dict[str, object]:
    """The palette's groups, the heaviest first, how many more there are, and what is said where there are none."""
    entries, more = legend_entries(graph.functions, metric, float(graph.tree.whole[metric]), color)
    return {
        "title": _TITLES[color],
        "entries": [
            {
                "look": entry.look,
                "group": clean(entry.group),
                "label": clean(entry.label),
                "share": format_share(entry.share),
            }
            for entry in entries
        ],
        "more": format_number(more) if more else "",
        "note": NOTES.get(color, ""),
    }
