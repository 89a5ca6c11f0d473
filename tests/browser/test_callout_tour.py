"""Callouts by keyboard, by the tour's buttons and by link.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.callout_page import CURRENT, build_callout_page, is_in_window, item, pin, spoken, tour
from tests.browser.figure_page import figure, frame, picture_px, visitor, width_px


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_callout_page(tmp_path_factory.mktemp("callouts") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_a_press_on_an_items_number_shows_it_in_the_figure_and_back_returns(visit: Callable[..., Page]) -> None:
    """inner is a thousandth of all: it is seen where its caller fills the picture."""
    page = visit()
    small = figure(page)
    item(page, 2).locator(".callout-pin").click()
    expect(frame(small, "inner")).to_have_count(1)
    assert width_px(frame(small, "inner")) == picture_px(small)
    expect(pin(small, 2)).not_to_have_class(re.compile("is-inside"))
    expect(pin(small, 1)).to_have_count(0)
    expect(page).to_have_url(re.compile("#small-c2$"))
    item(page, 4).locator(".callout-pin").click()
    expect(page).to_have_url(re.compile("#small-c4$"))
    expect(frame(small, "main")).to_have_count(1)
    page.go_back()
    expect(page).to_have_url(re.compile("#small-c2$"))
    expect(item(page, 2)).to_have_class(CURRENT)
    assert width_px(frame(small, "inner")) == picture_px(small)
    page.go_back()
    expect(item(page, 2)).not_to_have_class(CURRENT)
    expect(small.locator("g.is-above")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"index\.html$"))


def test_digits_go_to_callouts_and_clear_what_the_reader_changed(visit: Callable[..., Page]) -> None:
    page = visit()
    server = figure(page, "server")
    server.get_by_label("Metric").select_option("cpu")
    server.get_by_role("searchbox").fill("syscall")
    server.get_by_role("searchbox").press("2")
    expect(server.get_by_role("searchbox")).to_have_value("syscall2")
    server.locator("g.frame[tabindex]").focus()
    page.keyboard.press("1")
    expect(item(page, 1, "server")).to_have_class(CURRENT)
    expect(server.get_by_role("searchbox")).to_have_value("")
    expect(server.locator(".figure-status")).to_contain_text("1,936 samples")
    expect(spoken(page)).to_have_text("Callout 1 of 2: log.Printf (12.55%) writes the log line.")
    page.keyboard.press("7")
    expect(item(page, 1, "server")).to_have_class(CURRENT)


def test_the_tour_by_keyboard_goes_round_says_where_it_is_and_ends(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    small.locator("g.frame[tabindex]").focus()
    expect(tour(page)).to_contain_text("4 callouts")
    for key, number in (("]", 1), ("]", 2), ("[", 1), ("[", 4), ("]", 1)):
        page.keyboard.press(key)
        expect(item(page, number)).to_have_class(CURRENT)
        expect(tour(page)).to_contain_text(f"{number} of 4")
        expect(page).to_have_url(re.compile(f"#small-c{number}$"))
    expect(spoken(page)).to_have_text("Callout 1 of 4: read (29.90%, in 2 places) reads, in two places.")
    page.keyboard.press("Escape")
    expect(item(page, 1)).not_to_have_class(CURRENT)
    expect(tour(page)).to_contain_text("4 callouts")
    expect(spoken(page)).to_have_text("End of the tour")
    expect(page).to_have_url(re.compile(r"index\.html$"))


def test_the_tour_by_its_buttons_keeps_frame_and_buttons_in_sight(visit: Callable[..., Page]) -> None:
    """In a window too low for both, the bar stays at its foot and repeats what the item says."""
    page = visit(viewport={"width": 390, "height": 400}, has_touch=True)
    small = figure(page)
    tour(page).scroll_into_view_if_needed()
    bar, next_button = tour(page).locator(".tour-bar"), tour(page).get_by_role("button", name="Next")
    floating = re.compile("is-floating")
    expect(bar).not_to_have_class(floating)
    next_button.click()
    expect(item(page, 1)).to_have_class(CURRENT)
    expect(bar).to_have_class(floating)
    assert all(is_in_window(page, part) for part in (pin(small, 1), item(page, 1), next_button))
    expect(bar.locator(".tour-text")).to_be_hidden()
    tour(page).get_by_role("button", name="Previous").click()
    expect(bar.locator(".tour-text")).to_have_text("gc (10.00%) collects.")
    expect(bar.locator(".tour-text")).to_be_visible()
    assert is_in_window(page, pin(small, 4)) and is_in_window(page, next_button)
    tour(page).get_by_role("button", name="End").click()
    expect(item(page, 4)).not_to_have_class(CURRENT)
    expect(next_button).to_be_focused()


def test_a_link_to_a_callout_shows_it_on_load_and_later(visit: Callable[..., Page]) -> None:
    page = visit("#again-c2")
    again = figure(page, "again")
    expect(item(page, 2, "again")).to_have_class(CURRENT)
    assert width_px(frame(again, "inner")) == picture_px(again)
    page.evaluate("location.hash = '#again-c3'")
    expect(item(page, 3, "again")).to_have_class(CURRENT)
    expect(item(page, 2, "again")).not_to_have_class(CURRENT)
    expect(item(page, 3, "small")).not_to_have_class(CURRENT)
    page.reload()
    expect(item(page, 3, "again")).to_have_class(CURRENT)
    page.evaluate("location.hash = '#small'")
    expect(item(page, 3, "again")).not_to_have_class(CURRENT)


def test_a_link_to_a_callout_that_is_gone_says_so(visit: Callable[..., Page]) -> None:
    page = visit("#small-c9")
    notice = "This link does not fit the page any more: there is no callout 9."
    expect(page.locator("#small .figure-message")).to_have_text(notice)
    expect(spoken(page)).to_have_text(notice)


def test_a_zoom_or_a_search_after_it_leaves_the_callout(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    pin(small, 4).click()
    expect(item(page, 4)).to_have_class(CURRENT)
    frame(small, "parse").click()
    expect(item(page, 4)).not_to_have_class(CURRENT)
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main/parse$"))
    expect(tour(page)).to_contain_text("4 of 4")


def test_one_tour_at_a_time(visit: Callable[..., Page]) -> None:
    page = visit()
    figure(page, "again")
    tour(page, "again").get_by_role("button", name="Previous").click()
    expect(tour(page, "again")).to_contain_text("4 of 4")
    figure(page, "small")
    tour(page).get_by_role("button", name="Next").click()
    expect(tour(page)).to_contain_text("1 of 4")
    expect(tour(page, "again")).to_contain_text("4 callouts")
    expect(item(page, 4, "again")).not_to_have_class(CURRENT)


def test_the_help_lists_the_keys(visit: Callable[..., Page]) -> None:
    page = visit()
    figure(page).get_by_role("button", name="Help and keys").click()
    expect(page.locator("dialog")).to_contain_text("Go to a callout")
    expect(page.locator("dialog")).to_contain_text("Previous and next callout")
