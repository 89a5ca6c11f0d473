"""The picture that stands before and without scripts, where a figure opens with another view than callers first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.heaviest_first import heaviest_first
from sitegen.analysis.inverted import invert
from sitegen.analysis.prune import prune
from sitegen.drawing.page_data import FigureState
from sitegen.drawing.pins import PinnedCallout
from sitegen.model import CallTree
from sitegen.pages.graph import Graph
from sitegen.pages.question_state import QUESTIONS

_BUDGET = 20_000  # rows: a picture shows fewer, and it is all that a bottom-up tree is made for here


@dataclass(frozen=True, slots=True)
class StillPicture:
    """What is drawn: a tree, the row that fills the picture, which way it stands, and the callouts on its rows.

    note: what the picture leaves to scripts, in words, or "".
    """

    tree: CallTree
    zoom: int
    view: str
    callouts: tuple[PinnedCallout, ...]
    note: str = ""


def still_picture(graph: Graph, state: FigureState, callouts: Sequence[PinnedCallout]) -> StillPicture:
    """The picture of a figure at rest. Differences and panels stand as a graph of callers first, by name."""
    direction = "icicle" if state.view in ("icicle", "bottom-up") else "flame"
    plain = StillPicture(graph.tree, state.zoom, direction, tuple(callouts), _note(graph, state))
    if graph.kept is None:
        return plain
    if state.view == "bottom-up":
        tree = prune(invert(graph.kept, graph.whole), _BUDGET)
        return _moved(plain, tree, _first_level(graph.tree, tree))
    if state.order == "heavy":
        return _moved(plain, *heaviest_first(graph.tree, state.metric))
    return plain


def _note(graph: Graph, state: FigureState) -> str:
    words = []
    if graph.kept is None and state.view == "bottom-up":
        words.append("read from the outside in")
    if graph.kept is None and state.order == "heavy":
        words.append("by name")
    if any(key in QUESTIONS for key in state.state):
        words.append("before the filters that its link holds")
    return f"Without scripts the picture stands {', '.join(words)}." if words else ""


def _moved(picture: StillPicture, tree: CallTree, place: NDArray[np.int32]) -> StillPicture:
    """The picture on another tree; place: the new row of each old one, -1 where it has none."""
    callouts = []
    for callout in picture.callouts:
        rows = np.unique(place[list(callout.rows)])
        callouts.append(replace(callout, row=int(place[callout.row]), rows=tuple(int(row) for row in rows[rows >= 0])))
    known = tuple(callout for callout in callouts if callout.row >= 0)
    return replace(picture, tree=tree, zoom=max(0, int(place[picture.zoom])), callouts=known)


def _first_level(tree: CallTree, inverted: CallTree) -> NDArray[np.int32]:
    """For each row of a tree the first row of a bottom-up one that stands for its frame, int32 (n,), or -1."""
    row_of = np.full(max(len(tree.frames), len(inverted.frames)) + 2, -1, np.int32)  # ROOT and FOLDED read the end
    first = np.flatnonzero((inverted.depth == 1) & (inverted.frame >= 0))
    row_of[inverted.frame[first]] = first
    place = row_of[tree.frame]
    place[0] = 0
    return place
