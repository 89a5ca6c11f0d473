"""The index of the site's search: every page's text and every function's name, as a script.

A page that was opened from disk may not fetch a file, but it may load a script; so the index is one call of
`SearchIndex.receive` (themes/default/js/site/search_index.js) and is loaded when somebody searches:

    pages    [{title, url, summary, date, tags, sections: [[id, title, text], ...], figures: [id, ...]}, ...]
             the newest first; url from the site's root, encoded
    names    every function's name, sorted by code point
    places   for each name a list of page, figure (a number of the page's figures), share in 1/10,000; page, ...

Texts travel as they are and are looked through when they are asked for: a site of a thousand write-ups is a few
megabytes, which a browser scans in milliseconds, and no word has to be cut to a stem that would fit one language only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from sitegen.pages.content import PAGE_NAME
from sitegen.pages.metadata import script_json
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page, written_date

SEARCH_URL = f"search/{PAGE_NAME}"
INDEX_URL = "search/index.js"
SHARES = 10_000
"""Shares are written as whole parts of this."""


def make_search_page() -> Page:
    """The page whose address holds a question, and which says what to do without scripts."""
    return Page(SEARCH_URL, "search.html", "Search", {})


def make_search_index(pages: Sequence[Page]) -> OutputFile:
    """The index of pages that are in the order of lists."""
    places: dict[str, list[int]] = {}
    records = []
    for number, page in enumerate(pages):
        figures = {figure: at for at, figure in enumerate(page.figures)}
        for name, mention in page.mentions.items():
            share = round(mention.share * SHARES)
            places.setdefault(name, []).extend((number, figures[mention.figure], share))
        records.append(_record(page))
    names = sorted(places)
    index = {"version": 1, "pages": records, "names": names, "places": [places[name] for name in names]}
    return OutputFile(INDEX_URL, f'"use strict";SearchIndex.receive({script_json(index)});\n'.encode())


def _record(page: Page) -> dict[str, Any]:
    return {
        "title": page.title,
        "url": quote(page.url),
        "summary": " ".join(text for text in (page.headline and f"{page.headline.text}.", page.summary) if text),
        "date": written_date(page.date) if page.date else "",
        "tags": list(page.tags),
        "sections": [[section.id, section.title, section.text] for section in page.sections],
        "figures": list(page.figures),
    }
