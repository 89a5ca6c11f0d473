"""The viewer's benchmark in words: tables in Markdown, what could not be done, and the goals with what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from statistics import median, quantiles

from benchmarks.viewer_pages import FLAMESITE, ToolPage
from benchmarks.viewer_sessions import Session
from benchmarks.viewer_tools import driver_kind

GESTURES = ("zoom", "reset zoom", "hover", "search", "regex search", "view switch")
NOT_MEASURED = "not reached"


@dataclass(frozen=True, slots=True)
class Result:
    """A tool's page and its sessions."""

    page: ToolPage
    sessions: tuple[Session, ...]

    def opening(self, what: str) -> list[float]:
        """Milliseconds to the first paint, the graph or the first zoom, one a timed session."""
        return [session.opening[what] for session in self._timed if what in session.opening]

    def peak_mib(self, process: str) -> list[float]:
        """One a timed session."""
        return [session.peak_mib[process] for session in self._timed if session.peak_mib]

    def laps(self, gesture: str) -> list[float]:
        """Milliseconds from event to the end of the frame, of all timed sessions."""
        return [lap for session in self._timed for lap in session.laps.get(gesture, ())]

    def costs(self, gesture: str) -> list[float]:
        """Milliseconds of script, style and layout."""
        return [cost for session in self.sessions for cost in session.costs.get(gesture, ())]

    @property
    def _timed(self) -> list[Session]:
        return [session for session in self.sessions if not session.is_traced]


def percentile_95(values: Sequence[float]) -> float:
    """The 95th percentile, between the values beside it."""
    return quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


def report(results: Sequence[Result]) -> Iterator[str]:
    """Everything that was measured, as lines of Markdown."""
    yield from _pages(results)
    yield from _openings(results)
    title = "Gestures: ms from the event to the end of the frame that answers, median / 95th percentile"
    yield from _gestures(title, results, Result.laps)
    title = "Gestures: ms of script, style and layout on the main thread (thread time), median / 95th percentile"
    yield from _gestures(title, results, Result.costs)
    yield from _shortcomings(results)


def _pages(results: Sequence[Result]) -> Iterator[str]:
    yield from _table(
        "Pages", "size | tool | call stacks | frames | frames kept | bytes | gzipped | gzipped bytes a frame"
    )
    for page in (result.page for result in results):
        counts = (page.profile.stacks, page.profile.nodes, page.nodes, page.raw, page.gzipped)
        yield _row(page, [f"{count:,}" for count in counts] + [f"{page.bytes_a_node:.1f}"])


def _openings(results: Sequence[Result]) -> Iterator[str]:
    title = "Opening: ms since navigation began, and peak MiB of the tab's processes; medians, (times flamesite's)"
    yield from _table(title, "size | tool | first paint | graph | first zoom done | renderer MiB | GPU process MiB")
    ours = _ours(results)
    for result in results:
        own = ours[result.page.profile.size]
        cells = [_times(result.opening(what), own.opening(what)) for what in ("first paint", "graph", "first zoom")]
        cells += [_times(result.peak_mib(process), own.peak_mib(process)) for process in ("renderer", "GPU")]
        yield _row(result.page, cells)


def _gestures(title: str, results: Sequence[Result], values: Callable[[Result, str], list[float]]) -> Iterator[str]:
    yield from _table(f"{title}; (median times flamesite's)", f"size | tool | {' | '.join(GESTURES)}")
    ours = _ours(results)
    for result in results:
        own = ours[result.page.profile.size]
        lacks = driver_kind(result.page.tool).LACKS
        yield _row(
            result.page,
            [
                "none" if gesture in lacks else _spread(values(result, gesture), values(own, gesture))
                for gesture in GESTURES
            ],
        )


def _shortcomings(results: Sequence[Result]) -> Iterator[str]:
    """What a number is missing for, or stands for."""
    yield from ("", "What could not be done, and what stands for something else:", "")
    for tool in dict.fromkeys(result.page.tool for result in results):
        kind = driver_kind(tool)
        yield from (f"- {tool}: no {gesture}: {reason}." for gesture, reason in kind.LACKS.items())
        yield from (f"- {tool}: {gesture} is {meaning}." for gesture, meaning in kind.VARIES.items())
    for result in results:
        for failure, count in Counter(session.failure for session in result.sessions if session.failure).items():
            sessions = f"{count} of {len(result.sessions)} sessions"
            yield f"- {result.page.tool} at {result.page.profile.size}: {sessions} ended early: {failure}."
        few = len(result.laps("zoom"))
        if few < 20:
            yield f"- {result.page.tool} at {result.page.profile.size}: percentiles of zoom are of {few} zooms."


def _table(title: str, head: str) -> Iterator[str]:
    yield from ("", title, "", f"| {head} |", f"|{'---|' * (head.count('|') + 1)}")


def _row(page: ToolPage, cells: Sequence[str]) -> str:
    return f"| {' | '.join([page.profile.size, page.tool, *cells])} |"


def _ours(results: Sequence[Result]) -> dict[str, Result]:
    return {result.page.profile.size: result for result in results if result.page.tool == FLAMESITE}


def _times(values: Sequence[float], ours: Sequence[float]) -> str:
    """A median, and how many times ours it is."""
    return f"{_number(median(values))}{_ratio(values, ours)}" if values else NOT_MEASURED


def _spread(values: Sequence[float], ours: Sequence[float]) -> str:
    if not values:
        return NOT_MEASURED
    return f"{_number(median(values))} / {_number(percentile_95(values))}{_ratio(values, ours)}"


def _ratio(values: Sequence[float], ours: Sequence[float]) -> str:
    return "" if values == ours or not ours else f" ({median(values) / median(ours):.2g}×)"


def _number(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:,.0f}"
