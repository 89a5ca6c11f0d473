"""Links to frames, by the table that the page's scripts are held to as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.analysis.call_tree import top_down
from sitegen.pages.frame_link import encode, figure_link, frame_path
from tests.text_profiles import profile_of

TABLE = json.loads((Path(__file__).resolve().parent.parent / "data" / "hash.json").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLE["encoded"], ids=lambda row: row["text"])
def test_texts_are_encoded_as_the_script_encodes_them(row):
    assert encode(row["text"]) == row["value"]


def test_a_path_names_the_frames_from_the_root_down():
    tree = top_down(profile_of("main;net/http.serve;x 1\nmain;a 2"))
    paths = [frame_path(tree, row) for row in range(len(tree))]
    assert paths == ["", "main", "main/a", "main/net%2Fhttp.serve", "main/net%2Fhttp.serve/x"]


def test_a_frame_is_linked_in_its_figure_and_the_root_is_the_figure():
    assert figure_link("cpu", "main/a") == "#!v=1;cpu.path=main/a"
    assert figure_link("a;b", "x") == "#!v=1;a%3Bb.path=x"
    assert figure_link("cpu", "") == "#cpu"
