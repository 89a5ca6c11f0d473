"""What is said of a figure beside its picture: the line of status, hatched runs, searches without a match.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.figure_page import build_page, figure, frame, visitor


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("figures") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def run_place(of: Locator) -> tuple[float, float]:
    """A place in the window on the 51st of the 200 narrow frames."""
    box = of.locator("path.run").bounding_box()
    return box["x"] + box["width"] * 51 / 201, box["y"] + box["height"] / 2


def test_the_status_is_the_static_one_and_follows_the_metric(visit: Callable[..., Page]) -> None:
    static = visit(java_script_enabled=False).locator("#server .figure-status").inner_text()
    server = figure(visit(), "server")
    status = server.locator(".figure-status")
    assert status.inner_text() == static
    expect(status).to_have_text(re.compile(r"^19\.4 s, 1,936 samples, recorded over "))
    server.get_by_label("Metric").select_option("samples")
    expect(status).to_have_text(re.compile("^1,936 samples, recorded over "))


def test_the_mouse_sees_into_a_hatched_run_and_zooms_with_a_second_click(visit: Callable[..., Page]) -> None:
    page = visit()
    narrow = figure(page, "narrow")
    x, y = run_place(narrow)
    page.mouse.move(x, y)
    tooltip = page.locator(".flame-tooltip")
    expect(tooltip).to_contain_text("200 frames too narrow to draw")
    expect(tooltip).to_contain_text("201 samples, 0.99% of all")
    page.mouse.click(x, y)
    expect(narrow.locator(".details-name")).to_have_text("narrow050")
    expect(narrow.locator("g.is-above")).to_have_count(0)
    page.mouse.click(x, y)
    expect(narrow.locator("g.is-above")).to_have_count(2)
    expect(page).to_have_url(re.compile("narrow.path=rest/narrow050$"))


def test_a_touch_sees_into_a_hatched_run_and_enter_zooms(visit: Callable[..., Page]) -> None:
    page = visit(has_touch=True, viewport={"width": 390, "height": 844})
    narrow = figure(page, "narrow")
    page.touchscreen.tap(*run_place(narrow))
    expect(narrow.locator(".details-name")).to_have_text("narrow050")
    expect(narrow.locator("g.is-above")).to_have_count(0)
    expect(page.locator("g.frame:focus")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(narrow.locator("g.is-above")).to_have_count(2)


def test_a_search_without_a_match_speaks_of_case_where_it_matters(visit: Callable[..., Page]) -> None:
    small = figure(visit("#!v=1;small.path=main/serve"))
    message = small.locator(".figure-message")
    small.get_by_role("searchbox").fill("SERVE")
    expect(message).to_have_text(
        "0 frames match: 0 samples, 0% of all, 0% of serve. Aa lets upper and lower case be the same."
    )
    small.get_by_role("searchbox").fill("123")
    expect(message).to_have_text("0 frames match: 0 samples, 0% of all, 0% of serve")


def test_a_profile_without_samples_says_so_and_gives_no_shares(visit: Callable[..., Page]) -> None:
    empty = figure(visit(), "empty")
    expect(empty.locator(".figure-status")).to_have_text("No samples in this metric.")
    expect(frame(empty, "all · 0 samples")).to_have_attribute("aria-label", re.compile("^all, 0 samples, – of all"))


def test_a_finger_meets_the_summary_of_the_provenance(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    page.goto(address.replace("index.html", "alone/index.html"))
    heights = page.locator(".provenance summary").evaluate_all("all => all.map(one => one.offsetHeight)")
    assert heights
    assert min(heights) >= 44
