"""How a difference's frames look and what their titles say, by the table that also holds the page's scripts."""

from __future__ import annotations

import json
import re
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from sitegen.analysis.changes import RowChanges, RowVerdicts
from sitegen.analysis.hotspots import functions_of
from sitegen.drawing.changes import AFTER, BEFORE, LARGER, as_wide_as, look_of
from sitegen.drawing.layout import lay_out
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.drawing.svg import flame_svg
from sitegen.drawing.telling import Telling
from sitegen.model import CallTree, Metric
from sitegen.model.comparison import Certainty
from sitegen.model.frames import frame_table
from sitegen.model.tree import ROOT

TABLE = json.loads((Path(__file__).resolve().parent.parent / "data" / "changes.json").read_text("utf-8"))
CASES = pytest.mark.parametrize("case", TABLE["trees"], ids=lambda case: case["case"])


def tree_of(case: dict[str, Any]) -> CallTree:
    """The case's tree: rows in depth-first order, all frames of their own."""
    depth, names = case["depth"], case["name"][1:]
    parent, end, open_rows = [], [len(depth)] * len(depth), []
    for row, level in enumerate(depth):
        for closed in open_rows[level:]:
            end[closed] = row
        open_rows = open_rows[:level]
        parent.append(open_rows[-1] if open_rows else -1)
        open_rows.append(row)
    count = len(names)
    own = [np.array(case[side], np.float64)[:, None] for side in ("self", "before")]
    return CallTree(
        metrics=(Metric(**case["metric"]),),
        default_metric=0,
        frames=frame_table(names, [""] * count, [""] * count, [0] * count, [0] * count),
        frame=np.array([ROOT, *range(count)], np.int32),
        parent=np.array(parent, np.int32),
        depth=np.array(depth, np.int32),
        end=np.array(end, np.int32),
        self_weight=own[0],
        self_before=own[1],
        whole=own[0].sum(axis=0),
        whole_before=own[1].sum(axis=0),
        is_net=case["net"],
        folded=np.zeros(len(depth), np.int32),
    )


def changes_of(case: dict[str, Any]) -> RowChanges:
    """The case's comparison; rows without a verdict have none here either."""
    block = case["comparison"]

    def family(name: str) -> RowVerdicts:
        verdict = np.zeros(len(case["depth"]), np.uint8)
        reach = np.full(len(case["depth"]), np.nan)
        verdict[block["rows"]] = block[name]["verdict"]
        if block[name]["reach"] is not None:
            reach[block["rows"]] = block[name]["reach"]
        return RowVerdicts(verdict, reach)

    return RowChanges(
        metric=0,
        scaling=block["scale"],
        before=block["before"],
        after=block["after"],
        unit=Metric(**block["unit"]),
        runs=tuple(block["runs"]),
        certainty=Certainty(block["basis"], block["reason"], 0.95, 0.05, block["smallest_share"], block["smallest"]),
        total=family("total"),
        own=family("self"),
        movers=(),
    )


@CASES
def test_classes_are_those_of_the_table(case):
    changes = changes_of(case)
    look = look_of(changes.scaled(tree_of(case)), changes)
    assert [look(row)[0] for row in range(len(case["depth"]))] == case["classes"]


@CASES
def test_titles_are_those_of_the_table(case):
    tree = tree_of(case)
    told = Telling(tree, 0, changes_of(case)).of_rows(np.arange(len(tree)))
    titles = [f"{tree.row_name(row)} {unescape(weight)}" for row, (_, weight) in enumerate(told)]
    assert titles == case["titles"]


@CASES
def test_labels_are_those_of_the_table_where_they_fit(case):
    """Each frame is zoomed to in a picture of the width that the table's labels are for, and so fills it."""
    tree = tree_of(case)
    for row, label in enumerate(case["labels"]):
        svg = flame_svg(tree, 0, zoom=row, width_px=TABLE["label_width_px"], changes=changes_of(case))
        assert label in [unescape(text) for text in re.findall(r"<text[^>]*>([^<]*)</text>", svg)]


def test_the_picture_of_a_difference_carries_the_stored_weights_of_the_side_after():
    case = TABLE["trees"][1]
    svg = flame_svg(tree_of(case), 0, changes=changes_of(case), width_px=5000)
    weights = dict(zip(re.findall(r"<title>(\w+) ", svg), re.findall(r'data-w="([^"]*)"', svg), strict=True))
    assert weights["serve"] == "112000000"  # 40 ms of its own and 72 ms in write
    assert weights["gone"] == "0"


@pytest.mark.parametrize(
    ("side", "expected"),
    [(BEFORE, [120, 80, 20]), (AFTER, [34, 24, 0]), (LARGER, [120, 80, 20])],
)
def test_widths_are_those_of_the_side_that_is_asked_for(side, expected):
    """main, parse and log.Printf hold 20, 80, 20 samples before and 10, 24, 0 after; as stored, no scaling."""
    tree = as_wide_as(tree_of(TABLE["trees"][0]), side)
    assert tree.width(0)[1:4].tolist() == expected
    assert lay_out(tree, 0, 1000.0).rows.tolist()[:2] == [0, 1]


def test_the_page_holds_the_comparison_as_the_table_writes_it():
    """The scripts read the very block that Python writes."""
    case = TABLE["trees"][1]
    tree = tree_of(case)
    data = PageData()
    data.add_figure(FigureState("d", data.add_tree(tree, functions_of(tree), [(changes_of(case), "Words.")]), "", 0))
    (block,) = json.loads(data.to_json())["trees"][0]["comparisons"]
    expected = case["comparison"]
    assert {key: block[key] for key in expected if key not in ("rows", "total", "self")} == {
        key: expected[key] for key in expected if key not in ("rows", "total", "self")
    }
    assert block["sentence"] == "Words."
    assert block["rows"] == list(range(7))
    assert block["total"]["verdict"][:5] == expected["total"]["verdict"]
