"""Where the pages of a build are made: in this process, or in several through one executor.

A worker is given the workshop once and makes its own stores; jobs and what comes of them are pickled by the executor,
between processes of one build and nowhere else. Results come back in the order of the sources, whoever made them, so
that the site does not depend on the number of processes.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.pages.content import Content
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.settings import Settings
from sitegen.pages.theme import Theme

if TYPE_CHECKING:  # what several processes need is loaded where they are started
    from concurrent.futures import Future, ProcessPoolExecutor

    from sitegen.pages.page_html import PageHtml, SiteLinks
    from sitegen.pages.page_maker import Made, PageMaker, ReadSource
    from sitegen.pages.source_folder import SourceFolder

LEAST_NOTES = 24
"""Notes below which starting processes costs more than they save: one is made in a few milliseconds."""
LEAST_PROFILES = 4
LEAST_RENDERED = 200
_CHUNKS = 8  # for each process: enough that none waits long for the last one, and few that are sent

Job = TypeVar("Job")
Work = Callable[["PageMaker", list[Job], Any], list[Any]]
"""Does jobs with what is given for all of them."""
_MAKERS: list[Any] = []  # a worker's one maker


@dataclass(frozen=True, slots=True)
class Workshop:
    """What every maker of one build is given.

    draws_cards: whether notes get a picture for previews of links. source: the site's folder of source code.
    """

    made_by: str
    content: Content
    settings: Settings
    theme: Theme
    draws_cards: bool
    cache: Path | None
    source: SourceFolder | None = None


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of all pages before any is made: their URLs by source, and why notes have none."""

    urls: Mapping[str, str]
    unpublished: Mapping[str, str] = field(default_factory=dict)


class Workers:
    """Makes pages; close it, or use it in a with statement."""

    def __init__(self, workshop: Workshop, jobs: int) -> None:
        self._workshop = workshop
        self._jobs = max(1, jobs)
        self._maker: PageMaker | None = None
        self._executor: ProcessPoolExecutor | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._executor is not None:
            self._executor.shutdown(cancel_futures=True)

    @property
    def here(self) -> PageMaker:
        """The maker of this process."""
        if self._maker is None:
            from sitegen.pages.page_maker import PageMaker

            self._maker = PageMaker(self._workshop)
        return self._maker

    def read(self, paths: Sequence[str]) -> Iterator[ReadSource]:
        """Reads notes."""
        return self._done(_read, list(paths), LEAST_NOTES, None)

    def make_notes(self, sources: Sequence[ReadSource], around: Surroundings) -> Iterator[Made]:
        """Makes the pages of notes that were read."""
        has_figures = any(source.has_figures for source in sources)
        return self._done(_make_notes, list(sources), LEAST_PROFILES if has_figures else LEAST_NOTES, around)

    def make_profiles(self, places: Sequence[tuple[str, str]]) -> Iterator[Made]:
        """Makes the pages of profiles, given by path and URL."""
        return self._done(_make_profiles, list(places), LEAST_PROFILES, None)

    def render(self, pages: Sequence[Page], html: PageHtml) -> Iterator[OutputFile]:
        """The files of pages; `html` renders them where they are few."""
        if self._are_spread(pages, LEAST_RENDERED):
            return self._spread(_render, [page.to_render for page in pages], html.links)
        return (OutputFile(page.url, html.render(page)) for page in pages)

    def _are_spread(self, jobs: Sized, least: int) -> bool:
        """Whether jobs are so many that they are done in several processes."""
        return self._jobs > 1 and len(jobs) >= least

    def _done(self, work: Work[Job], jobs: list[Job], least: int, given: Any) -> Iterator[Any]:
        if self._are_spread(jobs, least):
            yield from self._spread(work, jobs, given)
        else:
            for job in jobs:
                yield from work(self.here, [job], given)

    def _spread(self, work: Work[Job], jobs: list[Job], given: Any) -> Iterator[Any]:
        size = max(1, -(-len(jobs) // (self._jobs * _CHUNKS)))
        chunks = [jobs[at : at + size] for at in range(0, len(jobs), size)]
        futures: list[Future[list[Any]]] = [self._pool().submit(_in_worker, work, chunk, given) for chunk in chunks]
        return (done for future in futures for done in future.result())

    def _pool(self) -> ProcessPoolExecutor:
        if self._executor is None:
            import multiprocessing
            from concurrent.futures import ProcessPoolExecutor

            # Loaded once, and shared by the processes that are forked from this one.
            import sitegen.pages.page_maker

            if self._workshop.content.profiles:
                import sitegen.pages.note_parts

            assert sitegen.pages is not None
            # Forking is quick and safe where no other thread could hold a lock; a preview has threads.
            can_fork = sys.platform == "linux" and threading.active_count() == 1
            context = multiprocessing.get_context("fork" if can_fork else "spawn")
            self._executor = ProcessPoolExecutor(self._jobs, context, _begin, (self._workshop,))
        return self._executor


def _begin(workshop: Workshop) -> None:
    from sitegen.pages.page_maker import PageMaker

    _MAKERS[:] = [PageMaker(workshop)]
    threading.Thread(target=_follow_parent, daemon=True).start()


def _follow_parent() -> None:
    """Ends this process when the one that it works for was killed: the executor's own workers would wait for ever."""
    from multiprocessing import parent_process
    from multiprocessing.connection import wait

    parent = parent_process()
    assert parent is not None, "a worker has a parent"
    wait([parent.sentinel])
    os.kill(os.getpid(), signal.SIGKILL)


def _in_worker(work: Work[Any], jobs: list[Any], given: Any) -> list[Any]:
    from sitegen.pages.page_maker import Made, sealed

    return [sealed(done) if isinstance(done, Made) else done for done in work(_MAKERS[0], jobs, given)]


def _read(maker: PageMaker, paths: list[str], _: object) -> list[ReadSource]:
    return [maker.read(path) for path in paths]


def _make_notes(maker: PageMaker, sources: list[ReadSource], around: Surroundings) -> list[Made]:
    return [maker.make_note(source, around) for source in sources]


def _render(maker: PageMaker, pages: list[Page], links: SiteLinks) -> list[OutputFile]:
    return maker.render(pages, links)


def _make_profiles(maker: PageMaker, places: list[tuple[str, str]], _: object) -> list[Made]:
    return [maker.make_profile(path, url) for path, url in places]
