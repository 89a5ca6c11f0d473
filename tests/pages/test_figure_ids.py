"""Ids of figures: one element each."""

from __future__ import annotations

from sitegen.pages.figure_ids import FigureIds


def test_figures_of_all_kinds_share_one_list_with_the_headings() -> None:
    ids = FigureIds({"log"})
    assert ids.choose(None, "log") == "log-2"
    assert ids.choose(None, "log") == "log-3"
    assert ids.choose("log-2", "x") is None
    assert ids.choose("mine", "x") == "mine"
    assert ids.choose("mine", "x") is None


def test_a_name_with_spaces_becomes_one_id() -> None:
    assert FigureIds(set()).choose(None, "my  run 1") == "my-run-1"
