"""Links to a frame of a figure on the same page: the hash that the page's scripts write and read.

themes/default/js/location_hash.js and frame_path.js do the same; tests/data/hash.json holds both to one table.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from sitegen.drawing.markup_text import clean
from sitegen.model import CallTree

_UNESCAPED = "-_.!*'()"  # with letters, digits and "~" what encodeURIComponent leaves; "~" numbers equal names here
_SURROGATE = re.compile("[\ud800-\udfff]")


def frame_path(tree: CallTree, row: int) -> str:
    """A row as its names from the root down, the root left out; empty for the root.

    Equal names under one parent, of another file or kind, are told apart by "~2", "~3" in the tree's order.
    """
    steps = []
    while (parent := int(tree.parent[row])) >= 0:
        name = tree.row_name(row)
        place, elder = 1, parent + 1
        while elder < row:
            place += tree.row_name(elder) == name
            elder = int(tree.end[elder])
        steps.append(encode(name) + (f"~{place}" if place > 1 else ""))
        row = parent
    return "/".join(reversed(steps))


def figure_link(figure_id: str, path: str) -> str:
    """The address of a frame of a figure, from its path; the figure's own anchor for the root."""
    return f"#!v=1;{encode(figure_id)}.path={path}" if path else f"#{quote(figure_id)}"


def encode(text: str) -> str:
    """Percent-encodes what could be mistaken for one of the hash's own signs.

    >>> encode("net/http.(*conn).serve")
    'net%2Fhttp.(*conn).serve'
    """
    return quote(_SURROGATE.sub("\ufffd", clean(text)), safe=_UNESCAPED).replace("~", "%7E")
