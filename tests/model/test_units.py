"""Numbers are written as tests/data/numbers.json says; tests/js/numbers.test.js holds the page's script to the same."""

from __future__ import annotations

import json
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Metric
from sitegen.model.units import format_number, format_share, format_weight, normal_unit

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data/numbers.json").read_text("utf-8"))["rows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']} {row['text']}")
def test_the_table_of_numbers(row: dict[str, Any]) -> None:
    value = row["value"]
    if row["rule"] == "weight":
        text = format_weight(value, Metric(row["name"], row["unit"], row.get("per", "")))
    else:
        text = format_number(value) if row["rule"] == "number" else format_share(value)
    assert text == row["text"]


@pytest.mark.parametrize(
    ("written", "unit"),
    [
        ("ns", "nanoseconds"),
        ("Nanoseconds", "nanoseconds"),
        (" us ", "microseconds"),
        ("MS", "milliseconds"),
        ("sec", "seconds"),
        ("kb", "kilobytes"),
        ("byte", "bytes"),
        ("", "count"),
        ("counts", "count"),
        ("GCU", "GCU"),
    ],
)
def test_units_are_known_by_their_short_forms(written: str, unit: str) -> None:
    assert normal_unit(written) == unit


@given(st.integers(min_value=0, max_value=2**53))
def test_a_time_reads_back_within_half_a_unit_of_its_third_digit(nanoseconds: int) -> None:
    """Whatever step is chosen, what is written is the weight to three significant digits or better."""
    number, unit = format_weight(nanoseconds, Metric("cpu", "nanoseconds")).split(" ")
    factor = {"ns": 1, "µs": 10**3, "ms": 10**6, "s": 10**9}[unit]
    assert abs(float(number.replace(",", "")) * factor - nanoseconds) <= max(nanoseconds * 0.005, 1e-6)


def share_by_decimals(share: float) -> str:
    """The rule without floats: half up on the exact value, two places from 1 %, two significant digits below."""
    percent = Decimal(share) * 100
    if not percent:
        return "0%"
    if abs(percent) >= 1:
        text = f"{percent.quantize(Decimal('0.01'), ROUND_HALF_UP)}"
        return f"{text.replace('100.00', '100') if abs(Decimal(text)) == 100 else text}%"
    text = f"{percent.quantize(Decimal(1).scaleb(percent.adjusted() - 1), ROUND_HALF_UP):f}"
    return f"{text.rstrip('0').rstrip('.')}%"


@given(
    st.floats(-20, 20)
    | st.floats(-1e-9, 0.02)
    | st.tuples(st.integers(-(10**6), 10**6), st.integers(1, 10**7)).map(lambda pair: pair[0] / pair[1])
    | st.integers(-4000, 400_000).map(lambda number: number / 200_000)
)
def test_a_share_is_rounded_by_its_exact_value(share: float) -> None:
    assert format_share(share) == share_by_decimals(share)
