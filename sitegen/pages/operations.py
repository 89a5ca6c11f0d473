"""How many operations a profiled run did: what `per=` says of each side, a number or the run's own benchmark results.

    per=1000000                     each run did a million operations
    per="1e6 -> 1.2e6"              before and after
    per="log/wrk_during_cpu_[1-3].txt -> nolog/wrk_during_cpu_[1-3].txt"

A benchmark that runs beside a profiler seldom begins and ends with it. So its rate is taken and multiplied by the
profile's own duration.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from sitegen.errors import FlamesiteError, quoted
from sitegen.model import Profile
from sitegen.model.runs import Series
from sitegen.pages.difference import PerOperation
from sitegen.pages.result_store import ResultStore
from sitegen.pages.sources import Aliases, NoSuchSource

_RATES = {"requests/s": "request", "iterations/s": "iteration", "ops/s": "op", "items/s": "item"}
_NUMBER = re.compile(r"[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?:[eE][0-9]{1,2})?")
_ARROW = re.compile(r"\s+->\s+")

OperationSide = float | tuple[str, ...]
"""A number of operations a run, or the names of benchmark files."""


class NoOperations(FlamesiteError):
    """Operations that cannot be known, with the reason and the remedy."""


@dataclass(frozen=True, slots=True)
class AskedOperations:
    """What an author's `per=` says of either side."""

    before: OperationSide
    after: OperationSide


def parse_operations(text: str) -> AskedOperations:
    """Reads the value of `per=`. Raises ValueError.

    >>> parse_operations("1,000")
    AskedOperations(before=1000.0, after=1000.0)
    >>> parse_operations("a.txt -> b_1.txt b_2.txt")
    AskedOperations(before=('a.txt',), after=('b_1.txt', 'b_2.txt'))
    """
    sides = [_parse_side(part) for part in _ARROW.split(text.strip())]
    if len(sides) == 1 and isinstance(sides[0], float):
        return AskedOperations(sides[0], sides[0])
    if len(sides) != 2:
        raise ValueError("expected a number of operations, or benchmark files of both sides as A -> B")
    return AskedOperations(*sides)


def operations_of(
    asked: AskedOperations,
    profiles: tuple[Sequence[Profile], Sequence[Profile]],
    store: ResultStore,
    folder: Path,
    aliases: Aliases,
) -> PerOperation:
    """The operations of each run of both sides. Raises NoOperations, and SourceError for files that cannot be read."""
    counts: list[tuple[float, ...]] = []
    nouns: list[str] = []
    sources: list[str] = []
    for when, side, runs in zip(("before", "after"), (asked.before, asked.after), profiles, strict=True):
        if isinstance(side, float):
            counts.append((side,) * len(runs))
            continue
        rates, noun, source = _rates(side, store, folder, aliases)
        counts.append(_counts(rates, runs, when))
        nouns.append(noun)
        sources.append(source)
    if len(set(nouns)) > 1:
        raise NoOperations(f"expected the same operation on both sides, found {' and '.join(nouns)}; give numbers")
    return PerOperation(counts[0], counts[1], next(iter(nouns), "op"), next(iter(sources), "as the author says"))


def _parse_side(text: str) -> OperationSide:
    if _NUMBER.fullmatch(text):
        count = float(text.replace(",", ""))
        if count > 0:
            return count
        raise ValueError("expected a number of operations above 0")
    names = tuple(text.split())
    if not names:
        raise ValueError("expected a number of operations, or benchmark files of both sides as A -> B")
    return names


def _rates(names: Sequence[str], store: ResultStore, folder: Path, aliases: Aliases) -> tuple[Series, str, str]:
    """The rates of a side's runs, what an operation is called, and a word on where they come from."""
    paths: list[Path] = []
    for name in names:
        try:
            paths += store.resolve(name, folder, aliases)
        except NoSuchSource as err:
            raise NoOperations(str(err)) from err
    results = store.side(paths)
    found = [series for series in results.series if series.metric.name in _RATES]
    if len(found) != 1:
        listed = ", ".join(f"{series.benchmark} {series.metric.name}".strip() for series in found) or "none"
        raise NoOperations(
            f"expected one rate ({', '.join(_RATES)}) in {quoted(' '.join(names))}, found {listed}; give a number"
        )
    metric = found[0].metric.name
    return found[0], _RATES[metric], f"{results.tool}'s {metric} of the same run times the profile's duration"


def _counts(rates: Series, runs: Sequence[Profile], when: str) -> tuple[float, ...]:
    if len(rates.values) != len(runs):
        raise NoOperations(
            f"expected the benchmark results of {len(runs)} runs {when}, one for each profile, found "
            f"{len(rates.values)}; name the files of the same runs"
        )
    durations = [profile.provenance.duration_s for profile in runs]
    if not all(durations):
        raise NoOperations(
            f"the profile of run {durations.index(None) + 1 if None in durations else 1} {when} does not say how long "
            "it was recorded, so a rate gives no number of operations; give a number"
        )
    return tuple((rates.values * np.array(durations, np.float64)).tolist())
