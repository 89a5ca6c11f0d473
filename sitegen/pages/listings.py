"""The pages that list other pages: home, archive, tags, sections. In come pages, out go pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any
from urllib.parse import quote

from sitegen.pages.content import HOME_URL, PAGE_NAME
from sitegen.pages.page import Page, list_entry, written_day
from sitegen.pages.reading_order import Section, newest_first
from sitegen.pages.settings import Settings
from sitegen.pages.tags import TAGS_FOLDER, Tag

ARCHIVE_URL = f"archive/{PAGE_NAME}"
TAGS_URL = f"{TAGS_FOLDER}/{PAGE_NAME}"
MOST_ON_HOME = 12
"""Cards on the home page: about six screens; the archive lists the rest."""


def make_home(pages: Sequence[Page], intro: Page | None, settings: Settings) -> Page:
    """The first page: the author's introduction, the newest pages as cards, the way to all others."""
    context = intro.open_context if intro else {"note": None, "payload_json": ""}
    shown = newest_first(pages)[:MOST_ON_HOME]
    return Page(
        HOME_URL,
        "index.html",
        intro.title if intro else settings.title,
        context,
        summary=intro.summary if intro else None,
        headline=intro.headline if intro else None,
        has_figures=bool(intro and intro.has_figures),
        figures=intro.figures if intro else {},
        lead=intro.lead if intro else None,
        mentions=intro.mentions if intro else {},
        sections=intro.sections if intro else (),
        added={"entries": [list_entry(page) for page in shown], "total": len(pages)},
        key=intro.key if intro else "",
    )


def make_archive(pages: Sequence[Page]) -> Page:
    """All pages by year, the newest first; those without a date by title at the end."""
    dated = sorted((page for page in pages if page.date), key=lambda page: (page.title, page.url))
    dated.sort(key=lambda page: page.date.toordinal() if page.date else 0, reverse=True)
    years: list[dict[str, Any]] = [
        {"name": str(year), "id": f"year-{year}", "entries": [_archive_entry(page) for page in group]}
        for year, group in groupby(dated, key=lambda page: page.date.year if page.date else 0)
    ]
    undated = sorted((page for page in pages if not page.date), key=lambda page: (page.title, page.url))
    if undated:
        name = "Without a date" if years else ""
        years.append({"name": name, "id": "undated", "entries": [_archive_entry(page) for page in undated]})
    return Page(ARCHIVE_URL, "archive.html", "All pages", {"years": years}, summary="Every page of this site, by year.")


def make_tag_pages(tags: Mapping[str, Tag]) -> Iterator[Page]:
    """A page for each tag, and one for all of them; nothing where there is none."""
    if not tags:
        return
    listed = [{"name": tag.name, "url": quote(tag.url), "count": len(tag.pages)} for tag in tags.values()]
    yield Page(TAGS_URL, "tags.html", "Tags", {"tags": listed}, summary="What the pages of this site are about.")
    for tag in tags.values():
        entries = [list_entry(page) for page in tag.pages]
        yield Page(tag.url, "list.html", tag.name, {"entries": entries}, summary=f"Pages tagged “{tag.name}”.")


def make_section_page(section: Section) -> Page:
    """The page of a folder that no note is the page of."""
    return Page(section.url, "list.html", section.title, {"entries": section_entries(section)})


def section_entries(section: Section) -> list[dict[str, Any]]:
    """All pages of a section and of the sections in it, as lists show them."""
    return [list_entry(page) for page in newest_first(section.all_pages())]


def linked(pages: Iterable[Page | Section]) -> list[dict[str, str]]:
    """Titles and URLs, for rows of links."""
    return [{"title": page.title, "url": quote(page.url)} for page in pages]


def _archive_entry(page: Page) -> dict[str, Any]:
    return {**list_entry(page), "day_text": written_day(page.date) if page.date else None}
