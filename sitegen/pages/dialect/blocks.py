"""The blocks of a note, found as Python-Markdown finds them and faster: the result is the same, always.

Python-Markdown asks each of its twenty processors about each block. Here a block whose lines all begin like prose is a
paragraph at once, and any other one is shown to the processors whose marks it holds.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections.abc import Mapping
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.util import STX

if TYPE_CHECKING:  # it takes its time to load, and few notes need it
    from pymdownx.blocks import BlocksProcessor

_INDENTED = "    "
# What a block must hold for a processor to make something of it; one that is not here is always asked.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "admonition": ("!!!", _INDENTED),
    "markdown_block": (STX,),
    "details": ("???", _INDENTED),
    "indent": (_INDENTED,),
    "blocks": ("///",),
    "defindent": (_INDENTED,),
    "code": (_INDENTED,),
    "table": ("|",),
    "hashheader": ("#",),
    "setextheader": ("\n=", "\n-"),
    "hr": ("-", "*", "_"),
    "olist": (". ",),
    "ulist": ("- ", "* ", "+ "),
    "deflist": (": ",),
    "flamesite_alert": ("[!",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
_BITS = {mark: 1 << number for number, mark in enumerate(sorted({one for marks in NEEDED.values() for one in marks}))}
# Every processor but that of paragraphs looks for something that one of these characters begins, on some line.
_PROSE = re.compile(r"(?:[^\s!?\x02/#\-=_*+\d:>\[|][^\n]*\n)*[^\s!?\x02/#\-=_*+\d:>\[|][^\n]*")


def quicken_blocks(markdown: Markdown) -> None:
    """Puts the faster parser into the place of Python-Markdown's; the processors must be final."""
    parser = QuickParser(markdown)
    markdown.parser = parser
    for processor in parser.blockprocessors:
        processor.parser = parser


class QuickParser(BlockParser):
    """Parses with the processors of the Markdown that it is given, and shares the state of its parser."""

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self.blockprocessors, self.state = markdown.parser.blockprocessors, markdown.parser.state
        processors = self.blockprocessors
        self._paragraph = processors["paragraph"]
        self._generic: BlocksProcessor | None = None
        if "blocks" in processors:
            self._generic = processors["blocks"]
        self._plans: dict[int, list[BlockProcessor]] = {}

    def parseBlocks(self, parent: etree.Element, blocks: list[str]) -> None:
        """Makes elements of the blocks in the parent."""
        while blocks:
            # A generic block that is still open takes whatever comes.
            generic = self._generic
            is_open = generic is not None and (bool(generic.stack) or generic.cached_parent is not None)
            if not is_open and _PROSE.fullmatch(blocks[0]):
                self._paragraph.run(parent, blocks)
                continue
            for processor in self.blockprocessors if is_open else self._asked(blocks[0]):
                if processor.test(parent, blocks[0]) and processor.run(parent, blocks) is not False:
                    break

    def _asked(self, block: str) -> list[BlockProcessor]:
        """The processors that could make something of a block."""
        found = 0
        for mark, bit in _BITS.items():
            if mark in block:
                found |= bit
        if found not in self._plans:
            processors = self.blockprocessors
            known = [(name, marks) for name, marks in NEEDED.items() if name in processors]
            numbers = {processors.get_index_for_name(name): marks for name, marks in known}
            idle = {number for number, marks in numbers.items() if not any(found & _BITS[mark] for mark in marks)}
            self._plans[found] = [each for number, each in enumerate(processors) if number not in idle]
        return self._plans[found]
