"""A site that is being written: built into memory, again after each change, with what is wrong with it.

The last site that could be built stays what is shown. Whoever shows it waits for the next state.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

from sitegen.errors import FlamesiteError, Problem, SourceError, SourceErrors
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.settings import read_settings
from sitegen.pages.theme import default_folder

_ASSETS = "assets/"
_POLL_S = 0.2
_SETTLED_S = 0.04  # an editor's save is several changes within a few milliseconds


@dataclass(frozen=True, slots=True)
class PreviewState:
    """What is shown after a build. `version` counts the builds; base_path begins and ends in a slash.

    files: the last good site's bytes by path; problems: errors where the build failed, else its warnings.
    """

    version: int = 0
    base_path: str = "/"
    files: Mapping[str, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    is_broken: bool = False
    assets: str = ""

    def file_of(self, path: str) -> str | None:
        """The site's file that a server's decoded path leads to: a folder to its page, None where there is none."""
        inside = path.removeprefix(self.base_path)
        name = f"{inside}index.html" if not inside or inside.endswith("/") else inside
        return name if path.startswith(self.base_path) and name in self.files else None

    def page_at(self, path: str) -> bytes:
        """The page's bytes, or those of 404.html."""
        name = self.file_of(path)
        return self.files[name] if name else self.files.get("404.html", b"")

    def fingerprint(self, path: str) -> str:
        """Changes where the page at this path, its styles or its scripts have changed."""
        return hashlib.sha256(self.page_at(path) + self.assets.encode()).hexdigest()[:16]


class Preview:
    """Builds a content folder again and again, and lets other threads wait for what came of it."""

    def __init__(self, content: Path, options: BuildOptions, build: Callable[..., Site] = build_site) -> None:
        self._content = content
        self._options = options
        self._build = build
        self._changed = threading.Condition()
        self._state = PreviewState()
        self._digests: dict[str, str] = {}  # of the files of the last good site

    def rebuild(self) -> PreviewState:
        """Builds once more; where that fails, the site before stays and the problems are the new ones."""
        before = self._state
        try:
            site = self._build(self._content, self._options)
        except (FlamesiteError, OSError) as err:
            after = PreviewState(
                before.version + 1, before.base_path, before.files, _problems_of(err), True, before.assets
            )
        else:
            digests = {file.path: file.digest for file in site.files}
            same = {path for path, digest in digests.items() if self._digests.get(path) == digest}
            files = {file.path: before.files[file.path] if file.path in same else file.content for file in site.files}
            self._digests = digests
            after = PreviewState(
                before.version + 1, self._base_path(), files, site.warnings, False, _digest_of_assets(files)
            )
        with self._changed:
            self._state = after
            self._changed.notify_all()
        return after

    def wait(self, after: int, timeout_s: float | None = None) -> PreviewState:
        """The state once it is newer than that version, or as it is when the time is over."""
        with self._changed:
            self._changed.wait_for(lambda: self._state.version > after, timeout_s)
            return self._state

    def folders(self) -> list[Path]:
        """What to watch: the content, and the folders of the theme."""
        folders = [self._content, default_folder()]
        try:
            theme = self._options.theme or read_settings(self._content).theme
        except (FlamesiteError, OSError):  # a broken site.toml; the build says so
            theme = self._options.theme
        return [*folders, self._content / theme] if isinstance(theme, str) else [*folders, *([theme] if theme else [])]

    def _base_path(self) -> str:
        base_url = self._options.base_url or read_settings(self._content).base_url
        path = unquote(urlsplit(base_url).path) if base_url else "/"
        return f"/{path.strip('/')}/" if path.strip("/") else "/"


def changes(
    folders: Callable[[], list[Path]], stop: threading.Event, poll_s: float = _POLL_S, settled_s: float = _SETTLED_S
) -> Iterator[None]:
    """Yields once at first, then after each change of a file below the folders, when it has come to rest.

    By asking each file for its time and size, which works on every file system; 2,000 files take about 10 ms. What
    changes while the caller is busy is found when it comes back.
    """
    seen = _stamps(folders())
    yield
    while not stop.wait(poll_s):
        now = _stamps(folders())
        if now == seen:
            continue
        while not stop.wait(settled_s):
            later = _stamps(folders())
            if later == now:
                break
            now = later
        seen = now
        yield


def _stamps(folders: list[Path]) -> dict[str, tuple[int, int, int]]:
    """Time, size and number of each file by path; files whose names begin with a dot are editors' own."""
    stamps = {}
    waiting = [str(folder) for folder in folders]
    walked = set()
    while waiting:
        folder = waiting.pop()
        real = os.path.realpath(folder)
        if real in walked:
            continue
        walked.add(real)
        # What goes away between the listing and the look is found gone by the next look.
        with contextlib.suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name[0] == ".":
                    continue
                if entry.is_dir():
                    waiting.append(entry.path)
                else:
                    with contextlib.suppress(OSError):
                        status = entry.stat()
                        stamps[entry.path] = status.st_mtime_ns, status.st_size, status.st_ino
    return stamps


def _problems_of(err: FlamesiteError | OSError) -> tuple[Problem, ...]:
    if isinstance(err, SourceErrors):
        return err.problems
    if isinstance(err, SourceError):
        return (err.problem,)
    if isinstance(err, OSError):
        return (Problem(str(err.filename or "flamesite"), None, None, err.strerror or str(err)),)
    return (Problem("flamesite", None, None, str(err)),)


def _digest_of_assets(files: Mapping[str, bytes]) -> str:
    digest = hashlib.sha256()
    for path in sorted(path for path in files if path.startswith(_ASSETS)):
        digest.update(path.encode() + hashlib.sha256(files[path]).digest())
    return digest.hexdigest()


def address_of(host: str, port: int, base_path: str) -> str:
    """Where a browser finds the preview."""
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{port}{quote(base_path)}"
