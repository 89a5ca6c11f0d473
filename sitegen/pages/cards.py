"""Which pages of a site have a card, and what it shows."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.settings import Settings
from sitegen.pages.theme import Theme

if TYPE_CHECKING:
    from sitegen.pages.social_card import CardPainter

CARD_NAME = "card.png"


class CardDrawer:
    """Draws the cards of one site. The typefaces are read, and resvg loaded, for the first of them."""

    def __init__(self, settings: Settings, theme: Theme) -> None:
        self._settings = settings
        self._theme = theme
        self._known: CardPainter | None = None

    def of(self, page: Page) -> bytes:
        """The picture of a note with a graph; empty for other pages."""
        headline = page.headline.text if page.headline else ""
        return self._draw(page, page.title, headline, self._settings.title) if page.is_written else b""

    def of_home(self, page: Page) -> bytes:
        """The picture of the whole site, over the graph of one of its pages."""
        return self._draw(page, self._settings.title, self._settings.description or "", "")

    def _draw(self, page: Page, title: str, headline: str, site: str) -> bytes:
        if page.lead is None:
            return b""
        from sitegen.pages.social_card import CardText, make_painter

        if self._known is None:
            self._known = make_painter(self._theme)
        return self._known.png(CardText(title, headline, site), *page.lead)


def card_file(url: str, picture: bytes) -> OutputFile:
    """The card of the page with this URL."""
    return OutputFile(posixpath.join(posixpath.dirname(url), CARD_NAME), picture)
