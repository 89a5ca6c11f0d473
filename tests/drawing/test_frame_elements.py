"""Frames as text: numbers as one by one, names and weights escaped, labels only where they are given."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.drawing.frame_elements import Boxes, Label, frame_elements, px, px_column, run_elements
from sitegen.drawing.telling import Telling
from tests.text_profiles import profile_of

LINES = {0: (20.0, 19.0, 33.5), 1: (0.0, 19.0, 13.5)}


def test_pixels_are_rounded_by_their_exact_value():
    """0.125 and 0.375 are halves: to even; 0.005 is above half in binary, 0.015 below, both are one times 100."""
    column = px_column(np.array([1200.0, 0.125, 0.375, 0.005, 0.015, 7.1, 0.0, -0.0, -0.004]))
    assert column == ["1200", "0.12", "0.38", "0.01", "0.01", "7.1", "0", "-0", "-0"]


@given(
    st.lists(
        st.floats(-10, 10_000)
        | st.integers(0, 2_400_000).map(lambda number: number / 200)
        | st.integers(0, 4_000).map(lambda number: 1200 * number / 4_001)
    )
)
def test_a_column_is_written_as_its_numbers_are(values):
    assert px_column(np.array(values, np.float64)) == [px(value) for value in values]


def test_a_frame_is_a_group_with_its_weight_title_box_and_label():
    tree = top_down(profile_of("a<b> 3\nc 1"))
    rows = np.array([0, 1])
    boxes = Boxes(np.array([0, 1]), np.array([0.0, 0.0]), np.array([1200.0, 900.25]))
    text = frame_elements(tree, Telling(tree, 0), rows, boxes, LINES, ["hue-root", "hue-1"], {1: Label("a<…", 4.0)})
    assert text == (
        '<g class="frame hue-root" data-w="4"><title>all (4 samples, 100%)</title>'
        '<rect x="0" y="20" width="1200" height="19" rx="1.5"/></g>'
        '<g class="frame hue-1" data-w="3"><title>a&lt;b&gt; (3 samples, 75.00%)</title>'
        '<rect x="0" y="0" width="900.25" height="19" rx="1.5"/><text x="4" y="13.5">a&lt;…</text></g>'
    )


def test_a_hatched_run_is_a_box():
    runs = Boxes(np.array([1]), np.array([10.5]), np.array([0.75]))
    assert run_elements(runs, LINES) == '<rect class="run" x="10.5" y="0" width="0.75" height="19"/>'
