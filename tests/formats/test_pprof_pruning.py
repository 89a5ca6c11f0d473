"""drop_frames and keep_frames; tests/formats/test_against_go.py has pprof drop the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.formats.pprof_messages import folded, read_message

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "pprof"


STACKS_TO_DROP = [([3, 2, 1], [1]), ([3, 2, 5, 1], [2]), ([2, 1, 2], [4]), ([2], [8])]


@pytest.mark.parametrize(
    ("drop", "keep", "expected"),
    [
        # f2 and all it calls goes, below the first frame that stays; in the third stack the outer f2 comes first.
        ("f2", "", ["f1 1", "f1;f5 2", "f2 8", "f2;f1 4"]),
        ("f[23]", "f2", ["f1;f2 1", "f1;f5;f2 2", "f2 8", "f2;f1;f2 4"]),
        ("f", "", ["f1;f2;f3 1", "f1;f5;f2;f3 2", "f2 8", "f2;f1;f2 4"]),  # the whole name must match
        ("f.*", "", ["f1;f2;f3 1", "f1;f5;f2;f3 2", "f2 8", "f2;f1;f2 4"]),  # no frame stays first: nothing is cut
    ],
)
def test_drop_frames_cut_below_the_first_frame_that_stays(drop: str, keep: str, expected: list[str]) -> None:
    texts = {"drop_frames": drop, "keep_frames": keep} if keep else {"drop_frames": drop}
    assert folded(read_message(STACKS_TO_DROP, **texts)) == expected


def test_drop_frames_cut_the_inner_part_of_an_inlined_group() -> None:
    locations = {
        1: (0, 0, [("leaf", "", 0), ("alloc(int)", "", 0), ("outer", "", 0)]),
        2: (0, 0, [("main", "", 0)]),
        3: (0, 0, [("below", "", 0)]),
    }
    assert folded(read_message([([3, 1, 2], [1])], locations, drop_frames="alloc")) == ["main;outer 1"]


def test_a_pattern_that_is_none_drops_nothing_and_is_noted() -> None:
    profile = read_message([([1, 2], [1])], drop_frames="(f1")
    assert folded(profile) == ["f2;f1 1"]
    assert "drop_frames" in profile.skipped[0].reason and "missing )" in profile.skipped[0].reason
