"""The head of a note: what it says about itself between `---` (YAML) or `+++` (TOML) lines.

In comes a note's file, out come its parts (`split_note`) and the typed fields of its head (`read_front_matter`).
Scalars are taken as the text that the author wrote, so `title: 1.10` and `tags: [no]` become no number and no truth
value. Every fault has the line and column of its key or value.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from typing import Any, Literal

from sitegen.errors import Problem, SourceError, SourceErrors, closest, quoted
from sitegen.pages.plain_yaml import read_plain_yaml
from sitegen.pages.source_value import SourceValue, read_toml_values, read_yaml_values

HEAD_LINE = 2  # the first line of a head, after its fence

_ALIAS = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE_NUMBER = re.compile(r"-?[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class NoteParts:
    """A note in two: the text of its head, None for its syntax where it has none, and its body from body_line on."""

    path: str
    syntax: Literal["yaml", "toml"] | None
    head: str
    body: str
    body_line: int


@dataclass(frozen=True, slots=True)
class AliasSource:
    """A path or glob, relative to the note: one of an alias, or the folder of source code."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class ProfileAlias:
    """A name for a profile, or for several that are runs of one thing; the place is the name's."""

    name: str
    sources: tuple[AliasSource, ...]
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class HeadlineText:
    """The line with the page's number in a code span, as in the body; the place is its first character's."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What a note says about itself; a field that was not given is None or empty."""

    title: str | None = None
    date: datetime.date | None = None
    updated: datetime.date | None = None
    tags: tuple[str, ...] = ()
    summary: str | None = None
    headline: HeadlineText | None = None
    profiles: tuple[ProfileAlias, ...] = ()
    source: AliasSource | None = None
    draft: bool = False
    weight: int | None = None


class BadHead(SourceErrors):
    """A head with faults; `readable` holds the fields without one, has_profiles whether its aliases are among them."""

    def __init__(self, problems: Iterable[Problem], readable: FrontMatter, has_profiles: bool) -> None:
        super().__init__(problems)
        self.readable = readable
        self.has_profiles = has_profiles


def split_note(path: str, text: str) -> NoteParts:
    """Part the head from the body; what begins with no `---` or `+++` is all body.

    Raises SourceError for a head that does not end.
    """
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence not in ("---", "+++"):
        return NoteParts(path, None, "", text, 1)
    for index, line in enumerate(lines[1:], 1):
        if line.rstrip() == fence:
            head, body = "\n".join(lines[1:index]), "\n".join(lines[index + 1 :])
            return NoteParts(path, "yaml" if fence == "---" else "toml", head, body, index + 2)
    raise SourceError(path, 1, 1, f"the front matter is not closed: expected a second line {fence}")


def read_front_matter(parts: NoteParts) -> FrontMatter:
    """The typed fields of a note's head. Raises BadHead with all its faults and what could be read all the same."""
    if parts.syntax is None:
        return FrontMatter()
    read = read_yaml_values if parts.syntax == "yaml" else read_toml_values
    plain = read_plain_yaml(parts.head, HEAD_LINE) if parts.syntax == "yaml" else None
    try:
        head = plain or read(parts.path, parts.head, HEAD_LINE)
    except SourceError as error:
        raise BadHead([error.problem], FrontMatter(), False) from error
    return _HeadReader(parts.path).read(head)


class _HeadReader:
    """Reads field by field and keeps what is wrong, so that all of it is said at once."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._problems: list[Problem] = []

    def read(self, head: SourceValue) -> FrontMatter:
        given: dict[str, Any] = {}
        for key, place, value in self._entries(head, "lines of key: value"):
            read = getattr(self, f"_{key}", None) if key in _FIELDS else None
            if read is None:
                hint = closest(key, _FIELDS) or f": expected one of {', '.join(_FIELDS)}"
                self._fault(place, f"unknown key {quoted(key)}{hint}")
            elif value.is_given:
                before = len(self._problems)
                field = read(value)
                if len(self._problems) == before:
                    given[key] = field
        if self._problems:
            raise BadHead(self._problems, FrontMatter(**given), "profiles" in given)
        return FrontMatter(**given)

    def _title(self, value: SourceValue) -> str:
        return self._text(value, "text")

    def _summary(self, value: SourceValue) -> str:
        return self._text(value, "text")

    def _headline(self, value: SourceValue) -> HeadlineText:
        return HeadlineText(self._text(value, "a line of text"), value.line, value.column)

    def _date(self, value: SourceValue) -> datetime.date | None:
        text = self._text(value, "a date such as 2026-11-20")
        try:
            if text and _DATE.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass  # a day that its month does not have
        if text:
            self._fault(value, f"expected a date such as 2026-11-20, got {quoted(text)}")
        return None

    _updated = _date

    def _tags(self, value: SourceValue) -> tuple[str, ...]:
        if value.items is None:
            self._fault(value, f"expected a list such as [go, http], got {_described(value)}")
            return ()
        return tuple(dict.fromkeys(self._text(item, "a tag") for item in value.items))

    def _draft(self, value: SourceValue) -> bool:
        text = self._text(value, "true or false")
        if text not in ("true", "false", ""):
            self._fault(value, f"expected true or false, got {quoted(text)}")
        return text == "true"

    def _weight(self, value: SourceValue) -> int | None:
        text = self._text(value, "a whole number")
        if _WHOLE_NUMBER.fullmatch(text):
            return int(text)
        if text:
            self._fault(value, f"expected a whole number, got {quoted(text)}")
        return None

    def _profiles(self, value: SourceValue) -> tuple[ProfileAlias, ...]:
        aliases = []
        for name, place, source in self._entries(value, "aliases, such as before: cpu.pb.gz"):
            if not _ALIAS.fullmatch(name):
                rule = "a letter, then letters, digits, - or _"
                self._fault(place, f"expected an alias of {rule}, got {quoted(name)}")
            items = (source,) if source.items is None else source.items
            texts = ((self._text(item, "a path or glob"), item) for item in items)
            sources = tuple(AliasSource(text, item.line, item.column) for text, item in texts)
            if not sources:
                self._fault(source, f"expected at least one path or glob for {quoted(name)}")
            aliases.append(ProfileAlias(name, sources, place.line, place.column))
        return tuple(aliases)

    def _source(self, value: SourceValue) -> AliasSource:
        return AliasSource(self._text(value, "a folder of source code"), value.line, value.column)

    def _text(self, value: SourceValue, expected: str) -> str:
        """The scalar on one line, or nothing and a fault."""
        text = " ".join(value.text.split()) if value.text else ""
        if not text:
            self._fault(value, f"expected {expected}, got {_described(value)}")
        return text

    def _entries(self, table: SourceValue, expected: str) -> Iterator[tuple[str, SourceValue, SourceValue]]:
        """Name, key and value of a table's entries; a key that is no text or comes again is a fault."""
        if table.is_given and table.entries is None:
            self._fault(table, f"expected {expected}, got {_described(table)}")
        first_lines: dict[str, int] = {}
        for key, value in table.entries or ():
            if key.text is None:
                self._fault(key, f"expected a name, got {_described(key)}")
            elif key.text in first_lines:
                self._fault(key, f"the key {quoted(key.text)} is given twice, first on line {first_lines[key.text]}")
            else:
                first_lines[key.text] = key.line
                yield key.text, key, value

    def _fault(self, place: SourceValue, message: str) -> None:
        self._problems.append(Problem(self._path, place.line, place.column, message))


def _described(value: SourceValue) -> str:
    if value.items is not None:
        return "a list"
    if value.entries is not None:
        return "a table"
    return quoted(value.text) if value.text else "nothing"


_FIELDS = tuple(field.name for field in fields(FrontMatter))
