"""Markdown to clean HTML: the dialect that GitHub and MkDocs share, and the only module that knows Python-Markdown.

In comes a note's body, with placeholders for what is ours (`note_source`), out comes HTML that is safe to put into a
page, and its headings. A figure's placeholder stands in no paragraph there, so that a block may take its place.
"""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import zip_longest
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import InlineProcessor as AllPatterns
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from pygments.style import Style, StyleMeta

from sitegen.errors import FlamesiteError
from sitegen.pages.note_source import INLINE_PLACEHOLDER, PLACEHOLDER
from sitegen.pages.sanitiser import Sanitiser

_EXTENSIONS: tuple[str, ...] = (
    "abbr",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "pymdownx.betterem",
    "pymdownx.blocks.admonition",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.inlinehilite",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.saneheaders",  # "#1234" is no heading, as on GitHub
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "sane_lists",  # a list of another kind begins a new list, as on GitHub
    "tables",
    "toc",
)
# The characters of which a text must hold one for an inline pattern to find anything; a pattern that is not here always
# looks. Python-Markdown tries all of them on each piece of text, which was a third of the time of a page of prose.
_NEEDED: Mapping[str, str] = {
    "backtick": "`",
    "escape": "\\",
    "footnote": "[",
    "reference": "[",
    "link": "[",
    "image_link": "!",
    "image_reference": "!",
    "short_reference": "[",
    "short_image_ref": "!",
    "autolink": "<",
    "automail": "<",
    "linebreak": "\n",
    "html": "<",
    "magic-link": ":wW",  # https://example.org, www.example.org
    "magic-mail": "@",
    "entity": "&",
    "delimiter": "*_=~",
}
_TELLING = frozenset("".join(_NEEDED.values()))
_HEADING_LINK = "Link to this section"
# Letters, marks, digits and connecting punctuation are what a slug keeps beside hyphens.
_SLUG_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_NUMBER_IN_HEADING = re.compile(rf"\s*{INLINE_PLACEHOLDER.pattern}")
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
        self._slugger = _Slugger()
        self._sanitiser = Sanitiser()
        self._markdown = self._new_markdown()

    def render(self, text: str, rewrite: Callable[[str], str] = str) -> Rendered:
        """Render a body; rewrite turns the target of every link and image into that of the page.

        Raises MarkupError, and what rewrite raises.
        """
        self._markdown.reset()
        self._slugger.reset()
        try:
            html = self._markdown.convert(text)
        except RecursionError as error:
            self._markdown = self._new_markdown()  # the old one still believes itself inside of a list
            raise MarkupError("the Markdown is nested too deep; take some of its lists or quotes apart") from error
        headings = tuple(_flattened(self._markdown.toc_tokens))  # type: ignore[attr-defined] # set by toc
        html = _with_free_figures(self._sanitiser.clean(html, rewrite))
        for plain, scrolling in _SCROLLING:
            html = html.replace(plain, scrolling)
        return Rendered(html, headings)

    def _new_markdown(self) -> Markdown:
        configs: Mapping[str, Mapping[str, Any]] = {
            "pymdownx.highlight": {"pygments_style": _NoColours},
            "pymdownx.superfences": {"relaxed_headers": True},  # "```rust,ignore" is a fence, as on GitHub
            "pymdownx.tilde": {"subscript": False},  # "~5 ms" is no subscript
            "tables": {"use_align_attribute": True},  # style attributes are removed
            "toc": {"slugify": self._slugger.slug, "permalink": "#", "permalink_title": _HEADING_LINK},
        }
        markdown = Markdown(extensions=[*_EXTENSIONS, _OurExtension()], extension_configs=configs)
        markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)  # Python-Markdown's own place for it
        return markdown


class InlineProcessor(AllPatterns):
    """Python-Markdown's inline patterns, without those that cannot match.

    It has the name of the class that it extends, so that `__handleInline` means the same in both.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._plans: dict[frozenset[str], list[int]] = {}

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        # What a match leaves behind holds none of these characters but those that were there.
        for number in self._plan(_TELLING.intersection(data)):
            start, has_matched = 0, number >= patternIndex
            while has_matched:
                data, has_matched, start = self.__applyPattern(  # type: ignore[attr-defined] # the parent's own
                    self.inlinePatterns[number], data, number, start
                )
        return data

    def _plan(self, found: frozenset[str]) -> list[int]:
        """The numbers of the patterns that may match in a text with these characters."""
        if found not in self._plans:
            idle = [name for name, needed in _NEEDED.items() if found.isdisjoint(needed)]
            passed = {self.inlinePatterns.get_index_for_name(name) for name in idle}
            self._plans[found] = [number for number in range(len(self.inlinePatterns)) if number not in passed]
        return self._plans[found]


class _NoStyles(StyleMeta):
    """A style without a rule: Pygments would make a style sheet for every block of code, and the theme has its own."""

    def __iter__(cls):  # type: ignore[no-untyped-def]
        return iter(())


class _NoColours(Style, metaclass=_NoStyles):
    pass


class _Slugger:
    """Ids of headings by GitHub's rule, so that links to them hold in both places.

    A number that is computed is left out: a link outlives the profile that the number came from.
    """

    def __init__(self) -> None:
        self._uses: dict[str, int] = {}

    def reset(self) -> None:
        self._uses = {}

    def slug(self, text: str, _separator: str) -> str:
        text = _NUMBER_IN_HEADING.sub("", text).strip().lower()
        kept = (char for char in text if char in " -" or unicodedata.category(char) in _SLUG_CATEGORIES)
        plain = "".join(kept).replace(" ", "-") or "section"
        slug = plain
        while slug in self._uses:
            self._uses[plain] += 1
            slug = f"{plain}-{self._uses[plain]}"
        self._uses[slug] = 0
        return slug


class _OurExtension(Extension):
    def extendMarkdown(self, md: Markdown) -> None:
        """Add GitHub's alerts before quotes (priority 20), and our finish after toc (5), before unescape (0)."""
        md.parser.blockprocessors.register(_AlertProcessor(md.parser), "flamesite_alert", 21)
        md.treeprocessors.register(_Finish(md), "flamesite_finish", 2)


class _AlertProcessor(BlockQuoteProcessor):
    """GitHub's `> [!NOTE]`: a quote whose first line names a kind, as an admonition."""

    MARKER = re.compile(
        r"(?:^|(?<=\n))[ ]{0,3}>[ ]?\[!(note|tip|important|warning|caution)\][ \t]*\n(?=[ >\n]*[^\s>])", re.IGNORECASE
    )
    QUOTE_LINE = re.compile(r"(?:^|\n)[ ]{0,3}>[^\n]*\n$")

    def test(self, parent: etree.Element, block: str) -> bool:
        found = self.MARKER.search(block)
        return found is not None and not self.QUOTE_LINE.search(block[: found.start()])

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        found = self.MARKER.search(block)
        assert found is not None
        self.parser.parseBlocks(parent, [block[: found.start()]])
        kind = found[1].lower()
        admonition = etree.SubElement(parent, "div", {"class": f"admonition {kind}"})
        title = etree.SubElement(admonition, "p", {"class": "admonition-title"})
        title.text = kind.capitalize()
        content = "\n".join(self.clean(line) for line in block[found.end() :].split("\n"))
        self.parser.state.set("blockquote")
        self.parser.parseChunk(admonition, content)
        self.parser.state.reset()


class _Finish(Treeprocessor):
    """Puts each table into an element that can scroll, and names the link that a heading carries."""

    def run(self, root: etree.Element) -> None:
        for parent in list(root.iter()):
            for index, child in enumerate(parent):
                if child.tag == "table":
                    scroll = etree.Element("div", {"class": "table-scroll"})
                    scroll.tail, child.tail = child.tail, None
                    scroll.append(child)
                    parent[index] = scroll
                elif child.tag == "a" and child.get("title") == _HEADING_LINK:
                    child.set("aria-label", child.attrib.pop("title"))


def _flattened(tokens: list[dict[str, Any]]) -> Iterator[Heading]:
    for token in tokens:
        yield Heading(token["level"], token["id"], unescape(token["name"]))
        yield from _flattened(token["children"])


def _with_free_figures(html: str) -> str:
    """Take figures' placeholders out of paragraphs, and out of code where Python-Markdown saw no list around them."""
    html = _CODE_WITH_FIGURE.sub(r"\1", html)
    return _PARAGRAPH_WITH_FIGURE.sub(lambda found: _split_paragraph(found[1]), html)


def _split_paragraph(content: str) -> str:
    figures = PLACEHOLDER.findall(content)
    texts = (f"<p>{text.strip()}</p>" if text.strip() else "" for text in PLACEHOLDER.split(content))
    return "".join(part for pair in zip_longest(texts, figures, fillvalue="") for part in pair)
