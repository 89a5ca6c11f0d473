"""Pins stand as tests/data/pins.json says; tests/js/pins.test.js holds the page's script to the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawing.layout import lay_out
from sitegen.drawing.pins import NARROWEST_PX, PIN_PX, Pin, PinnedCallout, label_rooms, pins_svg, place_pins
from tests.drawing.test_layout import tree_of

CASES: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data/pins.json").read_text("utf-8"))["cases"]


def callouts_on(places: list[tuple[int, list[int]]]) -> list[PinnedCallout]:
    """Callouts numbered from 1, each on a row and all its rows."""
    return [PinnedCallout(f"cpu-c{k}", k, row, tuple(rows)) for k, (row, rows) in enumerate(places, 1)]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_table_of_pins(case: dict[str, Any]) -> None:
    tree = tree_of(case["depth"], case["self"], case.get("before"))
    picture = lay_out(tree, 0, case["width_px"], case.get("zoom", 0))
    pins = place_pins(tree, 0, picture, callouts_on(case["callouts"]))
    assert [(pin.number, pin.row, pin.is_inside) for pin in pins] == [
        (n, row, inside) for n, row, _, inside in case["pins"]
    ]
    assert [pin.x_px for pin in pins] == pytest.approx([x for _, _, x, _ in case["pins"]])
    rooms = label_rooms(picture, pins)
    assert sorted(rooms) == [row for row, _, _ in case["rooms"]]
    for row, left, width in case["rooms"]:
        assert rooms[row] == pytest.approx((left, width))


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 40)), min_size=1, max_size=30), st.data())
def test_pins_overlap_neither_each_other_nor_a_label_nor_a_frames_end(rows: list[tuple[int, int]], data: Any) -> None:
    depth = [0]
    for step, _ in rows:
        depth.append(max(1, depth[-1] + 1 - step))
    tree = tree_of(depth, [0.0, *(float(weight) for _, weight in rows)], None)
    chosen = data.draw(st.lists(st.integers(0, len(rows)), max_size=20))
    picture = lay_out(tree, 0, data.draw(st.sampled_from([30, 200, 1200])), data.draw(st.integers(0, len(rows))))
    pins = place_pins(tree, 0, picture, callouts_on([(row, [row]) for row in chosen]))
    rooms = label_rooms(picture, pins)
    places = dict(zip(picture.rows.tolist(), zip(picture.left_px, picture.width_px, strict=True), strict=True))
    for row in {pin.row for pin in pins}:
        left, width = places[row]
        assert width >= NARROWEST_PX
        room_left, room_width = rooms[row]
        taken = [(pin.x_px - PIN_PX / 2, pin.x_px + PIN_PX / 2) for pin in pins if pin.row == row]
        taken.append((room_left, room_left + room_width))
        edge = left - 1e-6
        for start, end in sorted(taken):
            assert start >= edge - 1e-6
            edge = end
        assert edge <= left + width + 1e-6


def test_a_pin_is_a_disc_in_the_middle_of_its_row_and_a_ring_where_it_is_inside() -> None:
    tree = tree_of([0, 1], [0, 1], None)
    pins = [Pin(1, 0, 9.5, False), Pin(2, 1, 24.55, True)]
    svg = pins_svg(tree, pins, lambda depth: (20 * depth, 13 if depth == 0 else 19, 0))
    assert svg == (
        '<g class="pins" aria-hidden="true">'
        '<g class="pin" transform="translate(9.5 6.5)"><circle r="6.5"/><text>1</text></g>'
        '<g class="pin is-inside" transform="translate(24.55 29.5)"><circle r="6.5"/><text>2</text></g>'
        "</g>"
    )


def test_a_picture_without_callouts_has_no_group_of_pins() -> None:
    tree = tree_of([0, 1], [0, 1], None)
    assert place_pins(tree, 0, lay_out(tree, 0, 100), []) == []
    assert pins_svg(tree, [], lambda _: (0, 19, 13)) == ""
