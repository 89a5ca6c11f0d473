"""The page's data: one JSON block that the scripts read, and the only place that says what is in it.

Raw numbers and units, never formatted text but for what an author or a figure says in sentences. Version 2:

    version    3
    strings    [text, ...]: names, files and modules, each once; string 0 is ""
    frames     {name, file, module: [string, ...], line, kind: [number, ...]}: one row a frame, shared by all trees
    trees      [tree, ...]; figures over the same tree share it
    sources    [source, ...]; figures over the same samples share one
    figures    [{id, tree, title, metric, view, zoom, search, height, depth, color, duration, nodes, scale, width,
               palette, sides, callouts, chart, no_chart, order, of, state, source}, ...] in the order of the page: the
               state at rest; zoom is a row of the tree; height in px, depth in rows and duration of the recording in
               seconds may be null; nodes is the tree's number before pruning. order of siblings is "name" or "heavy",
               of the function of a sandwich or "", state {key: value} what else the author pasted from a link,
               encoded.
               Of a difference: scale is a comparison's, width "larger", "before" or "after", palette "safe" or
               "classic", sides {before, after} what they are called; else null.
               callouts [{id, number, row, rows}, ...]: the heaviest row and all rows of each;
               source the number of a source, or null;
               chart the tree in order of time or null; where no profile has one, no_chart says why

    tree       metrics     [{name, unit}, ...]
               whole       [weight a metric]: what shares are of; whole_before: of a difference's earlier side, else
                           null; net: whether only the change is known, not the two sides
               frame       [row of frames, ...] in depth-first order; -1 the root, -2 a row of smaller frames
               step        [depth minus the depth of the row before, ...]; 0 for the root, which has depth 0
               folded      {rows, counts}: how many nodes each row of smaller frames stands for
               self        [column a metric]; before: the same of a difference's earlier side, else null
               functions   {frame: [a row of frames that names it], self, total, self_before, total_before: [column a
                           metric]}: exact over the whole profile, recursion counted once; functions of the tree and
                           the heaviest besides; the last two null unless the tree is a difference
               labels      null, or a block of labels: by what a reader may filter and group samples
               comparisons null, or [comparison, ...]: one for each metric and scale in which the sides of a
                           difference can be compared, the default first
               time        null but in a chart, where rows are stretches of time, siblings in its order, threads' rows
                           on top where there are several, and rows of smaller frames short calls merged:
                           {begin, length: column, lanes: [row, ...]} in nanoseconds; begin is counted from the
                           parent's, the root's from that of the recording; lanes are the threads' rows, or the root
    labels     keys [{key, values}, ...], values sorted; the last one may stand for all the light ones of a label
               left_out [key, ...]: labels with too many values to be carried
               sets [[value a key, ...], ...]: the labels that a sample may have, -1 where it has none of a key; samples
               without any are not listed, they are what is left
               rows [[row of the tree, ...] a set]: rising, the first and then the distances; self, before [[column a
               metric] a set]: own weights along those rows; before null unless it is a difference
    comparison metric      number of the tree's metrics
               scale       "share", "absolute", "per second" or "per operation"
               before, after  what the weights of either side are divided by
               unit        {name, unit, per} of the quotient; unit "share" is written as a percentage
               basis       "runs", "sampling" or "unknown", and then reason says why
               rate, smallest_share, smallest  at most this share of wrong calls; the smallest effect worth showing,
                           of the total and in the measure
               runs        [before, after]: how many
               sentence    what the scale means and what the verdicts rest on, in words
               rows        [row, ...]: those with verdicts, all but rows of smaller frames up to the VERDICT_ROWS
                           heaviest
               total, self {verdict, reach: [number a row of rows]}: of subtrees and of rows themselves; verdicts as
                           in sitegen.model.comparison, the interval is difference +- reach, to three digits; reach is
                           null where the basis is unknown
               movers      [{row, ancestors: [row, ...]}, ...], the largest first
    source     files [{path, count, stretches, line, frame, self, total}, ...]: the author's path of the file, how many
               lines it has, [{first, text: [line, ...]}, ...] those that are shown; along `line`, which rises, a row of
               frames that names the function, and [column a metric] of the samples that end there, and of those that
               hold the line
    column     {scale, values}: the weights are scale * values; or {scale, of}: scale * the column numbered `of`; of
               time's two, begin is number 0

Sums and positions are prefix sums on either side: total = C[end] - C[:n], start = C[:n] (sitegen.model.tree).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.changes import RowChanges
from sitegen.analysis.hotspots import FunctionTable
from sitegen.analysis.label_weights import LabelWeights
from sitegen.analysis.line_costs import LineCosts
from sitegen.drawing.changes import LARGER
from sitegen.drawing.columns import columns, numbers
from sitegen.drawing.comparison_data import comparison_block
from sitegen.drawing.label_data import label_block
from sitegen.drawing.markup_text import clean
from sitegen.drawing.source_data import SourceFile, source_block
from sitegen.drawing.time_data import time_block
from sitegen.model import CallTree, FrameTable, Timeline

VERSION = 3
FUNCTIONS_BESIDES = 500
"""How many functions beyond those of the tree are in its table, the heaviest by self weight."""


@dataclass(frozen=True, slots=True)
class FigureState:
    """What a figure shows at rest."""

    id: str
    tree: int
    title: str
    metric: int
    view: str = "flame"
    zoom: int = 0
    search: str = ""
    height: int | None = None
    depth: int | None = None
    color: str = "package"
    duration: float | None = None
    nodes: int = 0
    scale: str | None = None
    width: str = LARGER
    palette: str = "safe"
    sides: dict[str, str] | None = None
    callouts: tuple[dict[str, Any], ...] = ()
    chart: int | None = None
    no_chart: str = ""
    order: str = "name"
    of: str = ""
    state: dict[str, str] = field(default_factory=dict)
    source: int | None = None


@dataclass(slots=True)
class PageData:
    """Collects a page's trees and figures; `to_json` writes them."""

    _strings: dict[str, int] = field(default_factory=lambda: {"": 0})
    _numbers: dict[str, int] = field(default_factory=dict)  # of the strings, by their texts as the frames have them
    _frames: dict[tuple[str, str, str, int, int], int] = field(default_factory=dict)
    _trees: list[dict[str, Any]] = field(default_factory=list)
    _figures: list[FigureState] = field(default_factory=list)
    _sources: list[dict[str, Any]] = field(default_factory=list)
    _costs: list[LineCosts] = field(default_factory=list)
    _charts: list[tuple[Timeline, int]] = field(default_factory=list)

    def add_tree(
        self,
        tree: CallTree,
        functions: FunctionTable,
        comparisons: Sequence[tuple[RowChanges, str]] = (),
        labels: LabelWeights | None = None,
    ) -> int:
        """Adds a tree with its functions' exact totals; returns its number on the page.

        comparisons: of a difference, on the tree's rows, each with its sentence; the default first. labels: of the
        same rows.
        """
        block = self._tree_block(tree)
        used = _used_frames(tree)
        besides = _functions_besides(functions, used)
        listed = np.concatenate((np.unique(functions.function[used]).astype(np.int64), besides))
        named = self._rows(functions.functions, listed)
        self._trees.append(
            {
                **block,
                "functions": {
                    "frame": named.tolist(),
                    **{
                        name: None if column is None else columns(column[listed])
                        for name, column in (
                            ("self", functions.self_weight),
                            ("total", functions.total_weight),
                            ("self_before", functions.self_before),
                            ("total_before", functions.total_before),
                        )
                    },
                },
                "labels": None if labels is None else label_block(labels),
                "comparisons": [comparison_block(tree, *each) for each in comparisons] or None,
                "time": None,
            }
        )
        return len(self._trees) - 1

    def add_chart(self, timeline: Timeline) -> int:
        """Adds a tree in order of time, once; returns its number on the page. Its functions are the graph's."""
        known = next((number for own, number in self._charts if own is timeline), None)
        if known is not None:
            return known
        none: list[dict[str, Any]] = [{"scale": 1, "values": []} for _ in timeline.tree.metrics]
        self._trees.append(
            {
                **self._tree_block(timeline.tree),
                "functions": {"frame": [], "self": none, "total": none, "self_before": None, "total_before": None},
                "labels": None,
                "comparisons": None,
                "time": time_block(timeline),
            }
        )
        self._charts.append((timeline, len(self._trees) - 1))
        return len(self._trees) - 1

    def add_source(self, files: Sequence[SourceFile], costs: LineCosts) -> int:
        """Adds source files with what their lines weigh, once; returns their number on the page."""
        known = next((number for number, own in enumerate(self._costs) if own is costs), None)
        if known is not None:
            return known
        rows = self._rows(costs.frames, np.arange(len(costs.frames), dtype=np.int64))
        self._sources.append(source_block(files, costs, rows))
        self._costs.append(costs)
        return len(self._sources) - 1

    def add_figure(self, state: FigureState) -> int:
        """Adds a figure; returns its number on the page, which its element carries as data-figure."""
        self._figures.append(state)
        return len(self._figures) - 1

    def to_json(self) -> str:
        """The block's text, the same for the same data, safe inside a <script> element whatever the names hold."""
        name, file, module, line, kind = zip(*self._frames, strict=True) if self._frames else ((),) * 5
        number = self._numbers.__getitem__
        page = {
            "version": VERSION,
            "frames": {
                "name": list(map(number, name)),
                "file": list(map(number, file)),
                "module": list(map(number, module)),
                "line": line,
                "kind": kind,
            },
            "trees": self._trees,
            "sources": self._sources,
            "figures": self._figures,
            "strings": list(self._strings),
        }
        text = msgspec.json.encode(page).decode("utf-8")
        # `<` can only stand inside strings; without it no name can end the element or open a comment in it.
        return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")

    def _tree_block(self, tree: CallTree) -> dict[str, Any]:
        used = _used_frames(tree)
        moved = np.full(len(tree.frames) + 2, 0, np.int64)
        moved[used] = self._rows(tree.frames, used)
        moved[-1], moved[-2] = -1, -2
        folded = np.flatnonzero(tree.folded)
        return {
            "metrics": [asdict(metric) for metric in tree.metrics],
            "whole": numbers(tree.whole),
            "whole_before": None if tree.whole_before is None else numbers(tree.whole_before),
            "net": tree.is_net,
            "frame": moved[tree.frame].tolist(),
            "step": np.diff(tree.depth, prepend=np.int32(0)).tolist(),
            "folded": {"rows": folded.tolist(), "counts": tree.folded[folded].tolist()},
            "self": columns(tree.self_weight),
            "before": None if tree.self_before is None else columns(tree.self_before),
        }

    def _rows(self, frames: FrameTable, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        table = frames.take(rows)
        keys = zip(table.name, table.file, table.module, table.line.tolist(), table.kind.tolist(), strict=True)
        numbered = []
        for key in keys:
            number = self._frames.get(key)
            if number is None:
                number = self._frames[key] = len(self._frames)
                for text in key[:3]:
                    if text not in self._numbers:
                        self._numbers[text] = self._strings.setdefault(clean(text), len(self._strings))
            numbered.append(number)
        return np.array(numbered, dtype=np.int64)


def _used_frames(tree: CallTree) -> NDArray[np.int64]:
    return np.unique(tree.frame[tree.frame >= 0]).astype(np.int64)


def _functions_besides(functions: FunctionTable, used: NDArray[np.int64]) -> NDArray[np.int64]:
    """The heaviest functions by self weight in any metric whose frames are all folded away."""
    share = np.zeros(len(functions.functions), np.float64)
    for metric in range(functions.self_weight.shape[1]):
        weight = np.abs(functions.self_weight[:, metric])
        if functions.self_before is not None:
            weight = weight + np.abs(functions.self_before[:, metric])
        if weight.sum() > 0:
            np.maximum(share, weight / weight.sum(), out=share)
    share[functions.function[used]] = 0
    order = np.lexsort((np.arange(len(share)), -share))[:FUNCTIONS_BESIDES]
    return order[share[order] > 0]
