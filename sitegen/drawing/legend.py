"""What a figure's colours stand for: the groups of its palette, the heaviest first.

The page's script does the same (themes/default/js/legend_entries.js); tests/data/palette.json holds both to one table.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.analysis.hotspots import FunctionTable
from sitegen.drawing.badges import kind_badge
from sitegen.drawing.palette import KIND_NAMES, frame_looks

MOST = 8
_LONGEST = 28
_BADGES = {name: kind_badge(kind) for kind, name in KIND_NAMES.items()}
NOTES = {
    "hot": "warm tones tell neighbours apart and mean nothing else",
    "one": "all frames alike",
}
"""What is said of the palettes whose colours stand for no groups."""


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A group of frames: its colour's CSS class, its name, the same in short, and its self weight over the whole."""

    look: str
    group: str
    label: str
    share: float


def legend_entries(functions: FunctionTable, metric: int, whole: float, color: str) -> tuple[list[LegendEntry], int]:
    """The heaviest groups of a palette by self weight, and how many more weigh something. whole: what shares are of."""
    weights: dict[tuple[str, str], float] = {}
    looks = frame_looks(functions.functions, color)
    for look, weight in zip(looks, functions.self_weight[:, metric].tolist(), strict=True):
        weights[look] = weights.get(look, 0.0) + weight
    heavy = sorted(
        (-weight, group, look) for (look, group), weight in weights.items() if weight > 0 and group and whole > 0
    )
    entries = [LegendEntry(look, group, group_label(group), -weight / whole) for weight, group, look in heavy[:MOST]]
    return entries, max(0, len(heavy) - MOST)


def group_label(group: str) -> str:
    """A group's name, of a long path the last two parts; a kind with its badge.

    >>> group_label("github.com/prometheus/client_golang/prometheus"), group_label("kernel")
    ('client_golang/prometheus', 'kernel [k]')
    """
    badge = _BADGES.get(group, "")
    if badge:
        return f"{group} {badge}"
    return group if len(group) <= _LONGEST else "/".join(group.split("/")[-2:])
