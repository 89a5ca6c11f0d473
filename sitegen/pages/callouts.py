"""Callouts: the ordered list after a figure, whose items begin with a frame's name in a code span.

Names are resolved to rows of the figure's tree first; when the note is HTML, the items get their numbers, anchors and
amounts. The list is the figure's alternative in text, and what its pins and the page's scripts link to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape, unescape

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.changes import RowChanges
from sitegen.analysis.select import NoSuchFrame, select_one
from sitegen.drawing.pins import PinnedCallout
from sitegen.errors import FlamesiteError, Problem
from sitegen.model import CallTree, trie
from sitegen.model.units import format_change, format_share, format_weight
from sitegen.pages.frame_name import parse_frame_name
from sitegen.pages.note_source import INLINE_PLACEHOLDER, Callout

_MISPLACED = (
    'a callout cannot stand here; begin the list\'s items with a number and a point, as in "1. ", '
    "and indent what else belongs to an item by four columns"
)
_FOLDED_HINT = " (smaller frames are folded away; min=0 keeps all)"
# A tag with quoted attributes, as the sanitiser and the templates write them, or a placeholder within a line.
_TOKEN = re.compile(rf'(?P<word>{INLINE_PLACEHOLDER.pattern})|<(?P<tag>/?\w+)(?P<attributes>(?:[^">]|"[^"]*")*)>')
_ATTRIBUTE = re.compile(r'([\w-]+)(?:="([^"]*)")?')
_CODE_END = "</code>"


@dataclass(frozen=True, slots=True)
class PlacedCallout:
    """A callout whose frame was found: its pin, how much it holds ("12.55%, in 3 places"), its place in the HTML."""

    pin: PinnedCallout
    amount: str
    placeholder: str


def resolve_callouts(
    tree: CallTree,
    metric: int,
    figure_id: str,
    callouts: Sequence[Callout],
    path: str,
    where: str,
    changes: RowChanges | None = None,
) -> tuple[list[PlacedCallout], list[Problem]]:
    """The callouts of a figure on its tree, and an error for every name that does not mean one function of it.

    metric: in which the heaviest row is chosen; path: the note; where: the end of a message, `in profile "before"`;
    changes: as a difference opens, whose measure amounts are in.
    """
    placed: list[PlacedCallout] = []
    problems: list[Problem] = []
    for callout in callouts:
        if callout.name is None:
            continue
        try:
            nodes = select_one(tree.parent, tree.frame, tree.frames, parse_frame_name(callout.name.text))
        except FlamesiteError as err:
            message = _message(err, where, bool(tree.folded.any()))
            problems.append(Problem(path, callout.name.line, callout.name.column, message))
        else:
            pin = _pin(tree, metric, nodes, figure_id, callout.ordinal)
            placed.append(PlacedCallout(pin, amount_text(tree, metric, nodes, changes), callout.placeholder))
    return placed, problems


def amount_text(tree: CallTree, metric: int, nodes: NDArray[np.bool_], changes: RowChanges | None = None) -> str:
    """What share the samples have that hold any of the nodes, bool (n,), and in how many places these are.

    "12.55%, in 3 places"; "at least" where rows of smaller frames may hold more; both sides of a difference, of one
    per second or per operation in its measure: "1.56 µs/request → 0 ns/request".
    """
    beneath = trie.any_above(tree.parent, nodes)
    share = _share(tree.self_weight[:, metric], beneath, float(tree.whole[metric]))
    if tree.self_before is not None and tree.is_net:
        change = tree.self_weight[beneath, metric].sum() - tree.self_before[beneath, metric].sum()
        amount = format_change(float(change), tree.metrics[metric])
    elif tree.self_before is not None and tree.whole_before is not None:
        before = _share(tree.self_before[:, metric], beneath, float(tree.whole_before[metric]))
        amount = f"{format_share(before)} → {format_share(share)}"
        if changes is not None and changes.unit.per:
            sides = [
                float(own[beneath, metric].sum()) / divisor
                for own, divisor in ((tree.self_before, changes.before), (tree.self_weight, changes.after))
            ]
            amount = " → ".join(format_weight(side, changes.unit) for side in sides)
    else:
        amount = format_share(share)
    if bool((tree.width(metric)[(tree.folded > 0) & ~beneath] > 0).any()):
        amount = f"at least {amount}"
    places = int(np.count_nonzero(nodes))
    return amount if places == 1 else f"{amount}, in {places:,} places"


def callouts_id(figure_id: str) -> str:
    """The id of a figure's list, which the figure is described by."""
    return f"{figure_id}-callouts"


def mark_callouts(
    html: str, figure_id: str, title: str, callouts: Sequence[Callout], placed: Sequence[PlacedCallout], path: str
) -> tuple[str, list[Problem]]:
    """The note's HTML with a figure's callouts as such, and an error for each that Markdown put into no list.

    Each item gets its pin, its anchor and its amount, the list a name, and what follows it a place for the tour's
    buttons, which the scripts make. No placeholder of these callouts is left.
    """
    by_placeholder = {callout.placeholder: callout for callout in placed}
    items = list(_items(html, by_placeholder))
    edits = [edit for item in items for edit in _item_edits(html, item)] + _list_edits(items, figure_id, title)
    for start, end, text in sorted(edits, reverse=True):
        html = html[:start] + text + html[end:]
    for callout in callouts:
        html = html.replace(callout.placeholder, "") if callout.placeholder else html
    marked = {item.callout.placeholder for item in items}
    lost = (callout for callout in callouts if callout.placeholder in by_placeholder.keys() - marked)
    return html, [Problem(path, callout.line, callout.column, _MISPLACED) for callout in lost]


@dataclass(slots=True)
class _Element:
    """A list or an item in the HTML: where its opening tag is, where its closing one begins, how many items it has."""

    tag: str
    attributes: str
    start: int
    end: int
    close: int = 0
    items: int = 0


@dataclass(frozen=True, slots=True)
class _Item:
    """An item that begins with a callout's placeholder, which stands at `at`; place: the item's in its list, from 1."""

    callout: PlacedCallout
    at: int
    element: _Element
    list: _Element
    place: int


def _items(html: str, callouts: Mapping[str, PlacedCallout]) -> Iterator[_Item]:
    """The items of ordered lists that begin with a placeholder of these callouts, in order."""
    open_elements: list[_Element] = []
    found = []
    for token in _TOKEN.finditer(html):
        tag = token["tag"]
        if tag in ("ol", "ul", "li"):
            if tag == "li" and open_elements:
                open_elements[-1].items += 1
            open_elements.append(_Element(tag, token["attributes"], token.start(), token.end()))
        elif tag in ("/ol", "/ul", "/li"):
            open_elements.pop().close = token.start()
        elif token["word"] in callouts and len(open_elements) > 1:
            holder, element = open_elements[-2:]
            begins = html[element.end : token.start()].strip() in ("", "<p>")
            if holder.tag == "ol" and begins and html.startswith("<code", token.end()):
                found.append(_Item(callouts[token["word"]], token.start(), element, holder, holder.items))
    yield from found  # now that every list is closed


def _item_edits(html: str, item: _Item) -> list[tuple[int, int, str]]:
    """What makes an item a callout: pieces of the HTML by start and end, and what takes their place."""
    pin, placeholder = item.callout.pin, item.callout.placeholder
    element, anchor = item.element, _attributes(item.element.attributes)
    link = {"class": "callout-pin", "href": f"#{pin.id}", "aria-label": f"Callout {pin.number}"}
    if "id" in anchor:
        link["id"] = anchor["id"]  # the author's own anchor
    after_name = html.index(_CODE_END, item.at) + len(_CODE_END)
    return [
        (element.start, element.end, _tag("li", anchor, {"class": "callout", "id": pin.id})),
        (item.at, item.at + len(placeholder), f"{_tag('a', {}, link)}{pin.number}</a> "),
        (after_name, after_name, f' <span class="callout-amount">({item.callout.amount})</span>'),
    ]


def _list_edits(items: Sequence[_Item], figure_id: str, title: str) -> list[tuple[int, int, str]]:
    """What makes lists those of a figure: more than one where Markdown divides what the author numbered through."""
    edits = []
    firsts = {item.list.start: item for item in reversed(items)}
    for number, first in enumerate(reversed(firsts.values())):
        attributes = {"class": "callouts", "role": "list", "aria-label": f"Callouts: {title}" if title else "Callouts"}
        if number == 0:
            attributes["id"] = callouts_id(figure_id)
        own = _attributes(first.list.attributes)
        own.pop("start", None)  # a list that begins at 3 has the callouts 1, 2 ... all the same
        start = first.callout.pin.number - first.place + 1
        own |= {"start": str(start)} if start > 1 else {}
        edits.append((first.list.start, first.list.end, _tag("ol", own, attributes)))
    if len(items) > 1:
        end = items[-1].list.close + len("</ol>")
        edits.append((end, end, f'\n<div class="callout-tour" data-tour="{escape(figure_id)}"></div>'))
    return edits


def _attributes(text: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in _ATTRIBUTE.findall(text)}


def _tag(name: str, own: Mapping[str, str], ours: Mapping[str, str]) -> str:
    """An opening tag: ours win over the element's own attributes, but its classes stay beside ours."""
    merged = {**own, **ours}
    if "class" in own and "class" in ours:
        merged["class"] = f"{ours['class']} {own['class']}"
    pairs = (f'{key}="{escape(value)}"' for key, value in merged.items())
    return f"<{' '.join((name, *pairs))}>"


def _message(err: FlamesiteError, where: str, is_folded: bool) -> str:
    if not isinstance(err, NoSuchFrame):
        return f"{err} ({where})"
    return f"{err.reason} {where}{err.hint or (_FOLDED_HINT if is_folded else '')}"


def _pin(tree: CallTree, metric: int, nodes: NDArray[np.bool_], figure_id: str, number: int) -> PinnedCallout:
    rows = np.flatnonzero(nodes)
    heaviest = rows[np.argmax(tree.width(metric)[rows])]
    return PinnedCallout(f"{figure_id}-c{number}", number, int(heaviest), tuple(rows.tolist()))


def _share(own: NDArray[np.float64], rows: NDArray[np.bool_], whole: float) -> float:
    return float(own[rows].sum()) / whole if whole else 0.0
