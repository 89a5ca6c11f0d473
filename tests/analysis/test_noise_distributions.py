"""Our own tails and quantiles against scipy's (tests/data/noise.json, written by noise_oracle.py beside it)."""

from __future__ import annotations

import json
import math
from pathlib import Path

import numpy as np
import pytest

from sitegen.analysis import distributions

ORACLE = json.loads(Path(__file__).parent.parent.joinpath("data/noise.json").read_text("utf-8"))
FUNCTIONS = (
    "normal_tail",
    "normal_quantile",
    "t_tail",
    "t_quantile",
    "f_tail",
    "f_quantile",
    "beta_below",
    "beta_quantile",
)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_agrees_with_scipy(name):
    for *arguments, expected in ORACLE[name]:
        found = float(getattr(distributions, name)(*arguments))
        assert found == pytest.approx(expected, rel=1e-9, abs=1e-300), arguments


def test_columns_are_taken_as_a_whole():
    values = np.array([[0.5, 2.0], [-1.0, 30.0]])
    tails = distributions.t_tail(values, 3.0)
    one_by_one = [[float(distributions.t_tail(value, 3.0)) for value in row] for row in values.tolist()]
    np.testing.assert_allclose(tails, one_by_one, rtol=1e-13)


def test_infinite_degrees_are_the_normal_distribution():
    assert float(distributions.t_tail(1.5, math.inf)) == float(distributions.normal_tail(1.5))
    assert distributions.t_quantile(0.025, math.inf) == distributions.normal_quantile(0.025)


def test_one_degree_of_freedom_is_the_cauchy_distribution():
    """Its tail is known: 1/2 - atan(t) / pi."""
    for value in (1e-8, 0.3, 5.0):
        assert float(distributions.t_tail(value, 1)) == pytest.approx(0.5 - math.atan(value) / math.pi, rel=1e-14)
