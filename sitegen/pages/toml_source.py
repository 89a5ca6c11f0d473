"""TOML with places: the tables that tomllib reads, and where each of their keys stands.

tomllib forgets lines, so a second look at the text finds the headers and keys that begin a line outside of strings
and brackets. A key inside an inline table has the place of the key that the table is the value of.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sitegen.errors import SourceError

_POSITION = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_LINE_START = re.compile(r"([ \t]*)(\[{0,2})(?=.)", re.DOTALL)
_PART = re.compile(r'[ \t]*(?:([A-Za-z0-9_-]+)|"((?:[^"\\\n]|\\.)*)"|\'([^\'\n]*)\')[ \t]*')
# What may hold a line break or a bracket without being one, then the brackets that keep a value open.
_TOKEN = re.compile(
    r'"""(?:[^\\]|\\.)*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<line>\n)|.",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class TomlSource:
    """The tables of a TOML text, and the (line, column) of each key by its path."""

    tables: dict[str, Any]
    places: Mapping[tuple[str, ...], tuple[int, int]]

    def place(self, *keys: str) -> tuple[int, int]:
        """Line and column of a key, or of the nearest one around it."""
        while keys and keys not in self.places:
            keys = keys[:-1]
        return self.places[keys]


def read_toml(path: str, text: str, first_line: int = 1, parse_float: Callable[[str], object] = float) -> TomlSource:
    """Read TOML that begins at first_line of its file. Raises SourceError with the place of a fault."""
    try:
        tables = tomllib.loads(text, parse_float=parse_float)
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        found = _POSITION.search(message)
        line, column = (int(found[1]), int(found[2])) if found and found[1] else _end_of(text)
        reason = message[: found.start()] if found else message
        raise SourceError(path, first_line + line - 1, column, f"not valid TOML: {reason}") from error
    except RecursionError as error:
        raise SourceError(path, first_line, 1, "not valid TOML: brackets are nested too deep") from error
    return TomlSource(tables, _places(text, first_line))


def _end_of(text: str) -> tuple[int, int]:
    lines = text.rstrip("\n").split("\n")
    return len(lines), len(lines[-1]) + 1


def _places(text: str, first_line: int) -> dict[tuple[str, ...], tuple[int, int]]:
    """Valid TOML only: a line that begins outside of strings and brackets is blank, a comment, a header or a key."""
    places: dict[tuple[str, ...], tuple[int, int]] = {(): (first_line, 1)}
    table: tuple[str, ...] = ()
    line, position = first_line, 0
    while found := _LINE_START.match(text, position):
        keys = _dotted(text, found.end())
        if found[2]:
            table = ()
        path = table + keys
        for length in range(1, len(path) + 1):
            places.setdefault(path[:length], (line, found.end(1) - position + 1))
        if found[2]:
            table = path
        position, start = _next_line(text, position), position
        line += text.count("\n", start, position)
    return places


def _dotted(text: str, position: int) -> tuple[str, ...]:
    keys = []
    while found := _PART.match(text, position):
        bare, basic, literal = found.groups()
        keys.append(bare or literal or (tomllib.loads(f'key = "{basic}"')["key"] if basic else ""))
        position = found.end()
        if text[position : position + 1] != ".":
            break
        position += 1
    return tuple(keys)


def _next_line(text: str, position: int) -> int:
    """The beginning of the line after the value that ends on or after this line."""
    depth = 0
    while found := _TOKEN.match(text, position):
        position = found.end()
        if found["open"]:
            depth += 1
        elif found["close"]:
            depth -= 1
        elif found["line"] and depth <= 0:
            break
    return position
