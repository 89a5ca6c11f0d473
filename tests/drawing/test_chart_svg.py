"""The static chart: its frames, its axis, its threads."""

from __future__ import annotations

from xml.etree import ElementTree

from sitegen.drawing.chart_svg import AXIS_PX, LANE_PX, chart_svg, lane_text
from tests.timed_profiles import made, timed

NAMESPACE = "{http://www.w3.org/2000/svg}"
SECOND = 10**9


def picture_of(samples: list[tuple[str, int, int]], threaded: bool = False) -> ElementTree.Element:
    return ElementTree.fromstring(chart_svg(made(timed(samples, threaded)), 1, width_px=600, style=""))


def texts(root: ElementTree.Element, classes: str) -> list[str | None]:
    return [text.text for text in root.iter(f"{NAMESPACE}text") if text.get("class") == classes]


def test_stretches_stand_at_their_times_and_say_what_they_weigh() -> None:
    """3 s over 600 px: b from 1 s to 2 s within a, which lasts all the time."""
    root = picture_of([("a", SECOND, 0), ("ab", SECOND, 0), ("a", SECOND, 0)])
    frames = [group for group in root.iter(f"{NAMESPACE}g") if (group.get("class") or "").startswith("frame ")]
    told = [(frame.get("data-w"), frame[0].text, frame[1].get("x"), frame[1].get("width")) for frame in frames]
    assert told == [("3000000000", "a (3 s, 100%)", "0", "600"), ("1000000000", "b (1 s, 33.33%)", "200", "200")]
    assert [frame[1].get("y") for frame in frames] == [str(AXIS_PX), str(AXIS_PX + 20)]


def test_the_axis_has_ticks_at_round_times() -> None:
    root = picture_of([("a", 3 * SECOND, 0)])
    assert texts(root, "tick-label") == ["0 s", "1 s", "2 s", "3 s"]
    ticks = [path.get("d") for path in root.iter(f"{NAMESPACE}path")]
    assert ticks == [f"M{left} 0v{AXIS_PX + 20}" for left in (0, 200, 400, 600)]


def test_threads_have_a_line_with_their_name() -> None:
    samples = [("a", SECOND, 0), ("", SECOND, 0), ("b", SECOND, 1)]
    root = picture_of(samples, threaded=True)
    assert texts(root, "lane-name") == ["worker 0 · 1 s busy of 2 s", "worker 1 · 1 s busy of 1 s"]
    assert root.get("height") == str(AXIS_PX + 2 * (LANE_PX + 20))


def test_names_cannot_end_the_element() -> None:
    line = made(timed([("<", SECOND, 0), ("&", SECOND, 1)], threaded=True))
    ElementTree.fromstring(chart_svg(line, 0, style=""))
    assert lane_text(line, 1) == "worker 0 · 1 s busy of 1 s"
