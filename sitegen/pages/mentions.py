"""Which functions a page's figures hold, and how much of the weight: for search, and for pages that share them."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from sitegen.pages.graph import Graph
from sitegen.pages.page import Mention


def mentions_of(figures: Iterable[tuple[str, Graph, int]]) -> dict[str, Mention]:
    """Each function's name with the figure that shows most of it; figures by id, graph and the metric they open with.

    Functions of one name in several files count as the heaviest of them.
    """
    found: dict[str, Mention] = {}
    for figure, graph, metric in figures:
        shares = _shares(graph, metric).tolist()
        for name, share in zip(graph.functions.functions.name, shares, strict=True):
            known = found.get(name)
            if name and (known is None or share > known.share):
                found[name] = Mention(figure, share)
    return found


def _shares(graph: Graph, metric: int) -> NDArray[np.float64]:
    tree, functions = graph.tree, graph.functions
    shares = _part(functions.total_weight[:, metric], float(tree.whole[metric]))
    if functions.total_before is None or tree.whole_before is None:
        return shares
    return np.maximum(shares, _part(functions.total_before[:, metric], float(tree.whole_before[metric])))


def _part(weight: NDArray[np.float64], whole: float) -> NDArray[np.float64]:
    return np.clip(weight / whole, 0.0, 1.0) if whole > 0 else np.zeros(len(weight), np.float64)
