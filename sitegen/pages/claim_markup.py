"""Claims as HTML: the number in its sentence with its details, and the table of all at the foot of the page.

A number is phrasing content, so that it can stand wherever a code span can; its details are a popover, which needs no
script. Where only text may stand (an image's alternative, a link, a second place such as a table of contents), the
number stands as text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from sitegen.model.units import exact_number
from sitegen.pages.claim_finding import Finding
from sitegen.pages.note_source import INLINE_PLACEHOLDER
from sitegen.pages.report import Fact
from sitegen.pages.templates import Templates

_TAG_OR_PLACEHOLDER = re.compile(
    rf"""<(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*+)(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>|{INLINE_PLACEHOLDER.pattern}"""
)
_VERDICTS = {None: "", True: "holds", False: "does not hold"}


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """A claim that has been computed: id of its element, the span's text, the number as written, what it rests on.

    holds: None where nothing is claimed of the number; link: the hash that opens its frame, or empty
    """

    id: str
    text: str
    stated: str
    number: str
    holds: bool | None
    link: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Placed:
    """What takes the place of a claim's span: as HTML, and where only text may stand."""

    html: str
    text: str


def claim_html(templates: Templates, record: ClaimRecord) -> Placed:
    """The number in its sentence."""
    finding = record.finding
    is_broken = record.holds is False
    context = {
        "id": record.id,
        "link": record.link,
        "value": exact_number(finding.estimate.value) if finding.estimate else None,
        "number": record.number,
        "is_words": bool(finding.undecided),
        "note": finding.note + (f" ({finding.warning})" if finding.warning else ""),
        "stated": record.stated if is_broken else "",
        "text": record.text,
        "verdict": _VERDICTS[record.holds],
        "is_broken": is_broken,
        "facts": _facts(finding),
    }
    html = templates.render("claim.html", {"claim": context}).strip()
    return Placed(html, f"{record.number}{context['note']}")


def claim_list(records: Iterable[ClaimRecord], html: str) -> list[dict[str, Any]]:
    """The rows of claim_list.html: every claim in the order of the page; html is the note's, for what it holds."""
    return [
        {
            "text": record.text,
            "href": f"#{record.id}" if f'id="{record.id}"' in html else "",
            "number": record.number,
            "interval": record.finding.interval_text,
            "cover": record.finding.interval_name,
            "parts": [part for part in (record.finding.numerator, record.finding.denominator) if part],
            "source": record.finding.source,
            "verdict": _VERDICTS[record.holds] or "–",
            "is_broken": record.holds is False,
        }
        for record in records
    ]


def with_numbers(html: str, placed: Mapping[str, Placed]) -> str:
    """The HTML of a note with what belongs in the places of its spans; a span without a number leaves nothing."""
    if not INLINE_PLACEHOLDER.search(html):
        return html  # most pages claim nothing, and looking at each of their tags takes long
    used: set[str] = set()
    links = 0

    def put(found: re.Match[str]) -> str:
        nonlocal links
        if found["tag"]:
            if found["tag"].lower() == "a":
                links += -1 if found["end"] else 1
            return with_texts(found[0], placed)
        own = placed.get(found[0])
        if own is None or links > 0 or found[0] in used:
            return with_texts(found[0], placed)
        used.add(found[0])
        return own.html

    return _TAG_OR_PLACEHOLDER.sub(put, html)


def with_texts(html: str, placed: Mapping[str, Placed]) -> str:
    """A piece of HTML with the numbers as text, escaped for attributes too."""
    return INLINE_PLACEHOLDER.sub(lambda found: escape(_text(found[0], placed)), html)


def plain_numbers(text: str, placed: Mapping[str, Placed]) -> str:
    """A plain text, as that of a heading, with the numbers in it."""
    return INLINE_PLACEHOLDER.sub(lambda found: _text(found[0], placed), text)


def _text(placeholder: str, placed: Mapping[str, Placed]) -> str:
    own = placed.get(placeholder)
    return own.text if own else ""


def _facts(finding: Finding) -> list[Fact]:
    """The lines of the details."""
    value = finding.quantity.precise(finding.estimate.value) if finding.estimate else finding.undecided
    lines = [
        ("Value", value),
        (finding.interval_name or "Interval", finding.interval_text or f"none: {finding.reason}"),
        ("Numerator", finding.numerator),
        ("Denominator", finding.denominator),
        ("From", finding.source),
    ]
    facts = [Fact(label, text) for label, text in lines if text] + list(finding.facts)
    return [*facts, Fact("Doubt", finding.warning)] if finding.warning else facts
