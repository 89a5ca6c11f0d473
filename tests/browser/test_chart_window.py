"""The window of a chart: all ways to another one, by mouse, touch, keyboard and links."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chart_page import box, build_charts, chart, drag
from tests.browser.figure_page import figure, frame, visitor


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_charts(tmp_path_factory.mktemp("charts") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_dragging_over_the_axis_zooms_and_back_undoes_it(visit: Callable[..., Page]) -> None:
    page = visit()
    shown = chart(page)
    x, y, width, height = box(shown.locator(".chart-axis"))
    drag(page, (x + 0.1 * width, y + height / 2), (x + 0.5 * width, y + height / 2))
    expect(page).to_have_url(re.compile(r"#!v=1;run\.from=0\.(1|0999|1000)\d*;run\.to=0\.(5|4999)\d*$"))
    expect(shown.locator(".chart-window")).to_have_text("0.1 s to 0.5 s")
    page.go_back()
    expect(shown.locator(".chart-window")).to_have_text("0 s to 1 s")


def test_a_link_opens_a_window_and_a_thread(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;run.from=0.25;run.to=0.75;run.thread=io")
    shown = chart(page)
    expect(shown.locator(".chart-window")).to_have_text("0.25 s to 0.75 s")
    expect(shown.get_by_label("Thread")).to_have_value("io")
    expect(shown.locator("g.frame")).to_have_count(1)
    shown.get_by_label("Thread").select_option("")
    expect(shown.locator("g.frame")).to_have_count(3)
    expect(page).to_have_url(re.compile(r"#!v=1;run\.from=0\.25;run\.to=0\.75$"))


def test_a_link_with_no_such_time_shows_the_whole_and_says_so(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;run.from=9;run.to=2")
    expect(chart(page).locator(".chart-window")).to_have_text("0 s to 1 s")
    expect(figure(page, "run").locator(".figure-message")).to_contain_text("there is no time from “9” to “2”")


def test_ctrl_and_wheel_zoom_where_the_pointer_is_and_a_plain_wheel_scrolls_the_page(
    visit: Callable[..., Page],
) -> None:
    page = visit()
    shown = chart(page)
    x, y, width, _ = box(shown.locator(".chart-scroller"))
    page.mouse.move(x, y + 40)
    page.mouse.wheel(0, 40)
    expect(shown.locator(".chart-window")).to_have_text("0 s to 1 s")
    page.keyboard.down("Control")
    page.mouse.wheel(0, -200)
    page.keyboard.up("Control")
    # exp(-200 / 300) of a second is left, from the left edge on.
    expect(page).to_have_url(re.compile(r"run\.from=0;run\.to=0\.5134\d*$"))
    assert width > 0


def test_dragging_the_picture_and_the_minimap_moves_the_window(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;run.from=0.4;run.to=0.6")
    shown = chart(page)
    x, y, width, _ = box(shown.locator(".chart-scroller"))
    drag(page, (x + width / 2, y + 35), (x + width / 4, y + 35))
    expect(shown.locator(".chart-window")).to_have_text("0.45 s to 0.65 s")
    x, y, width, height = box(shown.locator(".minimap"))
    drag(page, (x + 0.55 * width, y + height / 2), (x + 0.15 * width, y + height / 2))
    expect(shown.locator(".chart-window")).to_have_text("0.05 s to 0.25 s")
    drag(page, (x + 0.25 * width, y + height / 2), (x + 0.5 * width, y + height / 2))
    expect(shown.locator(".chart-window")).to_have_text("0.05 s to 0.5 s")


def test_a_double_click_fills_the_window_and_escape_goes_back(visit: Callable[..., Page]) -> None:
    page = visit()
    shown = chart(page)
    frame(shown, "save").dblclick()
    expect(page).to_have_url(re.compile(r"run\.from=0\.8;run\.to=1$"))
    page.keyboard.press("Escape")
    expect(shown.locator(".chart-window")).to_have_text("0 s to 1 s")


def test_the_window_is_a_slider_for_the_keyboard(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;run.from=0.2;run.to=0.4")
    shown = chart(page)
    shown.get_by_label("End of the window").focus()
    page.keyboard.press("ArrowRight")
    expect(shown.get_by_label("End of the window")).to_have_attribute("aria-valuetext", "0.42 s")
    shown.get_by_label("Window of time").focus()
    page.keyboard.press("ArrowLeft")
    expect(shown.get_by_label("Window of time")).to_have_attribute("aria-valuetext", "0.178 s to 0.398 s")


def test_two_fingers_zoom_and_one_moves(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;run.from=0.2;run.to=0.8", has_touch=True, viewport={"width": 390, "height": 844})
    shown = chart(page)
    x, y, width, _ = box(shown.locator(".chart-scroller"))
    session = page.context.new_cdp_session(page)

    def touch(kind: str, *points: float) -> None:
        places = [{"x": x + share * width, "y": y + 35, "id": number} for number, share in enumerate(points)]
        session.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": places})

    touch("touchStart", 0.5)
    touch("touchMove", 0.4)
    touch("touchMove", 0.25)
    touch("touchEnd")
    expect(page).to_have_url(re.compile(r"run\.from=0\.35\d*;run\.to=0\.95\d*$"))
    touch("touchStart", 0.4, 0.6)
    touch("touchMove", 0.35, 0.65)
    touch("touchMove", 0.3, 0.7)
    touch("touchEnd")
    # From 0.65 of the recording in the middle: half as much is in sight.
    expect(page).to_have_url(re.compile(r"run\.from=0\.(49|50)\d*;run\.to=0\.(79|80)\d*$"))
