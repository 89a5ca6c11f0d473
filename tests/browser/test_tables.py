"""The table of functions in the browser, by mouse and keyboard, on paper and without scripts.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.figure_page import figure, frame, picture_px, visitor, width_px
from tests.browser.table_page import build_tables, open_table, row_names, row_of, row_texts, table_rows


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_tables(tmp_path_factory.mktemp("tables") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_functions_are_listed_with_self_total_and_shares(visit: Callable[..., Page]) -> None:
    """The numbers are counted by hand from the folded text."""
    page = visit()
    table = open_table(page, "top")
    assert row_texts(table) == [
        "write 50 samples 50.00% 50 samples 50.00% 1",
        "read 20 samples 20.00% 20 samples 20.00% 1",
        "parse 10 samples 10.00% 30 samples 30.00% 1",
        "gc 10 samples 10.00% 10 samples 10.00% 1",
        "log 10 samples 10.00% 10 samples 10.00% 1",
        "main 0 samples 0% 90 samples 90.00% 1",
        "serve 0 samples 0% 60 samples 60.00% 1",
    ]
    expect(page).to_have_url(re.compile(r"#!v=1;small\.view=top$"))
    expect(figure(page).locator("svg.flame")).to_be_hidden()


def test_heads_sort_and_say_so(visit: Callable[..., Page]) -> None:
    page = visit()
    table = open_table(page, "top")
    table.get_by_role("button", name="Total").click()
    assert row_names(table)[:3] == ["main", "serve", "write"]
    expect(table.get_by_role("columnheader", name="Total")).to_have_attribute("aria-sort", "descending")
    table.get_by_role("button", name="Total").click()
    assert row_names(table)[-1] == "main"
    expect(table.get_by_role("columnheader", name="Total")).to_have_attribute("aria-sort", "ascending")
    table.get_by_role("button", name="Function").click()
    assert row_names(table) == ["gc", "log", "main", "parse", "read", "serve", "write"]
    expect(page.locator("[aria-live]").filter(has_text="Sorted by name")).to_have_count(1)


def test_the_search_filters_the_functions_or_marks_them(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.view=top;small.search=%5E(log|serve)%24")
    small = figure(page)
    table = small.locator(".data-grid")
    assert row_names(table) == ["log", "serve"]
    expect(small.locator(".table-count")).to_have_text("2 of 7 functions match")
    small.get_by_label("Only matches").uncheck()
    assert len(row_names(table)) == 7
    assert table.locator(".grid-row.is-matched .grid-name").all_text_contents() == ["log", "serve"]


def test_a_function_leads_to_its_frame_in_the_graph_and_back(visit: Callable[..., Page]) -> None:
    page = visit()
    table = open_table(page, "top")
    row_of(table, "serve").click()
    small = figure(page)
    expect(small.locator(".details-name")).to_have_text("serve")
    expect(row_of(table, "serve")).to_have_attribute("aria-selected", "true")
    row_of(table, "serve").get_by_role("button", name="Graph").click()
    expect(small.locator("svg.flame")).to_be_visible()
    assert width_px(frame(small, "serve")) == pytest.approx(picture_px(small), abs=1)
    expect(page.locator("g.frame:focus")).to_have_count(1)
    page.go_back()
    expect(table).to_be_visible()


def test_the_buttons_of_a_row_search_and_show_the_sandwich(visit: Callable[..., Page]) -> None:
    page = visit()
    table = open_table(page, "top")
    row_of(table, "parse").hover()
    row_of(table, "parse").get_by_role("button", name="Search").click()
    expect(figure(page).get_by_label("Search frames")).to_have_value("^parse$")
    row_of(table, "parse").hover()
    row_of(table, "parse").get_by_role("button", name="Sandwich").click()
    expect(figure(page).get_by_label("View")).to_have_value("sandwich")
    expect(page).to_have_url(re.compile(r"small\.of=parse"))


def test_the_table_is_walked_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    table = open_table(page, "top")
    table.get_by_role("columnheader", name="Frames").get_by_role("button").focus()
    page.keyboard.press("Tab")
    expect(row_of(table, "write")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(row_of(table, "read")).to_be_focused()
    expect(figure(page).locator(".details-name")).to_have_text("read")
    page.keyboard.press("End")
    expect(row_of(table, "serve")).to_be_focused()
    page.keyboard.press("Tab")
    expect(row_of(table, "serve").get_by_role("button", name="Graph")).to_be_focused()
    page.keyboard.press("Enter")
    expect(frame(figure(page), "serve")).to_be_focused()


def test_a_difference_lists_both_sides_and_sorts_by_the_change(visit: Callable[..., Page]) -> None:
    """By hand: parse 40 -> 80, log 30 -> 10, gc 30 -> 0, fresh 0 -> 10, main 70 -> 90 in all."""
    table = open_table(visit(), "top", "diff")
    assert row_texts(table) == [
        "parse 40 samples 80 samples +40 samples +100% 40 samples 80 samples +40 samples +100% 1",
        "gc 30 samples 0 samples -30 samples gone 30 samples 0 samples -30 samples gone 1",
        "log 30 samples 10 samples -20 samples -66.67% 30 samples 10 samples -20 samples -66.67% 1",
        "fresh 0 samples 10 samples +10 samples new 0 samples 10 samples +10 samples new 1",
        "main 0 samples 0 samples 0 samples 70 samples 90 samples +20 samples +28.57% 1",
    ]
    change = table.get_by_role("button", name="Self, change")
    change.click()
    assert row_names(table) == ["parse", "fresh", "main", "log", "gc"]
    change.click()
    assert row_names(table) == ["gc", "log", "main", "fresh", "parse"]


def test_thousands_of_functions_keep_the_document_small(visit: Callable[..., Page]) -> None:
    page = visit()
    table = open_table(page, "top", "wide")
    assert table_rows(table).count() < 100
    table_rows(table).first.click()
    page.keyboard.press("End")
    last = table_rows(table).last
    expect(last).to_be_focused()
    expect(last).to_be_in_viewport()
    expect(last).to_have_attribute("aria-rowindex", "3002")  # the heads, main, and f0000 to f2999
    assert table_rows(table).count() < 100
    page.keyboard.press("Home")
    expect(row_of(table, "f0000")).to_be_focused()


def test_a_page_as_narrow_as_a_phone_does_not_scroll_sideways(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 390, "height": 844})
    for view, name in [("top", "small"), ("tree", "small"), ("top", "diff"), ("tree", "diff")]:
        table = open_table(page, view, name)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        cut = "(cells) => cells.filter((cell) => cell.scrollWidth > cell.clientWidth).map((cell) => cell.textContent)"
        assert table.locator(".grid-cell.number").evaluate_all(cut) == []


def test_a_profile_without_weight_has_empty_tables(visit: Callable[..., Page]) -> None:
    page = visit()
    assert row_names(open_table(page, "top", "empty")) == []
    expect(figure(page, "empty").locator(".table-count")).to_have_text("0 functions")
    assert row_names(open_table(page, "tree", "empty")) == ["all"]


def test_without_scripts_the_functions_stand_below_the_picture(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    folded = page.locator("#small .figure-top")
    expect(folded.locator("table")).to_be_hidden()
    folded.get_by_text("Top functions").click()
    lines = [" ".join(text.split()) for text in folded.locator("tbody tr").all_inner_texts()]
    assert lines[:2] == ["write 50 samples 50.00% 50 samples 50.00%", "read 20 samples 20.00% 20 samples 20.00%"]
    expect(page.locator("#diff .figure-top summary")).to_have_text("Functions that changed most")
    expect(page.locator("#empty .figure-top")).to_have_count(0)


def test_the_view_lists_what_the_page_lists_without_scripts(
    new_page: Callable[..., Page], visit: Callable[..., Page], address: str
) -> None:
    """Python wrote the one and the page's script the other."""
    still = new_page(java_script_enabled=False)
    still.goto(address)
    live = visit()
    for name in ("small", "diff", "wide"):
        written = still.locator(f"#{name} .figure-top th code").all_text_contents()
        assert len(written) >= 5
        table = open_table(live, "top", name)
        expect(table.locator(".grid-name").nth(len(written) - 1)).to_be_attached()
        assert row_names(table)[: len(written)] == written


def test_with_scripts_only_the_view_is_there(visit: Callable[..., Page]) -> None:
    page = visit()
    figure(page)
    expect(page.locator("#small .figure-top")).to_be_hidden()


def test_on_paper_the_first_rows_stand_in_the_text(visit: Callable[..., Page]) -> None:
    page = visit()
    table = open_table(page, "top", "wide")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    rows = table_rows(table)
    expect(rows).to_have_count(30)
    box, body = rows.last.bounding_box(), table.bounding_box()
    assert box and body and box["y"] + box["height"] <= body["y"] + body["height"] + 1
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(row_of(table, "f0000")).to_be_visible()


@pytest.mark.parametrize("color_scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["top", "tree"])
def test_axe_finds_nothing_serious(visit: Callable[..., Page], view: str, color_scheme: str) -> None:
    page = visit(color_scheme=color_scheme)
    for name in ("small", "diff"):
        table = open_table(page, view, name)
        table_rows(table).nth(2).click()
        figure(page, name).get_by_label("Search frames").fill("log")
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert [(each["id"], each["nodes"][0]["html"]) for each in found if each["impact"] in ("serious", "critical")] == []
