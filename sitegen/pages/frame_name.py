"""How an author names a frame: the same grammar in fences, callouts, claims and options.

    net/http.(*conn).serve              the full name, literally
    "a name in quotes"                  for names that hold " in ", " from ", or begin with a quote or a slash
    /^runtime\\.mallocgc/                every name that the RE2 pattern finds
    log.Printf in main.handle           narrowed to what has such an ancestor, which may itself be narrowed
    main.work from worker.go            narrowed to one file

In comes the text, out goes a `FrameName`; which frames it means is decided where a profile is at hand.
"""

from __future__ import annotations

import re
from typing import Literal

from sitegen.analysis.select import FrameName
from sitegen.errors import FlamesiteError, quoted

MOST_ANCESTORS = 32  # more would be a mistake, and the record nests once for each

_ESCAPE = re.compile(r'\\(["\\])')
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_NARROWING = re.compile(r"\s+(in|from)\s+(?=\S)")
_NARROWING_OR_END = re.compile(r"\s+(?:in|from)\s+\S|\s*\Z")


class FrameNameError(FlamesiteError):
    """A text that names no frame; offset counts characters from its beginning, 0 for the first."""

    def __init__(self, offset: int, message: str) -> None:
        super().__init__(offset, message)
        self.offset = offset
        self.message = message

    def __str__(self) -> str:
        return self.message


def parse_frame_name(text: str) -> FrameName:
    """Read a name with what narrows it; ` from FILE` belongs to the name right before it.

    >>> parse_frame_name("log.Printf in main.handle from main.go")
    FrameName(kind='literal', text='log.Printf', within=FrameName(kind='literal', text='main.handle', within=None, \
file='main.go'), file=None)

    Raises FrameNameError.
    """
    links: list[tuple[Literal["literal", "pattern"], str, str | None]] = []
    offset = len(text) - len(text.lstrip())
    text = text.rstrip()
    while True:
        kind, name, offset = _read_name(text, offset)
        word, offset = _read_narrowing(text, offset)
        file = None
        if word == "from":
            file, offset = _read_file(text, offset)
            word, offset = _read_narrowing(text, offset)
        if word == "from":
            raise FrameNameError(
                offset, "expected one file after from, got a second; put a name that holds it in quotes"
            )
        links.append((kind, name, file))
        if word is None:
            break
        if len(links) > MOST_ANCESTORS:
            raise FrameNameError(offset, f"expected at most {MOST_ANCESTORS} ancestors, got more")
    within: FrameName | None = None
    for kind, name, file in reversed(links):
        within = FrameName(kind, name, within, file)
    assert within is not None
    return within


def _read_name(text: str, offset: int) -> tuple[Literal["literal", "pattern"], str, int]:
    if offset >= len(text):
        raise FrameNameError(offset, "expected the name of a frame, got nothing")
    if text[offset] == '"':
        name, end = _read_quoted(text, offset)
        return "literal", name, end
    if text[offset] == "/":
        name, end = _read_pattern(text, offset)
        return "pattern", name, end
    name, end = _read_bare(text, offset)
    return "literal", name, end


def _read_file(text: str, offset: int) -> tuple[str, int]:
    return _read_quoted(text, offset) if text[offset] == '"' else _read_bare(text, offset)


def _read_bare(text: str, offset: int) -> tuple[str, int]:
    narrowing = _NARROWING.search(text, offset)
    end = narrowing.start() if narrowing else len(text)
    return text[offset:end], end


def _read_quoted(text: str, offset: int) -> tuple[str, int]:
    found = _QUOTED.match(text, offset)
    if found is None:
        raise FrameNameError(offset, f"expected a closing quote after {quoted(text[offset:])}")
    if not _NARROWING_OR_END.match(text, found.end()):
        rest = quoted(text[found.end() :])
        raise FrameNameError(
            found.end(), f'expected " in NAME", " from FILE" or the end after the closing quote, got {rest}'
        )
    name = unescaped(found[1])
    if not name:
        raise FrameNameError(offset, "expected a name between the quotes, got nothing")
    return name, found.end()


def _read_pattern(text: str, offset: int) -> tuple[str, int]:
    """The pattern ends at the first slash that the end or a narrowing follows, so that /net/http/ needs no escapes."""
    position = offset + 1
    while position < len(text):
        if text[position] == "\\":
            position += 2
            continue
        if text[position] == "/" and _NARROWING_OR_END.match(text, position + 1):
            if position == offset + 1:
                raise FrameNameError(offset, "expected a pattern between the slashes, got nothing")
            return text[offset + 1 : position], position + 1
        position += 1
    raise FrameNameError(
        offset,
        f"expected a closing slash after the pattern {quoted(text[offset:])}; put a name that begins with / in quotes",
    )


def _read_narrowing(text: str, offset: int) -> tuple[str | None, int]:
    found = _NARROWING.match(text, offset)
    return (found[1], found.end()) if found else (None, offset)


def unescaped(text: str) -> str:
    r"""What stands between quotes, with \" and \\ undone; any other backslash stays, as patterns need it.

    >>> unescaped(r'operator\"\" \d')
    'operator"" \\d'
    """
    return _ESCAPE.sub(r"\1", text)
