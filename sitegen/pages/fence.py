"""What a `flame` fence asks for: the profile, and the options of its info line and body.

    ```flame before zoom="net/http.(*conn).serve" min=0.01%
    title: Before
    caption: CPU, three runs
      of ten seconds
    ```

In comes a `NoteFence`, out goes a `FigureRequest` whose options are typed but not yet looked up in any profile. An
option may stand on the info line or in the body, where its text runs to the end of the line and over indented lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

from sitegen.analysis.select import FrameName
from sitegen.errors import Problem, SourceErrors, closest, quoted
from sitegen.pages.frame_name import FrameNameError, parse_frame_name, unescaped
from sitegen.pages.note_source import Callout, NoteFence, PlacedText

_KEY = re.compile(r"([^\s=\"]+)=")
_BODY_KEY = re.compile(r"([^\s:]+)[ \t]*:(?:[ \t]+|$)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_WORD = re.compile(r"\S+")
_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(%?)")
_NUMBER = re.compile(r"[0-9]{1,9}")
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """A figure as its author asks for it; an option that was not given is None.

    source_name: a path relative to the page, or an alias. min_share: a share of the total, 0 keeps every frame.
    places: (option, line, column) of every option's value, and of the source under the name "source".
    """

    source_name: str
    line: int
    column: int
    places: tuple[tuple[str, int, int], ...]
    callouts: tuple[Callout, ...] = ()
    metric: str | None = None
    view: Literal["flame", "icicle"] | None = None
    zoom: FrameName | None = None
    focus: FrameName | None = None
    ignore: FrameName | None = None
    hide: FrameName | None = None
    root: FrameName | None = None
    min_share: float | None = None
    depth: int | None = None
    height_px: int | None = None
    color: str | None = None
    title: str | None = None
    caption: str | None = None
    alt: str | None = None
    id: str | None = None

    def place(self, option: str) -> tuple[int, int]:
        """Line and column of an option's value, by its name in the fence; the fence's own where it was not given."""
        return next(((line, column) for name, line, column in self.places if name == option), (self.line, self.column))


@dataclass(frozen=True, slots=True)
class _Option:
    key: PlacedText
    value: PlacedText


@dataclass(slots=True)
class _Findings:
    path: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, place: PlacedText, message: str, offset: int = 0) -> None:
        self.problems.append(Problem(self.path, place.line, place.column + offset, message))


def parse_figure(path: str, fence: NoteFence) -> FigureRequest:
    """Read a fence of the kind flame; path is the note's, for messages. Raises SourceErrors with all its problems."""
    findings = _Findings(path)
    source, rest = _read_source(fence, findings)
    values: dict[str, Any] = {}
    given: dict[str, _Option] = {}
    for option in (*_info_options(rest, findings), *_body_options(fence.body, findings)):
        name = option.key.text
        if name not in _OPTIONS:
            known = f"expected one of {', '.join(_OPTIONS)}"
            findings.add(option.key, f"unknown option {quoted(name)}{closest(name, _OPTIONS) or ': ' + known}")
        elif name in given:
            findings.add(option.key, f"option {name} is given twice, first on line {given[name].key.line}")
        else:
            given[name] = option
            attribute, convert = _OPTIONS[name]
            values[attribute] = _converted(option, convert, findings)
    if findings.problems:
        if not fence.is_closed:
            findings.problems.append(Problem(path, fence.line, fence.column, "the fence is not closed"))
        raise SourceErrors(findings.problems)
    places = [("source", source.line, source.column)]
    places += ((name, option.value.line, option.value.column) for name, option in given.items())
    return FigureRequest(source.text, fence.line, fence.column, tuple(places), fence.callouts, **values)


def parse_share(text: str) -> float:
    """A share of the total: `0.01%`, or `0.0001`, or `0`. Raises ValueError.

    >>> parse_share("0.01%")
    0.0001
    """
    found = _SHARE.fullmatch(text)
    share = Decimal(found[1]) / (100 if found[2] else 1) if found else Decimal(1)
    if share >= 1:
        raise ValueError("expected a share of the total below 1, such as 0.01% or 0.0001")
    return float(share)


def _read_source(fence: NoteFence, findings: _Findings) -> tuple[PlacedText, PlacedText]:
    """The figure's profile and the rest of the info line."""
    info = fence.info
    key = _KEY.match(info.text)
    if not info.text or (key and key[1] in _OPTIONS):
        findings.add(info, f"expected a profile's path or alias after {fence.kind}")
        return info, info
    if info.text.startswith('"'):
        source, end = _read_quoted(info, 0, findings)
        if not source.text:
            findings.add(info, f"expected a profile's path or alias after {fence.kind}, got empty quotes")
        return source, _part(info, end)
    word = _WORD.match(info.text)
    assert word is not None
    return _part(info, 0, word.end()), _part(info, word.end())


def _part(text: PlacedText, start: int, end: int | None = None) -> PlacedText:
    return PlacedText(text.text[start:end], text.line, text.column + start)


def _read_quoted(info: PlacedText, start: int, findings: _Findings) -> tuple[PlacedText, int]:
    """What the quote at start encloses, in the place of the quote, and the position after it."""
    found = _QUOTED.match(info.text, start)
    if found is None:
        findings.add(info, f"expected a closing quote after {quoted(info.text[start:])}", start)
        return _part(info, start), len(info.text)
    end = found.end()
    if end < len(info.text) and not info.text[end].isspace():
        findings.add(info, "expected a space after the closing quote", end)
    return PlacedText(unescaped(found[1]), info.line, info.column + start), end


def _info_options(info: PlacedText, findings: _Findings) -> Iterator[_Option]:
    position = 0
    while word := _WORD.search(info.text, position):
        start, position = word.span()
        key = _KEY.match(info.text, start)
        if key is None:
            hint = "a path or value that holds spaces goes in quotes"
            findings.add(info, f"expected key=value, got {quoted(word[0])}; {hint}", start)
            continue
        value = _part(info, key.end(), position)
        if value.text.startswith('"'):
            value, position = _read_quoted(info, key.end(), findings)
        yield _Option(_part(info, start, key.end() - 1), value)


def _body_options(body: tuple[PlacedText, ...], findings: _Findings) -> Iterator[_Option]:
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
        option = _Option(_part(here, 0, key.end(1)), _part(here, key.end())) if key else None
        if key is None:
            findings.add(here, f"expected key: value, got {quoted(text)}")
    if option:
        yield option


def _converted(option: _Option, convert: Callable[[str], Any], findings: _Findings) -> Any:
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


def _text(text: str) -> str:
    return text


def _view(text: str) -> str:
    if text not in ("flame", "icicle"):
        raise ValueError("expected flame or icicle")
    return text


def _count(text: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) == 0:
        raise ValueError("expected a whole number above 0")
    return int(text)


def _identifier(text: str) -> str:
    if not _ID.fullmatch(text):
        raise ValueError("expected a letter, then letters, digits, - or _")
    return text


# Every option of a fence: the attribute of FigureRequest that it sets, and how its text is read.
_OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "metric": ("metric", _text),
    "view": ("view", _view),
    "zoom": ("zoom", parse_frame_name),
    "focus": ("focus", parse_frame_name),
    "ignore": ("ignore", parse_frame_name),
    "hide": ("hide", parse_frame_name),
    "root": ("root", parse_frame_name),
    "min": ("min_share", parse_share),
    "depth": ("depth", _count),
    "height": ("height_px", _count),
    "color": ("color", _text),
    "title": ("title", _text),
    "caption": ("caption", _text),
    "alt": ("alt", _text),
    "id": ("id", _identifier),
}
