"""From a profile and a figure's options to a Graph: the tree that is drawn and the numbers that stand beside it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis import transform
from sitegen.analysis.hotspots import FunctionTable, functions_of
from sitegen.analysis.prune import DEFAULT_BUDGET, prune
from sitegen.analysis.select import FrameName, NoSuchFrame, select, select_one
from sitegen.analysis.views import VIEWS
from sitegen.errors import FlamesiteError
from sitegen.model import CallTree, FrameTable, Profile
from sitegen.pages.status import Status, status_sentence

FILTERS: dict[str, Callable[[Profile, NDArray[np.bool_]], Profile]] = {
    "focus": transform.focus,
    "ignore": transform.ignore,
    "hide": transform.hide,
    "root": transform.root,
}
"""The author's filters in the order in which they apply, whatever the order in the fence."""

_ONE_FUNCTION = ("root", "zoom")


@dataclass(frozen=True, slots=True)
class Graph:
    """What one figure draws: the pruned tree, the functions of the whole, and how much was folded away.

    nodes: rows before pruning; functions are of the profile after the filters, before pruning.
    """

    tree: CallTree
    functions: FunctionTable
    nodes: int

    @property
    def folded_nodes(self) -> int:
        """How many nodes stand in rows of smaller frames."""
        return int(self.tree.folded.sum())


class BadOption(FlamesiteError):
    """An option that does not fit the profile, by its name, so that the caller can say where it stands.

    hint: the tail of the message, behind the profile's name.
    """

    def __init__(self, option: str, reason: str, hint: str = "") -> None:
        super().__init__(option, reason, hint)
        self.option = option
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return self.reason + self.hint


def make_graph(
    profile: Profile, filters: dict[str, FrameName] | None = None, view: str = "flame", min_share: float | None = None
) -> Graph:
    """The graph of a profile: filters, the view, then pruning to the default budget or to `min_share` (0 keeps all).

    Raises BadOption where a filter names no frame, or nothing is left.
    """
    whole = profile
    for option, apply in FILTERS.items():
        name = (filters or {}).get(option)
        if name is not None:
            nodes = _selected(option, name, profile.stack_parent, profile.stack_frame, profile.frames)
            profile = apply(profile, nodes)
            if not len(profile.sample_stack):
                raise BadOption(option, f"{option}={name} leaves no samples; choose a frame that some samples hold")
    tree = VIEWS[view](profile, whole)
    if tree is None:
        raise BadOption("view", f"the view {view} does not apply")
    budget = DEFAULT_BUDGET if min_share is None else None
    return Graph(prune(tree, budget, min_share or 0.0), functions_of(tree), len(tree) - 1)


def zoom_row(tree: CallTree, name: FrameName, metric: int) -> int:
    """The row that a figure opens at: the heaviest node of the function. Raises BadOption."""
    nodes = np.flatnonzero(_selected("zoom", name, tree.parent, tree.frame, tree.frames))
    return int(nodes[np.argmax(tree.width(metric)[nodes])])


def status_text(graph: Graph, profile: Profile, metric: int) -> str:
    """The line under a figure's picture, as it stands before scripts."""
    tree = graph.tree
    return status_sentence(
        Status(
            tree.metrics,
            tree.whole.tolist(),
            metric,
            float(tree.total(metric)[0]),
            profile.provenance.duration_s,
            graph.folded_nodes,
            float(tree.self_weight[tree.folded > 0, metric].sum()),
            graph.nodes,
        )
    )


def _selected(
    option: str, name: FrameName, parent: NDArray[np.int32], frame: NDArray[np.int32], frames: FrameTable
) -> NDArray[np.bool_]:
    find = select_one if option in _ONE_FUNCTION else select
    try:
        return find(parent, frame, frames, name)
    except NoSuchFrame as err:
        raise BadOption(option, err.reason, err.hint) from err
    except FlamesiteError as err:
        raise BadOption(option, str(err)) from err
