"""Whether a number agrees with what is stated of it, worked out by hand."""

from __future__ import annotations

import pytest

from sitegen.model import Metric
from sitegen.pages.claim_quantity import (
    CHANGE,
    FACTOR,
    POINTS,
    SHARE,
    count_quantity,
    difference_quantity,
    weight_quantity,
    write_interval,
)
from sitegen.pages.claim_value import NoInterval, Quantity, UnitError, holds, parse_stated

CPU = weight_quantity(Metric("cpu", "nanoseconds"))
SPACE = weight_quantity(Metric("alloc_space", "bytes"))
SAMPLES = count_quantity(Metric("samples"))
RATE = weight_quantity(Metric("requests/s", "requests/s"))


def agrees(text: str, quantity: Quantity, value: float, interval: tuple[float, float] | None = None) -> bool:
    operator, _, rest = text.partition(" ")
    return holds(parse_stated(operator, rest), quantity, value, interval)


@pytest.mark.parametrize(
    ("text", "quantity", "value", "expected"),
    [
        ("= 12.55%", SHARE, 243 / 1936, True),
        ("= 12.6%", SHARE, 243 / 1936, True),
        ("= 13%", SHARE, 243 / 1936, True),
        ("= 12.5%", SHARE, 243 / 1936, False),
        ("= 12.550%", SHARE, 243 / 1936, False),
        ("= 12.552%", SHARE, 243 / 1936, True),
        ("= 12.5 %", SHARE, 1 / 8, True),
        ("= 13%", SHARE, 1 / 8, True),  # half up, as every number of the page is rounded
        ("= 12%", SHARE, 1 / 8, False),
        ("= 35%", SHARE, 0.345, True),  # whose float lies below
        ("= 0%", SHARE, 0.0, True),
        ("= 2.43 s", CPU, 2.43e9, True),
        ("= 2,430 ms", CPU, 2.43e9, True),
        ("= 2.4 s", CPU, 2.43e9, True),
        ("= 525 us", CPU, 525_000.0, True),
        ("= 525 µs", CPU, 525_000.0, True),
        ("= 16.0 MiB", SPACE, 16.0 * 2**20 + 300, True),
        ("= 243", SAMPLES, 243.0, True),
        ("= 243 samples", SAMPLES, 243.0, True),
        ("= 1 sample", SAMPLES, 1.0, True),
        ("= 1,936", SAMPLES, 1936.0, True),
        ("= 70,723 requests/s", RATE, 70722.9, True),
        ("= -10.9 points", POINTS, -0.1089, True),
        ("= \u221210.9 pp", POINTS, -0.1089, True),
        ("= 10.9 pp", POINTS, -0.1089, False),
        ("= 0.2 pp", POINTS, 0.3 - 0.1 - 0.198, True),
        ("= 1.3x", FACTOR, 1.34, True),
        ("= 1.3×", FACTOR, 1.36, False),
        ("= 15.4%", CHANGE, 1.1542, True),
        ("= +15.4%", CHANGE, 1.1542, True),
        ("= 1.15x", CHANGE, 1.1542, True),
        ("= -23%", CHANGE, 0.77, True),
        (">= 30%", SHARE, 0.1 + 0.2, True),
        (">= 30%", SHARE, 0.3 - 1e-9, False),
        ("<= 20%", SHARE, 0.3 - 0.1, True),
        ("<= -10 points", POINTS, -0.11, True),
        ("= 12 +- 1%", SHARE, 0.13, True),
        ("= 12% +- 1 points", SHARE, 0.1101, True),
        ("= 12 ± 1%", SHARE, 0.1301, False),
        ("= 2 s +- 500 ms", CPU, 2.5e9, True),
        ("= 2 s +- 400 ms", CPU, 2.5e9, False),
        ("= 15% +- 0.01x", CHANGE, 1.159, True),
        ("= 15% +- 0.01x", CHANGE, 1.161, False),
    ],
)
def test_a_value_agrees_or_does_not(text, quantity, value, expected):
    assert agrees(text, quantity, value) is expected


def test_about_means_inside_of_the_interval_ends_included():
    for stated, expected in (("~= 11.1%", True), ("~= 14%", True), ("~= 11%", False), ("~= 14.11%", False)):
        assert agrees(stated, SHARE, 0.1255, (0.111, 0.141)) is expected
    assert agrees("~= 1000%", CHANGE, 1.2, (1.1, float("inf")))
    with pytest.raises(NoInterval):
        agrees("~= 12%", SHARE, 0.12)


@pytest.mark.parametrize(
    ("text", "quantity", "message"),
    [
        ("= 12", SHARE, "expected a value in %, found"),
        ("= 12 s", SHARE, "expected a value in %"),
        ("= 12%", POINTS, 'expected a value in points, found "= 12%"'),
        ("= 12", CPU, "expected a value in s or ms or µs"),
        ("= 12 MB", SPACE, "(closest: MiB"),
        ("= 12 samplers", SAMPLES, "(closest: samples"),
        ("= 12%", FACTOR, "expected a value in ×"),
        ("= 12% +- 1 s", SHARE, "expected a value in %"),
    ],
)
def test_a_value_in_another_unit_names_the_units_there_are(text, quantity, message):
    with pytest.raises(UnitError) as caught:
        agrees(text, quantity, 0.5)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("text", "quantity", "value", "written"),
    [
        ("= 12.5%", SHARE, 0.12549, "12.5%"),
        ("~= 13%", SHARE, 0.12551, "13%"),
        ("= 2,430 ms", CPU, 2.43e9, "2,430 ms"),
        ("= 2.430 s", CPU, 2.43e9, "2.430 s"),
        ("= 525 us", CPU, 525e3, "525 µs"),
        ("= 243", SAMPLES, 243, "243"),
        ("= 243 samples", SAMPLES, 243, "243 samples"),
        ("= 3 pp", POINTS, 0.03, "+3 points"),
        ("= -3 pp", POINTS, -0.03, "-3 points"),
        ("~= 0 pp", POINTS, -0.0001, "0 points"),
        ("= 15.4%", CHANGE, 1.1542, "+15.4%"),
        ("= 1.15x", CHANGE, 1.1542, "1.15×"),
    ],
)
def test_a_number_is_written_as_its_author_wrote_the_value(text, quantity, value, written):
    operator, _, rest = text.partition(" ")
    assert quantity.write_as(value, parse_stated(operator, rest)) == written


@pytest.mark.parametrize(
    ("quantity", "value", "prose", "precise"),
    [
        (SHARE, 0.12552, "12.6%", "12.55%"),
        (SHARE, 0.0004, "0.04%", "0.04%"),  # one decimal would say that there is nothing
        (SHARE, 0.9998, "99.98%", "99.98%"),  # or that there is nothing else
        (SHARE, 0.0, "0%", "0%"),
        (POINTS, -0.1089, "-10.9 points", "-10.89 points"),
        (POINTS, 0.00003, "+0.003 points", "+0.003 points"),
        (POINTS, 0.0, "0 points", "0 points"),
        (FACTOR, 0.0444433, "0.0444×", "0.0444×"),
        (FACTOR, 2.0, "2×", "2×"),
        (CHANGE, 1.1542, "+15.42%", "+15.42%"),
        (CPU, 1_073_333_333.3, "1.07 s", "1.07 s"),
        (SAMPLES, 1936, "1,936", "1,936 samples"),
        (difference_quantity(Metric("latency", "seconds")), -0.0025, "-2.5 ms", "-2.5 ms"),
    ],
)
def test_a_number_without_a_value_has_few_digits_and_never_says_nothing(quantity, value, prose, precise):
    assert (quantity.write(value), quantity.precise(value)) == (prose, precise)


@pytest.mark.parametrize(
    ("quantity", "interval", "written"),
    [
        (SHARE, (0.111496, 0.141020), "11.1 to 14.1%"),
        (SHARE, (0.0000177, 0.000566), "0.002 to 0.057%"),
        (SHARE, (0.0, 1.0), "0 to 100%"),
        (POINTS, (-0.1239, -0.0977), "-12.4 to -9.8 points"),
        (POINTS, (-0.017, 0.018), "-1.7 to +1.8 points"),
        (CPU, (2.14e9, 2.76e9), "2.14 to 2.76 s"),
        (CPU, (8.51e8, 1.35e9), "851 ms to 1.35 s"),
        (CHANGE, (1.1301, 1.2012), "+13.01% to +20.12%"),
        (CHANGE, (1.1, float("inf")), "+10.00% to any increase"),
    ],
)
def test_an_interval_has_as_many_digits_as_it_is_wide(quantity, interval, written):
    assert write_interval(quantity, interval) == written
