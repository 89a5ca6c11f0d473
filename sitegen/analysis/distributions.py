"""The distributions behind tests and intervals: normal, Student's t, F and beta, as tails and quantiles.

A tail is the probability of lying above a value. Everything rests on the regularised incomplete beta function, by
its continued fraction (NIST's Digital Library of Mathematical Functions, 8.17.22) evaluated by Lentz's method; the
tests compare it with scipy.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from statistics import NormalDist

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Values = Floats | float

_CONVERGED = 1e-15
_MOST_TERMS = 20_000  # the fraction needs about sqrt(max(a, b)) terms: enough for 10**8 degrees of freedom
_TINY = 1e-300
_SHORTEST_STIRLING = 15.0  # from here on six terms of Stirling's series are exact to 1e-16
_STIRLING = (1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360)
_erfc = np.frompyfunc(math.erfc, 1, 1)


def normal_tail(value: Values) -> Floats:
    """P(Z > value), exact far out too: 6e-16 at 8."""
    return 0.5 * np.asarray(_erfc(np.asarray(value, dtype=np.float64) / math.sqrt(2)), dtype=np.float64)


def normal_quantile(tail: float) -> float:
    """The value with P(Z > value) = tail, for a tail in (0, 1)."""
    return -NormalDist().inv_cdf(tail)


def t_tail(value: Values, degrees: float) -> Floats:
    """P(T > value) of Student's t; infinite degrees of freedom are the normal distribution."""
    if math.isinf(degrees):
        return normal_tail(value)
    value = np.asarray(value, dtype=np.float64)
    square = value * value
    # Both arguments as quotients: 1 - x would lose what is left of x near 1.
    beyond = _beta_fraction(degrees / (degrees + square), square / (degrees + square), degrees / 2, 0.5)
    return np.asarray(np.where(value >= 0, beyond / 2, 1 - beyond / 2))


def t_quantile(tail: float, degrees: float) -> float:
    """The value with P(T > value) = tail, for a tail in (0, 1)."""
    if math.isinf(degrees):
        return normal_quantile(tail)
    if tail > 0.5:
        return -t_quantile(1 - tail, degrees)
    return _quantile(lambda value: float(t_tail(value, degrees)), tail)


def f_tail(value: Values, above: float, below: float) -> Floats:
    """P(F > value) of the F distribution with `above` and `below` degrees of freedom."""
    value = np.asarray(value, dtype=np.float64)
    whole = above * value + below
    return _beta_fraction(below / whole, above * value / whole, below / 2, above / 2)


def f_quantile(tail: float, above: float, below: float) -> float:
    """The value with P(F > value) = tail, for a tail in (0, 1)."""
    return _quantile(lambda value: float(f_tail(value, above, below)), tail)


def beta_below(value: Values, a: float, b: float) -> Floats:
    """P(X <= value) of the beta distribution: the regularised incomplete beta function, for values in [0, 1]."""
    value = np.asarray(value, dtype=np.float64)
    return _beta_fraction(value, 1 - value, a, b)


def beta_quantile(probability: float, a: float, b: float) -> float:
    """The value with P(X <= value) = probability, for a probability in (0, 1)."""

    def odds_above(odds: float) -> float:
        # Odds run over all positive numbers, so that a value next to 1 is found as exactly as one next to 0.
        return 1 - float(_beta_fraction(odds / (1 + odds), 1 / (1 + odds), a, b))

    odds = _quantile(odds_above, 1 - probability)
    return odds / (1 + odds)


def _beta_fraction(x: Values, rest: Values, a: float, b: float) -> Floats:
    """The regularised incomplete beta function at x; rest is 1 - x, given where it is known better."""
    shape = np.shape(x)
    x, rest = np.atleast_1d(np.asarray(x, np.float64)), np.atleast_1d(np.asarray(rest, np.float64))
    out = np.empty(x.shape, np.float64)
    near = x < (a + 1) / (a + b + 2)
    out[near] = _fraction(x[near], rest[near], a, b)
    out[~near] = 1 - _fraction(rest[~near], x[~near], b, a)
    return out.reshape(shape)


def _fraction(x: Floats, rest: Floats, a: float, b: float) -> Floats:
    """x**a (1-x)**b / (a B(a, b)) over the continued fraction, which converges fast for x below about a / (a + b)."""
    with np.errstate(divide="ignore"):
        # log1p of the other part is exact where a part is next to 1.
        log_x = np.where(x < 0.5, np.log(x), np.log1p(-rest))
        log_rest = np.where(rest < 0.5, np.log(rest), np.log1p(-x))
    front = np.exp(a * log_x + b * log_rest - _log_beta(a, b)) / a
    c = np.ones(x.shape, np.float64)
    d = 1 / _away_from_zero(1 - (a + b) * x / (a + 1))
    value = d.copy()
    for m in range(1, _MOST_TERMS):
        for step in (
            m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
            -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
        ):
            d = 1 / _away_from_zero(1 + step * d)
            c = _away_from_zero(1 + step / c)
            change = c * d
            value *= change
        if not value.size or np.abs(change - 1).max() < _CONVERGED:
            break
    return np.asarray(front * value)


def _away_from_zero(value: Floats) -> Floats:
    return np.where(np.abs(value) < _TINY, _TINY, value)


def _log_beta(a: float, b: float) -> float:
    """The logarithm of the beta function, without the cancellation of three large logarithms."""
    small, large = sorted((a, b))
    if large < _SHORTEST_STIRLING:
        return math.lgamma(a) + math.lgamma(b) - math.lgamma(a + b)
    both = small + large
    quotient = small - (large - 0.5) * math.log1p(small / large) - small * math.log(both)
    return math.lgamma(small) + quotient + _stirling(large) - _stirling(both)


def _stirling(z: float) -> float:
    """What Stirling's formula leaves out of the logarithm of gamma."""
    return sum(factor / z ** (2 * power + 1) for power, factor in enumerate(_STIRLING))


def _quantile(tail_of: Callable[[float], float], tail: float) -> float:
    """The positive value at which a falling function passes `tail`: bracketed in steps of four, then Illinois' rule.

    Works on the logarithms of value and tail, which are nearly straight far out.
    """
    low, high = 1.0, 1.0
    while tail_of(low) < tail and low > _TINY:
        low /= 4
    while tail_of(high) > tail and high < 1 / _TINY:
        high *= 4

    def off(log_value: float) -> float:
        return math.log(max(tail_of(math.exp(log_value)), _TINY) / tail)

    left, right = math.log(low), math.log(high)
    at_left, at_right = off(left), off(right)
    middle = (left + right) / 2
    moved = 0
    for _ in range(200):
        if at_left == at_right:
            break
        last, middle = middle, right - at_right * (right - left) / (at_right - at_left)
        at_middle = off(middle)
        if at_middle == 0 or abs(middle - last) <= 1e-15 * max(1.0, abs(middle)):
            break
        # An end that stays twice is halved, or it would stay for ever; see Dowell and Jarratt, BIT 11 (1971).
        if (at_middle > 0) == (at_left > 0):
            left, at_left, at_right = middle, at_middle, at_right / (2 if moved == -1 else 1)
            moved = -1
        else:
            right, at_right, at_left = middle, at_middle, at_left / (2 if moved == 1 else 1)
            moved = 1
    return math.exp(middle)
