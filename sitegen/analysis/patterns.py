"""Patterns that authors write between slashes: a pattern in, the names that it occurs in out.

The dialect is RE2's, the same as in the page's search (themes/default/js/pattern.js), so a pattern means the same in
a note and in the browser: unanchored, no look-around, no back-references. tests/data/patterns.json holds both to it.
See https://github.com/google/re2/wiki/Syntax.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

import numpy as np
import re2
from numpy.typing import NDArray

from sitegen.errors import FlamesiteError, quoted

MOST_CHARACTERS = 5_000  # as in the page; RE2 alone would take many times that

# RE2 says "reason: fragment"; these are its reasons in the page's words.
_REASONS = {
    "bad repetition operator": "a repeat cannot be repeated; put the first in brackets",
    "invalid UTF-8": "an escape is not finished",
    "invalid character class range": "there is no such class or range of characters",
    "invalid escape sequence": "there is no such escape",
    "invalid named capture group": "a group's name is letters, digits and _ between < and >",
    "invalid perl operator": "there is no such kind of group",
    "invalid repetition size": "counts are out of order, or go beyond 1000 (nested ones multiplied)",
    "missing )": 'a group is not closed, ")" is missing',
    "missing ]": 'a class is not closed, "]" is missing',
    "no argument for repetition operator": "there is nothing to repeat",
    "pattern too large - compile failed": "the pattern is too large; use smaller counts",
    "trailing \\": "a single backslash stands at the end",
    "unexpected )": '")" has no "(" before it',
}
_LOOK_AROUND = ("(?=", "(?!", "(?<=", "(?<!")
_ESCAPES = re.compile(r"\\Q.*?(?:\\E|\Z)|\\.", re.DOTALL)


class PatternError(FlamesiteError):
    """A pattern that is refused: the reason, and the place in characters from 1 where it is known."""

    def __init__(self, reason: str, fragment: str, position: int | None) -> None:
        super().__init__(reason, fragment, position)
        self.reason = reason
        self.fragment = fragment
        self.position = position

    def __str__(self) -> str:
        place = "" if self.position is None else f", at character {self.position}"
        return f"{self.reason}{place}: {quoted(self.fragment)}" if self.fragment else f"{self.reason}{place}"


class Pattern:
    """A compiled pattern."""

    def __init__(self, source: str, expression: Any) -> None:
        self.source = source
        self._expression = expression

    def matches(self, names: Sequence[str]) -> NDArray[np.bool_]:
        """Return for each name whether the pattern occurs in it: bool (names,)."""
        search = self._expression.search
        found = (search(_utf8(name)) is not None for name in names)
        return np.fromiter(found, dtype=np.bool_, count=len(names))


def compile_pattern(source: str, *, ignore_case: bool = False) -> Pattern:
    """Compile a pattern of RE2's syntax. Raises PatternError with the reason and, where known, the place."""
    if len(source) > MOST_CHARACTERS:
        raise PatternError(f"the pattern has {len(source)} characters, and {MOST_CHARACTERS} are the most", "", None)
    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.case_sensitive = not ignore_case
    try:
        expression = re2.compile(_utf8(source), options)
    except re2.error as err:
        raise _pattern_error(source, err.args[0].decode("utf-8", "replace")) from err
    for escape in _ESCAPES.finditer(source):
        if escape.group() == r"\C":  # half a character; the page, which has no bytes, could not follow
            raise PatternError("single bytes are not supported", r"\C", escape.start() + 1)
    return Pattern(source, expression)


def _utf8(text: str) -> bytes:
    """The text as RE2 reads it; half a surrogate pair, as a file name may hold, stays a character of its own."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        paired = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
        return paired.encode("utf-8", "surrogatepass")


def _pattern_error(source: str, message: str) -> PatternError:
    code, _, fragment = message.partition(": ")
    reason = _REASONS.get(code, code)
    if fragment in _LOOK_AROUND:
        reason = "look-around is not supported"
    elif code == "invalid escape sequence" and fragment[1:2] in tuple("123456789"):
        reason = "back-references are not supported"
    if code == "trailing \\":
        return PatternError(reason, "\\", len(source))
    if not fragment:
        return PatternError(reason, "", None)
    is_whole = fragment == source and code in ("missing )", "unexpected )")  # RE2 quotes all of it, not the place
    is_found = source.count(fragment) == 1 and not is_whole
    return PatternError(reason, fragment, source.index(fragment) + 1 if is_found else None)
