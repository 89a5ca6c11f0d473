"""The index of the site's search: every page's text and every function's name, as scripts.

A page that was opened from disk may not fetch a file, but it may load a script; so the index is one call of
`SearchIndex.receive` (themes/default/js/site/search_index.js) and is loaded when somebody searches:

    pages    [{title, url, summary, date, tags, sections: [[id, title, text], ...], figures: [id, ...]}, ...]
             the newest first; url from the site's root, encoded
    names    every function's name, sorted by code point
    places   for each name a list of page, figure (a number of the page's figures), share in 1/10,000; page, ...

Texts travel as they are and are looked through when they are asked for: a site of a thousand write-ups is a few
megabytes, which a browser scans in milliseconds, and no word has to be cut to a stem that would fit one language only.

A large site's index is in parts, so that a page that was edited changes one of them. The first script has `parts`, the
names of the others beside it, and only the home page; each other one has, by pages, what they are sorted by:

    order    [[weight or null, day or 0], ...], days as numbers; then come title and url
"""

from __future__ import annotations

import json
import posixpath
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote

from sitegen.pages.content import PAGE_NAME
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page, written_date

SEARCH_URL = f"search/{PAGE_NAME}"
INDEX_URL = "search/index.js"
SHARES = 10_000
"""Shares are written as whole parts of this."""
MOST_IN_ONE = 128
"""Pages of an index in one script: about half a megabyte, which is written in a few milliseconds."""

_PAGES_IN_PART = 64
_PART = "search/part-"
_BEFORE, _AFTER = '"use strict";SearchIndex.receive(', ");\n"


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """What the index says of a page: its entry in `pages`, in `order`, and [name, figure, share] of its functions."""

    page: dict[str, Any]
    order: list[int | None]
    functions: list[tuple[str, int, int]]


@dataclass(frozen=True, slots=True)
class SearchPart:
    """One script of the index: its path, its pages in the order of lists, and the paths of the parts that it names."""

    path: str
    pages: tuple[Page, ...]
    parts: tuple[str, ...] = ()


def make_search_page() -> Page:
    """The page whose address holds a question, and which says what to do without scripts."""
    return Page(SEARCH_URL, "search.html", "Search", {})


def search_parts(pages: Sequence[Page], home: Page) -> list[SearchPart]:
    """The scripts for pages that are in the order of lists; the first is the one that a page asks for."""
    if len(pages) <= MOST_IN_ONE:
        return [SearchPart(INDEX_URL, (*pages, home))]
    held: dict[str, list[Page]] = {}
    for page in pages:
        held.setdefault(part_of(page.url, len(pages)), []).append(page)
    parts = [SearchPart(path, tuple(held[path])) for path in sorted(held)]
    return [SearchPart(INDEX_URL, (home,), tuple(held_by.path for held_by in parts)), *parts]


def part_of(url: str, pages: int) -> str:
    """The script that tells of a page in a site of this many."""
    if pages <= MOST_IN_ONE or url == PAGE_NAME:
        return INDEX_URL
    count = 1 << (-(-pages // _PAGES_IN_PART) - 1).bit_length()  # doubles now and then, and moves no page in between
    return f"{_PART}{zlib.crc32(url.encode('utf-8')) % count}.js"


def is_search_script(path: str) -> bool:
    """Whether a file of the site holds the index or a part of it."""
    return path == INDEX_URL or path.startswith(_PART)


def make_search_part(part: SearchPart, records: Mapping[str, SearchRecord]) -> OutputFile:
    """One script, of the records of its pages by their URLs."""
    # An index in one script has no orders, and may be the one that these records were read from.
    held = [replace(records[page.url], order=_order(page)) for page in part.pages]
    return OutputFile(part.path, write_records(held, part.path != INDEX_URL, part.parts))


def write_records(records: Sequence[SearchRecord], is_part: bool, parts: Sequence[str] = ()) -> bytes:
    """The script of some records in their order; parts: the paths of scripts that it names."""
    places: dict[str, list[int]] = {}
    for number, record in enumerate(records):
        for name, figure, share in record.functions:
            places.setdefault(name, []).extend((number, figure, share))
    names = sorted(places)
    index: dict[str, Any] = {"version": 1, "pages": [record.page for record in records]}
    index |= {"names": names, "places": [places[name] for name in names]}
    if is_part:
        index["order"] = [record.order for record in records]
    if parts:
        index["parts"] = [posixpath.basename(path) for path in parts]
    from sitegen.pages.metadata import script_json

    return f"{_BEFORE}{script_json(index)}{_AFTER}".encode()


def read_records(script: bytes) -> list[SearchRecord]:
    """The records of a script that `write_records` wrote."""
    index = json.loads(script.decode().removeprefix(_BEFORE).removesuffix(_AFTER))
    functions: list[list[tuple[str, int, int]]] = [[] for _ in index["pages"]]
    for name, places in zip(index["names"], index["places"], strict=True):
        for at in range(0, len(places), 3):
            functions[places[at]].append((name, places[at + 1], places[at + 2]))
    order = index.get("order") or [[None, 0]] * len(index["pages"])
    return [SearchRecord(*record) for record in zip(index["pages"], order, functions, strict=True)]


def search_records(pages: Iterable[Page]) -> dict[str, SearchRecord]:
    """What the index says of pages that are known in full, by their URLs."""
    return {page.url: _record(page) for page in pages}


def _record(page: Page) -> SearchRecord:
    figures = {figure: at for at, figure in enumerate(page.figures)}
    functions = [
        (name, figures[mention.figure], round(mention.share * SHARES)) for name, mention in page.mentions.items()
    ]
    entry = {
        "title": page.title,
        "url": quote(page.url),
        "summary": " ".join(text for text in (page.headline and f"{page.headline.text}.", page.summary) if text),
        "date": written_date(page.date) if page.date else "",
        "tags": list(page.tags),
        "sections": [[section.id, section.title, section.text] for section in page.sections],
        "figures": list(page.figures),
    }
    return SearchRecord(entry, _order(page), functions)


def _order(page: Page) -> list[int | None]:
    return [page.weight, page.date.toordinal() if page.date else 0]
