"""Which pages of a site have a card, and what it shows."""

from __future__ import annotations

import posixpath

from sitegen.pages.addresses import Addresses
from sitegen.pages.arrangement import Arrangement
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.settings import Settings
from sitegen.pages.social_card import CardPainter, CardText, make_painter
from sitegen.pages.theme import Theme

CARD_NAME = "card.png"


def make_cards(arranged: Arrangement, settings: Settings, theme: Theme, addresses: Addresses) -> dict[str, OutputFile]:
    """The cards by the URLs of their pages: of notes with a graph, and of the home page with the first graph there is.

    None where the host is not known, because previews ask for absolute addresses, and drawing takes its time.
    """
    if not (settings.cards and addresses.is_known):
        return {}
    painter = make_painter(theme)
    cards = {}
    for page in arranged.placed:
        if page.is_written and page.lead:
            headline = page.headline.text if page.headline else ""
            cards[page.url] = _card(page, CardText(page.title, headline, settings.title), painter)
    home = arranged.home
    lead = home.lead or next((page.lead for page in arranged.placed if page.lead), None)
    if lead:
        text = CardText(settings.title, settings.description or "", "")
        cards[home.url] = OutputFile(CARD_NAME, painter.png(text, *lead))
    return cards


def _card(page: Page, text: CardText, painter: CardPainter) -> OutputFile:
    assert page.lead is not None, "only pages with a graph are drawn"
    return OutputFile(posixpath.join(posixpath.dirname(page.url), CARD_NAME), painter.png(text, *page.lead))
