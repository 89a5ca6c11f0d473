"""pprof's drop_frames and keep_frames: cutting what a profile itself calls uninteresting.

The names are patterns that must match in full, after a little simplification. From the root on, the first matching
frame below a frame that does not match is cut with all that it calls; its value stays with its caller.
See Profile.Prune in https://github.com/google/pprof, profile/prune.go.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import re2
from numpy.typing import NDArray

from sitegen.errors import quoted
from sitegen.formats.pprof_frames import Symbols

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]
Classes = NDArray[np.uint8]

KEPT, CUT_BELOW, CUT = 0, 1, 2
"""What a location does to a stack: nothing, cut what it calls, be cut itself too."""

_BRACKET = re.compile(r"\(anonymous namespace\)|operator\(\)|\(")


def prune_locations(symbols: Symbols, drop: str, keep: str) -> tuple[Symbols, Classes]:
    """What each location does, uint8 (L,), and the symbols without the inlined lines that are cut.

    Raises ValueError for a pattern that is none.
    """
    matches = _matcher(drop, keep)
    dropped = np.array([bool(name) and matches(simplified(name)) for name in symbols.function_name], dtype=np.bool_)
    location, line_dropped = symbols.line_location, dropped[symbols.line_function]
    line = np.arange(len(location))
    # The outermost dropped line of a location is its last one, because lines lie innermost first.
    outermost = np.full(len(symbols.address), -1, np.int64)
    outermost[location[line_dropped]] = line[line_dropped]
    last = np.full(len(symbols.address), -2, np.int64)
    last[location] = line
    classes = np.where(outermost < 0, KEPT, np.where(outermost == last, CUT, CUT_BELOW)).astype(np.uint8)
    stays = (line > outermost[location]) | (classes[location] != CUT_BELOW)
    trimmed = replace(
        symbols,
        line_location=location[stays],
        line_function=symbols.line_function[stays],
        line_number=symbols.line_number[stays],
    )
    return trimmed, classes


def prune_stacks(rows: Ints, counts: Longs, classes: Classes) -> tuple[Ints, Longs]:
    """Cuts stacks of locations that lie one after another, leaf first; returns the rows that stay and their counts."""
    end = np.cumsum(counts)
    owner = np.repeat(np.arange(len(counts)), counts)
    at = np.arange(len(rows))
    row_class = classes[rows]
    # Where an index is given twice the later assignment stays: the place nearest the root.
    first_kept = np.full(len(counts), -1, np.int64)
    kept = np.flatnonzero(row_class == KEPT)
    first_kept[owner[kept]] = kept
    matching = np.flatnonzero((row_class != KEPT) & (at < first_kept[owner]))
    cut = np.full(len(counts), -1, np.int64)
    cut[owner[matching]] = matching
    start = np.where(cut < 0, end - counts, cut)
    start[cut >= 0] += row_class[cut[cut >= 0]] == CUT
    return rows[at >= start[owner]], end - start


def simplified(name: str) -> str:
    """A name as the patterns see it: without a leading dot and without its arguments.

    >>> simplified("std::sort(int*, int*)"), simplified("(anonymous namespace)::f(int)")
    ('std::sort', '(anonymous namespace)::f')
    """
    name = name.removeprefix(".")
    for bracket in _BRACKET.finditer(name):
        if bracket.group() == "(":
            return name[: bracket.start()]
    return name


def _matcher(drop: str, keep: str) -> Callable[[str], bool]:
    dropped = _pattern(drop)
    kept = _pattern(keep) if keep else None
    return lambda name: bool(dropped.search(name)) and not (kept and kept.search(name))


def _pattern(text: str) -> Any:
    options = re2.Options()
    options.log_errors = False
    try:
        return re2.compile(f"^({text})$", options=options)
    except re2.error as err:
        raise ValueError(f"{quoted(text)} is not a pattern: {err.args[0].decode('utf-8', 'replace')}") from err
