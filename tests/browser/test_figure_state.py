"""What a figure shows and how one gets there: zoom, search, keyboard, links and the history.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.figure_page import build_page, figure, frame, picture_px, visitor, width_px


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("figures") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_a_click_zooms_keeps_the_ancestors_and_is_a_link(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    frame(small, "serve").click()
    assert width_px(frame(small, "serve")) == picture_px(small)
    assert width_px(frame(small, "write")) == pytest.approx(picture_px(small) * 50 / 60, abs=0.5)
    assert width_px(frame(small, "main")) == picture_px(small)
    expect(frame(small, "main")).to_have_class(re.compile("is-above"))
    expect(frame(small, "parse")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main/serve$"))
    details = small.locator(".figure-details")
    expect(details.locator(".details-name")).to_have_text("serve")
    expect(details).to_contain_text("60 samples, 60.00% of all")
    frame(small, "main").click()
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main$"))


def test_back_and_forward_and_a_reload_restore_every_figure(visit: Callable[..., Page]) -> None:
    page = visit()
    frame(figure(page), "serve").click()
    expect(page).to_have_url(re.compile("main/serve$"))
    figure(page, "server").get_by_label("Metric").select_option("samples")
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main/serve;server\.metric=samples$"))
    page.reload()
    assert width_px(frame(figure(page), "serve")) == picture_px(figure(page))
    expect(figure(page, "server").get_by_label("Metric")).to_have_value("0")
    page.go_back()
    expect(figure(page, "server").get_by_label("Metric")).to_have_value("1")
    expect(figure(page).locator("g.is-above")).to_have_count(2)
    page.go_back()
    expect(figure(page).locator("g.is-above")).to_have_count(0)
    assert "#" not in page.url
    page.go_forward()
    expect(figure(page).locator("g.is-above")).to_have_count(2)


def test_a_plain_anchor_leaves_the_figures_as_they_are(visit: Callable[..., Page]) -> None:
    page = visit("#results")
    small = figure(page)
    frame(small, "serve").click()
    expect(page).to_have_url(re.compile("main/serve$"))
    page.evaluate("location.hash = 'results'")
    expect(small.locator("g.is-above")).to_have_count(2)
    page.go_back()
    expect(small.locator("g.is-above")).to_have_count(2)
    page.go_back()
    expect(small.locator("g.is-above")).to_have_count(0)
    assert page.url.endswith("#results")


def test_a_link_opens_its_figure_in_sight_and_the_author_s_zoom_can_be_left(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;deep.path=f0/f1/f2")
    expect(page.locator("#deep g.is-above")).to_have_count(3)
    expect(page.locator("#deep")).to_be_in_viewport()
    zoomed = figure(page, "zoomed")
    assert width_px(frame(zoomed, "serve")) == picture_px(zoomed)
    frame(zoomed, "all · 100 samples").click()
    expect(page).to_have_url(re.compile(r"zoomed\.path=;deep\.path=f0/f1/f2$"))
    zoomed.get_by_role("button", name="Reset").click()
    expect(page).to_have_url(re.compile(r"#!v=1;deep\.path=f0/f1/f2$"))


def test_what_is_broken_in_a_link_is_dropped_and_told(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.path=main/gone/on;small.colour=red;nobody.view=icicle;zoomed.metric=heap")
    small = figure(page)
    message = small.locator(".figure-message")
    expect(message).to_contain_text("there is no frame “gone” under main")
    expect(message).to_contain_text("“colour” is unknown")
    expect(message).to_contain_text("there is no figure “nobody”")
    assert width_px(frame(small, "main")) == picture_px(small)
    expect(figure(page, "zoomed").locator(".figure-message")).to_contain_text("there is no metric “heap”")
    frame(small, "serve").click()
    expect(message).to_be_empty()


def test_a_search_says_the_exact_share_and_steps_through_its_matches(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    search = small.get_by_role("searchbox")
    search.fill("serve|read|w..te")
    expect(small.locator(".search-found")).to_have_text("80.00% · 3")
    expect(small.locator(".figure-message")).to_have_text("3 frames match: 80 samples, 80.00% of all")
    expect(small.locator("g.is-matched")).to_have_count(3)
    search.press("Enter")
    expect(small.locator(".search-found")).to_have_text("80.00% · 1/3")
    expect(small.locator("g.is-selected")).to_contain_text("read")
    search.press("Shift+Enter")
    expect(small.locator("g.is-selected")).to_contain_text("write")
    expect(page).to_have_url(re.compile(r"small\.search=serve%7Cread%7Cw\.\.te$"))
    page.go_back()
    assert page.url == "about:blank", "typing makes no entries in the history"


def test_a_search_knows_plain_text_case_and_what_it_refuses(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    search = small.get_by_role("searchbox")
    message = small.locator(".figure-message")
    search.fill("SERVE")
    expect(message).to_contain_text("0 frames match")
    small.get_by_role("button", name="Match case").click()
    expect(message).to_contain_text("1 frame matches: 60 samples")
    search.fill("serv(e")
    expect(message).to_have_class(re.compile("is-problem"))
    expect(search).to_have_attribute("aria-invalid", "true")
    small.get_by_role("button", name="Regular expression").click()
    expect(message).to_contain_text("0 frames match")
    search.fill("")
    expect(message).to_be_empty()


def test_the_share_of_a_zoomed_frame_is_told_too(visit: Callable[..., Page]) -> None:
    small = figure(visit("#!v=1;small.path=main/serve;small.search=log"))
    expect(small.locator(".figure-message")).to_contain_text("10.00% of all, 16.67% of serve")


def test_the_keyboard_walks_zooms_and_comes_back(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    expect(small.locator("g.frame[tabindex]")).to_have_count(1)
    small.locator("g.frame[tabindex]").focus()
    focused = page.locator("g.frame:focus")
    expect(focused).to_have_attribute("aria-label", "all, 100 samples, 100% of all, 2 children")
    for key, label in [
        ("ArrowUp", "main, 90 samples, 90.00% of all, 2 children"),
        ("ArrowLeft", "gc, 10 samples, 10.00% of all, 0 children"),
        ("ArrowRight", "main, 90 samples, 90.00% of all, 2 children"),
        ("End", "write, 50 samples, 50.00% of all, 0 children"),
        ("ArrowDown", "serve, 60 samples, 60.00% of all, 2 children"),
    ]:
        page.keyboard.press(key)
        expect(focused).to_have_attribute("aria-label", label)
    expect(focused).to_have_attribute("aria-level", "3")
    expect(focused).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("main/serve$"))
    expect(page.locator("[aria-live]")).to_have_text("Zoomed to serve, 60 samples, 60.00% of all, 2 children")
    assert width_px(focused) == picture_px(small)
    page.keyboard.press("Backspace")
    expect(small.locator("g.is-above")).to_have_count(0)
    expect(focused).to_have_attribute("aria-label", re.compile("^serve"))
    page.keyboard.press("v")
    expect(small.get_by_label("View")).to_have_value("icicle")
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("aria-label", re.compile("^main"))


def test_search_help_and_escape_work_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    small.locator("g.frame[tabindex]").focus()
    page.keyboard.press("/")
    page.keyboard.type("log")
    page.keyboard.press("Escape")
    expect(small.get_by_role("searchbox")).to_have_value("")
    page.keyboard.press("Escape")
    expect(page.locator("g.frame:focus")).to_have_count(1)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_contain_text("Next and previous match")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator("g.frame:focus")).to_have_count(1)


def test_the_whole_figure_is_reached_by_one_tab_stop_for_its_picture(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    small.get_by_role("button", name="Help and keys").focus()
    page.keyboard.press("Tab")
    expect(page.locator("g.frame:focus")).to_have_count(1)
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_count(1)
    expect(page.locator("g.frame:focus")).to_have_count(0)


def test_names_and_links_are_copied(visit: Callable[..., Page], address: str) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    small = figure(page)
    frame(small, "main").click()
    small.get_by_role("button", name="Copy name").click()
    expect(small.get_by_role("button", name="Copied")).to_have_count(1)
    assert page.evaluate("navigator.clipboard.readText()") == "main"
    page.keyboard.press("Escape")
    frame(small, "serve").focus()
    small.get_by_role("button", name="Copy a link to this frame").click()
    expect(page.locator("[aria-live]")).to_have_text(re.compile("^Copied"))
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#!v=1;small.path=main"


def test_a_menu_closes_where_its_frame_is_no_longer_shown(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    frame(small, "serve").click(button="right")
    small.get_by_role("menuitem", name="Focus on it").click()
    expect(frame(small, "gc")).to_have_count(0)
    frame(small, "write").click(button="right")
    expect(small.get_by_role("menu")).to_be_visible()
    page.evaluate("history.back()")
    expect(frame(small, "gc")).to_have_count(1)
    expect(small.get_by_role("menu")).to_have_count(0)
