"""A whole session without a mouse: every step is a key, and the focus is never lost.

The frames are those of figure_page.py's small profile:
all 100 > main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.figure_page import build_page, figure, frame, visitor

FOCUSED = "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    address = build_page(tmp_path_factory.mktemp("keys") / "content")
    return address.replace("index.html", "alone/index.html")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


class Keys:
    """Presses keys, and sees that each leaves the focus somewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        """One key after another."""
        for key in keys:
            self.page.keyboard.press(key)
            expect(self.page.locator(":focus"), f"{key} keeps the focus").to_have_count(1)

    def tab_to(self, words: str, key: str = "Tab") -> None:
        """Go on by Tab until the focus is on what is called so."""
        for _ in range(30):
            self.press(key)
            if words in self.page.evaluate(FOCUSED):
                return
        raise AssertionError(f"no {key} reaches {words}")


def test_a_session_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    keys = Keys(page)
    here = page.locator("g.frame:focus")

    keys.tab_to("all, 100 samples")  # the picture is one stop of many
    keys.press("ArrowUp", "ArrowUp")  # the widest child, and its widest
    expect(here).to_contain_text("serve")
    expect(small.locator(".figure-details")).to_contain_text("60 samples, 60.00% of all")

    keys.press(".")  # the menu of the frame
    menu = small.get_by_role("menu", name="serve", exact=True)
    expect(menu.get_by_role("menuitem", name="Zoom")).to_be_focused()
    keys.press("f")
    expect(menu.get_by_role("menuitem", name="Focus on it")).to_be_focused()
    keys.press("Enter")
    expect(frame(small, "all · 60 samples")).to_have_count(1)
    expect(here).to_contain_text("serve")

    keys.press("Shift+F10", "Escape")  # opens the menu again, and puts it away
    expect(menu).to_be_hidden()
    expect(here).to_contain_text("serve")

    keys.press("f")  # the form
    keys.press("Shift+Tab")
    page.keyboard.type("Hide")
    keys.press("Tab")
    page.keyboard.type("lo")
    keys.press("ArrowDown", "Enter", "Enter")
    expect(frame(small, "log")).to_have_count(0)
    expect(small.locator(".question-chip")).to_have_text(["Focus on serve ×", "Hide log ×"])

    keys.tab_to("Remove: Focus on serve", "Shift+Tab")
    keys.press("Enter")
    expect(frame(small, "all · 100 samples")).to_have_count(1)
    expect(small.get_by_role("button", name="Remove: Hide log")).to_be_focused()
    keys.press(" ")
    expect(frame(small, "log")).to_have_count(1)
    expect(small.get_by_role("button", name="Add a filter")).to_be_focused()


def test_what_if_order_views_and_search_by_keyboard_alone(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    keys = Keys(page)
    here = page.locator("g.frame:focus")
    keys.tab_to("all, 100 samples")
    keys.press("End")  # the end of the heaviest path
    expect(here).to_contain_text("write")

    keys.press(".", "w", "Enter")
    slider = small.get_by_role("slider")
    expect(slider).to_be_focused()
    keys.press("Home")
    expect(frame(small, "all · 50 samples")).to_have_count(1)
    expect(small.locator(".what-if-words")).to_contain_text("50 samples instead of 100 samples (-50.00%)")
    keys.press("ArrowRight")
    expect(small.locator(".question-chip")).to_contain_text("cost × 0.05")
    keys.press("Escape")
    expect(small.locator(".what-if")).to_be_hidden()
    keys.press("r")
    expect(frame(small, "all · 100 samples")).to_have_count(1)

    keys.press("o")
    expect(small.get_by_label("Order")).to_have_value("heavy")
    keys.press("o", "v")
    expect(small.get_by_label("View")).to_have_value("icicle")
    keys.press("Shift+?")
    expect(page.get_by_role("dialog")).to_be_visible()
    keys.press("Escape")

    keys.press("/")
    page.keyboard.type("read")
    keys.press("Enter", "Escape", "Escape")
    expect(here).to_contain_text("read")


def test_every_view_and_every_control_keeps_the_focus(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    keys = Keys(page)
    keys.tab_to("all, 100 samples")
    views = small.get_by_label("View").locator("option").count()
    for _ in range(views):
        keys.press("v")
    expect(small.get_by_label("View")).to_have_value("flame")
    keys.press("ArrowUp")
    keys.tab_to("Close")  # the details
    keys.press("Enter")
    expect(page.locator("g.frame:focus")).to_contain_text("all")
    keys.press("o")
    keys.tab_to("Reset", "Shift+Tab")
    keys.press("Enter")
    expect(small.get_by_label("Order")).to_have_value("name")
    expect(page.locator("g.frame:focus")).to_contain_text("all")


def test_the_callers_of_a_function_are_one_key_away(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    keys = Keys(page)
    keys.tab_to("all, 100 samples")
    keys.press("End", "s")
    expect(small.get_by_label("View")).to_have_value("sandwich")
    assert page.evaluate("location.hash") == "#!v=1;small.view=sandwich;small.of=write"
