"""Markdown to clean HTML: the dialect that GitHub and MkDocs share, by Python-Markdown.

In comes a note's body, with placeholders for what is ours (`note_source`), out comes HTML that is safe to put into a
page, and its headings. A figure's placeholder stands in no paragraph there, so that a block may take its place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Any

from markdown import Markdown

from sitegen.errors import FlamesiteError
from sitegen.pages.dialect.blocks import quicken_blocks
from sitegen.pages.dialect.code_blocks import quicken_fences
from sitegen.pages.dialect.extensions import Slugger, new_markdown, wanted_by
from sitegen.pages.dialect.inline import quicken_inline
from sitegen.pages.dialect.spans import quicken_spans
from sitegen.pages.dialect.text import quicken_text
from sitegen.pages.dialect.tree import quicken_tree
from sitegen.pages.note_source import PLACEHOLDER
from sitegen.pages.sanitiser import Sanitiser

_PARAGRAPH_WITH_FIGURE = re.compile(rf"<p>((?:(?!</p>).)*?{PLACEHOLDER.pattern}.*?)</p>", re.DOTALL)
_CODE_WITH_FIGURE = re.compile(
    rf'<div class="highlight"><pre>(?:<span></span>)?<code>\s*({PLACEHOLDER.pattern})\s*</code></pre></div>'
)

# What may be wider than the column scrolls by itself, and a keyboard must reach it to scroll it.
_SCROLLING = (
    ("<pre>", '<pre tabindex="0">'),
    ('<div class="table-scroll">', '<div class="table-scroll" role="group" aria-label="Table" tabindex="0">'),
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a note: its level from 1, its id, and its text without markup, placeholders left in it."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """A note's body as HTML, with its headings in order."""

    html: str
    headings: tuple[Heading, ...]


class MarkupError(FlamesiteError):
    """Markdown that cannot be rendered; it has no place, since Python-Markdown keeps none."""


class Markup:
    """Renders one note after the other; keep one for each process and share none between threads."""

    def __init__(self) -> None:
        self._slugger = Slugger()
        self._sanitiser = Sanitiser()
        self._optional: frozenset[str] = frozenset()
        self._markdown = self._new_markdown()

    def render(self, text: str, rewrite: Callable[[str], str] = str) -> Rendered:
        """Render a body; rewrite turns the target of every link and image into that of the page.

        Raises MarkupError, and what rewrite raises.
        """
        wanted = wanted_by(text)
        if not wanted <= self._optional:
            self._optional |= wanted
            self._markdown = self._new_markdown()
        self._markdown.reset()
        self._slugger.reset()
        self._code.reset()
        try:
            html = self._markdown.convert(text)
        except RecursionError as error:
            self._markdown = self._new_markdown()  # the old one still believes itself inside of a list
            raise MarkupError("the Markdown is nested too deep; take some of its lists or quotes apart") from error
        headings = tuple(_flattened(self._markdown.toc_tokens))  # type: ignore[attr-defined] # set by toc
        html = _with_free_figures(self._code.put_back(self._sanitiser.clean(html, rewrite)))
        for plain, scrolling in _SCROLLING:
            html = html.replace(plain, scrolling)
        return Rendered(html, headings)

    def _new_markdown(self) -> Markdown:
        markdown = new_markdown(self._slugger.slug, self._optional)
        self._code = quicken_text(markdown)
        quicken_fences(markdown)
        quicken_blocks(markdown)
        quicken_spans(markdown)
        quicken_inline(markdown)
        quicken_tree(markdown)
        return markdown


def _flattened(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], unescape(token["name"]))
        yield from _flattened(token["children"])


def _with_free_figures(html: str) -> str:
    """Take figures' placeholders out of paragraphs, and out of code where Python-Markdown saw no list around them."""
    if not PLACEHOLDER.search(html):
        return html
    html = _CODE_WITH_FIGURE.sub(r"\1", html)
    return _PARAGRAPH_WITH_FIGURE.sub(lambda found: _split_paragraph(found[1]), html)


def _split_paragraph(content: str) -> str:
    figures = PLACEHOLDER.findall(content)
    texts = (f"<p>{text.strip()}</p>" if text.strip() else "" for text in PLACEHOLDER.split(content))
    return "".join(part for pair in zip_longest(texts, figures, fillvalue="") for part in pair)
