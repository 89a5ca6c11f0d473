"""What can go wrong with an author's input, said with its place.

A `Problem` is one finding; `SourceError` stops the reading of one file; `SourceErrors` carries every finding of
a run to the command line, which alone prints and exits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in one place of a source; line and column count from 1, None where the source has none."""

    path: str
    line: int | None
    column: int | None
    message: str
    severity: str = "error"

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.path, self.line, self.column) if part is not None)
        return f"{place}: {self.severity}: {self.message}"


class FlamesiteError(Exception):
    """The root of all errors that an author or a reader can mend; never a programmer's mistake."""


class SourceError(FlamesiteError):
    """A source that cannot be used: path, place, what was expected, what was found, how to mend it."""

    def __init__(self, path: str, line: int | None, column: int | None, message: str) -> None:
        super().__init__(path, line, column, message)
        self.problem = Problem(path, line, column, message)

    def __str__(self) -> str:
        return str(self.problem)


class SourceErrors(FlamesiteError):
    """All findings of one run, in the order of their places."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(set(problems), key=_place))
        super().__init__(self.problems)

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)


def quoted(text: str) -> str:
    """The text in quotes on one line, shortened to 60 characters.

    >>> quoted("main;foo")
    '"main;foo"'
    """
    line = " ".join(text.split())
    return f'"{line}"' if len(line) <= LONGEST_QUOTE else f'"{line[: LONGEST_QUOTE - 1]}…"'


def closest(name: str, known: Iterable[str], most: int = 3) -> str:
    """A tail for an error's message that names the nearest known names, or nothing where none is near.

    >>> closest("log.Printff", ["log.Printf", "main.main"])
    ' (closest: log.Printf)'
    """
    from difflib import get_close_matches  # most runs have no fault to explain

    near = get_close_matches(name, sorted(set(known)), n=most, cutoff=0.6)
    return f" (closest: {', '.join(near)})" if near else ""


def _place(problem: Problem) -> tuple[str, int, int, str]:
    return problem.path, problem.line or 0, problem.column or 0, problem.message
