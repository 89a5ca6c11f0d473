"""Every run of a benchmark as a dot."""

from __future__ import annotations

from xml.etree import ElementTree

import numpy as np
import pytest

from sitegen.drawing.run_plot import RunLane, run_plot_svg, swarm


def lane(name: str, *values: float, median: float = 0.0, interval: tuple[float, float] | None = None) -> RunLane:
    return RunLane(name, np.array(values, dtype=np.float64), median, interval)


def plot(*lanes: RunLane, label: str = "runs") -> ElementTree.Element:
    return ElementTree.fromstring(run_plot_svg(lanes, lambda value: f"{value:g} ms", label))


def centres(group: ElementTree.Element) -> list[str | None]:
    return [dot.get("cx") for dot in group.iter("circle")]


def test_the_axis_begins_at_the_lowest_run_and_ends_at_the_highest_of_both_sides() -> None:
    """From 10 to 30 over the 81 % between 17 and 98: 15 lies at a quarter, 37.25 %, 20 in the middle, 57.5 %."""
    svg = plot(lane("before", 10, 20, median=15), lane("after", 15, 30, median=22.5))
    before, after, axis = svg
    assert (before.get("class"), after.get("class")) == ("run-lane is-before", "run-lane is-after")
    assert centres(before) == ["17%", "57.5%"]
    assert centres(after) == ["37.25%", "98%"]
    assert [(text.text, text.get("x"), text.get("text-anchor")) for text in axis.iter("text")] == [
        ("10 ms", "17%", "start"),
        ("30 ms", "98%", "end"),
    ]


def test_the_median_and_its_interval_are_marked_on_the_same_axis() -> None:
    svg = plot(lane("runs", 0, 10, 40, median=10, interval=(0, 40)))
    marks = {line.get("class"): (line.get("x1"), line.get("x2")) for line in svg[0].iter("line")}
    assert marks == {"run-interval": ("17%", "98%"), "run-median": ("37.25%", "37.25%")}


def test_a_side_of_one_run_has_no_interval() -> None:
    assert [line.get("class") for line in plot(lane("before", 1.0, median=1.0))[0].iter("line")] == ["run-median"]


def test_every_run_is_there_with_its_number_and_value() -> None:
    svg = plot(lane("before", 3, 1), lane("after", 2))
    titles = [title.text for title in svg.iter("title")]
    assert titles == ["before, run 1: 3 ms", "before, run 2: 1 ms", "after, run 1: 2 ms"]
    assert len(list(plot(lane("runs", *range(3000))).iter("circle"))) == 3000


def test_runs_that_are_all_equal_stand_in_the_middle_under_one_label() -> None:
    svg = plot(lane("before", 5, 5, median=5))
    assert centres(svg[0]) == ["57.5%", "57.5%"]
    assert [(text.text, text.get("text-anchor")) for text in svg[1].iter("text")] == [("5 ms", "middle")]


def test_dots_that_would_touch_stand_beside_the_middle_and_keep_their_places() -> None:
    assert swarm(np.array([20.0, 20.5, 21.0, 24.0])).tolist() == [0, -1, 1, 0]
    assert swarm(np.array([50.0, 20.0])).tolist() == [0, 0]


def test_a_crowd_overlaps_instead_of_growing_without_bound() -> None:
    assert set(swarm(np.full(500, 40.0)).tolist()) == {-2, -1, 0, 1, 2}
    assert int(plot(lane("runs", *[1.0] * 500)).get("height", "0")) < 80


@pytest.mark.parametrize("values", [(1, 1, 1, 1, 1), (1, 2, 3), (1, 1, 1, 9)])
def test_all_dots_lie_inside_the_picture(values: tuple[float, ...]) -> None:
    svg = plot(lane("before", *values), lane("after", *values))
    height = float(svg.get("height", "nan"))
    middles = [float(dot.get("cy", "nan")) for dot in svg.iter("circle")]
    assert min(middles) - 3.5 >= 0
    assert max(middles) + 3.5 <= height - 18


def test_it_is_one_picture_with_a_sentence_and_no_text_ends_it() -> None:
    svg = plot(lane("before", 1), label='a "<b>" & \x00')
    assert (svg.get("role"), svg.get("aria-label")) == ("img", 'a "<b>" & �')
