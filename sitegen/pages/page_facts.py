"""What a page says of its profiles: the small picture and facts of its first figure, and where each came from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sitegen.drawing.thumbnail import thumbnail_svg
from sitegen.model import Profile
from sitegen.model.units import count_metric, format_weight
from sitegen.pages.difference_words import runs_text
from sitegen.pages.graph import Graph
from sitegen.pages.report import Fact, facts


def card(graph: Graph, metric: int) -> tuple[str, tuple[str, ...]]:
    """The small picture and the short facts by which the index shows a page's first figure."""
    tree, changes = graph.tree, graph.changes(metric)
    count = count_metric(tree.metrics, metric)
    shown = [metric] if count is None or count == metric else [count, metric]
    if changes is None:
        lines = [format_weight(float(tree.whole[index]), tree.metrics[index]) for index in shown]
    else:
        lines = [f"a difference, {runs_text(changes.runs)}"]
    return thumbnail_svg(tree, metric, changes), tuple(lines)


def provenance(
    path: str, profile: Profile, download: str | None, known: Sequence[Fact] | None = None
) -> dict[str, Any]:
    """What the foot of a page says of one profile; `download` is the link to the raw file where the site offers it.

    known: its facts, where the page has asked for them.
    """
    return {
        "title": profile.title,
        "path": path,
        "format": profile.format,
        "facts": [fact for fact in known or facts(profile) if fact.label not in ("Format", "Size")],
        "comments": list(profile.provenance.comments),
        "skipped": list(profile.skipped),
        "download": download,
        "download_size": f"{profile.provenance.source_bytes:,} bytes",
    }
