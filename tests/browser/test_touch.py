"""The page under a finger: tap, tap again, rest, slide; sheets at the foot of the window; targets of 44 px.

The frames are those of figure_page.py's small profile: all 100 > main 90 > (parse 30 > read 20, serve 60 > ...), gc 10.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.figure_page import build_page, figure, frame, visitor

PHONE = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}}
LEAST_PX = 44
# What can be pressed and is in sight, but for links, which stand in sentences, and frames.
SMALL_TARGETS = """figure => [...figure.querySelectorAll("button, select, input, summary, [role=option]")]
  .filter(target => target.checkVisibility({visibilityProperty: true}))
  .map(target => [target.outerHTML.slice(0, 120), target.closest("label") ?? target])
  .map(([html, target]) => [html, target.getBoundingClientRect()])
  .filter(([, {width, height}]) => width > 1 && (height < 43.5 || width < 43.5))
  .map(([html, {width, height}]) => `${width.toFixed(1)} x ${height.toFixed(1)}: ${html}`)"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("touch") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


class Finger:
    """One finger on the page's screen."""

    def __init__(self, page: Page) -> None:
        self.protocol = page.context.new_cdp_session(page)

    def down(self, on: Locator, beside_px: float = 0) -> None:
        """Touch the middle of an element, or a place beside it."""
        box = on.bounding_box()
        point = {"x": box["x"] + box["width"] / 2 + beside_px, "y": box["y"] + box["height"] / 2}
        self.protocol.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [point]})

    def move(self, on: Locator, beside_px: float) -> None:
        """Go to a place beside the middle of an element."""
        box = on.bounding_box()
        point = {"x": box["x"] + box["width"] / 2 + beside_px, "y": box["y"] + box["height"] / 2}
        self.protocol.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})

    def up(self) -> None:
        """Leave the screen."""
        self.protocol.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def test_a_finger_that_rests_opens_the_menu_and_its_lift_presses_nothing(visit: Callable[..., Page]) -> None:
    page = visit(**PHONE)
    small = figure(page)
    finger = Finger(page)
    finger.down(frame(small, "serve"))
    menu = small.get_by_role("menu", name="serve", exact=True)
    expect(menu).to_be_visible()
    finger.up()
    expect(menu).to_be_visible()
    expect(small.locator("g.is-above")).to_have_count(0)
    sheet = small.locator(".flame-menu:popover-open").bounding_box()
    assert (sheet["x"], sheet["width"]) == (0, 390)
    assert sheet["y"] + sheet["height"] == pytest.approx(844, abs=1)
    assert small.evaluate(SMALL_TARGETS) == []
    menu.get_by_role("menuitem", name="Focus on it").tap()
    expect(menu).to_be_hidden()
    expect(frame(small, "all · 60 samples")).to_have_count(1)
    small.get_by_role("button", name="Remove: Focus on serve").tap()
    expect(small.locator("g.frame")).to_have_count(8)


def test_a_finger_that_moves_on_or_lifts_early_opens_no_menu(visit: Callable[..., Page]) -> None:
    page = visit(**PHONE)
    small = figure(page)
    page.clock.install()
    finger = Finger(page)
    finger.down(frame(small, "serve"))
    finger.move(frame(small, "serve"), 30)
    page.clock.run_for(2000)
    finger.up()
    expect(small.get_by_role("menu")).to_have_count(0)
    frame(small, "serve").tap()
    page.clock.run_for(2000)
    expect(small.get_by_role("menu")).to_have_count(0)


def test_a_touch_beside_a_menu_closes_it(visit: Callable[..., Page]) -> None:
    page = visit(**PHONE)
    small = figure(page)
    finger = Finger(page)
    finger.down(frame(small, "serve"))
    menu = small.get_by_role("menu")
    expect(menu).to_be_visible()
    finger.up()
    page.locator("h1").tap()
    expect(menu).to_be_hidden()


def test_the_sheet_of_details_leads_to_the_menu_and_the_what_if(visit: Callable[..., Page]) -> None:
    page = visit(**PHONE)
    small = figure(page)
    frame(small, "serve").tap()
    sheet = small.locator(".figure-details.is-sheet")
    expect(sheet).to_contain_text("60 samples, 60.00% of all")
    sheet.get_by_role("button", name="What else can be done with this frame").tap()
    small.get_by_role("menuitem", name="What if it cost less…").tap()
    panel = small.locator(".what-if")
    box = panel.bounding_box()
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    expect(small.locator(".figure-details.is-sheet")).to_have_count(0)
    slider = panel.get_by_role("slider").bounding_box()
    page.touchscreen.tap(slider["x"] + 2, slider["y"] + slider["height"] / 2)
    expect(panel).to_contain_text("40 samples instead of 100 samples")  # what is left beside serve
    expect(frame(small, "all · 40 samples")).to_have_count(1)
    assert small.evaluate(SMALL_TARGETS) == []
    panel.get_by_role("button", name="Close").tap()
    expect(panel).to_be_hidden()


def test_the_form_can_be_filled_with_a_finger(visit: Callable[..., Page]) -> None:
    page = visit(**PHONE)
    small = figure(page)
    small.get_by_role("button", name="Add a filter").tap()
    small.get_by_label("What to do").select_option(label="Ignore")
    small.get_by_role("combobox", name="Function or pattern").fill("w")
    assert small.evaluate(SMALL_TARGETS) == []
    small.get_by_role("option", name="write").tap()
    small.get_by_role("button", name="Add", exact=True).tap()
    expect(frame(small, "all · 50 samples")).to_have_count(1)
    assert small.evaluate(SMALL_TARGETS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


@pytest.mark.parametrize("view", ["flame", "icicle", "bottom-up", "top", "tree", "sandwich"])
def test_controls_are_as_large_as_a_fingertip_in_every_view(visit: Callable[..., Page], view: str) -> None:
    page = visit(f"#!v=1;server.view={view};server.of=syscall.write;server.search=net", **PHONE)
    server = figure(page, "server")
    expect(server.get_by_label("View")).to_have_value(view)
    assert server.evaluate(SMALL_TARGETS) == []
    server.get_by_role("button", name="Help and keys").tap()
    assert page.locator(".flame-help").evaluate(SMALL_TARGETS) == []


def test_nothing_is_wider_than_a_phone_while_all_figures_are_searched(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;server.search=net;small.search=serve", **PHONE)
    for name in ("server", "small"):
        searched = figure(page, name)
        expect(searched.locator(".search-found")).not_to_be_empty()
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        for button in ("All figures", "Next match", "Match case"):
            box = searched.get_by_role("button", name=button).bounding_box()
            assert box["x"] + box["width"] <= 390
