"""What lies in the content folder, and which page each file becomes.

In comes the folder, out go paths only: notes, profiles and other files, sorted, nothing opened. URLs are paths in the
output, with `/` and without escapes: `a/b.md` and `a/b/index.md` become `a/b/index.html`, `a/cpu.pb.gz` becomes
`a/cpu/index.html`.
"""

from __future__ import annotations

import contextlib
import os
import posixpath
import unicodedata
from collections import defaultdict, deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.errors import Problem, SourceErrors
from sitegen.pages.cache.digests import Stamp, stamp_in
from sitegen.pages.settings import SETTINGS_NAME

NOTE_SUFFIX = ".md"
PAGE_NAME = "index.html"
HOME_URL = PAGE_NAME
"""Of the first page."""


@dataclass(frozen=True, slots=True)
class Content:
    """The files of a content folder as paths relative to it with `/`, sorted by code point."""

    root: Path
    notes: tuple[str, ...]
    profiles: tuple[str, ...]
    files: tuple[str, ...]

    def shown(self, path: str) -> str:
        """A path as messages show it: below the folder as the user typed it."""
        root = str(self.root)
        return path if root == "." else posixpath.join(root, path)


def discover(root: Path, *, is_profile: Callable[[str], bool], stamps: dict[str, Stamp] | None = None) -> Content:
    """Find all files of a content folder; is_profile is asked with each file's name. stamps: gets those of the files.

    Names that begin with `.` or `_` are skipped, and so is site.toml. Each folder is read once, whatever symbolic
    links lead to it. Raises SourceErrors.
    """
    if not root.is_dir():
        raise SourceErrors([Problem(str(root), None, None, "expected a folder of notes and profiles")])
    found = dict(_walk(root, {} if stamps is None else stamps))
    paths = sorted(found)
    unreadable = [path for path in paths if not _is_unicode(path)]
    if unreadable:
        message = "expected a file name in UTF-8; rename the file"
        raise SourceErrors(Problem(str(root / ascii(path)), None, None, message) for path in unreadable)
    inside = os.path.realpath(root)
    outside = [path for path in paths if found[path] and not _is_within(os.path.realpath(root / path), inside)]
    if outside:
        message = "a link leads out of the content, and what is not in it is not published; copy the file into it"
        raise SourceErrors(Problem(str(root / path), None, None, message) for path in outside)
    groups: dict[str, list[str]] = {"note": [], "profile": [], "file": []}
    for path in paths:
        name = posixpath.basename(path)
        kind = "note" if name.lower().endswith(NOTE_SUFFIX) else "profile" if is_profile(name) else "file"
        groups[kind].append(path)
    return Content(root, tuple(groups["note"]), tuple(groups["profile"]), tuple(groups["file"]))


def note_url(path: str) -> str:
    """The page of a note.

    >>> note_url("index.md"), note_url("a/b.md"), note_url("a/b/index.md")
    ('index.html', 'a/b/index.html', 'a/b/index.html')
    """
    folder = posixpath.splitext(path)[0]
    if posixpath.basename(folder) == "index":
        folder = posixpath.dirname(folder)
    return posixpath.join(folder, PAGE_NAME)


def profile_url(path: str, stem: Callable[[str], str]) -> str:
    """The page of a profile; stem takes the format's suffix off a file's name.

    >>> profile_url("a/cpu.pb.gz", lambda name: name.removesuffix(".pb.gz"))
    'a/cpu/index.html'
    """
    source = PurePosixPath(path)
    return str(source.parent / stem(source.name) / PAGE_NAME)


def url_problems(content: Content, sources: Iterable[tuple[str, str]]) -> tuple[Problem, ...]:
    """What is wrong with the outputs of (source path, url) pairs: equal ones, or such as some systems hold for equal.

    Upper and lower case and the composition of accents tell files apart on the web but not on every author's disk;
    and no file can stand where another one needs a folder.
    """
    by_place: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for source, url in sorted(set(sources)):
        by_place[_folded(url)].append((source, url))
    problems = []
    for place, claims in by_place.items():
        first_source, first_url = claims[0]
        for source, url in claims[1:]:
            case = "" if url == first_url else f" ({first_url}, the same where case does not count)"
            message = f"becomes {url}, as {content.shown(first_source)} does{case}; rename one of them"
            problems.append(Problem(content.shown(source), None, None, message))
        folder = place
        while folder := posixpath.dirname(folder):
            for source, url in by_place.get(folder, ()):
                message = f"becomes the file {url}, where {content.shown(first_source)} needs a folder; rename one"
                problems.append(Problem(content.shown(source), None, None, message))
    return tuple(problems)


def _folded(url: str) -> str:
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", url).casefold())


def _is_unicode(path: str) -> bool:
    """Whether the name was UTF-8; Python keeps other bytes as lone surrogates."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _is_within(path: str, folder: str) -> bool:
    return os.path.commonpath((path, folder)) == folder


def _walk(root: Path, stamps: dict[str, Stamp]) -> Iterator[tuple[str, bool]]:
    """Paths below root, each with whether a link leads there; folders before links to them, so that plain paths win.

    stamps: gets those of the files that the paths lead to.
    """
    real_root = os.path.realpath(root)
    seen: set[str] = set()
    links = deque([("", False)])
    while links:
        waiting = [links.popleft()]
        while waiting:
            folder, is_linked = waiting.pop()
            real = os.path.realpath(root / folder)
            # A link upwards would walk the author's whole disk.
            if real in seen or (real != real_root and _is_within(real_root, real)):
                continue
            seen.add(real)
            for entry in _entries(root / folder):
                path = f"{folder}/{entry.name}" if folder else entry.name
                is_link = entry.is_symlink()
                if os.path.isdir(entry.path) if is_link else entry.is_dir():  # a link may lead nowhere, or to itself
                    (links if is_link else waiting).append((path, is_linked or is_link))
                elif (os.path.isfile(entry.path) if is_link else entry.is_file()) and path != SETTINGS_NAME:
                    with contextlib.suppress(OSError):  # who reads it will say what is wrong
                        stamps[path] = stamp_in(entry.stat())
                    yield path, is_linked or is_link


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted((entry for entry in entries if entry.name[0] not in "._"), key=lambda entry: entry.name)
    except OSError as error:
        problem = Problem(str(folder), None, None, f"the folder cannot be read: {error.strerror}")
        raise SourceErrors([problem]) from error
