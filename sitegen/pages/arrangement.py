"""A site's pages put in their places: which sections hold them, what is read before and after, what lists them.

In come the pages of notes and profiles, out come all pages of the site, each told of its surroundings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from msgspec import structs

from sitegen.errors import Problem
from sitegen.pages.listings import (
    linked,
    make_archive,
    make_home,
    make_section_page,
    make_tag_pages,
    section_entries,
)
from sitegen.pages.page import Page
from sitegen.pages.reading_order import (
    find_sections,
    neighbours,
    newest_first,
    reading_order,
    sections_above,
    sections_below,
)
from sitegen.pages.search_index import make_search_page
from sitegen.pages.settings import Settings
from sitegen.pages.tags import TAGS_FOLDER, Tag, find_tags

OWN_FOLDERS = ("archive", "search", TAGS_FOLDER)
"""Folders of the output that hold pages of the site's own."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """All pages of a site: those of the content, placed; those that list them, home first; the tags."""

    placed: tuple[Page, ...]
    lists: tuple[Page, ...]
    tags: dict[str, Tag]

    @property
    def home(self) -> Page:
        """The first page."""
        return self.lists[0]

    @property
    def pages(self) -> tuple[Page, ...]:
        """All of them."""
        return *self.lists, *self.placed


def arrange(pages: Sequence[Page], intro: Page | None, settings: Settings) -> Arrangement:
    """Places the pages; intro is the author's text for the home page."""
    root = find_sections(pages)
    sections = {section.folder: section for section in sections_below(root)}
    around = neighbours(reading_order(root))
    own_sections = {section.page.url: section for section in sections.values() if section.page}
    tags = find_tags(pages)
    related = _related(newest_first(pages))

    def place(page: Page) -> Page:
        before, after = around.get(page.url, (None, None))
        links: dict[str, Any] = {
            "sections": linked(sections_above(page.url, sections)),
            "before": linked([before])[0] if before else None,
            "after": linked([after])[0] if after else None,
            "related": related.get(page.url, []),
        }
        own = own_sections.get(page.url)
        return structs.replace(page, place=links, added={"entries": section_entries(own)} if own else {})

    lists = [make_home(pages, intro, settings), make_archive(pages), make_search_page(), *make_tag_pages(tags)]
    lists += [place(make_section_page(section)) for section in sections.values() if section.page is None]
    return Arrangement(tuple(place(page) for page in newest_first(pages)), tuple(lists), tags)


def _related(pages: Sequence[Page]) -> dict[str, list[dict[str, Any]]]:
    """What is said of the nearest pages of each one, by URL."""
    if not any(page.mentions for page in pages):
        return {}
    from sitegen.drawing.markup_text import clean
    from sitegen.pages.related import related_pages  # numpy is loaded where there are figures

    return {
        url: [{**linked([other.page])[0], "functions": [clean(name) for name in other.functions]} for other in others]
        for url, others in related_pages(pages).items()
    }


def own_folder_problems(sources: Iterable[tuple[str, str]]) -> list[Problem]:
    """An error for each source, given as messages name it, whose page lies in a folder of the site's own."""
    return [
        Problem(source, None, None, f"becomes {url}, and the site's own pages are in {url.split('/')[0]}/; move it")
        for source, url in sorted(sources)
        if url.split("/")[0] in OWN_FOLDERS
    ]
