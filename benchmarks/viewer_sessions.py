"""A session: one page in one fresh browser, opened, zoomed, hovered, searched and switched, with what it took."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

from playwright.sync_api import Error

from benchmarks.viewer_browser import LIMIT_MS, Tab, UnexpectedAnswer, tab, traced
from benchmarks.viewer_inputs import Target
from benchmarks.viewer_pages import ToolPage
from benchmarks.viewer_tools import Driver, driver_kind

WORDS = ("function1", "net/http", "json.function1", "cart", "main.function", "runtime.function12")
PATTERNS = ("function1.*7$", "^main", "(http|json).*function[13]", "function[0-9]*5$", "^(bufio|runtime).function1")
SWITCHES = 6
T = TypeVar("T")
_PATIENCE_S = 30  # for one kind of gesture; the first is always done


@dataclass(slots=True)
class Session:
    """Milliseconds of opening and of every gesture, MiB, and where it ended early the reason.

    costs: milliseconds of script, style and layout, of a traced session only; its times are longer for the tracing.
    """

    is_traced: bool
    opening: dict[str, float] = field(default_factory=dict)
    laps: dict[str, list[float]] = field(default_factory=dict)
    costs: dict[str, list[float]] = field(default_factory=dict)
    peak_mib: dict[str, float] = field(default_factory=dict)
    failure: str = ""


def run_session(page: ToolPage, is_traced: bool) -> Session:
    """Opens the page and makes every gesture that the tool has."""
    session = Session(is_traced)
    kind = driver_kind(page.tool)
    stage = "opening"
    errors: list[str] = []
    try:
        with tab(kind.SCRIPT) as chosen:
            errors, driver = chosen.errors, kind(chosen, page)
            session.opening = driver.open()
            if "ready" not in session.opening:
                raise TimeoutError(f"no whole graph within {LIMIT_MS / 1000:.0f} s")
            stage = "gestures"
            _first_zoom(session, chosen, driver, page.profile.targets[0])
            with traced(chosen, session.costs) if is_traced else nullcontext():
                _all_gestures(session, chosen, driver, page.profile.targets[1:])
            session.peak_mib = {process: chosen.peak_mib(process) for process in ("renderer", "GPU")}
    except (TimeoutError, UnexpectedAnswer, Error) as error:
        reasons = [str(error).splitlines()[0], *errors[:1]]
        session.failure = f"{stage}: {'; the page says: '.join(reasons)}"
    return session


def _first_zoom(session: Session, chosen: Tab, driver: Driver, target: Target) -> None:
    """The reader's first move, as soon as the page obeys; it is no gesture of the others, as its scripts are cold."""
    driver.zoom(target)
    session.opening["first zoom"] = chosen.number("stopwatch.ended") - session.opening["waited"]
    chosen.pause()
    driver.reset_zoom()


def _all_gestures(session: Session, chosen: Tab, driver: Driver, targets: Sequence[Target]) -> None:
    def record(gesture: str, lap: float) -> None:
        session.laps.setdefault(gesture, []).append(lap)

    for target in _patiently(chosen, targets):
        record("zoom", driver.zoom(target))
        chosen.pause()
        record("reset zoom", driver.reset_zoom())
    for target in _patiently(chosen, targets):
        record("hover", driver.hover(target))
    for text in _patiently(chosen, WORDS):
        record("search", driver.search(text))
    for text in _patiently(chosen, () if "regex search" in driver.LACKS else PATTERNS):
        record("regex search", driver.search(text, "regex search"))
    driver.end_search()
    for turn in _patiently(chosen, () if "view switch" in driver.LACKS else range(SWITCHES)):
        record("view switch", driver.switch_view(turn))


def _patiently(chosen: Tab, things: Iterable[T]) -> Iterator[T]:
    """Each thing after a pause, until they have taken too long."""
    began = time.monotonic()
    for thing in things:
        chosen.pause()
        yield thing
        if time.monotonic() - began > _PATIENCE_S:
            break
