"""The page of the chart in content/: the numbers of its prose are those of its capture."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.analysis.timeline import timeline
from sitegen.formats import read_profile

FOLDER = Path(__file__).resolve().parent.parent / "content" / "dictionary"
TEXT = " ".join((FOLDER / "index.md").read_text("utf-8").split())


def stretches(name: str) -> list[tuple[int, int]]:
    """When each stretch of a function began and how long it was, in ms."""
    capture = "dictionary.speedscope.json"
    line = timeline(read_profile((FOLDER / capture).read_bytes(), capture))
    assert line is not None
    rows = [row for row in range(len(line.tree)) if line.tree.row_name(row) == name]
    return [(round(line.begin_ns[row] / 1e6), round(line.length_ns[row] / 1e6)) for row in rows]


def test_the_merges_grow_and_the_batches_do_not() -> None:
    written = [length for _, length in stretches("write_batch")]
    merged = [length for _, length in stretches("merge")]
    assert len(merged) == len(written) == 10
    assert f"`write_batch` takes between {min(written)} and {max(written)} ms in every batch" in TEXT
    assert f"grows from {merged[0]} ms in the first to [{merged[-1]} ms in the last]" in TEXT
    assert merged[-1] == 9 * merged[0] and "the last takes nine times as long as the first" in TEXT
    assert f"the second merge, {merged[1]} ms, is longer than the third" in TEXT and merged[1] > merged[2]


def test_the_link_shows_the_last_merge() -> None:
    begin, length = stretches("merge")[-1]
    found = re.search(r"chart\.from=([\d.]+);chart\.to=([\d.]+)", TEXT)
    assert found is not None
    assert [float(time) for time in found.groups()] == [begin / 1000, (begin + length) / 1000]
