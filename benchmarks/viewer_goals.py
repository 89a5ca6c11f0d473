"""What the viewer has to reach, and whether it does: fixed limits for a million nodes, the peers at 100,000 stacks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from benchmarks.viewer_pages import FLAMEGRAPH, FLAMESITE, SPEEDSCOPE
from benchmarks.viewer_tables import Result, percentile_95


@dataclass(frozen=True, slots=True)
class Goal:
    """What is measured, what was found, and the most that it may be; a peer's number where `peer` names one."""

    size: str
    words: str
    found: Sequence[float]
    limit: Sequence[float]
    peer: str = ""

    @property
    def line(self) -> str:
        """The goal in a line of a list."""
        if not self.found:
            return f"- {self.size}: {self.words}: not measured"
        found = median(self.found)
        if not self.limit:
            return f"- {self.size}: {self.words}: {found:,.1f}; {self.peer} did not get there"
        limit = median(self.limit)
        than = f"{self.peer}'s {limit:,.1f}" if self.peer else f"{limit:,g}"
        return f"- {self.size}: {self.words}: {found:,.1f}, at most {than}: {'met' if found <= limit else 'MISSED'}"


def goal_lines(results: Sequence[Result]) -> list[str]:
    """The goals of the sizes that were measured, as a Markdown list; nothing where there are none."""
    by_place = {(result.page.profile.size, result.page.tool): result for result in results}
    goals: list[Goal] = []
    if ours := by_place.get(("1M", FLAMESITE)):
        goals += _fixed(ours)
    if ours := by_place.get(("M", FLAMESITE)):
        peers = {tool: by_place[("M", tool)] for tool in (FLAMEGRAPH, SPEEDSCOPE) if ("M", tool) in by_place}
        for tool, peer in peers.items():
            goals += _against(tool, ours, peer)
    return ["", "Goals:", "", *(goal.line for goal in goals)] if goals else []


def _fixed(ours: Result) -> list[Goal]:
    zoom = ours.costs("zoom")
    return [
        Goal("1M", "gzipped bytes a node", [ours.page.bytes_a_node], [12]),
        Goal("1M", "first paint, ms", ours.opening("first paint"), [500]),
        Goal("1M", "interactive (first zoom done), ms", ours.opening("first zoom"), [1500]),
        Goal("1M", "zoom, script and layout, median ms", zoom, [16]),
        Goal("1M", "zoom, script and layout, 95th percentile ms", [percentile_95(zoom)] if zoom else [], [50]),
        Goal("1M", "search, event to frame, ms", ours.laps("search") + ours.laps("regex search"), [100]),
    ]


def _against(tool: str, ours: Result, peer: Result) -> list[Goal]:
    def goal(words: str, found: Sequence[float], limit: Sequence[float]) -> Goal:
        return Goal("M", words, found, limit, tool)

    goals = [
        goal("first paint, ms", ours.opening("first paint"), peer.opening("first paint")),
        goal("whole graph painted, ms", ours.opening("graph"), peer.opening("graph")),
        goal("peak of the renderer, MiB", ours.peak_mib("renderer"), peer.peak_mib("renderer")),
    ]
    if tool == FLAMEGRAPH:
        goals += [
            goal(f"{gesture}, median ms", ours.laps(gesture), peer.laps(gesture))
            for gesture in ("zoom", "reset zoom", "search", "regex search")
        ]
    return goals
