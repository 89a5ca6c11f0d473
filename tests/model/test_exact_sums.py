"""Decimals that add up as on paper."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from sitegen.model import exact_sums
from tests.text_profiles import profile_of


def test_a_tenth_and_two_tenths_are_three_tenths():
    column = np.array([0.1, 0.2, 3.5])
    assert exact_sums.total(column) == 3.8
    assert exact_sums.summed(np.array([0, 0, 1]), column, 2).tolist() == [0.3, 3.5]


@given(st.lists(st.integers(0, 10**6), max_size=40), st.sampled_from([1, 10, 1000]))
def test_sums_of_decimals_are_the_nearest_doubles(numbers, scale):
    column = np.array([number / scale for number in numbers])
    exact = float(sum((Fraction(number, scale) for number in numbers), Fraction(0)))
    assert exact_sums.total(column) == exact


def test_numbers_of_no_few_places_are_added_as_they_are():
    column = np.array([1 / 3, 1 / 7])
    assert exact_sums.total(column) == 1 / 3 + 1 / 7


def test_a_leafs_total_is_its_own_weight():
    table = functions_of(top_down(profile_of("a 3.5\nm;b 0.1\nn;b 0.2")))
    row = list(table.functions.name).index("b")
    assert table.self_weight[row, 0] == table.total_weight[row, 0] == 0.3
