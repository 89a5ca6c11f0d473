"""In which order a site's pages stand and are read, and which folders are sections.

In come pages, out go orders of them, and the tree of sections: a folder below which pages lie is a section, and the
note `index.md` in it, where there is one, is its page.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sitegen.pages.content import PAGE_NAME
from sitegen.pages.page import Page


@dataclass(slots=True)
class Section:
    """A folder of the site: its path, its own page where a note is it, the pages in it, the folders in it."""

    folder: str
    page: Page | None = None
    pages: list[Page] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    @property
    def title(self) -> str:
        """The title of its page, else the folder's name."""
        return self.page.title if self.page else posixpath.basename(self.folder)

    @property
    def url(self) -> str:
        """The URL of its page."""
        return posixpath.join(self.folder, PAGE_NAME)

    def all_pages(self) -> list[Page]:
        """The pages in it and in the folders below, without its own."""
        below = [page for section in self.sections for page in section.with_own_page()]
        return [*self.pages, *below]

    def with_own_page(self) -> list[Page]:
        """As `all_pages`, its own page first."""
        return ([self.page] if self.page else []) + self.all_pages()


def newest_first(pages: Iterable[Page]) -> list[Page]:
    """Pages as lists show them: by weight where notes have one, then the newest, then what has no date by title."""
    return sorted(pages, key=_listed)


def find_sections(pages: Iterable[Page]) -> Section:
    """The tree of folders that hold pages; its root is the site, without a page of its own."""
    pages = sorted(pages, key=lambda page: page.url)
    urls = [posixpath.dirname(page.url) for page in pages]
    folders = {above for url in urls for above in _above(url)}
    sections = {folder: Section(folder) for folder in sorted(folders | {""})}
    for page, url in zip(pages, urls, strict=True):
        if url in folders:
            sections[url].page = page
        else:
            sections[posixpath.dirname(url)].pages.append(page)
    for folder, section in sections.items():
        if folder:
            sections[posixpath.dirname(folder)].sections.append(section)
    return sections[""]


def sections_below(section: Section) -> Iterator[Section]:
    """All sections below one, those further in after those that they lie in."""
    for inner in section.sections:
        yield inner
        yield from sections_below(inner)


def sections_above(url: str, sections: Mapping[str, Section]) -> list[Section]:
    """The sections that a page lies in, the outermost first, without the one that it is the page of."""
    folder = posixpath.dirname(url)
    return [sections[above] for above in _above(folder) if above in sections]


def reading_order(section: Section) -> list[Page]:
    """The written pages as they are read one after the other: in each folder by weight, then the oldest first.

    A section stands among its neighbours where its own page would, and is read as a whole.
    """
    children: list[tuple[tuple[object, ...], list[Page]]] = [
        (_read(page, page.title), [page]) for page in section.pages if page.is_written
    ]
    children += [(_read(inner.page, inner.title), reading_order(inner)) for inner in section.sections]
    own = [section.page] if section.page and section.page.is_written else []
    return own + [page for _, pages in sorted(children, key=lambda child: child[0]) for page in pages]


def neighbours(order: list[Page]) -> dict[str, tuple[Page | None, Page | None]]:
    """The page before and the page after each one, by URL."""
    around = [None, *order, None]
    before = {page.url: earlier for earlier, page in pairwise(around) if page}
    after = {page.url: later for page, later in pairwise(around) if page}
    return {page.url: (before[page.url], after[page.url]) for page in order}


def _above(folder: str) -> list[str]:
    """The folders that a folder lies in, the outermost first, without the site's own."""
    parts = folder.split("/")
    return ["/".join(parts[:length]) for length in range(1, len(parts))]


def _listed(page: Page) -> tuple[object, ...]:
    newest = -page.date.toordinal() if page.date else 0
    return page.weight is None, page.weight or 0, newest, page.title, page.url


def _read(page: Page | None, title: str) -> tuple[object, ...]:
    weight, day = (page.weight, page.date) if page else (None, None)
    return weight is None, weight or 0, day is None, day.toordinal() if day else 0, title, page.url if page else ""
