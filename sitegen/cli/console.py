"""What the verbs share: reading with a word on what was left out, options, a spinner, counted nouns."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.errors import Problem

if TYPE_CHECKING:
    from sitegen.model import Profile


def read(file: str) -> Profile:
    """The profile of a path, of `-` or of a live endpoint."""
    from sitegen.pages.inputs import read_input

    with Progress(f"reading {file}") as tell:
        return read_input(file, sys.stdin.buffer, tell)


def read_warning(file: str) -> Profile:
    """The profile, with a word on standard error where its reader left something out."""
    profile = read(file)
    if (warning := profile.skipped_in_short()) is not None:
        click.echo(Problem(file, warning.line, None, warning.reason, "warning"), err=True)
    return profile


def metric_of(profile: Profile, name: str | None) -> int:
    """The number of the metric of --metric, or of the default one."""
    if name is None:
        return profile.default_metric
    if (index := profile.metric_index(name)) is None:
        raise click.UsageError(f"--metric {name}: this profile has {', '.join(kind.name for kind in profile.metrics)}")
    return index


def share_of(text: str | None) -> float | None:
    """The share that --min gives."""
    from sitegen.pages.fence import parse_share

    try:
        return None if text is None else parse_share(text)
    except ValueError as err:
        raise click.UsageError(f"--min {text}: {err}") from err


def content_folder(content: Path) -> Path:
    """CONTENT, where it is a folder."""
    if not content.is_dir():
        raise click.UsageError(f"{content} is not a folder; CONTENT is the folder of your notes and profiles")
    return content


def cache_folder(asked: Path | None, is_off: bool, content: Path) -> Path | None:
    """Where results are kept: --cache, else the user's cache folder; None under --no-cache."""
    from sitegen.pages.cache.store import default_folder

    if asked is not None and is_off:
        raise click.UsageError("--cache and --no-cache: choose one of them")
    if asked is not None and asked.resolve().is_relative_to(content.resolve()):
        raise click.UsageError(f"--cache {asked} lies in the content; what lies there is the site's")
    return None if is_off else (asked or default_folder()).absolute()


def base_url_of(text: str | None) -> str | None:
    """The address of --base-url; empty is "not given", because a workflow passes that on for a pull request."""
    from sitegen.pages.settings import is_base_url

    if text and not is_base_url(text):
        raise click.UsageError(f"--base-url {text}: expected an address such as https://you.github.io/profiles/")
    return text or None


def day_of(text: str | None) -> date | None:
    """The day of --now, else that of SOURCE_DATE_EPOCH in UTC, else None: nothing hangs on the clock."""
    try:
        if text is not None:
            return date.fromisoformat(text)
    except ValueError as err:
        raise click.UsageError(f"--now {text}: expected a date such as 2026-11-20") from err
    seconds = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(seconds), UTC).date() if seconds else None
    except (ValueError, OverflowError, OSError) as err:
        raise click.UsageError(f"SOURCE_DATE_EPOCH={seconds}: expected seconds since 1970") from err


_REDRAW_S = 0.05
_SHORT_S = 0.3  # what is done by then needs no bar, and rich takes half as long to load


class Progress:
    """A spinner on standard error while something long runs; silent where it is not a terminal."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._status: Any = None

    def __enter__(self) -> Callable[[str], None]:
        if sys.stderr.isatty():
            from rich.console import Console

            self._status = Console(stderr=True).status(self._what)
            self._status.start()
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._status is not None:
            self._status.stop()

    def _tell(self, doing: str) -> None:
        if self._status is not None:
            self._status.update(f"{self._what}: {doing}")


class Counter:
    """A bar on standard error that fills with what is done; silent where it is not a terminal.

    It draws when it is told something, once that takes a while, and starts no thread, so that a build may fork.
    """

    def __init__(self) -> None:
        self._bar: Any = None
        self._tasks: dict[str, Any] = {}
        self._drawn_s = 0.0
        self._begun_s = time.monotonic()

    def __enter__(self) -> Callable[[str, int, int], None]:
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _tell(self, what: str, done: int, of: int) -> None:
        if self._bar is None:
            if not sys.stderr.isatty() or time.monotonic() - self._begun_s < _SHORT_S:
                return
            self._bar = _begun_bar()
        if what not in self._tasks:
            self._tasks[what] = self._bar.add_task(what, total=of)
        self._bar.update(self._tasks[what], completed=done)
        if time.monotonic() - self._drawn_s > _REDRAW_S:
            self._bar.refresh()
            self._drawn_s = time.monotonic()


def _begun_bar() -> Any:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    bar = Bar(*columns, console=Console(stderr=True), transient=True, auto_refresh=False)
    bar.start()
    return bar


class Clock:
    """A bar on standard error that fills while something lasts its seconds; silent where it is not a terminal."""

    def __init__(self, what: str, seconds: float) -> None:
        self._what = what
        self._seconds = seconds
        self._bar: Any = None
        self._task: Any = None

    def __enter__(self) -> Callable[[str], None]:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import Progress as Bar
            from rich.progress import ProgressColumn, SpinnerColumn, Task, TextColumn, TimeElapsedColumn
            from rich.progress_bar import ProgressBar

            class Elapsed(ProgressColumn):
                """How much of its seconds have gone: the server says nothing until the end."""

                def render(self, task: Task) -> ProgressBar:
                    return ProgressBar(task.total or 1, min(task.elapsed or 0, task.total or 1), width=30)

            columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
            bars = (Elapsed(),) if self._seconds else ()
            self._bar = Bar(*columns, *bars, console=Console(stderr=True), transient=True)
            self._task = self._bar.add_task(self._what, total=self._seconds or None)
            self._bar.start()
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.stop()

    def _tell(self, doing: str) -> None:
        if self._bar is not None:
            self._bar.update(self._task, description=f"{self._what}: {doing}")


def counted(number: int, noun: str) -> str:
    """A number with its noun: "1 page", "2 pages"."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
