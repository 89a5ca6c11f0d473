"""Charts are laid out as tests/data/chart.json says; tests/js/chart.test.js holds the page's script to the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawing.chart_layout import lay_out_chart
from sitegen.model import Timeline
from tests.drawing.test_layout import tree_of
from tests.text_profiles import names
from tests.timed_profiles import Sample, made, timed

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data/chart.json").read_text("utf-8"))["cases"]


def timeline_of(case: dict[str, Any]) -> Timeline:
    """The table's columns; weights are of no matter."""
    tree = tree_of(case["depth"], [0.0] * len(case["depth"]), None)
    times = np.array(case["begin"], np.float64), np.array(case["end"], np.float64)
    return Timeline(tree, *times, np.array(case["lanes"], np.int64))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_table_of_charts(case: dict[str, Any]) -> None:
    picture = lay_out_chart(timeline_of(case), case["from_ns"], case["to_ns"], case["width_px"])
    assert picture.rows.tolist() == case["rows"]
    assert picture.track.tolist() == case["track"]
    assert picture.left_px.tolist() == pytest.approx(case["left"])
    assert picture.width_px.tolist() == pytest.approx(case["width"])
    runs = picture.run_track.tolist(), picture.run_left_px.tolist(), picture.run_width_px.tolist()
    assert [list(run) for run in zip(*runs, strict=True)] == [pytest.approx(run) for run in case["runs"]]
    assert [lane.tracks for lane in picture.lanes] == case["tracks"]


def test_there_are_never_too_many_elements() -> None:
    line = made(timed([("a", 1, 0), ("b", 1, 0)] * 4000))
    picture = lay_out_chart(line, 0, 8000, 8000, most=1000)
    assert len(picture.rows) + len(picture.run_track) <= 1000
    assert float(picture.run_width_px.sum()) == pytest.approx(8000)


samples = st.lists(
    st.tuples(st.lists(names, max_size=6).map("".join), st.integers(1, 50), st.integers(0, 2)), max_size=40
)


@given(samples, st.booleans())
def test_every_stretch_lies_where_it_was(listed: list[Sample], threaded: bool) -> None:
    """At a pixel a nanosecond everything is drawn: left and width are begin and length."""
    line = made(timed(listed, threaded))
    whole = int(line.end_ns[0])
    picture = lay_out_chart(line, 0, whole, whole)
    assert len(picture.run_track) == 0
    assert np.allclose(picture.left_px, line.begin_ns[picture.rows])
    assert np.allclose(picture.width_px, line.length_ns[picture.rows])
    frames = np.ones(len(line.tree), np.bool_)
    frames[[0, *line.lanes]] = False
    assert picture.rows.tolist() == np.flatnonzero(frames).tolist()
