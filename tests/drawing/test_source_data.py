"""Source code in the page's data: which lines of a file travel."""

from __future__ import annotations

import numpy as np

from sitegen.analysis.line_costs import LineCosts
from sitegen.drawing.source_data import CONTEXT, LONGEST_LINE, SourceFile, source_block
from sitegen.model.frames import frame_table


def costs_at(*lines: int) -> LineCosts:
    """One sample on each line of the first file."""
    count = len(lines)
    names = [f"f{line}" for line in lines]
    numbers = np.array(lines, np.int32)
    frames = frame_table(names, ["a.py"] * count, [""] * count, numbers, np.zeros(count, np.uint8))
    ones = np.ones((count, 1), np.float64)
    return LineCosts(np.zeros(count, np.int32), numbers, frames, ones, ones)


def stretches(lines: int, *at: int) -> list[tuple[int, int]]:
    """First and last line of each stretch of a file of so many lines."""
    file = SourceFile("a.py", tuple(f"line {number}" for number in range(1, lines + 1)))
    (block,) = source_block([file], costs_at(*at), np.arange(len(at), dtype=np.int64))["files"]
    for stretch in block["stretches"]:
        assert stretch["text"][0] == f"line {stretch['first']}"
    return [(each["first"], each["first"] + len(each["text"]) - 1) for each in block["stretches"]]


def test_a_line_travels_with_those_around_it() -> None:
    assert stretches(100, 50) == [(50 - CONTEXT, 50 + CONTEXT)]
    assert stretches(100, 2, 100) == [(1, 2 + CONTEXT), (100 - CONTEXT, 100)]


def test_neighbourhoods_that_touch_are_one() -> None:
    touching = 20 + 2 * CONTEXT + 1
    assert stretches(100, 20, touching) == [(20 - CONTEXT, touching + CONTEXT)]
    assert stretches(100, 20, touching + 1) == [
        (20 - CONTEXT, 20 + CONTEXT),
        (touching + 1 - CONTEXT, touching + 1 + CONTEXT),
    ]


def test_a_line_beyond_the_end_has_no_text() -> None:
    assert stretches(10, 4, 90) == [(1, 10)]


def test_a_line_that_nobody_reads_is_cut() -> None:
    file = SourceFile("a.py", ("x" * 10_000,))
    (block,) = source_block([file], costs_at(1), np.zeros(1, np.int64))["files"]
    assert block["stretches"] == [{"first": 1, "text": ["x" * LONGEST_LINE]}]


def test_files_without_a_cost_stay_at_home() -> None:
    files = [SourceFile("a.py", ("one",)), SourceFile("secret.py", ("two",))]
    assert [file["path"] for file in source_block(files, costs_at(1), np.zeros(1, np.int64))["files"]] == ["a.py"]
