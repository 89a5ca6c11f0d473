"""The parts of a note that asks for no figure and no number: its text alone, with the interface of `note_parts`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from sitegen.errors import Problem
from sitegen.pages.markup import Heading
from sitegen.pages.notes import NotePage
from sitegen.pages.page import Headline, Page

_CODE_SPAN = re.compile(r"`([^`]+)`")


@dataclass(frozen=True, slots=True)
class Foot:
    """What a note's template is told of all that stands below the text, and the content's files that this links to."""

    context: dict[str, Any]
    copied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlainParts:
    """A note's headings and its headline, and nothing else."""

    headings: Sequence[Heading]
    headline: Headline | None
    problems: tuple[Problem, ...] = ()
    claims: int = 0
    callouts: int = 0

    def fill(self, html: str) -> str:
        """The note's HTML, in which there is nothing to fill in."""
        return html

    def plain(self, text: str) -> str:
        """A plain text as it is."""
        return text

    def foot(self, html: str) -> Foot:
        """Nothing stands below the text."""
        return Foot({"profiles": [], "benchmarks": [], "claims": [], "payload_json": ""})

    def shown_on(self, page: Page) -> Page:
        """The page as it is."""
        return page

    def words(self) -> dict[str, str]:
        """No figures, no words of theirs."""
        return {}


def is_plain(note: NotePage) -> bool:
    """Whether a note asks for no figure, no number, and no source code."""
    spans = (*note.source.roles, *(note.headline.roles if note.headline else ()))
    return not (note.source.fences or note.front_matter.source or any(span.placeholder for span in spans))


def plain_headline(note: NotePage) -> Headline | None:
    """The line with the page's number, with placeholders where it has claims."""
    if note.headline is None:
        return None
    plain = _CODE_SPAN.sub(r"\1", note.headline.text)
    return Headline(plain, _CODE_SPAN.sub(r"<code>\1</code>", escape(note.headline.text)))
