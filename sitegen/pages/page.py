"""A page before it is written: its URL, its template, what the template is given, and how other pages show it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec
from msgspec import structs

from sitegen.pages.sealed import Sealed

if TYPE_CHECKING:  # a page that was kept from the build before needs nothing that makes pages
    from sitegen.pages.graph import Graph

# Not calendar.month_name, which speaks the language of whoever builds.
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


@dataclass(frozen=True, slots=True)
class Headline:
    """The number by which a page is known: a line of text, the same as HTML, and the first number's interval or ""."""

    text: str
    html: str
    interval: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """A function in a figure: share of all that was measured, of the larger side in a difference."""

    figure: str
    share: float


@dataclass(frozen=True, slots=True)
class TextSection:
    """The text below a heading up to the next one; before the first heading id and title are empty."""

    id: str
    title: str
    text: str


class Page(msgspec.Struct, frozen=True):  # a dataclass of so many fields takes ten times as long to copy
    """One page of the site; `context` is the template's, without what all pages share; figures by their ids.

    is_written: whether it is a note of the author's, no list and no bare profile. place: what the template is told of
    the pages around it, known when all pages are. lead: the first figure's graph and its metric. mentions: the
    functions of its figures by name. sections: its text. added: what the context gets when all pages are known.
    key: changes whenever the context could; where there is one, the context may be left to be made when it is needed.
    """

    url: str
    template: str
    title: str
    context: dict[str, Any] | Sealed[dict[str, Any]]
    summary: str | None = None
    date: datetime.date | None = None
    updated: datetime.date | None = None
    headline: Headline | None = None
    is_written: bool = False
    weight: int | None = None
    tags: tuple[str, ...] = ()
    has_figures: bool = False
    thumbnail_svg: str = ""
    card_facts: tuple[str, ...] = ()
    figures: Mapping[str, Graph] = msgspec.field(default_factory=dict)
    place: Mapping[str, Any] = msgspec.field(default_factory=dict)
    lead: tuple[Graph, int] | None = None
    mentions: Mapping[str, Mention] = msgspec.field(default_factory=dict)
    sections: tuple[TextSection, ...] = ()
    added: Mapping[str, Any] = msgspec.field(default_factory=dict)
    key: str = ""

    @property
    def open_context(self) -> dict[str, Any]:
        """The template's context, also of a page that another process made."""
        return self.context.open() if isinstance(self.context, Sealed) else self.context

    @property
    def to_render(self) -> Page:
        """The same page with nothing but what its template is given: so it travels light."""
        none: Any = None
        return structs.replace(self, figures=dict.fromkeys(self.figures, none), lead=None, mentions={}, sections=())

    @property
    def root(self) -> str:
        """The way from the page up to the site's root: empty, or ending in a slash."""
        return "../" * self.url.count("/")


def list_entry(page: Page) -> dict[str, Any]:
    """How lists of pages show one; the URL begins at the site's root."""
    return {
        "title": page.title,
        "url": quote(page.url),
        "date": page.date.isoformat() if page.date else None,
        "date_text": written_date(page.date) if page.date else None,
        "summary": page.summary,
        "headline": page.headline,
        "tags": list(page.tags),
        "thumbnail_svg": page.thumbnail_svg,
        "facts": list(page.card_facts),
    }


def written_date(day: datetime.date) -> str:
    """A date for people.

    >>> written_date(datetime.date(2026, 11, 3))
    '3 November 2026'
    """
    return f"{written_day(day)} {day.year}"


def written_day(day: datetime.date) -> str:
    """A day of a year that is known.

    >>> written_day(datetime.date(2026, 11, 3))
    '3 November'
    """
    return f"{day.day} {_MONTHS[day.month - 1]}"
