"""Pictures are laid out as tests/data/layout.json says; tests/js/layout.test.js holds the page's script to the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sitegen.drawing.layout import lay_out
from sitegen.model import CallTree, Metric
from sitegen.model.frames import frame_table
from sitegen.model.tree import ROOT

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data/layout.json").read_text("utf-8"))["cases"]


def tree_of(depth: list[int], own: list[float], before: list[float] | None) -> CallTree:
    """A tree of one metric from the table's columns; every row but the root is a frame of its own."""
    size = len(depth)
    rows = range(size)
    parent = [max((above for above in range(row) if depth[above] == depth[row] - 1), default=-1) for row in rows]
    end = [next((later for later in range(row + 1, size) if depth[later] <= depth[row]), size) for row in rows]
    weight = np.array([own], np.float64).T
    return CallTree(
        metrics=(Metric("samples"),),
        default_metric=0,
        frames=frame_table([f"f{row}" for row in rows], [""] * size, [""] * size, [0] * size, [0] * size),
        frame=np.array([ROOT, *range(1, size)], np.int32),
        parent=np.array(parent, np.int32),
        depth=np.array(depth, np.int32),
        end=np.array(end, np.int32),
        self_weight=weight,
        whole=weight.sum(axis=0),
        folded=np.zeros(size, np.int32),
        self_before=None if before is None else np.array([before], np.float64).T,
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_table_of_pictures(case: dict[str, Any]) -> None:
    tree = tree_of(case["depth"], case["self"], case.get("before"))
    picture = lay_out(tree, 0, case["width_px"], case.get("zoom", 0), case.get("most", 5000))
    assert picture.rows.tolist() == case["rows"]
    assert picture.left_px.tolist() == pytest.approx(case["left"])
    assert picture.width_px.tolist() == pytest.approx(case["width"])
    assert picture.run_depth.tolist() == [depth for depth, _, _ in case["runs"]]
    assert picture.run_left_px.tolist() == pytest.approx([left for _, left, _ in case["runs"]])
    assert picture.run_width_px.tolist() == pytest.approx([width for _, _, width in case["runs"]])
    assert picture.deepest == case["deepest"]
