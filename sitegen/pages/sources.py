"""What a fence or an alias names: files of the content, by an alias, a path or a glob.

Which files are found does not depend on what is in them: whoever uses a source reads it, as a profile or as benchmark
results.
"""

from __future__ import annotations

import glob
from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.errors import FlamesiteError, closest, quoted
from sitegen.pages.cache.trace import Lookup, Trace

Aliases = Mapping[str, Sequence[str]]
"""What a note's front matter calls its files: alias to paths and globs, relative to the note."""


class NoSuchSource(FlamesiteError):
    """A source that names no file of the content, with the nearest names."""


def find_files(content: Path, shown: str, source: str, folder: Path, aliases: Aliases, wanted: str) -> tuple[Path, ...]:
    """The files that a source means: an alias, else a path or glob relative to `folder`; sorted within a glob.

    shown: the content folder as messages name it; wanted: what was expected, for the message. Raises NoSuchSource.
    """
    found: list[Path] = []
    for pattern in aliases.get(source, (source,)):
        found += _matches(content, shown, pattern, folder, aliases if source not in aliases else {}, wanted)
    return tuple(dict.fromkeys(found))


def look_up(
    content: Path, shown: str, source: str, folder: Path, aliases: Aliases, wanted: str, trace: Trace
) -> tuple[Path, ...]:
    """The files that a source means, as `find_files` finds them, noted in the trace. Raises NoSuchSource."""
    paths = find_files(content, shown, source, folder, aliases, wanted)
    found = tuple(path.relative_to(content).as_posix() for path in paths)
    patterns = tuple(aliases.get(source, (source,)))
    trace.lookups.append(Lookup(folder.relative_to(content).as_posix(), patterns, found))
    return paths


def still_means(content: Path, lookup: Lookup) -> bool:
    """Whether what was looked up means the same files as it did."""
    folder = content / lookup.folder
    try:
        found = [path for pattern in lookup.patterns for path in find_files(content, "", pattern, folder, {}, "")]
    except NoSuchSource:
        return False
    return tuple(dict.fromkeys(path.relative_to(content).as_posix() for path in found)) == lookup.found


def shown_name(content: Path, shown: str, path: Path) -> str:
    """A file as messages name it: the content folder as the user typed it, and the path below."""
    below = path.relative_to(content).as_posix()
    return shown if below == "." else f"{shown}/{below}"


def _matches(content: Path, shown: str, pattern: str, folder: Path, aliases: Aliases, wanted: str) -> list[Path]:
    path = (folder / pattern).resolve()
    if not path.is_relative_to(content):
        raise NoSuchSource(f"{quoted(pattern)} lies outside the content; move or copy the file into it")
    if path.is_file():
        return [path]
    if glob.has_magic(pattern):
        found = sorted(Path(match) for match in glob.glob(str(folder / pattern), recursive=True))
        files = [match.resolve() for match in found if match.is_file()]
        if files:
            return files
        raise NoSuchSource(f"no file matches {quoted(pattern)} in {shown_name(content, shown, folder)}")
    known = [*aliases, *_names_near(path, folder)]
    raise NoSuchSource(f"expected {wanted}, found {quoted(pattern)}{closest(pattern, known)}")


def _names_near(path: Path, folder: Path) -> list[str]:
    return [
        entry.relative_to(folder).as_posix() if entry.is_relative_to(folder) else entry.name
        for entry in (path.parent.iterdir() if path.parent.is_dir() else folder.rglob("*"))
        if entry.is_file()
    ]
