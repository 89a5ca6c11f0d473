"""From a profile and a figure's options to a Graph: the tree that is drawn and the numbers that stand beside it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis import transform
from sitegen.analysis.changes import RowChanges
from sitegen.analysis.hotspots import FunctionTable, functions_of
from sitegen.analysis.label_weights import LabelWeights, label_weights
from sitegen.analysis.prune import DEFAULT_BUDGET, prune
from sitegen.analysis.select import FrameName, NoSuchFrame, select, select_one
from sitegen.analysis.views import VIEWS
from sitegen.errors import FlamesiteError
from sitegen.model import CallTree, FrameTable, Profile, Timeline
from sitegen.model.comparison import ScalingName
from sitegen.pages.chart import UNTIMED, make_chart
from sitegen.pages.source_folder import FoundSource
from sitegen.pages.status import Earlier, Status, status_sentence

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
    comparisons: of a difference, on the tree's rows, each with the sentence that explains it; the default first.
    labels: what the tree's rows weigh by the labels of samples; None where there are none.
    chart: the same samples in order of time; None where there is no such order, and no_chart says why.
    source: the code of the frames of `kept`, where the content holds it.
    kept: of one side, what the filters left of the profile; whole: the profile, which shares are of.
    """

    tree: CallTree
    functions: FunctionTable
    nodes: int
    comparisons: tuple[tuple[RowChanges, str], ...] = ()
    labels: LabelWeights | None = None
    chart: Timeline | None = None
    no_chart: str = UNTIMED
    kept: Profile | None = None
    whole: Profile | None = None
    source: FoundSource | None = None

    def changes(self, metric: int, scaling: str | None = None) -> RowChanges | None:
        """The comparison that a figure of this metric opens with; None where there is none."""
        of_metric = [changes for changes, _ in self.comparisons if changes.metric == metric]
        return next((changes for changes in of_metric if changes.scaling == scaling), next(iter(of_metric), None))

    def scaling(self, metric: int) -> ScalingName | None:
        """The name of the scaling that a figure of this metric opens with; None where there is no difference."""
        changes = self.changes(metric)
        return changes.scaling if changes else None

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
    kept = filtered([profile], filters or {})[0]
    tree = VIEWS[view](kept, profile)
    if tree is None:
        raise BadOption("view", f"the view {view} does not apply")
    budget = DEFAULT_BUDGET if min_share is None else None
    pruned = prune(tree, budget, min_share or 0.0)
    labels = label_weights(kept, pruned)
    chart = make_chart(kept, profile, min_share)
    functions = functions_of(tree)
    return Graph(pruned, functions, len(tree) - 1, labels=labels, chart=chart, kept=kept, whole=profile)


def filtered(profiles: Sequence[Profile], filters: Mapping[str, FrameName]) -> list[Profile]:
    """The profiles after the author's filters; a frame may be missing in some of them, but not in all.

    Raises BadOption where a filter names no frame, or nothing is left.
    """
    kept = list(profiles)
    for option, apply in FILTERS.items():
        name = filters.get(option)
        if name is None:
            continue
        nodes = _selected_in_any(option, name, kept)
        kept = [apply(profile, marked) for profile, marked in zip(kept, nodes, strict=True)]
        if not any(len(profile.sample_stack) for profile in kept):
            raise BadOption(option, f"{option}={name} leaves no samples; choose a frame that some samples hold")
    return kept


def _selected_in_any(option: str, name: FrameName, profiles: Sequence[Profile]) -> list[NDArray[np.bool_]]:
    found: list[NDArray[np.bool_]] = []
    missing: list[BadOption] = []
    for profile in profiles:
        try:
            found.append(_selected(option, name, profile.stack_parent, profile.stack_frame, profile.frames))
        except BadOption as err:
            missing.append(err)
            found.append(np.zeros(len(profile.stack_parent), np.bool_))
    if len(missing) == len(profiles):
        raise missing[0]
    return found


def zoom_row(tree: CallTree, name: FrameName, metric: int) -> int:
    """The row that a figure opens at: the heaviest node of the function. Raises BadOption."""
    nodes = np.flatnonzero(_selected("zoom", name, tree.parent, tree.frame, tree.frames))
    return int(nodes[np.argmax(tree.width(metric)[nodes])])


def status_text(graph: Graph, metric: int, duration_s: float | None) -> str:
    """The line under a figure's picture, as it stands before scripts."""
    tree = graph.tree
    is_folded = tree.folded > 0
    folded_weight = float(tree.self_weight[is_folded, metric].sum())
    before = None
    if tree.self_before is not None and tree.whole_before is not None:
        folded_weight += float(tree.self_before[is_folded, metric].sum())
        before = Earlier(tree.whole_before.tolist(), float(tree.total_before(metric)[0]), tree.is_net)
    return status_sentence(
        Status(
            tree.metrics,
            tree.whole.tolist(),
            metric,
            float(tree.total(metric)[0]),
            duration_s,
            graph.folded_nodes,
            folded_weight,
            graph.nodes,
            before,
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
