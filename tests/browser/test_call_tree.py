"""The call tree in the browser, by mouse, keyboard and finger.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.figure_page import figure, frame, visitor
from tests.browser.table_page import build_tables, open_table, row_names, row_of, row_texts, table_rows


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_tables(tmp_path_factory.mktemp("call_tree") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_the_call_tree_opens_and_closes_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    tree = open_table(page, "tree")
    assert row_names(tree) == ["all", "main", "serve", "write", "log", "parse", "gc"]
    assert row_texts(tree)[2] == "serve 0 samples 0% 60 samples 60.00%"
    row_of(tree, "parse").click()
    page.keyboard.press("ArrowRight")
    assert row_names(tree) == ["all", "main", "serve", "write", "log", "parse", "read", "gc"]
    page.keyboard.press("ArrowRight")
    expect(row_of(tree, "read")).to_be_focused()
    expect(row_of(tree, "read")).to_have_attribute("aria-level", "4")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(row_of(tree, "parse")).to_have_attribute("aria-expanded", "false")
    page.keyboard.press("ArrowLeft")
    expect(row_of(tree, "main")).to_be_focused()
    page.keyboard.press("Space")
    assert row_names(tree) == ["all", "main", "gc"]
    page.keyboard.press("*")
    assert row_names(tree) == ["all", "main", "serve", "write", "log", "parse", "read", "gc"]
    page.keyboard.press("Enter")
    expect(frame(figure(page), "main")).to_be_focused()


def test_rows_of_the_tree_say_where_they_stand(visit: Callable[..., Page]) -> None:
    tree = open_table(visit(), "tree")
    expect(tree.get_by_role("treegrid")).to_have_attribute("aria-rowcount", "8")
    for name, level, position, count, expanded in [
        ("all", "1", "1", "1", "true"),
        ("serve", "3", "1", "2", "true"),
        ("parse", "3", "2", "2", "false"),
        ("gc", "2", "2", "2", None),
    ]:
        row = row_of(tree, name)
        told = [row.get_attribute(f"aria-{key}") for key in ("level", "posinset", "setsize", "expanded")]
        assert told == [level, position, count, expanded]


def test_a_search_steps_through_the_tree_and_says_what_closed_rows_hold(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.view=tree;small.search=rea")
    small = figure(page)
    tree = small.locator(".data-grid")
    expect(row_of(tree, "parse").locator(".grid-note")).to_have_text("1 match inside")
    small.get_by_role("button", name="Next match").click()
    expect(row_of(tree, "read")).to_have_attribute("aria-selected", "true")
    expect(row_of(tree, "read")).to_be_in_viewport()


def test_callouts_are_named_at_their_rows(visit: Callable[..., Page]) -> None:
    tree = open_table(visit(), "tree")
    expect(row_of(tree, "write").locator(".grid-note")).to_have_text("callout 1")


def test_what_was_open_stays_open_after_a_question(visit: Callable[..., Page]) -> None:
    page = visit()
    tree = open_table(page, "tree")
    row_of(tree, "parse").locator(".twisty").click()
    expect(row_of(tree, "read")).to_be_visible()
    page.evaluate("location.hash = '#!v=1;small.view=tree;small.ignore=log'")
    expect(row_of(tree, "log")).to_have_count(0)
    assert row_names(tree) == ["all", "main", "serve", "write", "parse", "read", "gc"]


def test_the_menu_of_a_frame_opens_on_a_row(visit: Callable[..., Page]) -> None:
    page = visit()
    tree = open_table(page, "tree")
    row_of(tree, "serve").click(button="right")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    row_of(tree, "serve").click()
    page.keyboard.press("Shift+F10")
    expect(page.get_by_role("menu")).to_be_visible()
    page.keyboard.press("Escape")
    expect(row_of(tree, "serve")).to_be_focused()


def test_a_deep_stack_keeps_room_for_its_names(visit: Callable[..., Page]) -> None:
    """Two hundred levels open at once, as each has one callee; rows further in than sixteen say how deep they are."""
    page = visit(viewport={"width": 390, "height": 844})
    tree = open_table(page, "tree", "deep")
    table_rows(tree).first.click()
    page.keyboard.press("End")
    row = row_of(tree, "f199")
    expect(row).to_be_focused()
    expect(row.locator(".twisty")).to_have_text("200")
    box, outer = row.locator(".grid-text").bounding_box(), row.bounding_box()
    assert box and outer and box["x"] + box["width"] <= outer["x"] + outer["width"]
    assert box["width"] > 20


def test_a_touch_shows_the_details_in_a_sheet_that_does_not_cover_the_row(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    tree = open_table(page, "tree")
    for name in ("main", "gc"):
        row_of(tree, name).tap(position={"x": 200, "y": 10})
        sheet = figure(page).locator(".figure-details.is-sheet")
        expect(sheet.locator(".details-name")).to_have_text(name)
        row, over = row_of(tree, name).bounding_box(), sheet.bounding_box()
        assert row and over and row["y"] + row["height"] <= over["y"] + 1
    sheet.get_by_role("button", name="Close").tap()
    twisty = row_of(tree, "parse").locator(".twisty").bounding_box()
    assert twisty and twisty["width"] >= 44
    page.touchscreen.tap(twisty["x"] + twisty["width"] - 20, twisty["y"] + twisty["height"] / 2 + 18)
    expect(row_of(tree, "read")).to_be_visible()
