"""What is done with a note's tree of elements, as Python-Markdown does it and faster: the result is the same, always.

Most of the library's tree processors walk through all elements to look for something that few notes hold; each of them
is asked only where the note's text, its fences taken out, holds the mark of it.
"""

from __future__ import annotations

import xml.etree.ElementTree as etree
from html import unescape
from typing import Any

from markdown import Markdown
from markdown.extensions.toc import (
    TocTreeprocessor,
    nest_toc_tokens,
    remove_fnrefs,
    render_inner_html,
    strip_tags,
    unique,
)
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import PrettifyTreeprocessor, Treeprocessor, UnescapeTreeprocessor
from pymdownx.superfences import SuperFencesBlockPreprocessor

from sitegen.pages.dialect.html import to_html

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MARKUP = frozenset("&<>\x02")
_CHECK_BOXES = ("[ ]", "[x]", "[X]")


def quicken_tree(markdown: Markdown) -> None:
    """Puts the faster parts into the places of Python-Markdown's, with its priorities."""
    text = NoteText(markdown)
    markdown.preprocessors.register(text, "flamesite_text", 24)  # fences (25) are out of it, HTML (20) is not yet
    trees = markdown.treeprocessors
    trees.register(_Where(_CHECK_BOXES, trees["task-list"], text), "task-list", 25)
    trees.register(_LineBreaks(markdown), "prettify", 10)
    trees.register(_Where(("{",), trees["attr_list"], text), "attr_list", 8)
    contents = trees["toc"]
    assert isinstance(contents, TocTreeprocessor)
    trees.register(_Contents(contents, markdown, text), "toc", 5)
    trees.register(_Unescape(markdown, text), "unescape", 0)
    markdown.serializer = to_html


class NoteText(Preprocessor):
    """Keeps the text of the note that is rendered, without its fences."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        fences = markdown.preprocessors["fenced_code_block"]
        assert isinstance(fences, SuperFencesBlockPreprocessor)
        self._stash = fences.extension.stash
        self._fences = 0
        self._text = ""

    def run(self, lines: list[str]) -> list[str]:
        """Takes the text."""
        self._fences = len(self._stash)
        self._text = "\n".join(lines)
        return lines

    def holds(self, marks: tuple[str, ...]) -> bool:
        """Whether any of the marks may be in the tree: it is in the text, or a fence was put back as what it was."""
        return len(self._stash) != self._fences or any(mark in self._text for mark in marks)


class _Where(Treeprocessor):
    """A tree processor that is asked only where the text holds one of its marks."""

    def __init__(self, marks: tuple[str, ...], thorough: Treeprocessor, text: NoteText) -> None:
        super().__init__(thorough.md)
        self._marks, self._thorough, self._text = marks, thorough, text

    def run(self, root: etree.Element) -> etree.Element | None:
        return self._thorough.run(root) if self._text.holds(self._marks) else None


class _Unescape(UnescapeTreeprocessor):
    """The characters behind backslashes; the library's pattern of raw HTML asks this one for its expression."""

    def __init__(self, markdown: Markdown, text: NoteText) -> None:
        super().__init__(markdown)
        self._text = text

    def run(self, root: etree.Element) -> None:
        if self._text.holds(("\\",)):
            super().run(root)


class _LineBreaks(PrettifyTreeprocessor):
    """Line breaks between blocks; whether a tag is one of a block is asked once."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._known: dict[object, bool] = {}

    def _prettifyETree(self, element: etree.Element) -> None:
        tag, text = element.tag, element.text
        if self._is_block(tag) and tag != "code" and tag != "pre":
            if (not text or text.isspace()) and len(element) and self._is_block(element[0].tag):
                element.text = "\n"
            for child in element:
                if self._is_block(child.tag):
                    self._prettifyETree(child)
        if not element.tail or element.tail.isspace():
            element.tail = "\n"

    def _is_block(self, tag: str) -> bool:
        is_block = self._known.get(tag)
        if is_block is None:
            is_block = self._known[tag] = self.md.is_block_level(tag)
        return is_block


class _Contents(Treeprocessor):
    """Ids and links of headings, and what is said of them; the table of contents itself only where it is asked for."""

    def __init__(self, thorough: TocTreeprocessor, markdown: Markdown, text: NoteText) -> None:
        super().__init__(markdown)
        self._thorough, self._text = thorough, text

    def run(self, root: etree.Element) -> None:
        thorough = self._thorough
        if self._text.holds((thorough.marker, "{", "<")):  # the last two may give ids and labels
            thorough.run(root)
            return
        used: set[str] = set()
        headings = []
        for element in root.iter():
            if (own := element.get("id")) is not None:
                used.add(own)
            if element.tag in _HEADINGS:
                headings.append(element)
        tokens: list[Any] = []
        counters: dict[str, int] = {}
        for heading in headings:
            name = self._name(heading)
            anchor = unique(thorough.slugify(unescape(name), thorough.sep), used, counters)  # type: ignore[call-arg] # newer than its types
            heading.set("id", anchor)
            tokens.append({"level": int(heading.tag[1]), "id": anchor, "name": name})
            thorough.add_permalink(heading, anchor)
        self.md.toc_tokens = nest_toc_tokens(tokens)  # type: ignore[attr-defined] # the library's toc sets it

    def _name(self, heading: etree.Element) -> str:
        """The text of a heading as HTML without tags."""
        text = heading.text or ""
        if not len(heading) and _MARKUP.isdisjoint(text):
            return " ".join(text.split())
        return strip_tags(render_inner_html(remove_fnrefs(heading), self.md))
