"""How each tool's page is opened, zoomed, hovered, searched and switched, by real mouse and keyboard events.

A driver has a method for each gesture that gives its milliseconds. LACKS says which gestures a tool does not have and
why, VARIES what stands in for one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import unquote

from playwright.sync_api import Dialog

from benchmarks import viewer_scripts
from benchmarks.viewer_browser import WINDOW, Tab, UnexpectedAnswer
from benchmarks.viewer_inputs import Target
from benchmarks.viewer_pages import FLAMESITE, SPEEDSCOPE, ToolPage

_NOWHERE = (1435.0, 2.0)  # a corner of the window without frames
_PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime"


@dataclass(frozen=True, slots=True)
class FlamesiteDriver:
    """flamesite's standalone page: a click zooms, Reset resets, the box above searches, the list switches the view."""

    tab: Tab
    source: ToolPage
    LACKS: ClassVar[dict[str, str]] = {}
    VARIES: ClassVar[dict[str, str]] = {}
    SCRIPT: ClassVar[str] = viewer_scripts.FLAMESITE

    def open(self) -> dict[str, float]:
        """Opens the page; milliseconds to the first paint and to the graph."""
        self.tab.page.goto(self.source.opened.as_uri(), wait_until="commit")
        return _opening(self.tab)

    def zoom(self, target: Target) -> float:
        """Clicks on the frame."""
        x, y = _place(self.tab, viewer_scripts.FLAMESITE_FRAME, target)
        lap = _click(self.tab, "zoom", x, y)
        path = unquote(self.tab.page.evaluate("location.hash").split(".path=")[1].split(";")[0].split("/")[-1])
        _check(path.startswith(target.name), f"a zoom to {target.name}", path)
        return lap

    def reset_zoom(self) -> float:
        """Clicks on Reset."""
        box = self.tab.page.get_by_role("button", name="Reset", exact=True).bounding_box()
        assert box is not None
        return _click(self.tab, "reset zoom", box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)

    def hover(self, target: Target) -> float:
        """Moves onto the frame."""
        return _hover(self.tab, *_place(self.tab, viewer_scripts.FLAMESITE_FRAME, target))

    def search(self, text: str, gesture: str = "search") -> float:
        """Puts the text into the empty box, all at once."""
        box = self.tab.page.locator(".flame-figure input[type=search]").first
        box.fill("")
        box.focus()
        self.tab.finish_frame()
        return self.tab.lap(gesture, "input", lambda: self.tab.page.keyboard.insert_text(text))

    def end_search(self) -> None:
        """Empties the box."""
        self.tab.page.locator(".flame-figure input[type=search]").first.fill("")

    def switch_view(self, turn: int) -> float:
        """Chooses the icicle, and every other time the flame graph."""
        views = self.tab.page.locator("select:has(option[value=icicle])")
        wanted = "flame" if turn % 2 else "icicle"
        return self.tab.lap("view switch", "change", lambda: views.select_option(wanted))


@dataclass(frozen=True, slots=True)
class FlamegraphDriver:
    """flamegraph.pl's SVG: a click zooms, the words in its corners reset and ask for what to search."""

    tab: Tab
    source: ToolPage
    LACKS: ClassVar[dict[str, str]] = {"view switch": "flame or icicle is settled when the SVG is made (--inverted)"}
    VARIES: ClassVar[dict[str, str]] = {}
    SCRIPT: ClassVar[str] = viewer_scripts.FLAMEGRAPH

    def open(self) -> dict[str, float]:
        """Opens the SVG; milliseconds to the first paint and to the graph."""
        self.tab.page.goto(self.source.opened.as_uri(), wait_until="commit")
        return _opening(self.tab)

    def zoom(self, target: Target) -> float:
        """Clicks on the frame."""
        lap = _click(self.tab, "zoom", *_place(self.tab, viewer_scripts.FLAMEGRAPH_FRAME, target))
        opacity = self.tab.page.evaluate("document.getElementById('unzoom').style.opacity")
        _check(opacity == "1", "Reset Zoom to appear", f"opacity {opacity}")
        return lap

    def reset_zoom(self) -> float:
        """Clicks on Reset Zoom."""
        return _click(self.tab, "reset zoom", *self.tab.page.evaluate(viewer_scripts.FLAMEGRAPH_WORD, "unzoom"))

    def hover(self, target: Target) -> float:
        """Moves onto the frame."""
        lap = _hover(self.tab, *_place(self.tab, viewer_scripts.FLAMEGRAPH_FRAME, target))
        details = self.tab.page.evaluate("document.getElementById('details').textContent")
        _check(target.name in details, f"details of {target.name}", details)
        return lap

    def search(self, text: str, gesture: str = "search") -> float:
        """Clicks on Search and answers the prompt, from which on the time runs."""
        self.end_search()

        def answer(dialog: Dialog) -> None:
            dialog.accept(text)

        self.tab.page.once("dialog", answer)
        x, y = self.tab.page.evaluate(viewer_scripts.FLAMEGRAPH_WORD, "search")
        self.tab.page.mouse.move(x, y)
        self.tab.finish_frame()
        return self.tab.lap(gesture, "answered prompt", lambda: self.tab.page.mouse.click(x, y))

    def end_search(self) -> None:
        """Clicks on Reset Search, where something was searched for."""
        if self.tab.page.evaluate("searching"):
            self.tab.page.mouse.click(*self.tab.page.evaluate(viewer_scripts.FLAMEGRAPH_WORD, "search"))

    def switch_view(self, turn: int) -> float:
        """Not there: see LACKS."""
        raise NotImplementedError(turn)


@dataclass(frozen=True, slots=True)
class SpeedscopeDriver:
    """speedscope's app: the file is picked in it, a double click zooms, 0 resets, Ctrl+F searches, 1 and 2 switch."""

    tab: Tab
    source: ToolPage
    LACKS: ClassVar[dict[str, str]] = {"regex search": "its search is for letters in their order, not for a pattern"}
    VARIES: ClassVar[dict[str, str]] = {
        "view switch": "between time order and left heavy; it draws no flame graph with the root below",
        "opening": "the time of its first paint, empty, and from the moment that the file is picked",
    }
    SCRIPT: ClassVar[str] = viewer_scripts.SPEEDSCOPE
    TOP, ROW = 142, 20  # px: minimap, axis; a row of frames

    def open(self) -> dict[str, float]:
        """Opens the app and picks the file; milliseconds as if it had been picked when the app was painted."""
        page = self.tab.page
        page.goto(self.source.opened.as_uri())
        page.wait_for_selector("input[type=file]", state="attached")
        self.tab.finish_frame()
        page.set_input_files("input[type=file]", str(self.source.loaded))
        return _opening(self.tab, f"viewer.picked - {_PAINTED}")

    def zoom(self, target: Target) -> float:
        """Double-clicks on the frame."""
        x, y = self._place(target)
        self.tab.page.mouse.move(x, y)
        self.tab.finish_frame()
        lap = self.tab.lap("zoom", "dblclick", lambda: self.tab.page.mouse.dblclick(x, y))
        _check(target.name in self.tab.page.inner_text("body"), f"details of {target.name}", "another frame's")
        return lap

    def reset_zoom(self) -> float:
        """Presses 0."""
        self.tab.page.mouse.move(*_NOWHERE)
        self.tab.finish_frame()
        return self.tab.lap("reset zoom", "keydown", lambda: self.tab.page.keyboard.press("0"))

    def hover(self, target: Target) -> float:
        """Moves onto the frame."""
        return _hover(self.tab, *self._place(target))

    def search(self, text: str, gesture: str = "search") -> float:
        """Opens the search and puts the text in, all at once."""
        self.end_search()
        self.tab.page.keyboard.press("Control+f")
        self.tab.finish_frame()
        return self.tab.lap(gesture, "input", lambda: self.tab.page.keyboard.insert_text(text))

    def end_search(self) -> None:
        """Empties the search and closes it."""
        for key in ("Control+f", "Control+a", "Delete", "Escape"):
            self.tab.page.keyboard.press(key)
        self.tab.finish_frame()

    def switch_view(self, turn: int) -> float:
        """Presses 2, and every other time 1."""
        return self.tab.lap("view switch", "keydown", lambda: self.tab.page.keyboard.press("1" if turn % 2 else "2"))

    def _place(self, target: Target) -> tuple[float, float]:
        """A frame's middle, once the graph is scrolled to its top: a zoom leaves it somewhere below."""
        width = self.tab.number("innerWidth")
        self.tab.page.mouse.move(width / 2, self.TOP + self.ROW)
        self.tab.page.mouse.wheel(0, -WINDOW["height"] * 2)
        self.tab.pause()
        return (target.left + target.width / 2) * width, self.TOP + (target.depth - 0.5) * self.ROW


Driver = FlamesiteDriver | FlamegraphDriver | SpeedscopeDriver


def driver_kind(tool: str) -> type[Driver]:
    """The driver of a tool."""
    kinds: dict[str, type[Driver]] = {FLAMESITE: FlamesiteDriver, SPEEDSCOPE: SpeedscopeDriver}
    return kinds.get(tool, FlamegraphDriver)


def _opening(tab: Tab, waited: str = "0") -> dict[str, float]:
    """Milliseconds since navigation began, less what the driver waited before the reader's first move.

    Of a page that never shows its graph only the first paint.
    """
    times = {"graph": tab.page.evaluate("stopwatch.shown"), "ready": tab.page.evaluate("stopwatch.ready")}
    idle = tab.number(waited)
    painted = {"first paint": tab.number(_PAINTED), "waited": idle}
    return painted | {what: float(at) - idle for what, at in times.items() if at is not None}


def _place(tab: Tab, frame_script: str, target: Target) -> tuple[float, float]:
    sought = {"name": target.name, "weight": target.weight, "depth": target.depth}
    x, y = tab.page.evaluate(frame_script, {**sought, "left": target.left, "width": target.width})
    return x, y


def _click(tab: Tab, gesture: str, x: float, y: float) -> float:
    tab.page.mouse.move(x, y)
    tab.finish_frame()

    def press() -> None:
        tab.page.mouse.down()
        tab.page.mouse.up()

    return tab.lap(gesture, "click", press)


def _hover(tab: Tab, x: float, y: float) -> float:
    tab.page.mouse.move(*_NOWHERE)
    tab.finish_frame()
    return tab.lap("hover", "pointermove", lambda: tab.page.mouse.move(x, y))


def _check(is_so: bool, expected: str, found: str) -> None:
    if not is_so:
        raise UnexpectedAnswer(f"expected {expected}, found {found}")
