"""One tab of a fresh headless Chromium with a stopwatch in its page: times, peak memory, what the main thread did.

A gesture's time runs from the dispatch of its event to the end of the frame that shows the answer: style, layout and
paint of the main thread are within it, rastering is not. What a gesture costs the main thread is read from a trace, in
thread time, which other programs on the machine do not lengthen.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.viewer_scripts import STOPWATCH

WINDOW: ViewportSize = {
    "width": 1440,
    "height": 1100,
}  # every tool's graph of 50 rows fits, so that nothing has to be scrolled
LIMIT_MS = 180_000
_PAUSE_MS = 300
_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
_CATEGORIES = ["devtools.timeline", "blink.user_timing"]
_SCRIPT_AND_LAYOUT = {
    *("EventDispatch", "FunctionCall", "FireAnimationFrame", "FireIdleCallback", "TimerFire", "RunMicrotasks"),
    *("EvaluateScript", "UpdateLayoutTree", "Layout"),
}


class UnexpectedAnswer(Exception):
    """A page did something else than the gesture asks for, so that its time would be of something else."""


@dataclass(frozen=True, slots=True)
class Tab:
    """A page with its browser, and the errors that the page's scripts threw."""

    page: Page
    browser: Browser
    errors: list[str]

    def lap(self, gesture: str, event: str, act: Callable[[], object]) -> float:
        """Does something and gives the milliseconds that the page took for it. Raises TimeoutError past the limit."""
        self.page.evaluate("([gesture, event]) => stopwatch.arm(gesture, event)", [gesture, event])
        act()
        return self.number("stopwatch.lap")

    def pause(self) -> None:
        """Waits until a gesture's afterwork is done: a zoom moves, titles are written."""
        self.page.wait_for_timeout(_PAUSE_MS)
        self.page.evaluate("stopwatch.still()")

    def finish_frame(self) -> None:
        """Waits for the end of the next frame."""
        self.page.evaluate("stopwatch.frameEnd()")

    def number(self, expression: str) -> float:
        """What an expression is in the page; a promise is waited for. Raises TimeoutError where it came to nothing."""
        value = self.page.evaluate(expression)
        if value is None:
            raise TimeoutError(f"not within {LIMIT_MS / 1000:.0f} s")
        return float(value)

    def peak_mib(self, kind: str) -> float:
        """The most that the tab's process of a kind ("renderer" or "GPU") has had resident, in MiB.

        Chromium keeps renderers in reserve; the tab's is the largest.
        """
        session = self.browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        return max((_high_water_mib(process["id"]) for process in processes if process["type"] == kind), default=0.0)


@contextmanager
def tab(viewer_script: str) -> Iterator[Tab]:
    """A tab in a browser of its own, with an empty profile; every page that it opens gets the stopwatch."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=_CHROMIUM)
        page = browser.new_page(viewport=WINDOW)
        page.set_default_timeout(LIMIT_MS)
        page.add_init_script(f"{{ const LIMIT = {LIMIT_MS}; {viewer_script} {STOPWATCH} }}")
        errors: list[str] = []
        page.on("pageerror", lambda error: errors.append(error.message))
        try:
            yield Tab(page, browser, errors)
        finally:
            browser.close()


@contextmanager
def traced(chosen: Tab, costs: dict[str, list[float]]) -> Iterator[None]:
    """Fills in, for each gesture, the milliseconds of script, style and layout that it cost the main thread."""
    chosen.browser.start_tracing(page=chosen.page, categories=_CATEGORIES)
    yield
    costs.update(gesture_costs(json.loads(chosen.browser.stop_tracing())["traceEvents"]))


def gesture_costs(events: list[dict[str, Any]]) -> dict[str, list[float]]:
    """From a trace, each gesture's milliseconds of script, style and layout, in thread time, by gesture."""
    costs: dict[str, list[float]] = {}
    begun: dict[str, dict[str, Any]] = {}
    for event in sorted(events, key=lambda event: event.get("ts", 0)):
        gesture, _, what = event["name"].rpartition(" ")
        if what == "begins":
            begun[gesture] = event
        elif what == "ends" and gesture in begun:
            costs.setdefault(gesture, []).append(_busy_ms(events, begun.pop(gesture), event))
    return costs


def _busy_ms(events: list[dict[str, Any]], begin: dict[str, Any], end: dict[str, Any]) -> float:
    """Thread time in script, style and layout between two marks of one thread; what is nested counts once."""
    spans = sorted(
        (event["tts"], event["tts"] + event["tdur"])
        for event in events
        if event["name"] in _SCRIPT_AND_LAYOUT and event["tid"] == begin["tid"] and "tdur" in event
    )
    busy, reached = 0, begin["tts"]
    for start, stop in spans:
        start, stop = max(start, reached), min(stop, end["tts"])
        if stop > start:
            busy, reached = busy + stop - start, stop
    return busy / 1000


def _high_water_mib(process: int) -> float:
    """A process's peak resident set, as Linux counts it."""
    try:
        status = Path(f"/proc/{process}/status").read_text()
    except FileNotFoundError:
        return 0.0
    return int(re.findall(r"VmHWM:\s+(\d+) kB", status)[0]) / 1024
