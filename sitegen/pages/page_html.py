"""Pages to HTML: what all pages of a site share, its header's links among them, and the theme's template for each."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from sitegen import __version__
from sitegen.pages.addresses import Addresses
from sitegen.pages.content import HOME_URL
from sitegen.pages.metadata import Metadata
from sitegen.pages.page import Page, written_date
from sitegen.pages.settings import Settings
from sitegen.pages.theme import Theme

if TYPE_CHECKING:
    from sitegen.pages.templates import Templates


@dataclass(frozen=True, slots=True)
class SiteLinks:
    """Where what all pages of a site link to is.

    tags: the URLs of their pages by name. feeds: the URLs of the feeds; the first is that of all pages. cards: the URLs
    of the pictures by which pages are previewed, by the pages' URLs.
    """

    addresses: Addresses
    tags: Mapping[str, str] = field(default_factory=dict)
    feeds: Sequence[str] = ()
    cards: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PageHtml:
    """Renders the pages of one site."""

    settings: Settings
    theme: Theme
    templates: Templates
    links: SiteLinks
    _known: dict[tuple[Callable[[], list[str]], ...], list[str]] = field(default_factory=dict)

    def key(self, page: Page) -> str:
        """Changes whenever the page's bytes could, but for the theme and the program."""
        known: tuple[Any, ...]
        if page.key:  # which stands for all that the page says of itself
            links = self.links
            own_feed, tags = self._own_feed(page) in links.feeds, [name for name in page.tags if name in links.tags]
            pictures = links.cards.get(page.url), links.cards.get(HOME_URL), links.addresses.base_url
            known = page.key, page.template, dict(page.place), own_feed, tags, pictures
        else:
            told = self._page(page, page.root)
            metadata = Metadata(self.settings, self.links.addresses, self.links.cards).of(page, told["sections"])
            for ours in ("styles", "scripts"):
                del told[ours]
            known = page.template, told, metadata, page.open_context
        return hashlib.sha256(msgspec.msgpack.encode((known, self._site(), dict(page.added)))).hexdigest()

    def render(self, page: Page) -> bytes:
        """The page as a file of the site. Raises FlamesiteError for a fault in the theme."""
        return self._rendered(page, page.root)

    def render_not_found(self, entries: Sequence[dict[str, Any]]) -> bytes:
        """The page for addresses that lead nowhere: a server shows it at any depth, so its links cannot be relative."""
        page = Page("404.html", "not_found.html", "Not found", {"entries": list(entries)})
        return self._rendered(page, self.links.addresses.root_path)

    def _rendered(self, page: Page, root: str) -> bytes:
        told = self._page(page, root)
        metadata = Metadata(self.settings, self.links.addresses, self.links.cards).of(page, told["sections"])
        context = {"site": self._site(), "page": told, "metadata": metadata, **page.open_context, **page.added}
        return self.templates.render(page.template, context).encode("utf-8")

    def _site(self) -> dict[str, Any]:
        settings = self.settings
        return {
            "title": settings.title,
            "author": settings.author,
            "description": settings.description,
            "licence": settings.licence,
            "language": settings.language,
            "version": __version__,
            "has_tags": bool(self.links.tags),
            "feed": self.links.feeds[0] if self.links.feeds else None,
        }

    def _page(self, page: Page, root: str) -> dict[str, Any]:
        own_feed = self._own_feed(page)
        return {
            "title": page.title,
            "url": page.url,
            "root": root,
            "summary": page.summary,
            "headline": page.headline,
            "date": page.date.isoformat() if page.date else None,
            "date_text": written_date(page.date) if page.date else None,
            "updated": page.updated.isoformat() if page.updated else None,
            "updated_text": written_date(page.updated) if page.updated else None,
            "tags": [
                {"name": name, "url": quote(self.links.tags[name])} for name in page.tags if name in self.links.tags
            ],
            "styles": self._assets(self.theme.styles),
            "scripts": self._assets(self.theme.site_scripts, *([self.theme.scripts] if page.has_figures else [])),
            "feed": quote(own_feed) if own_feed in self.links.feeds else None,
            "sections": [],
            "before": None,
            "after": None,
            "related": [],
            **page.place,
        }

    def _own_feed(self, page: Page) -> str:
        return posixpath.join(posixpath.dirname(page.url), "feed.xml")

    def _assets(self, *lists: Callable[[], list[str]]) -> list[str]:
        """Where the theme's files of these lists are in the site, each once; asked of the theme once."""
        if lists not in self._known:
            paths = dict.fromkeys(path for of_theme in lists for path in of_theme())
            self._known[lists] = [f"assets/{path}" for path in paths]
        return self._known[lists]
