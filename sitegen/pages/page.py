"""A page before it is written: its URL, its template, what the template is given, and how other pages show it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from sitegen.drawing.thumbnail import thumbnail_svg
from sitegen.model import Profile
from sitegen.model.units import count_metric, format_weight
from sitegen.pages.difference_words import runs_text
from sitegen.pages.graph import Graph
from sitegen.pages.mentions import Mention
from sitegen.pages.note_text import TextSection
from sitegen.pages.report import facts

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
class Page:
    """One page of the site; `context` is the template's, without what all pages share; figures by their ids.

    is_written: whether it is a note of the author's, no list and no bare profile. place: what the template is told of
    the pages around it, known when all pages are. lead: the first figure's graph and its metric. mentions: the
    functions of its figures by name. sections: its text.
    """

    url: str
    template: str
    title: str
    context: dict[str, Any]
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
    figures: Mapping[str, Graph] = field(default_factory=dict)
    place: Mapping[str, Any] = field(default_factory=dict)
    lead: tuple[Graph, int] | None = None
    mentions: Mapping[str, Mention] = field(default_factory=dict)
    sections: tuple[TextSection, ...] = ()

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


def card(graph: Graph, metric: int) -> tuple[str, tuple[str, ...]]:
    """The small picture and the short facts by which the index shows a page's first figure."""
    tree, changes = graph.tree, graph.changes(metric)
    count = count_metric(tree.metrics, metric)
    shown = [metric] if count is None or count == metric else [count, metric]
    if changes is None:
        lines = [format_weight(float(tree.whole[index]), tree.metrics[index]) for index in shown]
    else:
        lines = [f"a difference, {runs_text(changes.runs)}"]
    return thumbnail_svg(tree, metric, changes), tuple(lines)


def provenance(path: str, profile: Profile, download: str | None) -> dict[str, Any]:
    """What the foot of a page says of one profile; `download` is the link to the raw file where the site offers it."""
    return {
        "title": profile.title,
        "path": path,
        "format": profile.format,
        "facts": [fact for fact in facts(profile) if fact.label not in ("Format", "Size")],
        "comments": list(profile.provenance.comments),
        "skipped": list(profile.skipped),
        "download": download,
        "download_size": f"{profile.provenance.source_bytes:,} bytes",
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
