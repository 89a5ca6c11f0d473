"""How the fences of all kinds are read: words and quotes of the info line, options there and in the body.

In comes the text after a fence's kind, out go typed values and where each of them stands. Every fault is collected,
so that an author hears of all of them at once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sitegen.errors import Problem, SourceErrors, closest, quoted
from sitegen.pages.frame_name import FrameNameError, unescaped
from sitegen.pages.note_source import NoteFence, PlacedText

_KEY = re.compile(r"([^\s=\"]+)=")
_BODY_KEY = re.compile(r"([^\s:]+)[ \t]*:(?:[ \t]+|$)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_WORD = re.compile(r"\S+")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")

Place = tuple[str, int, int]
"""An option's name in the fence, and the line and column of its value."""

KnownOptions = Mapping[str, tuple[str, Callable[[str], Any]]]
"""Every option of a kind of fence: the attribute of the request that it sets, and how its text is read."""


@dataclass(slots=True)
class Findings:
    """What is wrong with one fence; path is the note's."""

    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: PlacedText, message: str, offset: int = 0) -> None:
        """A fault at a place, or some characters behind its beginning."""
        self.problems.append(Problem(self.path, place.line, place.column + offset, message))

    def stop_if_any(self, fence: NoteFence) -> None:
        """Raises SourceErrors with all that was found; then a fence without an end is a fault of its own."""
        if self.problems:
            if not fence.is_closed:
                self.problems.append(Problem(self.path, fence.line, fence.column, "the fence is not closed"))
            raise SourceErrors(self.problems)


@dataclass(frozen=True, slots=True)
class _Option:
    key: PlacedText
    value: PlacedText


def read_options(
    rest: PlacedText, body: tuple[PlacedText, ...], known: KnownOptions, findings: Findings
) -> tuple[dict[str, Any], list[Place]]:
    """The values of a fence's options by attribute, and their places; rest is what is left of the info line."""
    values: dict[str, Any] = {}
    given: dict[str, _Option] = {}
    for option in (*_info_options(rest, findings), *map(_unquoted, _body_options(body, findings))):
        name = option.key.text
        if name not in known:
            hint = closest(name, known) or f": expected one of {', '.join(known)}"
            findings.add(option.key, f"unknown option {quoted(name)}{hint}")
        elif name in given:
            findings.add(option.key, f"option {name} is given twice, first on line {given[name].key.line}")
        else:
            given[name] = option
            attribute, convert = known[name]
            values[attribute] = _converted(option, convert, findings)
    return values, [(name, option.value.line, option.value.column) for name, option in given.items()]


def place_of(option: str, places: tuple[Place, ...], line: int, column: int) -> tuple[int, int]:
    """Line and column of an option's value; those of the fence, which are given, where the option was not."""
    return next(((line, column) for name, line, column in places if name == option), (line, column))


def begins_option(text: str) -> str | None:
    """The key where a text begins with `key=`, else None."""
    found = _KEY.match(text)
    return found[1] if found else None


def read_word(info: PlacedText, start: int, findings: Findings) -> tuple[PlacedText, int]:
    """The word at start, or what the quote there encloses, in the place of the quote; and the position after it."""
    if info.text.startswith('"', start):
        return _read_quoted(info, start, findings)
    found = _WORD.match(info.text, start)
    assert found is not None, "a word begins at start"
    return part(info, start, found.end()), found.end()


def part(text: PlacedText, start: int, end: int | None = None) -> PlacedText:
    """A piece of a placed text, with its own place."""
    return PlacedText(text.text[start:end], text.line, text.column + start)


def any_text(text: str) -> str:
    """The text of an option that takes any."""
    return text


def identifier(text: str) -> str:
    """The id of a figure. Raises ValueError."""
    if not _ID.fullmatch(text):
        raise ValueError("expected a letter, then letters, digits, - or _")
    return text


def _read_quoted(info: PlacedText, start: int, findings: Findings) -> tuple[PlacedText, int]:
    found = _QUOTED.match(info.text, start)
    if found is None:
        findings.add(info, f"expected a closing quote after {quoted(info.text[start:])}", start)
        return part(info, start), len(info.text)
    end = found.end()
    if end < len(info.text) and not info.text[end].isspace():
        findings.add(info, "expected a space after the closing quote", end)
    return PlacedText(unescaped(found[1]), info.line, info.column + start), end


def _info_options(info: PlacedText, findings: Findings) -> Iterator[_Option]:
    position = 0
    while word := _WORD.search(info.text, position):
        start, position = word.span()
        key = _KEY.match(info.text, start)
        if key is None:
            hint = "a path or value that holds spaces goes in quotes"
            findings.add(info, f"expected key=value, got {quoted(word[0])}; {hint}", start)
            continue
        value = part(info, key.end(), position)
        if value.text.startswith('"'):
            value, position = _read_quoted(info, key.end(), findings)
        yield _Option(part(info, start, key.end() - 1), value)


def _body_options(body: tuple[PlacedText, ...], findings: Findings) -> Iterator[_Option]:
    option: _Option | None = None
    for line in body:
        text = line.text.strip()
        if not text:
            continue
        here = PlacedText(text, line.line, line.column + line.text.index(text))
        if option and here.column > option.key.column:
            value = option.value if option.value.text else PlacedText("", here.line, here.column)
            option = _Option(option.key, PlacedText(f"{value.text} {text}".lstrip(), value.line, value.column))
            continue
        if option:
            yield option
        key = _BODY_KEY.match(text)
        option = _Option(part(here, 0, key.end(1)), part(here, key.end())) if key else None
        if key is None:
            findings.add(here, f"expected key: value, got {quoted(text)}")
    if option:
        yield option


def _unquoted(option: _Option) -> _Option:
    """An option of the body without the quotes around the whole of its value, which are as good as none there."""
    found = _QUOTED.fullmatch(option.value.text)
    if found is None:
        return option
    return _Option(option.key, PlacedText(unescaped(found[1]), option.value.line, option.value.column))


def _converted(option: _Option, convert: Callable[[str], Any], findings: Findings) -> Any:
    if not option.value.text:
        findings.add(option.value, f"expected a value for {option.key.text}, got nothing")
        return None
    try:
        return convert(option.value.text)
    except FrameNameError as error:
        findings.add(option.value, f"{option.key.text}: {error}")
    except ValueError as error:
        findings.add(option.value, f"{option.key.text}: {error}, got {quoted(option.value.text)}")
    return None
