"""What is true of the whole site: `content/site.toml`.

In comes the content folder, out come its `Settings`. A folder without the file has the defaults, and its own name for
a title. Every fault of the file is reported at once, with the place of its key.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal, get_args, get_origin, get_type_hints
from urllib.parse import urlsplit

import msgspec

from sitegen.errors import Problem, SourceError, SourceErrors, closest, quoted
from sitegen.pages.decoding import decode_note
from sitegen.pages.toml_source import TomlSource, read_toml

SETTINGS_NAME = "site.toml"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_QUOTED_TYPE = re.compile(r"`(\w+)(?: \| null)?`")
_PLAIN_TYPES = {
    "str": "text",
    "bool": "true or false",
    "int": "a whole number",
    "float": "a number",
    "array": "a list",
    "object": "a table",
    "date": "a date",
    "datetime": "a date",
    "time": "a time",
}

_Text = Annotated[str, msgspec.Meta(min_length=1)]


class Limits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one input may cost; max_input_mb caps a profile's size in MiB after it is decompressed."""

    max_input_mb: Annotated[int, msgspec.Meta(ge=1)] = 1024


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The site's settings.

    base_url ends in a slash. theme: a folder, relative to the content. metric: the name of the metric that figures
    show first where a profile has it. source: the folder of source code that views of the source show, relative to the
    content. licence: one line about the licence of the text. cards: whether notes get pictures for programs that
    preview links, where base_url is known.
    """

    title: _Text
    author: _Text | None = None
    description: _Text | None = None
    base_url: _Text | None = None
    language: _Text = "en"
    theme: _Text | None = None
    downloads: bool = False
    profile_pages: Literal["auto", "all"] = "auto"
    metric: _Text | None = None
    source: _Text | None = None
    licence: _Text | None = None
    cards: bool = True
    limits: Limits = Limits()


def read_settings(root: Path) -> Settings:
    """The settings of a content folder. Raises SourceErrors with all faults of its site.toml."""
    path = root / SETTINGS_NAME
    if not path.is_file():
        return Settings(title=_folder_title(root))
    try:
        source = read_toml(str(path), decode_note(str(path), path.read_bytes()))
    except SourceError as error:
        raise SourceErrors([error.problem]) from error
    values = _SettingsReader(str(path), root, source).read()
    return Settings(**{"title": _folder_title(root), **values})


def is_base_url(url: str) -> bool:
    """Whether a site can be served there: http or https, a host, nothing behind the path."""
    try:
        parts = urlsplit(url)
        is_usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port or a bracket that is none
        return False
    return is_usable and not (parts.query or parts.fragment or parts.username) and not re.search(r"[\s<>\"]", url)


def _folder_title(root: Path) -> str:
    return root.resolve().name or "Untitled"


class _SettingsReader:
    """Converts key by key, since msgspec stops at a table's first fault, and keeps what is wrong."""

    def __init__(self, path: str, root: Path, source: TomlSource) -> None:
        self._path = path
        self._root = root
        self._source = source
        self._problems: list[Problem] = []

    def read(self) -> dict[str, Any]:
        """The values of the keys that are given. Raises SourceErrors."""
        values = self._table(Settings, self._source.tables, ())
        if "base_url" in values:
            values["base_url"] = self._checked_url(values["base_url"])
        if not _LANGUAGE.fullmatch(values.get("language", "en")):
            self._fault(("language",), f"expected a language such as en or pt-BR, got {quoted(values['language'])}")
        if "theme" in values and not (self._root / values["theme"]).is_dir():
            self._fault(("theme",), f"expected a folder, relative to the content, got {quoted(values['theme'])}")
        if "source" in values and not (self._root / values["source"]).is_dir():
            self._fault(("source",), f"expected a folder, relative to the content, got {quoted(values['source'])}")
        if self._problems:
            raise SourceErrors(self._problems)
        return values

    def _table(self, struct: type[msgspec.Struct], table: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
        hints = get_type_hints(struct, include_extras=True)
        values: dict[str, Any] = {}
        for key, value in table.items():
            keys = (*path, key)
            if key not in hints:
                hint = closest(key, hints) or f": expected one of {', '.join(hints)}"
                self._fault(keys, f"unknown key {quoted(key)}{hint}")
            elif hints[key] is Limits and isinstance(value, dict):
                values[key] = Limits(**self._table(Limits, value, keys))
            else:
                try:
                    values[key] = msgspec.convert(value, hints[key])
                except msgspec.ValidationError as error:
                    self._fault(keys, _reason(error, hints[key], value))
        return values

    def _checked_url(self, url: str) -> str:
        if not is_base_url(url):
            self._fault(("base_url",), f"expected an address such as https://example.org/notes/, got {quoted(url)}")
        return url.rstrip("/") + "/"

    def _fault(self, keys: tuple[str, ...], message: str) -> None:
        line, column = self._source.place(*keys)
        self._problems.append(Problem(self._path, line, column, message))


def _reason(error: msgspec.ValidationError, hint: Any, value: Any) -> str:
    if get_origin(hint) is Literal:
        return f"expected {' or '.join(get_args(hint))}, got {quoted(str(value))}"
    message = _QUOTED_TYPE.sub(lambda found: _PLAIN_TYPES.get(found[1], found[1]), str(error))
    return message[:1].lower() + message[1:]
