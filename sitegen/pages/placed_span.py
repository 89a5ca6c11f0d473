"""The code spans of a block with their places in the author's file, and the roles that they begin with.

In comes a leaf block of prose, out come its code spans in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from sitegen.pages.code_span import find_code_spans
from sitegen.pages.leaves import Fragment, Leaf

_ROLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_-]*)\}")
_TABLE_RULE = re.compile(r"\s*:?-+:?\s*")


@dataclass(frozen=True, slots=True)
class PlacedSpan:
    """A code span with the place of its first backtick; escape is the place of a backslash that has to go.

    end_line and end_offset: behind its last backtick.
    """

    text: str
    line: int
    offset: int
    end_line: int
    end_offset: int
    begins_block: bool
    role: re.Match[str] | None
    escape: tuple[int, int] | None


def placed_spans(leaf: Leaf) -> list[PlacedSpan]:
    """The code spans of a leaf; none where it is code or HTML."""
    if leaf.kind != "prose" or not any("`" in fragment.text for fragment in leaf.fragments):
        return []
    placed = []
    for number, run in enumerate(_runs(leaf.fragments)):
        text = "\n".join(fragment.text for fragment in run)
        starts = list(accumulate((len(fragment.text) + 1 for fragment in run), initial=0))
        for span in find_code_spans(text):
            begins_block = number == 0 and span.start == 0
            line, offset = _position(run, starts, span.start)
            end = _position(run, starts, span.end - 1)
            place = (line, offset, end[0], end[1] + 1, begins_block)
            if span.text.startswith("\\") and _ROLE.match(span.text, 1):
                escape = _position(run, starts, span.content_start)
                placed.append(PlacedSpan(span.text[1:], *place, None, escape))
            else:
                placed.append(PlacedSpan(span.text, *place, _ROLE.match(span.text), None))
    return placed


def _position(run: Sequence[Fragment], starts: Sequence[int], index: int) -> tuple[int, int]:
    """Line index and offset of a character of the run's text, given where its lines start in that text."""
    number = bisect_right(starts, index) - 1
    return run[number].line, run[number].offset + index - starts[number]


def _runs(fragments: Sequence[Fragment]) -> list[Sequence[Fragment]]:
    """The lines that a code span may cross: all of a paragraph, but one row of a table."""
    for index in range(1, len(fragments)):
        header, rule = fragments[index - 1].text, fragments[index].text
        cells = rule.strip().removeprefix("|").removesuffix("|").split("|")
        if "|" in header and "|" in rule and all(_TABLE_RULE.fullmatch(cell) for cell in cells):
            rows = [fragments[row : row + 1] for row in range(index - 1, len(fragments))]
            return [fragments[: index - 1], *rows] if index > 1 else rows
    return [fragments]
