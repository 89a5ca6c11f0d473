"""The dialect that GitHub and MkDocs share: Python-Markdown with its extensions, and what it lacks beside them."""

from __future__ import annotations

import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Callable, Container, Mapping
from importlib import import_module
from typing import Any

from markdown import Markdown
from markdown.blockprocessors import BlockQuoteProcessor
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pygments.style import Style, StyleMeta

from sitegen.pages.note_source import INLINE_PLACEHOLDER

_EXTENSIONS: tuple[str, ...] = (
    "markdown.extensions.abbr",
    "markdown.extensions.admonition",
    "markdown.extensions.attr_list",
    "markdown.extensions.def_list",
    "markdown.extensions.footnotes",
    "markdown.extensions.md_in_html",
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
    "markdown.extensions.sane_lists",  # a list of another kind begins a new list, as on GitHub
    "markdown.extensions.tables",
    "markdown.extensions.toc",
)
OPTIONAL: Mapping[str, tuple[str, ...]] = {
    "pymdownx.blocks.admonition": ("///", "\\/"),
    "pymdownx.mark": ("==", "\\="),
    "pymdownx.tilde": ("~",),
}
"""Extensions that take half of the time of setting Markdown up, and what a text must hold for them to do anything."""
HEADING_LINK = "Link to this section"
# Letters, marks, digits and connecting punctuation are what a slug keeps beside hyphens.
_SLUG_CATEGORIES = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "Pc"})
_NOT_IN_ASCII_SLUG = re.compile(r"[^a-z0-9_ -]")
_NUMBER_IN_HEADING = re.compile(rf"\s*{INLINE_PLACEHOLDER.pattern}")


def wanted_by(text: str) -> frozenset[str]:
    """The optional extensions that may do something with a text."""
    return frozenset(name for name, marks in OPTIONAL.items() if any(mark in text for mark in marks))


def new_markdown(slug: Callable[[str, str], str], optional: Container[str] = frozenset(OPTIONAL)) -> Markdown:
    """Python-Markdown for this dialect; slug makes a heading's id of its text.

    optional: which extensions it has of those that few notes need.
    """
    configs: Mapping[str, Mapping[str, Any]] = {
        "pymdownx.highlight": {"pygments_style": _NoColours},
        "pymdownx.superfences": {"relaxed_headers": True},  # "```rust,ignore" is a fence, as on GitHub
        "pymdownx.tilde": {"subscript": False},  # "~5 ms" is no subscript
        "markdown.extensions.tables": {"use_align_attribute": True},  # style attributes are removed
        "markdown.extensions.toc": {"slugify": slug, "permalink": "#", "permalink_title": HEADING_LINK},
    }
    names = [name for name in _EXTENSIONS if name in optional or name not in OPTIONAL]
    # By themselves: Markdown would look for each name among the entry points of everything that is installed.
    extensions = [import_module(name).makeExtension(**configs.get(name, {})) for name in names]
    return Markdown(extensions=[*extensions, _OurExtension()])


class Slugger:
    """Ids of headings by GitHub's rule, so that links to them hold in both places.

    A number that is computed is left out: a link outlives the profile that the number came from.
    """

    def __init__(self) -> None:
        self._uses: dict[str, int] = {}

    def reset(self) -> None:
        """Forgets the ids that it gave."""
        self._uses = {}

    def slug(self, text: str, _separator: str) -> str:
        """The id of a heading with this text."""
        text = _NUMBER_IN_HEADING.sub("", text).strip().lower()
        if text.isascii():
            kept = _NOT_IN_ASCII_SLUG.sub("", text)
        else:
            kept = "".join(char for char in text if char in " -" or unicodedata.category(char) in _SLUG_CATEGORIES)
        plain = kept.replace(" ", "-") or "section"
        slug = plain
        while slug in self._uses:
            self._uses[plain] += 1
            slug = f"{plain}-{self._uses[plain]}"
        self._uses[slug] = 0
        return slug


class _NoStyles(StyleMeta):
    """A style without a rule: Pygments would make a style sheet for every block of code, and the theme has its own."""

    def __iter__(cls):  # type: ignore[no-untyped-def]
        return iter(())


class _NoColours(Style, metaclass=_NoStyles):
    pass


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
            if len(parent) and parent.find("table") is not None:
                _put_into_scrolls(parent)
        for link in root.iter("a"):
            if link.get("title") == HEADING_LINK:
                link.set("aria-label", link.attrib.pop("title"))


def _put_into_scrolls(parent: etree.Element) -> None:
    for index, child in enumerate(parent):
        if child.tag == "table":
            scroll = etree.Element("div", {"class": "table-scroll"})
            scroll.tail, child.tail = child.tail, None
            scroll.append(child)
            parent[index] = scroll
