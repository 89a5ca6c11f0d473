"""The value that an author states, and whether a number agrees with it.

    = 12.6%          the number rounds to it, at its own decimals
    ~= 13%           it lies inside the number's interval
    >= 12%, <= 13%   the number is at least, at most
    = 12 +- 1%       the number is at most so far from it

A `Quantity` says what the units of one kind of number mean and how the house writes it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from sitegen.errors import FlamesiteError, closest, quoted

# So many digits are exact in a Decimal, and more than any measurement has.
_NUMBER = r"([+\-\u2212]?(?:\d{1,3}(?:,\d{3}){1,4}|\d{1,15})(?:\.\d{1,10})?)"
_VALUE = re.compile(rf"{_NUMBER}\s*(.*?)(?:\s*(?:\+-|\+/-|±)\s*{_NUMBER}\s*(.*?))?", re.DOTALL)
_SLACK = Decimal("1e-12")  # of the larger number: what a sum of floats may be off by


class UnitError(FlamesiteError):
    """A value in a unit that the number does not have."""


class NoInterval(FlamesiteError):
    """A value that is to lie inside an interval which there is none of."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What is claimed of a number; decimals: of the value as written, by which `=` rounds.

    tolerance and its unit: what stands behind +-, or None
    """

    operator: str
    number: Decimal
    unit: str
    tolerance: Decimal | None
    tolerance_unit: str
    text: str

    @property
    def decimals(self) -> int:
        """How many decimals the value has."""
        exponent = self.number.as_tuple().exponent
        assert isinstance(exponent, int), "a number as written is finite"
        return -exponent


@dataclass(frozen=True, slots=True)
class Scale:
    """A unit: the number in it is factor * value + offset; suffix: how it stands behind a number."""

    factor: Decimal
    suffix: str
    offset: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A kind of number. scales: its units as authors may write them, the empty one where none is needed.

    write: the number in prose; precise: with all digits worth telling; is_signed: whether a plus is written
    tolerance_units: those of a distance from a value, where they are others; a distance has no offset
    """

    scales: Mapping[str, Scale]
    write: Callable[[float], str]
    precise: Callable[[float], str]
    is_signed: bool = False
    tolerance_units: tuple[str, ...] = ()

    def scale(self, unit: str, stated: str) -> Scale:
        """The unit of that name. Raises UnitError."""
        if unit not in self.scales:
            known = [name for name in self.scales if name]
            wanted = " or ".join(dict.fromkeys(self.scales[name].suffix.strip() for name in known)) or "a bare number"
            hint = closest(unit, known) if unit else ""
            raise UnitError(f"expected a value in {wanted}, found {quoted(stated)}{hint}")
        return self.scales[unit]

    def write_as(self, value: float, stated: Stated) -> str:
        """The number in the unit and with the decimals that the author wrote."""
        scale = self.scale(stated.unit, stated.text)
        rounded = _rounded(_in_scale(value, scale), stated.decimals)
        sign = "+" if self.is_signed and rounded > 0 and not scale.suffix.startswith("×") else ""
        return f"{sign}{rounded:,f}{scale.suffix}"


def parse_stated(operator: str, text: str) -> Stated:
    """A value as written behind an operator. Raises ValueError."""
    found = _VALUE.fullmatch(text)
    if found is None:
        raise ValueError(
            f"expected a number with its unit after {operator}, as 13%, 1.3x or 2.4 s, found {quoted(text)}"
        )
    number, unit, tolerance, tolerance_unit = found.groups()
    if tolerance is not None and operator != "=":
        raise ValueError(f"+- goes with =, found it after {operator}")
    return Stated(
        operator,
        _decimal(number),
        unit or tolerance_unit or "",
        None if tolerance is None else abs(_decimal(tolerance)),
        tolerance_unit or unit or "",
        f"{operator} {text}",
    )


def holds(stated: Stated, quantity: Quantity, value: float, interval: tuple[float, float] | None) -> bool:
    """Whether what is stated is so. Raises UnitError; NoInterval for `~=` without one."""
    scale = quantity.scale(stated.unit, stated.text)
    number = _in_scale(value, scale)
    if stated.operator == "~=":
        if interval is None:
            raise NoInterval
        low, high = (_in_scale(end, scale) for end in interval)
        return _at_most(low, stated.number) and _at_most(stated.number, high)
    if stated.operator == ">=":
        return _at_most(stated.number, number)
    if stated.operator == "<=":
        return _at_most(number, stated.number)
    if stated.tolerance is None:
        return _rounded(number, stated.decimals) == stated.number
    return _at_most(abs(number - stated.number), _distance(stated, quantity, scale))


def _distance(stated: Stated, quantity: Quantity, scale: Scale) -> Decimal:
    """How far the number may be off, in the value's unit."""
    assert stated.tolerance is not None
    if stated.tolerance_unit in quantity.tolerance_units:
        return stated.tolerance
    its = quantity.scale(stated.tolerance_unit, stated.text)
    return stated.tolerance * scale.factor / its.factor


def _in_scale(value: float, scale: Scale) -> Decimal:
    # Fifteen digits are what a float holds for sure: 0.3 - 0.1 is 0.2, and 0.345 is no less than 34.5 %.
    if value in (float("inf"), float("-inf")):
        return Decimal(value)
    return Decimal(format(value, ".15g")) * scale.factor + scale.offset


def _rounded(number: Decimal, decimals: int) -> Decimal:
    rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    return rounded if rounded else abs(rounded)


def _at_most(low: Decimal, high: Decimal) -> bool:
    return low <= high + _SLACK * max(abs(low), abs(high)) if low.is_finite() and high.is_finite() else low <= high


def _decimal(text: str) -> Decimal:
    return Decimal(text.replace(",", "").replace("\u2212", "-"))
