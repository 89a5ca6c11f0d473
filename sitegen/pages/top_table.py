"""The table of a graph's heaviest functions, as it stands without scripts: of a difference those that changed most."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.changes import RowChanges
from sitegen.analysis.hotspots import FunctionTable
from sitegen.model import Metric
from sitegen.model.units import format_change, format_share, format_weight
from sitegen.pages.graph import Graph

MOST = 20
"""How many functions the page lists without scripts."""

Floats = NDArray[np.float64]


def top_table(graph: Graph, metric: int, most: int = MOST, scaling: str | None = None) -> dict[str, Any]:
    """What the template top_table.html writes: the rows, whether they are changes, how many more functions weigh."""
    rows = top_rows(graph, metric, most, scaling)
    others = int(np.count_nonzero(_weighs(graph.functions, metric))) - len(rows)
    more = f"{others:,} more function{'s' if others > 1 else ''}." if others else ""
    return {"rows": rows, "is_difference": graph.tree.is_difference, "more": more}


def top_rows(graph: Graph, metric: int, most: int = MOST, scaling: str | None = None) -> list[dict[str, str]]:
    """The functions with the most self weight, written out; of a difference the largest changes of it, either way.

    Beside a weight stands its share; beside a change both sides, in the measure that the figure opens with: that of
    `scaling`, else the first.
    """
    table = graph.functions
    if graph.tree.is_difference:
        return _changed_rows(graph, table, metric, most, scaling)
    kind, whole = graph.tree.metrics[metric], float(graph.tree.whole[metric])
    rows = []
    for row in table.hottest(metric, most).tolist():
        own, total = float(table.self_weight[row, metric]), float(table.total_weight[row, metric])
        if total:
            rows.append(
                {
                    **_function(table, row),
                    "self": format_weight(own, kind),
                    "self_besides": format_share(own / whole) if whole else "",
                    "total": format_weight(total, kind),
                    "total_besides": format_share(total / whole) if whole else "",
                }
            )
    return rows


def _changed_rows(
    graph: Graph, table: FunctionTable, metric: int, most: int, scaling: str | None
) -> list[dict[str, str]]:
    changes, is_net = graph.changes(metric, scaling), graph.tree.is_net
    unit = changes.unit if changes else graph.tree.metrics[metric]
    own, total = _sides(table, metric, changes)
    size, size_total = abs(own[1] - own[0]), abs(total[1] - total[0])
    names, files = table.functions.name, table.functions.file
    weighing = np.flatnonzero(_weighs(table, metric)).tolist()
    ordered = sorted(weighing, key=lambda row: (-size[row], -size_total[row], names[row], files[row]))
    return [
        {
            **_function(table, row),
            "self": format_change(float(own[1][row] - own[0][row]), unit),
            "self_besides": "" if is_net else _both(own, row, unit),
            "total": format_change(float(total[1][row] - total[0][row]), unit),
            "total_besides": "" if is_net else _both(total, row, unit),
        }
        for row in ordered[:most]
    ]


def _sides(
    table: FunctionTable, metric: int, changes: RowChanges | None
) -> tuple[tuple[Floats, Floats], tuple[Floats, Floats]]:
    """Self and total before and after, in the measure of the comparison where there is one."""
    assert table.self_before is not None and table.total_before is not None
    before, after = (changes.before, changes.after) if changes else (1.0, 1.0)
    return (
        (table.self_before[:, metric] / before, table.self_weight[:, metric] / after),
        (table.total_before[:, metric] / before, table.total_weight[:, metric] / after),
    )


def _weighs(table: FunctionTable, metric: int) -> NDArray[np.bool_]:
    weighs = table.total_weight[:, metric] != 0
    if table.total_before is not None:
        weighs |= table.total_before[:, metric] != 0
    return np.asarray(weighs, dtype=np.bool_)


def _function(table: FunctionTable, row: int) -> dict[str, str]:
    return {"name": table.functions.name[row], "file": table.functions.file[row]}


def _both(sides: tuple[Floats, Floats], row: int, unit: Metric) -> str:
    return " → ".join(format_weight(float(side[row]), unit) for side in sides)
