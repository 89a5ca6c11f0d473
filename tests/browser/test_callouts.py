"""Callouts on a page: pins and the list after a figure, linked both ways.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.callout_page import CURRENT, LIT, build_callout_page, is_in_window, item, lit_frames, pin, tour
from tests.browser.figure_page import figure, frame, visitor


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_callout_page(tmp_path_factory.mktemp("callouts") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_an_item_under_the_pointer_lights_all_its_frames_and_its_pin(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    assert lit_frames(small) == 0
    item(page, 1).hover()
    expect(pin(small, 1)).to_have_class(LIT)
    expect(item(page, 1)).to_have_class(LIT)
    assert lit_frames(small) == 2
    item(page, 4).hover()
    expect(pin(small, 1)).not_to_have_class(LIT)
    assert lit_frames(small) == 1
    page.mouse.move(0, 0)
    expect(pin(small, 4)).not_to_have_class(LIT)
    assert lit_frames(small) == 0


def test_focus_on_an_item_lights_its_frames(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    item(page, 3).locator(".callout-pin").focus()
    expect(pin(small, 3)).to_have_class(LIT)
    assert lit_frames(small) == 1
    item(page, 2).get_by_text("A link").focus()
    expect(pin(small, 2)).to_have_class(LIT)


def test_a_frame_under_the_pointer_or_the_keyboard_lights_its_item(visit: Callable[..., Page]) -> None:
    """Both nodes of `read` belong to callout 1, the one without a pin too."""
    page = visit()
    small = figure(page)
    frame(small, "read").first.hover()
    expect(item(page, 1)).to_have_class(LIT)
    frame(small, "parse").hover()
    expect(item(page, 1)).not_to_have_class(LIT)
    small.locator("g.frame[tabindex]").focus()
    for _ in range(3):
        page.keyboard.press("ArrowUp")
    expect(small.locator("g.frame[tabindex]")).to_have_attribute("aria-label", re.compile("^write, "))
    page.keyboard.press("ArrowLeft")
    page.mouse.move(0, 0)
    expect(item(page, 1)).to_have_class(LIT)
    expect(small.locator("g.frame[tabindex]")).to_have_attribute("aria-label", re.compile("^read, .*, callout 1$"))


def test_a_pin_under_the_pointer_speaks_of_its_own_frame_also_where_that_is_inside(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    expect(pin(small, 2)).to_have_class(re.compile("is-inside"))
    pin(small, 2).hover()
    expect(item(page, 2)).to_have_class(LIT)
    expect(page.locator(".flame-tooltip")).to_contain_text("inner")
    expect(item(page, 3)).not_to_have_class(LIT)


def test_a_press_on_a_pin_selects_its_item_and_scrolls_only_where_it_is_out_of_sight(
    visit: Callable[..., Page],
) -> None:
    page = visit()
    small = figure(page)
    before = page.evaluate("scrollY")
    assert is_in_window(page, item(page, 4))
    pin(small, 4).click()
    expect(item(page, 4)).to_have_class(CURRENT)
    expect(item(page, 4)).to_have_attribute("aria-current", "true")
    expect(page).to_have_url(re.compile("#small-c4$"))
    assert page.evaluate("scrollY") == before
    expect(small.locator(".figure-details")).to_be_hidden()
    page.set_viewport_size({"width": 1280, "height": 260})
    figure(page)
    pin(small, 1).click()
    expect(item(page, 1)).to_have_class(CURRENT)
    assert is_in_window(page, item(page, 1))


PINS_AND_LABELS = """
Object.fromEntries(["small", "server"].map((id) => {
  const box = (element) => element.getBoundingClientRect();
  const svg = document.querySelector(`#${id} svg.flame`);
  const discs = [...svg.querySelectorAll(".pin circle")].map(box);
  const others = [...discs, ...[...svg.querySelectorAll(".frame text")].map(box)];
  const meets = (a, b) => a !== b && a.left < b.right - 0.5 && b.left < a.right - 0.5
    && a.top < b.bottom - 4 && b.top < a.bottom - 4;
  const covers = discs.flatMap((disc) => others.filter((other) => meets(disc, other)));
  return [id, [discs.length, covers.length]];
}))
"""


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("has_scripts", [True, False])
def test_pins_cover_neither_labels_nor_each_other(visit: Callable[..., Page], width: int, has_scripts: bool) -> None:
    page = visit(viewport={"width": width, "height": 900}, java_script_enabled=has_scripts)
    if has_scripts:
        figure(page, "server")
        figure(page)
    assert page.evaluate(PINS_AND_LABELS) == {"small": [4, 0], "server": [2, 0]}


def test_without_scripts_pins_stand_in_the_picture_and_nothing_idle_is_shown(visit: Callable[..., Page]) -> None:
    page = visit("#small-c3", java_script_enabled=False)
    expect(page.locator("#small g.pin")).to_have_count(4)
    expect(tour(page)).to_be_hidden()
    assert is_in_window(page, item(page, 3))
    assert is_in_window(page, page.locator("#small svg.flame"))


def test_the_figure_is_described_by_its_list(visit: Callable[..., Page]) -> None:
    still = visit(java_script_enabled=False)
    expect(still.locator("#small .figure-stage")).to_have_attribute("aria-describedby", "small-callouts")
    page = visit()
    expect(figure(page).locator("svg.flame")).to_have_attribute("aria-details", "small-callouts")
    expect(page.get_by_role("list", name="Callouts: Small")).to_be_visible()
    assert page.evaluate("new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)).size") == page.evaluate(
        "document.querySelectorAll('[id]').length"
    )


def test_on_paper_the_numbers_stay_and_the_buttons_go(visit: Callable[..., Page]) -> None:
    page = visit("#small-c3")
    small = figure(page)
    expect(item(page, 3)).to_have_class(CURRENT)
    page.emulate_media(media="print")
    expect(pin(small, 3)).to_be_visible()
    expect(item(page, 3).locator(".callout-pin")).to_be_visible()
    expect(tour(page)).to_be_hidden()
    assert small.locator(".mark-callout").evaluate("(mark) => getComputedStyle(mark).display") == "none"


def test_fingers_find_the_numbers_and_the_buttons(visit: Callable[..., Page]) -> None:
    """What is a control is 44 px each way; a number in the list can be hit around its disc."""
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    small = figure(page)
    for name in ("Previous", "Next"):
        box = tour(page).get_by_role("button", name=name).bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 44
    number = item(page, 3).locator(".callout-pin")
    box = number.bounding_box()
    assert box is not None
    hit = "([x, y]) => document.elementFromPoint(x, y).closest('.callout-pin')?.hash"
    assert page.evaluate(hit, [max(1, box["x"] - 11), box["y"] - 11]) == "#small-c3"
    pin(small, 4).tap()
    expect(item(page, 4)).to_have_class(CURRENT)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_accessibility_fault_while_a_callout_is_shown(visit: Callable[..., Page], scheme: str) -> None:
    page = visit("#small-c3", color_scheme=scheme)
    figure(page)
    expect(item(page, 3)).to_have_class(CURRENT)
    assert Axe().run(page, options={"preload": False}).response["violations"] == []
