"""What a note is made of to `blocks`: leaf blocks, the containers that hold them, and pieces of lines."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, eq=False)
class Container:
    """A quote, a list item or an indented container; two are the same only when they are one object.

    line, offset: where its marker stands. column: the same in columns, from the content of the quote around it.
    content_indent: columns that its further lines are indented by. list_number: shared by the items of one list.
    ordinal: the item's place in its list, from 1.
    """

    kind: Literal["quote", "item", "indented"]
    line: int
    offset: int
    column: int = 0
    content_indent: int = 0
    ordered: bool = False
    list_number: int = -1
    ordinal: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """A piece of one line: the line's index, the offset of the piece in it, and the piece."""

    line: int
    offset: int
    text: str


@dataclass(frozen=True, slots=True)
class Leaf:
    """A block that holds no blocks.

    fragments: the text of prose, the body of a fence, nothing for other kinds. opening, info and is_closed are of
    fences: the backticks or tildes that open it and what follows them.
    """

    kind: Literal["prose", "fence", "code", "html", "break"]
    containers: tuple[Container, ...]
    first_line: int
    last_line: int
    fragments: tuple[Fragment, ...] = ()
    opening: Fragment | None = None
    info: Fragment | None = None
    is_closed: bool = True
