"""The chart of a figure: the profile in order of time, or why there is none."""

from __future__ import annotations

from collections.abc import Sequence

from sitegen.analysis.short_calls import CHART_BUDGET, merge_short_calls
from sitegen.analysis.timeline import timeline
from sitegen.model import Profile, Timeline
from sitegen.model.units import format_share

UNTIMED = "the profile does not say when its samples were taken"
_SUMMED = "several runs are drawn as their sum, which has no order of time"
_DIFFERENCE = "a difference has no order of time"


def make_chart(kept: Profile, profile: Profile, min_share: float | None) -> Timeline | None:
    """The chart of what filters have left of a profile; None where it has no times or nothing is left.

    Short calls are merged to the default budget unless `min_share` is 0, which keeps all.
    """
    line = timeline(kept, profile)
    if line is None or not line.length_ns[0]:
        return None
    return merge_short_calls(line, None if min_share == 0 else CHART_BUDGET)


def why_no_chart(sides: Sequence[Sequence[Profile]]) -> str:
    """Why a figure of these sides, each with its runs, has no chart."""
    if len(sides) > 1 or any(run.is_difference for run in sides[-1]):
        return _DIFFERENCE
    is_sum = len(sides[-1]) > 1 and any(run.time_s is not None for run in sides[-1])
    return _SUMMED if is_sum else UNTIMED


def chart_note(chart: Timeline | None, no_chart: str) -> str:
    """What stands under a picture whose author asks for its chart: why there is none, or what was merged; else empty.

    themes/default/js/chart_words.js says the same of a chart.
    """
    if chart is None:
        return f"There is no chart: {no_chart}."
    calls = chart.merged_calls
    if not calls:
        return ""
    merged = float(chart.tree.self_weight[chart.tree.folded > 0, chart.tree.default_metric].sum())
    share = format_share(merged / float(chart.tree.whole[chart.tree.default_metric] or 1.0))
    return f"{calls:,} short calls, {share} of all, are merged into stretches with their neighbours."
