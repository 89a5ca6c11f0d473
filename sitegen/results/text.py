"""What the text formats share: lines, reports that follow one another in a file, and numbers with a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sitegen.errors import SourceError, quoted

_BYTE_ORDER_MARK = "\ufeff"
# A shell of Windows writes UTF-16 where output is redirected into a file.
_UTF_16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_SECONDS = {
    "ns": Decimal("1e-9"),
    "us": Decimal("1e-6"),
    "µs": Decimal("1e-6"),
    "ms": Decimal("1e-3"),
    "s": Decimal(1),
    "m": Decimal(60),
    "min": Decimal(60),
    "h": Decimal(3600),
    "hr": Decimal(3600),
    "day": Decimal(86400),
}
_NUMBER = re.compile(r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d{1,3})?", re.ASCII)
_QUANTITY = re.compile(rf"({_NUMBER.pattern}) *([a-zµ]*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a tool inside a file: its lines, numbered as in the file."""

    source: str
    lines: tuple[tuple[int, str], ...]

    @property
    def first_line(self) -> int:
        """Where the report begins, counted from 1."""
        return self.lines[0][0]

    def find(self, pattern: re.Pattern[str]) -> tuple[int, re.Match[str]] | None:
        """The first line that matches, with its number."""
        return next(self.find_all(pattern), None)

    def find_all(self, pattern: re.Pattern[str]) -> Iterator[tuple[int, re.Match[str]]]:
        """All lines that match, with their numbers."""
        return ((number, match) for number, line in self.lines if (match := pattern.match(line)))

    def require(self, pattern: re.Pattern[str], what: str) -> tuple[int, re.Match[str]]:
        """The first line that matches. Raises SourceError at the report's beginning where none does."""
        found = self.find(pattern)
        if found is None:
            message = f'expected a line "{what}" in this report, found none; the run was cut off, record it again'
            raise SourceError(self.source, self.first_line, None, message)
        return found

    def time(self, text: str, line: int, unit: str = "s") -> float:
        """A time of the report in seconds. Raises SourceError for what is none."""
        time = seconds(text, unit)
        if time is None:
            raise SourceError(self.source, line, None, f"expected a time such as 1.50ms, found {quoted(text)}")
        return time

    def number(self, text: str, line: int) -> float:
        """A plain number of the report. Raises SourceError for what is none."""
        if not _NUMBER.fullmatch(text):
            raise SourceError(self.source, line, None, f"expected a number, found {quoted(text)}")
        return float(text)


def numbered_lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines from 1 on, without their ends; UTF-8 or UTF-16 by its mark, LF or CRLF."""
    text = content.decode("utf-16" if content.startswith(_UTF_16_MARKS) else "utf-8", "replace")
    for number, line in enumerate(text.removeprefix(_BYTE_ORDER_MARK).split("\n"), 1):
        yield number, line.removesuffix("\r")


def reports(content: bytes, source: str, begins: re.Pattern[str]) -> tuple[Report, ...]:
    """The reports of a file, each from a line that `begins` matches to the next; what stands before is left out."""
    lines: list[list[tuple[int, str]]] = []
    for number, line in numbered_lines(content):
        if begins.match(line):
            lines.append([])
        if lines:
            lines[-1].append((number, line))
    return tuple(Report(source, tuple(each)) for each in lines)


def has_line(content: bytes, pattern: re.Pattern[str]) -> bool:
    """Whether some line of a text matches."""
    return any(pattern.match(line) for _, line in numbered_lines(content))


def seconds(text: str, unit: str = "s") -> float | None:
    """A time as tools write it, in seconds, rounded once; None for what is no time.

    >>> seconds("525.46us"), seconds("0.802", "ms"), seconds("1.50m"), seconds("nan")
    (0.00052546, 0.000802, 90.0, None)
    """
    match = _QUANTITY.fullmatch(text.strip())
    scale = _SECONDS.get(match[2] or unit) if match else None
    return float(Decimal(match[1]) * scale) if match and scale is not None else None
