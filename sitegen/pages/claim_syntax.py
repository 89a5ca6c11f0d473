"""What an author writes behind a role: a frame, the profile it is asked of, and what the number is claimed to be.

    log.Printf in net/http.(*conn).serve @before ~= 13%
    log.Printf @before -> after <= -10 points
    requests/s log/wrk_*.txt -> nolog/wrk_*.txt = 15.4 +- 0.5%
    log.Printf @before -> after against requests/s log/wrk_*.txt -> nolog/wrk_*.txt

In comes the text of a code span without its role, out goes a claim; no file has been looked for yet, no frame, and no
unit. A bare name ends at the first ` @`, ` -> ` or operator between spaces; quotes and slashes protect them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.analysis.select import FrameName
from sitegen.errors import FlamesiteError, quoted
from sitegen.pages.claim_value import Stated, parse_stated
from sitegen.pages.frame_name import FrameNameError, parse_frame_name, unescaped

FRAME_ROLES = ("pct", "self", "total", "samples", "delta", "ratio")
CHANGE_ROLES = ("delta", "ratio")
"""The roles that are about two sides."""

_ARROW = "->"
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_VALUE_NEXT = r"(?=\s|\Z|[+\-\u2212]?\d)"
_END_OF_NAME = rf"(?=\s+(?:@|->\s|(?:~=|>=|<=|=){_VALUE_NEXT})|\s*\Z)"
_END_OR_NARROWING = rf"(?:{_END_OF_NAME}|(?=\s+(?:in|from)\s+\S))"
_NAME = re.compile(
    rf"{_QUOTED}{_END_OR_NARROWING}|/(?:[^\\]|\\.)+?/{_END_OR_NARROWING}|\S.*?{_END_OR_NARROWING}", re.DOTALL
)
_NARROWING = re.compile(r"\s+(?:in|from)\s+(?=\S)")
_OPERATOR = re.compile(rf"(?:^|\s)(~=|>=|<=|=){_VALUE_NEXT}")
_WORD = re.compile(rf"{_QUOTED}(?=\s|$)|\S+")
_AGAINST = re.compile(r"(?:^|\s)against(?:\s+|$)")


class ClaimError(FlamesiteError):
    """What is wrong with a claim, in words."""


@dataclass(frozen=True, slots=True)
class FrameClaim:
    """A number of a frame; sources: one profile, or before and after; empty where the page is to tell."""

    role: str
    name: FrameName
    sources: tuple[str, ...]
    stated: Stated | None


@dataclass(frozen=True, slots=True)
class BenchClaim:
    """A benchmark's median, or its change; words: the benchmark's name, where given, then the metric's."""

    words: tuple[str, ...]
    sources: tuple[str, ...]
    stated: Stated | None


@dataclass(frozen=True, slots=True)
class PredictClaim:
    """What removing a frame would do to the rate; against: what the benchmark measured, where it is to be told."""

    name: FrameName
    sources: tuple[str, ...]
    against: BenchClaim | None
    stated: Stated | None


Claim = FrameClaim | BenchClaim | PredictClaim


def parse_claim(role: str, text: str) -> Claim:
    """The claim of a role of ours. Raises ClaimError."""
    if role == "bench":
        return _parse_bench(*_without_stated(text))
    name, rest = _read_name(text)
    if role == "predict":
        return _parse_prediction(name, rest)
    rest, stated = _without_stated(rest)
    sources = _read_sources(rest)
    if role in CHANGE_ROLES and len(sources) == 1:
        raise ClaimError(f"a {role} is between two sides, expected @before -> after, found {quoted(rest)}")
    if role not in CHANGE_ROLES and len(sources) == 2:
        raise ClaimError(
            f"{role} is of one profile, expected one alias after @, found {quoted(rest)}; use delta or ratio"
        )
    return FrameClaim(role, name, sources, stated)


def source_names(claim: Claim) -> tuple[str, ...]:
    """The aliases, paths and globs that a claim names, so that a note is known to use them."""
    if isinstance(claim, PredictClaim) and claim.against:
        return (*claim.sources, *claim.against.sources)
    return claim.sources


def _read_name(text: str) -> tuple[FrameName, str]:
    """The frame's name with what narrows it, and the rest of the text."""
    end = 0
    while found := _NAME.match(text, end):
        end = found.end()
        narrowing = _NARROWING.match(text, end)
        if narrowing is None:
            break
        end = narrowing.end()
    try:
        return parse_frame_name(text[:end]), text[end:].strip()
    except FrameNameError as err:
        raise ClaimError(str(err)) from err


def _read_sources(rest: str) -> tuple[str, ...]:
    if not rest:
        return ()
    if not rest.startswith("@"):
        raise ClaimError(f"expected @ALIAS, @BEFORE -> AFTER or an operator and a value, found {quoted(rest)}")
    sides = _split_sides(rest[1:])
    if any(len(side) != 1 for side in sides) or len(sides) > 2:
        raise ClaimError(f"expected @ALIAS or @BEFORE -> AFTER, then an operator and a value, found {quoted(rest)}")
    return tuple(side[0].removeprefix("@") for side in sides)


def _parse_prediction(name: FrameName, rest: str) -> PredictClaim:
    rest, stated = _without_stated(rest)
    against = None
    if found := _AGAINST.search(rest):
        against = _parse_bench(rest[found.end() :], None)
        rest = rest[: found.start()]
        if len(against.sources) != 2:
            raise ClaimError("expected both sides of the benchmark, as in against METRIC A -> B")
    return PredictClaim(name, _read_sources(rest), against, stated)


def _parse_bench(text: str, stated: Stated | None) -> BenchClaim:
    sides = _split_sides(text)
    if len(sides) > 2 or len(sides[0]) < 2 or any(len(side) != 1 for side in sides[1:]):
        raise ClaimError(f"expected METRIC A -> B, METRIC A, or a benchmark's name before either, found {quoted(text)}")
    *words, before = sides[0]
    return BenchClaim(tuple(words), (before, *(side[0] for side in sides[1:])), stated)


def _split_sides(text: str) -> list[list[str]]:
    """The words of a text in groups, between arrows; quotes taken off."""
    sides: list[list[str]] = [[]]
    for word in _WORD.findall(text):
        if word == _ARROW:
            sides.append([])
        elif len(word) > 1 and word[0] == word[-1] == '"':
            sides[-1].append(unescaped(word[1:-1]))
        elif _ARROW in word:
            raise ClaimError(f"expected spaces around ->, found {quoted(word)}; a name that holds it goes in quotes")
        else:
            sides[-1].append(word)
    return sides


def _without_stated(text: str) -> tuple[str, Stated | None]:
    """The text before the first operator outside of quotes, and what is stated from there on."""
    shaded = re.sub(_QUOTED, lambda found: "x" * len(found[0]), text)
    found = _OPERATOR.search(shaded)
    if found is None:
        return text.strip(), None
    try:
        return text[: found.start(1)].strip(), parse_stated(found[1], text[found.end(1) :].strip())
    except ValueError as err:
        raise ClaimError(str(err)) from err
