"""The folder of source code beside a profile: which of its files the profile's frames speak of.

The folder stands for one directory of the machine that was measured. A profile says `/build/shop/cart/price.go`,
the folder holds `cart/price.go`: then the folder is `/build/shop/`, and `cart/price.go` of another directory is
not taken for it. Only files that the content itself holds are ever opened.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.analysis.line_costs import LineCosts, line_costs
from sitegen.drawing.source_data import SourceFile
from sitegen.errors import FlamesiteError, quoted
from sitegen.model import Profile
from sitegen.pages.cache.trace import ALWAYS, Trace
from sitegen.pages.content import Content

_LARGEST_FILE = 1 << 20


class BadSource(FlamesiteError):
    """A source folder that cannot be used, and why."""


@dataclass(frozen=True, slots=True)
class FoundSource:
    """The files of a folder that a profile speaks of, what their lines weigh, and what is wrong with some of them."""

    files: tuple[SourceFile, ...]
    costs: LineCosts
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceFolder:
    """The source files of the content below one of its folders; files: their paths relative to the content."""

    content: Path
    folder: str
    files: tuple[str, ...]
    _read: dict[str, tuple[str, ...] | None] = field(default_factory=dict)
    _digests: dict[str, str] = field(default_factory=dict)

    def find(self, profile: Profile) -> FoundSource | None:
        """The code of a profile's frames; None where the profile speaks of none of the files."""
        below = {self._below(path): path for path in self.files}
        matched = matched_files(dict.fromkeys(profile.frames.file), list(below))
        texts = {path: self._lines(below[path]) for path in sorted(set(matched.values()))}
        files = [SourceFile(path, lines) for path, lines in texts.items() if lines is not None]
        numbers = {file.path: number for number, file in enumerate(files)}
        costs = line_costs(profile, {name: numbers[path] for name, path in matched.items() if path in numbers})
        faults = tuple(_faults(self.folder, files, costs))
        return FoundSource(tuple(files), costs, faults) if len(costs.line) else None

    def note_in(self, trace: Trace) -> None:
        """Notes all files: which of them a profile speaks of depends on every name, also of those to come."""
        if not self._digests:
            for path in self.files:
                self._digests[path] = hashlib.sha256((self.content / path).read_bytes()).hexdigest()
        trace.files |= self._digests
        trace.lookups.append(ALWAYS)

    def _below(self, path: str) -> str:
        return path if self.folder == "." else path[len(self.folder) + 1 :]

    def _lines(self, path: str) -> tuple[str, ...] | None:
        """The file's lines; None where it is no text, or too large for a person's."""
        if path not in self._read:
            file = self.content / path
            data = file.read_bytes() if file.stat().st_size <= _LARGEST_FILE else b"\0"
            try:
                text = None if b"\0" in data else data.decode("utf-8-sig")
            except UnicodeDecodeError:
                text = None
            # Not splitlines: compilers count line feeds only.
            self._read[path] = (
                None if text is None else tuple(text.replace("\r\n", "\n").removesuffix("\n").split("\n"))
            )
        return self._read[path]


def find_folder(content: Content, text: str, base: str = "") -> SourceFolder:
    """The folder that an author names, relative to `base` in the content.

    Raises BadSource where it lies outside the content, or holds no file.
    """
    root = content.root.resolve()
    path = (root / base / text).resolve()
    if not path.is_relative_to(root):
        raise BadSource(f"{quoted(text)} lies outside the content; move or copy the source files into it")
    folder = path.relative_to(root).as_posix()
    inside = tuple(name for name in content.files if folder == "." or name.startswith(f"{folder}/"))
    if not inside:
        raise BadSource(f"expected a folder of source files, found {quoted(text)}, which holds none")
    return SourceFolder(root, folder, inside)


def matched_files(recorded: Iterable[str], below: Sequence[str]) -> dict[str, str]:
    """Which recorded files are which of the folder, whose paths `below` are relative to it.

    Of the directories that the folder may stand for it is the one that holds most files; of equal ones the outermost,
    and none where that is not one of them.
    """
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in below:
        by_name[path.rsplit("/", 1)[-1]].append(path)
    places: dict[str, dict[str, str]] = defaultdict(dict)
    for name in recorded:
        plain = name.replace("\\", "/")
        for path in by_name.get(plain.rsplit("/", 1)[-1], ()):
            if plain == path or plain.endswith(f"/{path}"):
                places[plain[: len(plain) - len(path)]][name] = path
    most = max(map(len, places.values()), default=0)
    fitting = [directory for directory, files in places.items() if len(files) == most]
    outermost = min(fitting, key=len, default="")
    return places[outermost] if fitting and all(each.startswith(outermost) for each in fitting) else {}


def _faults(folder: str, files: Sequence[SourceFile], costs: LineCosts) -> Iterable[str]:
    for number, file in enumerate(files):
        last = int(costs.line[costs.file == number].max(initial=0))
        if last > len(file.lines):
            path = file.path if folder == "." else f"{folder}/{file.path}"
            yield (
                f"the profile speaks of line {last} of {path}, which has {len(file.lines)}; "
                "put the file there that was measured"
            )
