"""Ticks are as tests/data/time_axis.json says; tests/js/time_axis.test.js holds the page's script to the same."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawing.time_axis import NARROWEST_TICK_PX, ticks

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data/time_axis.json").read_text("utf-8"))[
    "cases"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['from_ns']}-{case['to_ns']}")
def test_the_table_of_ticks(case: dict[str, Any]) -> None:
    found = ticks(case["from_ns"], case["to_ns"], case["width_px"])
    assert [tick.at_ns for tick in found] == case["at_ns"]
    assert [tick.label for tick in found] == case["labels"]


@given(st.integers(0, 10**14).map(lambda eighths: eighths / 8), st.floats(1, 1e13), st.integers(110, 4000))
def test_ticks_lie_inside_and_apart(begin: float, length: float, width_px: int) -> None:
    found = [tick.at_ns for tick in ticks(begin, begin + length, width_px)]
    assert all(begin <= at <= begin + length for at in found)
    apart = {(later - at) * width_px / length for at, later in pairwise(found)}
    assert all(distance >= NARROWEST_TICK_PX * (1 - 1e-9) for distance in apart)
