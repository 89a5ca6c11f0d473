"""The small picture of the index."""

from __future__ import annotations

from xml.etree import ElementTree

from sitegen.analysis.call_tree import top_down
from sitegen.drawing.thumbnail import thumbnail_svg
from tests.text_profiles import profile_of


def boxes(text: str) -> list[dict[str, float]]:
    root = ElementTree.fromstring(thumbnail_svg(top_down(profile_of(text)), 0))
    return [{key: float(box.get(key, "nan")) for key in ("x", "y", "width", "height")} for box in root]


def test_the_root_lies_along_the_bottom_and_its_children_on_it():
    root, left, right = boxes("a 1\nb 3")
    assert (root["x"], root["width"]) == (0, 319.6)
    assert root["y"] + root["height"] <= 120
    assert left["y"] < root["y"]
    assert (left["width"], right["x"]) == (79.6, 80)


def test_a_deep_stack_stays_inside_the_box():
    assert all(box["y"] >= 0 for box in boxes(";".join("abc"[row % 3] for row in range(400)) + " 1"))


def test_it_is_small_and_hidden_from_screen_readers():
    svg = thumbnail_svg(top_down(profile_of("\n".join(f"f{row} 1" for row in range(2000)))), 0)
    assert svg.count("<rect") <= 300
    assert 'aria-hidden="true"' in svg
