"""From two sides, each one profile or several runs, to a Graph of their difference with all its comparisons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sitegen.analysis.changes import United, changes_of, lay_on, unite_metrics
from sitegen.analysis.compare import unite_saved
from sitegen.analysis.hotspots import functions_of
from sitegen.analysis.prune import DEFAULT_BUDGET, prune_rows
from sitegen.analysis.select import FrameName
from sitegen.analysis.shared_metrics import SidesDiffer
from sitegen.analysis.union import unite
from sitegen.model import Profile
from sitegen.model.comparison import PER_OPERATION, ScalingName
from sitegen.pages.difference_words import difference_sentence
from sitegen.pages.graph import BadOption, Graph, filtered

_OPTIONS = {"sample types": "metric", "operations": "per"}


@dataclass(frozen=True, slots=True)
class PerOperation:
    """How many operations each run did, what one is called, and where the numbers come from, in words."""

    before: tuple[float, ...]
    after: tuple[float, ...]
    noun: str
    source: str


@dataclass(frozen=True, slots=True)
class DifferenceOptions:
    """What an author or the command line asks of a difference.

    metric and scaling are those that it opens with; min_share: below it frames are folded, None for the budget.
    """

    filters: Mapping[str, FrameName] = field(default_factory=dict)
    metric: str | None = None
    scaling: ScalingName | None = None
    min_share: float | None = None


def make_difference(
    before: Sequence[Profile], after: Sequence[Profile], options: DifferenceOptions, per: PerOperation | None = None
) -> Graph:
    """The graph of a difference; every frame of either side is in it until the lightest are folded.

    Raises BadOption where a filter names no frame or leaves nothing, and SidesDiffer or RunsDiffer for what cannot
    be compared.
    """
    kept = filtered([*before, *after], options.filters)
    sides = kept[: len(before)], kept[len(before) :]
    united = unite_metrics(lambda name: unite(*sides, name, (before, after)), options.metric)
    return _graph(united, options, per)


def make_saved_difference(profile: Profile, options: DifferenceOptions) -> Graph:
    """The same of a profile that is a difference by itself: two counts a stack, or pprof's saved differences."""
    kept = filtered([profile], options.filters)[0]
    return _graph(unite_metrics(lambda name: unite_saved(kept, name, profile), options.metric), options, None)


def _graph(united: United, options: DifferenceOptions, per: PerOperation | None) -> Graph:
    scaling, min_share = options.scaling, options.min_share
    operations = None if per is None else (per.before, per.after)
    comparisons, refused = changes_of(united, operations, scaling)
    if scaling in refused:
        raise BadOption("scale", f"the sides cannot be compared in the scaling {scaling}: {refused[scaling]}")
    if per is not None and PER_OPERATION in refused:
        raise BadOption("per", f"the sides cannot be compared per {per.noun}: {refused[PER_OPERATION]}")
    budget = DEFAULT_BUDGET if min_share is None else None
    tree, rows = prune_rows(united.tree, budget, min_share or 0.0)
    noun, source = (per.noun, per.source) if per else ("op", "")
    laid = [lay_on(comparison, rows, noun) for comparison in comparisons]
    told = [(changes, difference_sentence(changes, source, refused, tree.is_net)) for changes in laid]
    return Graph(tree, functions_of(united.tree), len(united.tree) - 1, tuple(told))


def side_option(err: SidesDiffer) -> str:
    """Which option of a figure a difference of the sides concerns."""
    return _OPTIONS.get(err.field, "source")
