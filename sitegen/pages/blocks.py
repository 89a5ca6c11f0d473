"""The block structure of a note: which of its lines are prose, fences, code or HTML, in which quotes and list items.

In come the lines of a note's body, out come its leaf blocks in order, each with the containers that hold it. The
rules are CommonMark's (https://spec.commonmark.org/0.31.2/, its appendix describes the two steps a line takes). Four
containers of Python-Markdown's dialect are known beside quotes and list items, because their content is indented by
four and would be code to CommonMark: `!!!` admonitions, `???` details, footnotes and definitions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from sitegen.pages.html_syntax import html_block_end
from sitegen.pages.leaves import Container, Fragment, Leaf
from sitegen.pages.line_cursor import LineCursor

CODE_INDENT = 4
MOST_NESTED = 100  # deeper containers are read as prose: no author nests so deep, and each costs every line a step

_FENCE = re.compile(r"(`{3,})(?!.*`)|(~{3,})")
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|$)")
_UNDERLINE = re.compile(r"(?:=+|-+)[ \t]*$")
_BREAK = re.compile(r"(?:\*[ \t]*){3,}$|(?:_[ \t]*){3,}$|(?:-[ \t]*){3,}$")
_MARKER = re.compile(r"(?:([*+-])|([0-9]{1,9})([.)]))(?=[ \t]|$)")
_ADMONITION = re.compile(r'(?:!!!|\?\?\?\+?) ?(?=[\w"-])(?:[\w-]+(?: +[\w-]+)*)?(?: *".*")? *$')
_MAY_BEGIN_MORE = frozenset("#`~*_-=<>!?[:+0123456789 \t")  # a line that begins otherwise can begin nothing but prose
_NOTE_MARKER = re.compile(r"\[\^[^\]]+\]:|:(?=[ ]{1,3}\S)")


def read_blocks(lines: Sequence[str]) -> list[Leaf]:
    """The leaf blocks of a note in order, lines without their line ends; linear in the text."""
    reader = _Reader()
    for index, text in enumerate(lines):
        reader.read_line(index, text)
    reader.close_to(0)
    return reader.leaves


@dataclass(slots=True)
class _Level:
    """An open container while it is read; the first level stands for the note itself and has none."""

    container: Container | None
    is_empty: bool = True
    last_item: Container | None = None
    last_delimiter: str = ""


@dataclass(slots=True)
class _OpenFence:
    opening: Fragment
    info: Fragment
    indent: int
    body: list[Fragment] = field(default_factory=list)


class _Reader:
    """Reads line by line: first which open containers go on, then what begins, then what is added to."""

    def __init__(self) -> None:
        self.leaves: list[Leaf] = []
        self._levels = [_Level(None)]
        self._prose: list[Fragment] = []
        self._fence: _OpenFence | None = None
        self._html_end: re.Pattern[str] | None = None
        self._lists = 0
        self._line = 0

    def read_line(self, index: int, text: str) -> None:
        """Take the next line."""
        self._line = index
        if len(self._levels) == 1 and not self._html_end and self._take_plain(text):
            return
        cursor = LineCursor(text)
        depth = self._matched_depth(cursor)
        all_matched = depth == len(self._levels) - 1
        if all_matched and self._fence:
            self._continue_fence(cursor, self._fence)
        elif all_matched and self._html_end:
            self._continue_html(cursor, self._html_end)
        else:
            if self._fence or self._html_end:
                self.close_to(depth)
                all_matched = True
            self._begin_blocks(cursor, depth, all_matched)

    def close_to(self, depth: int) -> None:
        """Close the open leaf, and the containers deeper than depth."""
        self._close_prose()
        if self._fence:
            self._close_fence(self._fence, None)
        self._html_end = None
        del self._levels[depth + 1 :]

    def _take_plain(self, text: str) -> bool:
        """Take a line outside of all containers that is blank, prose or code at once; False where it may be more."""
        if self._fence:
            if self._fence.indent or self._fence.opening.text[0] in text:
                return False
            self._fence.body.append(Fragment(self._line, 0, text))
        elif not text:
            self._close_prose()
        elif text[0] in _MAY_BEGIN_MORE:
            return False
        else:
            if not self._prose:
                self._touch()
            self._prose.append(Fragment(self._line, 0, text))
        return True

    def _matched_depth(self, cursor: LineCursor) -> int:
        for depth, level in enumerate(self._levels[1:]):
            container = level.container
            assert container is not None
            if container.kind == "quote":
                if cursor.is_blank or cursor.indent >= CODE_INDENT or cursor.text[cursor.next] != ">":
                    return depth
                self._enter_quote(cursor)
            elif cursor.is_blank:
                if level.is_empty and container.kind == "item":
                    return depth
                cursor.skip_to(cursor.next)
            elif cursor.indent >= container.content_indent:
                cursor.advance(container.content_indent)
            else:
                return depth
        return len(self._levels) - 1

    def _begin_blocks(self, cursor: LineCursor, depth: int, all_matched: bool) -> None:
        in_paragraph = bool(self._prose) and all_matched
        while cursor.indent < CODE_INDENT and not cursor.is_blank:
            if self._begin_leaf(cursor, depth, in_paragraph):
                return
            if len(self._levels) > MOST_NESTED or not self._begin_container(cursor, depth, in_paragraph):
                break
            depth = len(self._levels) - 1
            in_paragraph = False
        if self._prose and not cursor.is_blank:
            self._prose.append(Fragment(self._line, cursor.next, cursor.text[cursor.next :]))
            return
        self.close_to(depth)
        if cursor.is_blank:
            return
        if cursor.indent >= CODE_INDENT:
            self._add_leaf("code")
        else:
            self._touch()
            self._prose = [Fragment(self._line, cursor.next, cursor.text[cursor.next :])]

    def _begin_leaf(self, cursor: LineCursor, depth: int, in_paragraph: bool) -> bool:
        """Begin, or take whole, a leaf that is not a paragraph; False where none stands here."""
        if in_paragraph and _UNDERLINE.match(cursor.text, cursor.next):
            self._close_prose()
        elif found := _HEADING.match(cursor.text, cursor.next):
            self.close_to(depth)
            self._add_leaf("prose", (Fragment(self._line, found.end(), cursor.text[found.end() :]),))
        elif found := _FENCE.match(cursor.text, cursor.next):
            self.close_to(depth)
            self._touch()
            info = cursor.text[found.end() :].strip(" \t")
            info_offset = cursor.text.index(info, found.end())
            opening = Fragment(self._line, cursor.next, found[0])
            self._fence = _OpenFence(opening, Fragment(self._line, info_offset, info), cursor.indent)
        elif _BREAK.match(cursor.text, cursor.next):
            self.close_to(depth)
            self._add_leaf("break")
        elif end := html_block_end(cursor.text, cursor.next, bool(self._prose)):
            self.close_to(depth)
            self._touch()
            self._html_end = end
            self._continue_html(cursor, end)
        else:
            return False
        return True

    def _begin_container(self, cursor: LineCursor, depth: int, in_paragraph: bool) -> bool:
        text, start = cursor.text, cursor.next
        column = cursor.column + cursor.indent - cursor.quote_column
        admonition = _ADMONITION.match(text, start) if cursor.indent == 0 else None
        if text[start] == ">":
            self._push(depth, Container("quote", self._line, start))
            self._enter_quote(cursor)
        elif found := admonition or _NOTE_MARKER.match(text, start):
            self._push(depth, Container("indented", self._line, start, column, CODE_INDENT))
            cursor.skip_to(found.end())
            cursor.skip_to(cursor.next)
        elif found := _MARKER.match(text, start):
            if in_paragraph and (found[2] not in (None, "1") or not text[found.end() :].strip(" \t")):
                return False
            self._begin_item(cursor, found, depth, column)
        else:
            return False
        return True

    def _begin_item(self, cursor: LineCursor, marker: re.Match[str], depth: int, column: int) -> None:
        indent = cursor.indent + len(marker[0])
        cursor.skip_to(marker.end())
        padding = cursor.indent if 1 <= cursor.indent <= CODE_INDENT and not cursor.is_blank else 1
        cursor.advance(padding)
        level, delimiter = self._levels[depth], marker[1] or marker[3]
        last = level.last_item if level.last_delimiter == delimiter else None
        self._lists += last is None
        item = Container(
            "item",
            self._line,
            marker.start(),
            column,
            indent + padding,
            ordered=marker[2] is not None,
            list_number=last.list_number if last else self._lists,
            ordinal=last.ordinal + 1 if last else 1,
        )
        self._push(depth, item)
        level.last_item, level.last_delimiter = item, delimiter

    def _push(self, depth: int, container: Container) -> None:
        self.close_to(depth)
        self._touch()
        self._levels.append(_Level(container))

    def _enter_quote(self, cursor: LineCursor) -> None:
        cursor.skip_to(cursor.next + 1)
        cursor.advance(1)
        cursor.quote_column = cursor.column

    def _continue_fence(self, cursor: LineCursor, fence: _OpenFence) -> None:
        run = cursor.text[cursor.next :].rstrip(" \t")
        marker = fence.opening.text
        if cursor.indent < CODE_INDENT and len(run) >= len(marker) and not run.strip(marker[0]):
            self._close_fence(fence, self._line)
        else:
            cursor.advance(min(fence.indent, cursor.indent))
            fence.body.append(Fragment(self._line, cursor.offset, cursor.text[cursor.offset :]))

    def _continue_html(self, cursor: LineCursor, end: re.Pattern[str]) -> None:
        if end.search(cursor.text[cursor.offset :]):
            self._html_end = None
        if not cursor.is_blank:
            self._add_leaf("html")

    def _close_fence(self, fence: _OpenFence, closing_line: int | None) -> None:
        """The fence's last line is the one that closes it, else the last that its container holds."""
        self._fence = None
        opening, body = fence.opening, tuple(fence.body)
        last_line = closing_line or (body[-1].line if body else opening.line)
        is_closed = closing_line is not None
        self.leaves.append(
            Leaf("fence", self._containers(), opening.line, last_line, body, opening, fence.info, is_closed)
        )

    def _close_prose(self) -> None:
        if self._prose:
            fragments = tuple(self._prose)
            self._prose = []
            self.leaves.append(Leaf("prose", self._containers(), fragments[0].line, fragments[-1].line, fragments))

    def _add_leaf(self, kind: Literal["prose", "code", "html", "break"], fragments: tuple[Fragment, ...] = ()) -> None:
        self._touch()
        self.leaves.append(Leaf(kind, self._containers(), self._line, self._line, fragments))

    def _touch(self) -> None:
        """Something begins in the deepest container: it is not empty, and a list in it has come to its end."""
        level = self._levels[-1]
        level.is_empty = False
        level.last_item = None

    def _containers(self) -> tuple[Container, ...]:
        return tuple(level.container for level in self._levels if level.container)
