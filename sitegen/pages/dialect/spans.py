"""The spans that nearly all notes are made of, `code`, [text](target) and **strong**, by one regular expression each.

Each stands in the place of one of the library's patterns, and hands over to it whatever is not as plain as that: what
comes out is the same.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.inlinepatterns import LINK_RE, InlineProcessor, LinkInlineProcessor
from markdown.util import code_escape
from pymdownx.delimiterprocessor import DelimiterProcessor
from pymdownx.inlinehilite import InlineHilitePattern

_PLAIN_CODE = re.compile("`(?![:#])([^`]+)`(?!`)")  # what begins with a colon or a hash may name a language
_PLAIN_TARGET = re.compile(r"""\(([^()'"<>\s\x02]*)\)""")
# Nothing in it could be a delimiter, and what stands around it leaves no doubt of which end is which.
_PLAIN_EMPHASIS = re.compile(r"(?<!\S)(\*\*?|__?)([A-Za-z0-9](?:[^*_=~]*[A-Za-z0-9%.)])?)\1(?=[\s.,;:!?)]|\Z)")


def quicken_spans(markdown: Markdown) -> None:
    """Puts the patterns of this module into the places of the library's, with its priorities."""
    patterns = markdown.inlinePatterns
    code, delimiters = patterns["backtick"], patterns["delimiter"]
    assert isinstance(code, InlineHilitePattern) and isinstance(delimiters, DelimiterProcessor)
    patterns.register(Code(code.pattern, code.config, markdown), "backtick", 190)
    patterns.register(Link(LINK_RE, markdown), "link", 160)
    patterns.register(Emphasis(delimiters, markdown), "delimiter", 60)


class Code(InlineHilitePattern):  # type: ignore[misc] # the library is not typed
    """Code spans, of which nearly all have one backtick on each side and no language."""

    def handleMatch(self, match: re.Match[str], data: str) -> Any:
        """The element of a match, and where it stands."""
        plain = _PLAIN_CODE.match(data, match.start())
        if plain is None:
            return super().handleMatch(match, data)
        element = etree.Element("code")
        element.text = self.md.htmlStash.store(code_escape(plain[1].strip()))
        return element, plain.start(), plain.end()


class Link(LinkInlineProcessor):
    """Links, of which nearly all have no brackets in their text, and neither title nor spaces in their target."""

    def getText(self, data: str, index: int) -> tuple[str, int, bool]:
        """What stands in the brackets, where they end, and whether they do."""
        end = data.find("]", index)
        if end < 0 or data.find("[", index, end) >= 0:
            return super().getText(data, index)
        return data[index:end], end + 1, True

    def getLink(self, data: str, index: int) -> tuple[str, str | None, int, bool]:
        """The target and its title, where the parentheses end, and whether they do."""
        plain = _PLAIN_TARGET.match(data, index)
        if plain is None:
            return super().getLink(data, index)
        return plain[1], None, plain.end(), True


class Emphasis(InlineProcessor):
    """What stands between delimiters: plain pairs of them here, all others in the library, which pairs in advance."""

    def __init__(self, thorough: DelimiterProcessor, markdown: Markdown) -> None:
        super().__init__(thorough.pattern, markdown)
        self._thorough = thorough

    def handleMatch(self, match: re.Match[str], data: str) -> Any:  # type: ignore[override]
        """The element of a match, and where it stands."""
        thorough = self._thorough
        # What it found in advance, or has to remember of the match before: which of them there is, is its version's.
        pending = thorough.regions or getattr(thorough, "cache", None) or getattr(thorough, "remainder", None)
        if not pending:
            plain = _PLAIN_EMPHASIS.match(data, match.start())
            if plain is not None:
                element = etree.Element("strong" if len(plain[1]) == 2 else "em")
                element.text = plain[2]
                return element, plain.start(), plain.end()
        return thorough.handleMatch(match, data)
