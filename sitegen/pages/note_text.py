"""The text of a note without its markup, in sections: what a search reads."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from html import unescape

from sitegen.pages.markup import Heading
from sitegen.pages.note_source import INLINE_PLACEHOLDER, PLACEHOLDER
from sitegen.pages.page import TextSection

_HEADING = re.compile(r'<h[1-6]\b[^>]*?\bid="([^"]*)"[^>]*>.*?</h[1-6]>', re.DOTALL)
_TAG = re.compile(r"""</?([a-zA-Z][a-zA-Z0-9]*+)[^"'>]*+(?:(?:"[^"]*+"|'[^']*+')[^"'>]*+)*+>""")
# Elements within a line: where one ends, no word does.
_INLINE_TAGS = "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup u var wbr"
_INLINE = frozenset(_INLINE_TAGS.split())


def text_sections(
    html: str, headings: Sequence[Heading], figures: Mapping[str, str], plain: Callable[[str], str]
) -> tuple[TextSection, ...]:
    """The sections of a note's clean HTML with placeholders in it.

    figures: what is said of each figure, by placeholder; plain: puts the numbers in the places of claims.
    """
    titles = {heading.id: plain(heading.text) for heading in headings}
    pieces = _HEADING.split(html)
    sections = [TextSection("", "", _text(pieces[0], figures, plain))]
    for anchor, piece in zip(pieces[1::2], pieces[2::2], strict=True):
        anchor = unescape(anchor)
        sections.append(TextSection(anchor, titles.get(anchor, ""), _text(piece, figures, plain)))
    return tuple(section for section in sections if section.title or section.text)


def _text(html: str, figures: Mapping[str, str], plain: Callable[[str], str]) -> str:
    """Text on one line; what a block ends is parted from what follows."""
    parts = _TAG.split(html)
    parts[1::2] = ["" if name in _INLINE or name.lower() in _INLINE else " " for name in parts[1::2]]
    text = PLACEHOLDER.sub(lambda found: f" {figures.get(found[0], '')} ", unescape("".join(parts)))
    return " ".join(INLINE_PLACEHOLDER.sub("", plain(text)).split())
