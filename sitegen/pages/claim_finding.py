"""What the data say of one claim: the number, its interval, and all that it rests on."""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.analysis.proportions import CONFIDENCE, Ends, Estimate
from sitegen.analysis.select import FrameName
from sitegen.model.units import format_share
from sitegen.pages.claim_quantity import write_interval
from sitegen.pages.claim_sources import ClaimSide
from sitegen.pages.claim_value import Quantity
from sitegen.pages.report import Fact


@dataclass(frozen=True, slots=True)
class Finding:
    """The number of a claim; estimate is None where nothing can be said, and then undecided says why.

    undecided: why the number may be noise: it is written as words, and only `~=` can hold
    numerator, denominator: what it was computed from, in words; source: profiles or benchmark files
    facts: more lines of the details; note: what stands behind the number in the text
    warning: what casts doubt on it, for the build and the text; frame, sides: what a link should open
    """

    quantity: Quantity
    estimate: Estimate | None
    undecided: str = ""
    numerator: str = ""
    denominator: str = ""
    source: str = ""
    facts: tuple[Fact, ...] = ()
    note: str = ""
    warning: str = ""
    frame: FrameName | None = None
    sides: tuple[ClaimSide, ...] = ()

    @property
    def interval(self) -> Ends | None:
        """The number's interval, where there is one."""
        return self.estimate.interval if self.estimate else None

    @property
    def reason(self) -> str:
        """Why there is no interval."""
        return self.estimate.reason if self.estimate else self.undecided

    @property
    def interval_name(self) -> str:
        """What the interval is called, with its cover; empty without one."""
        return f"{cover_text(self.estimate.cover)} interval" if self.estimate and self.estimate.interval else ""

    @property
    def interval_text(self) -> str:
        """The interval's ends and how it was made; empty without one."""
        if self.estimate is None or self.estimate.interval is None:
            return ""
        return f"{write_interval(self.quantity, self.estimate.interval)}, {self.estimate.method}"


def cover_text(cover: float) -> str:
    """What an interval covers: `95%`, or `96.83%` where few runs allow no other.

    >>> cover_text(0.95), cover_text(0.9375)
    ('95%', '93.75%')
    """
    return "95%" if cover == CONFIDENCE else format_share(cover)
