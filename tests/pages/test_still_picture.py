"""The picture before scripts of figures that open with another view."""

from __future__ import annotations

from sitegen.drawing.page_data import FigureState
from sitegen.drawing.pins import PinnedCallout
from sitegen.pages.difference import DifferenceOptions, make_difference
from sitegen.pages.graph import make_graph
from sitegen.pages.still_picture import still_picture
from tests.text_profiles import profile_of

GRAPH = make_graph(profile_of("main;a 1\nmain;a;x 2\nmain;b;x 3"))  # rows: all, main, a, x, b, x
PIN = PinnedCallout("cpu-c1", 1, 5, (3, 5))


def rows(tree):
    return [f"{depth} {tree.row_name(row)} {tree.total(0)[row]:g}" for row, depth in enumerate(tree.depth)]


def test_callers_first_stand_as_they_are():
    still = still_picture(GRAPH, FigureState("cpu", 0, "", 0, zoom=2), [PIN])
    assert still.tree is GRAPH.tree
    assert (still.zoom, still.view, still.callouts, still.note) == (2, "flame", (PIN,), "")


def test_bottom_up_stands_as_an_icicle_zoomed_to_the_function():
    """By hand: x has 5 of its own, a 1; x is called by a (2) and b (3)."""
    still = still_picture(GRAPH, FigureState("cpu", 0, "", 0, zoom=3, view="bottom-up"), [PIN])
    assert rows(still.tree) == ["0 all 6", "1 a 1", "2 main 1", "1 x 5", "2 a 2", "3 main 2", "2 b 3", "3 main 3"]
    assert (still.zoom, still.view) == (3, "icicle")
    assert [(pin.row, pin.rows) for pin in still.callouts] == [(3, (3,))]


def test_a_frame_without_weight_of_its_own_is_not_on_the_first_level():
    pin = PinnedCallout("cpu-c1", 1, 1, (1,))
    still = still_picture(GRAPH, FigureState("cpu", 0, "", 0, zoom=1, view="bottom-up"), [pin])
    assert (still.zoom, still.callouts) == (0, ())


def test_the_heaviest_come_first():
    still = still_picture(GRAPH, FigureState("cpu", 0, "", 0, order="heavy", zoom=4), [PIN])
    assert rows(still.tree) == ["0 all 6", "1 main 6", "2 a 3", "3 x 2", "2 b 3", "3 x 3"]
    wider = make_graph(profile_of("main;a 1\nmain;b 2"))
    still = still_picture(wider, FigureState("cpu", 0, "", 0, order="heavy", zoom=2), [PinnedCallout("c", 1, 3, (3,))])
    assert rows(still.tree) == ["0 all 3", "1 main 3", "2 b 2", "2 a 1"]
    assert (still.zoom, still.callouts[0].row) == (3, 2)


def test_what_is_left_to_scripts_is_said():
    change = make_difference([profile_of("m;a 3")], [profile_of("m;a 5")], DifferenceOptions())
    still = still_picture(change, FigureState("d", 0, "", 0, view="bottom-up", order="heavy"), [])
    assert still.note == "Without scripts the picture stands read from the outside in, by name."
    still = still_picture(GRAPH, FigureState("cpu", 0, "", 0, state={"path": "main/a", "search": "x"}), [])
    assert still.note == "", "it is zoomed there too, and a search leaves nothing out"
    still = still_picture(GRAPH, FigureState("cpu", 0, "", 0, state={"focus": "a"}), [])
    assert still.note == "Without scripts the picture stands before the filters that its link holds."
