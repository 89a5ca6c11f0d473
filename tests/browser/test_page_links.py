"""What links the figures of a page: functions that are pointed at, and one search over all of them."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.figure_page import build_page, figure, frame, visitor


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("linked") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def outlined_px(within: Locator) -> float:
    """How wide the outline in a figure is, 0 where nothing is lit."""
    return float(within.locator(".figure-stage .mark-hovered").get_attribute("width") or 0)


def test_a_function_that_is_pointed_at_lights_up_in_the_other_figures(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 1280, "height": 1400})
    small, zoomed = figure(page), figure(page, "zoomed")
    frame(small, "write").hover()
    expect(zoomed.locator(".figure-stage .mark-hovered")).not_to_have_attribute("width", "0")
    lit = frame(zoomed, "write").locator("rect").bounding_box()
    outline = zoomed.locator(".figure-stage .mark-hovered").bounding_box()
    assert lit is not None and outline is not None
    assert abs(lit["width"] - outline["width"]) < 3
    assert abs(lit["x"] - outline["x"]) < 3
    frame(small, "gc").hover()  # which lies outside of what the other figure is zoomed to
    expect(zoomed.locator(".figure-stage .mark-hovered")).to_have_attribute("width", "0")


def test_what_an_ancestor_of_the_zoom_stands_for_lights_up_too(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 1280, "height": 1400})
    small, zoomed = figure(page), figure(page, "zoomed")
    frame(small, "main").hover()
    expect(zoomed.locator(".figure-stage .mark-hovered")).not_to_have_attribute("width", "0")
    page.mouse.move(1, 1)
    expect(zoomed.locator(".figure-stage .mark-hovered")).to_have_attribute("width", "0")
    assert outlined_px(small) == 0


def test_each_figure_has_its_own_search_until_one_is_for_all(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    zoomed = figure(page, "zoomed")
    small.get_by_role("searchbox").fill("serve")
    expect(zoomed.get_by_role("searchbox")).to_have_value("")
    everywhere = small.get_by_role("button", name="All figures")
    expect(everywhere).to_have_attribute("aria-pressed", "false")
    everywhere.click()
    expect(zoomed.get_by_role("searchbox")).to_have_value("serve")
    expect(zoomed.get_by_role("button", name="All figures")).to_have_attribute("aria-pressed", "true")
    expect(zoomed.locator("g.frame.is-matched text")).to_have_text(["serve"])
    zoomed.get_by_role("searchbox").fill("log")
    expect(small.get_by_role("searchbox")).to_have_value("log")
    expect(small.locator(".search-found")).to_have_text("10.00% · 1")
    expect(page).to_have_url(re.compile(r"#!v=1;small\.search=log;zoomed\.search=log"))


def test_a_figure_that_comes_to_life_later_takes_part(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 1280, "height": 400})
    small = figure(page)
    small.get_by_role("searchbox").fill("wide")
    small.get_by_role("button", name="All figures").click()
    narrow = figure(page, "narrow")
    expect(narrow.get_by_role("searchbox")).to_have_value("wide")
    expect(narrow.locator(".search-found")).to_have_text("50.00% · 1")


def test_released_each_figure_keeps_what_it_was_searched_for(visit: Callable[..., Page]) -> None:
    page = visit()
    small, zoomed = figure(page), figure(page, "zoomed")
    everywhere = small.get_by_role("button", name="All figures")
    everywhere.click()
    small.get_by_role("searchbox").fill("log")
    expect(zoomed.get_by_role("searchbox")).to_have_value("log")
    everywhere.click()
    small.get_by_role("searchbox").fill("read")
    expect(zoomed.get_by_role("searchbox")).to_have_value("log")


def test_a_page_with_one_figure_has_no_switch(new_page: Callable[..., Page], address: str) -> None:
    page = new_page()
    page.goto(address.replace("index.html", "alone/index.html"))
    expect(figure(page).get_by_role("button", name="All figures")).to_have_count(0)
