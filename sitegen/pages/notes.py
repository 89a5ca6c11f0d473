"""A note that is read and scanned: its head, its body, what its fences and spans ask for, and the files they use.

It becomes a page (`note_page`) once the URLs of all pages are known.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import Problem, SourceErrors
from sitegen.pages.content import Content
from sitegen.pages.decoding import decode_note
from sitegen.pages.front_matter import BadHead, FrontMatter, read_front_matter, split_note
from sitegen.pages.note_source import NoteFence, NoteSource, scan_note
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.sources import Aliases, NoSuchSource, look_up

if TYPE_CHECKING:
    from sitegen.pages.requests import Request


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note that has been read: its head, its body with placeholders, its figures, the content's files they use.

    requests: the figures by placeholder, but those whose alias is already known to be wrong; broken: those aliases,
    None where not even their names could be read. headline: the line with the page's number, scanned like the body.
    """

    path: str
    url: str
    text: str
    front_matter: FrontMatter
    source: NoteSource
    requests: Mapping[str, Request]
    used: tuple[str, ...]
    problems: tuple[Problem, ...]
    broken: frozenset[str] | None
    headline: NoteSource | None = None

    @property
    def aliases(self) -> Aliases:
        """The paths and globs of each alias."""
        return _aliases(self.front_matter)


def read_note(content: Content, path: str, url: str, store: ProfileStore) -> NotePage:
    """Reads and scans one note, with all that is wrong in it. Raises SourceError where it is no UTF-8 text."""
    shown = content.shown(path)
    file = (content.root / path).read_bytes()
    store.trace.files[path] = hashlib.sha256(file).hexdigest()
    text = decode_note(shown, file)
    parts = split_note(shown, text)
    source = scan_note(parts.body, parts.body_line)
    problems = list(source.problems(shown))
    has_aliases = True
    try:
        front_matter = read_front_matter(parts)
    except BadHead as err:
        problems += err.problems
        front_matter, has_aliases = err.readable, err.has_profiles
    headline = _scanned_headline(front_matter, text)
    problems += headline.problems(shown) if headline else ()
    requests, faults = _requests(shown, source.fences)
    problems += faults
    folder = (store.content / path).parent
    used, faults, broken = _alias_files(front_matter, shown, folder, store)
    roles = [role for role in (*source.roles, *(headline.roles if headline else ())) if role.placeholder]
    names = []
    if requests or roles:
        from sitegen.pages.requests import claimed_names, requested_names

        # What hangs on an alias that is known to be wrong would only be wrong once more.
        named = {placeholder: requested_names(request) for placeholder, request in requests.items()}
        named = {place: names for place, names in named.items() if has_aliases and broken.isdisjoint(names)}
        requests = {placeholder: requests[placeholder] for placeholder in named}
        names = [name for names in (*named.values(), *map(claimed_names, roles)) for name in names]
    used += _files_of(names, _aliases(front_matter), folder, store)
    known_broken = frozenset(broken) if has_aliases else None
    files = tuple(dict.fromkeys(used))
    faults = [*problems, *faults]
    return NotePage(path, url, text, front_matter, source, requests, files, tuple(faults), known_broken, headline)


def _scanned_headline(front_matter: FrontMatter, text: str) -> NoteSource | None:
    """The headline's spans, with their columns in the note's file where the headline stands on one line."""
    headline = front_matter.headline
    if headline is None:
        return None
    line = text.split("\n")[headline.line - 1]
    begin = headline.column - 1
    begin += line[begin : begin + 1] in ("'", '"')
    source = scan_note(headline.text, headline.line)
    roles = tuple(replace(role, column=role.column + begin) for role in source.roles)
    return replace(source, roles=roles)


def _aliases(front_matter: FrontMatter) -> dict[str, tuple[str, ...]]:
    """The paths and globs of each alias."""
    return {alias.name: tuple(source.text for source in alias.sources) for alias in front_matter.profiles}


def _requests(shown: str, fences: Sequence[NoteFence]) -> tuple[dict[str, Request], list[Problem]]:
    """What the fences ask for, by placeholder, and what is wrong with those that cannot be read."""
    requests: dict[str, Request] = {}
    problems: list[Problem] = []
    if fences:
        from sitegen.pages.requests import parse_request
    for fence in fences:
        try:
            requests[fence.placeholder] = parse_request(shown, fence)
        except SourceErrors as err:
            problems += err.problems
    return requests, problems


def _alias_files(
    front_matter: FrontMatter, shown: str, folder: Path, store: ProfileStore
) -> tuple[list[str], list[Problem], set[str]]:
    """The files of all aliases, used in a figure or not, as content paths; what is wrong, and with which aliases.

    Nothing is read: a file is read as what the figure needs that uses it.
    """
    used: list[str] = []
    faults: list[Problem] = []
    broken: set[str] = set()
    for alias in front_matter.profiles:
        for source in alias.sources:
            try:
                wanted = "a file's path"
                found = look_up(store.content, store.shown, source.text, folder, {}, wanted, store.trace)
                used += _below(store, found)
            except NoSuchSource as err:
                faults.append(Problem(shown, source.line, source.column, f"alias {alias.name}: {err}"))
                broken.add(alias.name)
    return used, faults, broken


def _files_of(names: Iterable[str], aliases: Aliases, folder: Path, store: ProfileStore) -> list[str]:
    used: list[str] = []
    for name in names:
        # A source that names nothing is reported where it is used, with its own place.
        with contextlib.suppress(NoSuchSource):
            used += _below(store, store.resolve(name, folder, aliases))
    return used


def _below(store: ProfileStore, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(store.content).as_posix() for path in paths]
