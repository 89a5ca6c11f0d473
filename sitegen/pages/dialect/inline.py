"""What stands within a paragraph, found as Python-Markdown finds it and faster: the result is the same, always.

Python-Markdown tries each of its patterns on each piece of text, which was half of the time of a page of prose. Here a
pattern is tried where the characters that it cannot do without are, and text without any of them is left alone.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as etree
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from markdown import Markdown
from markdown.treeprocessors import InlineProcessor as AllPatterns
from markdown.util import (
    ETX,
    INLINE_PLACEHOLDER_PREFIX,
    INLINE_PLACEHOLDER_RE,
    AtomicString,
)

# What a text must hold for a pattern to find anything; a pattern that is not here always looks. What a match leaves
# behind holds none of it but what was there.
NEEDED: Mapping[str, tuple[str, ...]] = {
    "backtick": ("`",),
    "escape": ("\\",),
    "footnote": ("[^",),
    "reference": ("[",),
    "link": ("[",),
    "image_link": ("![",),
    "image_reference": ("![",),
    "short_reference": ("[",),
    "short_image_ref": ("![",),
    "autolink": ("<",),
    "automail": ("<",),
    "linebreak": ("  \n",),
    "html": ("<",),
    "magic-link": ("://", "www."),  # in lower case
    "magic-mail": ("@",),
    "entity": ("&",),
    "delimiter": ("*", "_", "=", "~"),
}
_REFERENCES = frozenset({"reference", "image_reference", "short_reference", "short_image_ref"})
_WORLD = "www."
_BITS = {mark: 1 << number for number, mark in enumerate(sorted({one for marks in NEEDED.values() for one in marks}))}
_TELLING = re.compile(f"[{re.escape(''.join({mark.strip(' ')[0] for mark in _BITS if mark != _WORLD}))}]")
_MARKS = tuple((mark, bit) for mark, bit in _BITS.items() if mark != _WORLD)

# The same as the patterns' own where nothing stands before the character that changes its meaning; found by one byte.
_BACKTICK = re.compile("`()")
_BRACKET = re.compile(r"\[")


def quicken_inline(markdown: Markdown) -> None:
    """Puts the faster search into the place of Python-Markdown's, with its priority; the patterns must be final."""
    markdown.treeprocessors.register(InlineProcessor(markdown), "inline", 20)


class _Step(NamedTuple):
    """A pattern to try: its number, how it finds a match, what it makes of one, within which tags it never looks.

    mark: what must stand behind the last match for there to be another one; empty where there is no such thing.
    """

    number: int
    find: Callable[[str, int], Iterator[re.Match[str]]]
    handle: Callable[[re.Match[str], str], tuple[Any, int | None, int | None]]
    excluded: frozenset[str]
    mark: str


class InlineProcessor(AllPatterns):
    """Python-Markdown's inline patterns, without those that cannot match.

    It has the name of the class that it extends, so that names with two underscores mean the same in both.
    """

    def __init__(self, markdown: Markdown) -> None:
        super().__init__(markdown)
        self._plans: dict[tuple[int, int, bool], tuple[_Step, ...]] = {}
        self._has_references = True

    def run(self, tree: etree.Element, ancestors: list[str] | None = None) -> etree.Element:
        """Applies the patterns to all text of a tree that is not atomic, level by level, and puts elements into it."""
        self.stashed_nodes: dict[str, etree.Element | str] = {}
        self._has_references = bool(self.md.references)
        waiting = deque([(tree, [*(ancestors or ()), tree.tag.lower()])])
        while waiting:
            current, self.ancestors = waiting.popleft()
            if current is not tree:
                self.ancestors.append(current.tag.lower())
            found: list[tuple[etree.Element, _Elements]] = []
            for child in current:  # also those that are put into it meanwhile
                text = child.text
                if text and not isinstance(text, AtomicString):
                    self.ancestors.append(child.tag.lower())
                    handled = self.__handleInline(text)
                    if INLINE_PLACEHOLDER_PREFIX in handled:
                        child.text = None
                        elements = self.__processPlaceholders(handled, child)
                        waiting.extend(elements)
                        found.append((child, elements))
                    self.ancestors.pop()
                if child.tail:
                    self._put_behind(current, child)
                if len(child):
                    waiting.append((child, self.ancestors[:]))
            for child, elements in found:
                for place, (element, _) in enumerate(elements):
                    child.insert(place, element)
        return tree

    def _put_behind(self, parent: etree.Element, child: etree.Element) -> None:
        """Makes elements of what follows a child, and puts them there."""
        tail = self.__handleInline(child.tail or "")
        child.tail = None
        holder = etree.Element("d")
        elements = self.__processPlaceholders(tail, holder, False)
        if holder.tail:
            child.tail = holder.tail
        if elements:
            place = list(parent).index(child) + 1
            for element, _ in reversed(elements):
                parent.insert(place, element)

    def __handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        found = _BITS[_WORLD] if _WORLD in data.lower() else 0
        if _TELLING.search(data):
            for mark, bit in _MARKS:
                if mark in data:
                    found |= bit
        if found:
            for step in self._plan(found, patternIndex):
                data = self._apply(step, data)
        return data

    def _plan(self, found: int, first: int) -> tuple[_Step, ...]:
        """The patterns from the first one on that may match in a text with these marks."""
        key = found, first, self._has_references
        if key not in self._plans:
            patterns = self.inlinePatterns
            names = {patterns.get_index_for_name(name): name for name in NEEDED}
            steps = []
            for number in range(first, len(patterns)):
                name = names.get(number, "")
                marks = NEEDED.get(name, ())
                is_idle = bool(marks) and not any(found & _BITS[mark] for mark in marks)
                if not is_idle and (self._has_references or name not in _REFERENCES):
                    steps.append(_step(name, number, patterns[number], found))
            self._plans[key] = tuple(steps)
        return self._plans[key]

    def _apply(self, step: _Step, data: str) -> str:
        """The text with a placeholder for each thing that the pattern finds."""
        number, find, handle, excluded, mark = step
        if excluded and not excluded.isdisjoint(self.ancestors):
            return data
        start = 0
        while data.find(mark, start) >= 0:
            for match in find(data, start):
                node, begin, end = handle(match, data)
                if begin is not None and end is not None:
                    break
            else:
                break
            if node is None:
                start = end
                continue
            if not isinstance(node, str) and not isinstance(node.text, AtomicString):
                self._handle_within(node, number)
            key = f"{len(self.stashed_nodes):04d}"
            self.stashed_nodes[key] = node
            placeholder = f"{INLINE_PLACEHOLDER_PREFIX}{key}{ETX}"
            data = f"{data[:begin]}{placeholder}{data[end:]}"
            start = begin + len(placeholder)
        return data

    def _handle_within(self, node: etree.Element, number: int) -> None:
        """Applies to the text of an element the patterns behind its own, and to what follows in it this one too."""
        for element in (node, *node):
            if element.text:
                self.ancestors.append(element.tag.lower())
                element.text = self.__handleInline(element.text, number + 1)
                self.ancestors.pop()
            if element.tail:
                element.tail = self.__handleInline(element.tail, number)

    def __processPlaceholders(self, data: str | None, parent: etree.Element, isText: bool = True) -> _Elements:
        elements: _Elements = []
        if not data:
            return elements
        position = 0
        while (index := data.find(INLINE_PLACEHOLDER_PREFIX, position)) >= 0:
            match = INLINE_PLACEHOLDER_RE.search(data, index)
            if match is None or match[1] not in self.stashed_nodes:
                end = index + len(INLINE_PLACEHOLDER_PREFIX)
                _add_text(data[position:end], elements, parent, isText)
                position = end
                continue
            _add_text(data[position:index], elements, parent, isText)
            position = match.end()
            node = self.stashed_nodes[match[1]]
            if isinstance(node, str):
                _add_text(node, elements, parent, isText)
            else:
                self._fill(node)
                elements.append((node, self.ancestors[:]))
        rest = data[position:]
        _add_text(AtomicString(rest) if isinstance(data, AtomicString) else rest, elements, parent, isText)
        return elements

    def _fill(self, node: etree.Element) -> None:
        """Puts elements into the places of the placeholders within one."""
        for child in (node, *node):
            if child.tail and child.tail.strip():
                if INLINE_PLACEHOLDER_PREFIX in child.tail:
                    self.__processElementText(node, child, False)  # type: ignore[attr-defined] # the parent's own
                elif not isinstance(child.tail, AtomicString):
                    child.tail = child.tail[:]  # a plain string, whatever it was
            if child.text and child.text.strip() and INLINE_PLACEHOLDER_PREFIX in child.text:
                self.__processElementText(child, child)  # type: ignore[attr-defined]


_Elements = list[tuple[etree.Element, list[str]]]
"""Elements with the tags that they stand in."""


def _add_text(text: str, elements: _Elements, parent: etree.Element, is_text: bool) -> None:
    """Adds text behind the last of the elements, or where there is none to the parent's text, or to its tail."""
    if not text:
        return
    if elements:
        last = elements[-1][0]
        last.tail = last.tail + text if last.tail else text
    elif is_text:
        parent.text = parent.text + text if parent.text else text
    else:
        parent.tail = parent.tail + text if parent.tail else text


def _step(name: str, number: int, pattern: Any, found: int) -> _Step:
    find = pattern.getCompiledRegExp().finditer
    if name == "backtick" and not found & _BITS["\\"]:
        find = _BACKTICK.finditer
    elif name == "link" and not found & _BITS["!["]:
        find = _BRACKET.finditer
    excluded = frozenset(tag.lower() for tag in pattern.ANCESTOR_EXCLUDES)
    marks = NEEDED.get(name, ())
    return _Step(number, find, pattern.handleMatch, excluded, marks[0] if len(marks) == 1 else "")
