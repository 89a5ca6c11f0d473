"""What machines read of a site: Atom feeds of all written pages and of each tag, a sitemap, robots.txt.

Dates are those of front matter, at midnight UTC, because nobody says more: nothing is dated by the clock or by a file.
See RFC 4287 for Atom, and the sitemaps protocol 0.9.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen import __version__
from sitegen.pages.addresses import Addresses
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.settings import Settings
from sitegen.pages.tags import Tag

if TYPE_CHECKING:
    from sitegen.pages.templates import Templates

FEED_URL = "feed.xml"
SITEMAP_URL = "sitemap.xml"
ROBOTS_URL = "robots.txt"
MOST_IN_FEED = 30
"""Entries of a feed: readers ask for it again and again, and have kept the older ones."""

_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Feeds:
    """Writes the feeds of one site."""

    settings: Settings
    templates: Templates
    addresses: Addresses

    def of_site(self, pages: Iterable[Page]) -> Iterator[OutputFile]:
        """The feed of all pages; none where no note has a date, because an entry without one is not valid."""
        yield from self._feed(FEED_URL, "index.html", self.settings.title, pages)

    def of_tags(self, tags: Iterable[Tag]) -> Iterator[OutputFile]:
        """A feed for each tag."""
        for tag in tags:
            yield from self._feed(tag.feed_url, tag.url, f"{self.settings.title}: {tag.name}", tag.pages)

    def _feed(self, url: str, page_url: str, title: str, pages: Iterable[Page]) -> Iterator[OutputFile]:
        newest = in_feed(pages)
        if not newest:
            return
        context = {
            "id": self._identity(page_url),
            "title": _xml(title),
            "subtitle": _xml(self.settings.description or ""),
            "language": self.settings.language,
            "self": self.addresses.link(url, url),
            "page": self.addresses.link(page_url, url),
            "author": _xml(self.settings.author or self.settings.title),
            "rights": _xml(self.settings.licence or ""),
            "version": __version__,
            "updated": _moment(max(_changed(page) for page in newest)),
            "entries": [self._entry(page, url) for page in newest],
        }
        yield OutputFile(url, self.templates.render("feed.xml", {"feed": context}).encode("utf-8"))

    def _entry(self, page: Page, feed_url: str) -> dict[str, Any]:
        assert page.date is not None, "only pages with a date are in a feed"
        summary = " ".join(text for text in (page.headline and f"{page.headline.text}.", page.summary) if text)
        return {
            "id": self._identity(page.url),
            "title": _xml(page.title),
            "link": self.addresses.link(page.url, feed_url),
            "published": _moment(page.date),
            "updated": _moment(_changed(page)),
            "summary": _xml(summary),
            "tags": [_xml(tag) for tag in page.tags],
        }

    def _identity(self, url: str) -> str:
        return self.addresses.identity(url, self.settings.title)


def in_feed(pages: Iterable[Page]) -> list[Page]:
    """The pages of a feed: notes with a date, the newest first."""
    dated = [page for page in pages if page.is_written and page.date]
    dated.sort(key=lambda page: (page.title, page.url))
    dated.sort(key=lambda page: page.date or datetime.date.min, reverse=True)
    return dated[:MOST_IN_FEED]


def make_sitemap(pages: Sequence[Page], templates: Templates, addresses: Addresses) -> Iterator[OutputFile]:
    """The list of all pages for search engines; nothing where the host is not known, because it must be named."""
    if not addresses.is_known:
        return
    places = [
        {"location": addresses.absolute(page.url), "changed": _changed(page).isoformat() if page.date else None}
        for page in sorted(pages, key=lambda page: page.url)
    ]
    yield OutputFile(SITEMAP_URL, templates.render("sitemap.xml", {"places": places}).encode("utf-8"))


def make_robots(addresses: Addresses) -> OutputFile:
    """Everybody may read everything; and where the sitemap is."""
    sitemap = addresses.absolute(SITEMAP_URL)
    lines = ["User-agent: *", "Disallow:", *([f"Sitemap: {sitemap}"] if sitemap else [])]
    return OutputFile(ROBOTS_URL, "".join(f"{line}\n" for line in lines).encode("utf-8"))


def _changed(page: Page) -> datetime.date:
    """The day of a page's last change that its readers should know of."""
    assert page.date is not None, "only dated pages are asked"
    return max(page.date, page.updated or page.date)


def _moment(day: datetime.date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _xml(text: str) -> str:
    """The text without what no XML document may hold; templates escape the rest."""
    return _NO_XML.sub("", text)
