"""What a page's head tells search engines, and programs that preview links: its address, Open Graph, JSON-LD.

See the Open Graph protocol, and schema.org for BlogPosting, WebSite and BreadcrumbList.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from sitegen.pages.addresses import Addresses
from sitegen.pages.content import HOME_URL
from sitegen.pages.page import Page
from sitegen.pages.settings import Settings

CARD_WIDTH_PX, CARD_HEIGHT_PX = 1200, 630
"""The size of the pictures by which links are previewed."""

_SCHEMA = "https://schema.org"


@dataclass(frozen=True, slots=True)
class Metadata:
    """Makes the metadata of one site's pages; cards: the URLs of the pictures of those that have one, by URL."""

    settings: Settings
    addresses: Addresses
    cards: Mapping[str, str] = field(default_factory=dict)

    def of(self, page: Page, sections: Sequence[dict[str, str]]) -> dict[str, Any]:
        """What metadata.html is given: `canonical`, a list of `properties`, and `json_ld`, each empty where unknown.

        sections: titles and URLs of the sections that hold the page, the outermost first.
        """
        canonical = self.addresses.absolute(page.url)
        return {
            "canonical": canonical or "",
            "properties": list(self._properties(page, canonical).items()),
            "tags": list(page.tags) if page.is_written else [],
            "json_ld": script_json(self._graph(page, canonical, sections)) if canonical else "",
        }

    def _properties(self, page: Page, canonical: str | None) -> dict[str, str]:
        settings = self.settings
        image = self._image(page)
        known = {
            "og:type": "article" if page.is_written else "website",
            "og:title": settings.title if page.url == HOME_URL else page.title,
            "og:description": self._description(page),
            "og:site_name": settings.title,
            "og:url": canonical,
            "og:locale": _locale(settings.language),
            "article:published_time": page.date.isoformat() if page.date else None,
            "article:modified_time": page.updated.isoformat() if page.updated else None,
            "og:image": image,
            "og:image:type": "image/png" if image else None,
            "og:image:width": str(CARD_WIDTH_PX) if image else None,
            "og:image:height": str(CARD_HEIGHT_PX) if image else None,
            "og:image:alt": "The title over a flame graph" if image else None,
            "twitter:card": "summary_large_image" if image else "summary",
        }
        return {name: value for name, value in known.items() if value}

    def _image(self, page: Page) -> str | None:
        card = self.cards.get(page.url) or self.cards.get(HOME_URL)
        return self.addresses.absolute(card) if card else None

    def _description(self, page: Page) -> str:
        headline = f"{page.headline.text}. " if page.headline else ""
        return headline + (page.summary or ("" if page.headline else self.settings.description or ""))

    def _graph(self, page: Page, canonical: str, sections: Sequence[dict[str, str]]) -> dict[str, Any]:
        things = [self._thing(page, canonical)]
        if sections:
            urls = [HOME_URL, *(unquote(section["url"]) for section in sections), page.url]
            names = [self.settings.title, *(section["title"] for section in sections), page.title]
            steps = [(name, self.addresses.absolute(url) or "") for name, url in zip(names, urls, strict=True)]
            things.append({"@type": "BreadcrumbList", "itemListElement": _steps(steps)})
        return {"@context": _SCHEMA, "@graph": things}

    def _thing(self, page: Page, canonical: str) -> dict[str, Any]:
        settings = self.settings
        author = {"@type": "Person", "name": settings.author} if settings.author else None
        if page.url == HOME_URL:
            thing = {"@type": "WebSite", "name": settings.title, "description": settings.description, "author": author}
        elif page.is_written:
            thing = {
                "@type": "BlogPosting",
                "headline": page.title,
                "description": self._description(page),
                "datePublished": page.date.isoformat() if page.date else None,
                "dateModified": page.updated.isoformat() if page.updated else None,
                "author": author,
                "keywords": ", ".join(page.tags),
                "mainEntityOfPage": canonical,
            }
        else:
            thing = {"@type": "WebPage", "name": page.title, "description": page.summary}
        thing |= {"url": canonical, "inLanguage": settings.language, "image": self._image(page)}
        return {name: value for name, value in thing.items() if value}


def script_json(value: object) -> str:
    """JSON for a script element: no text in it can end the element or open a comment, since it holds no `<`."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c")


def _locale(language: str) -> str | None:
    """Open Graph's name of a language with its country; None without one.

    >>> _locale("en-GB"), _locale("en")
    ('en_GB', None)
    """
    parts = language.split("-")
    return f"{parts[0]}_{parts[1].upper()}" if len(parts) == 2 and len(parts[1]) == 2 else None


def _steps(steps: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    return [
        {"@type": "ListItem", "position": position, "name": name, "item": address}
        for position, (name, address) in enumerate(steps, 1)
    ]
