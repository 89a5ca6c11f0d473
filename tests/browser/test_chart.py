"""The chart over time: where its stretches stand, what is said of them, and the way to the graph and back."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.chart_page import build_charts, chart, stretches
from tests.browser.figure_page import figure, frame, visitor


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_charts(tmp_path_factory.mktemp("charts") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_every_stretch_stands_at_its_time_and_idle_time_is_empty(visit: Callable[..., Page]) -> None:
    shown = chart(visit())
    expect(shown.locator('g.frame[aria-label^="save"]')).to_have_count(1)
    expect(shown.locator("g.frame:not([aria-label])")).to_have_count(0)
    assert stretches(shown) == [
        ("work", 0, 600),
        ("parse", 100, 200),
        ("read", 200, 500),
        ("parse", 400, 450),
        ("save", 800, 1000),
    ]
    assert shown.locator(".lane-name").all_text_contents() == [
        "main · 800 ms busy of 1 s",
        "io · 300 ms busy of 300 ms",
    ]
    assert shown.locator(".chart-axis .tick-label").all_text_contents()[:3] == ["0 s", "0.1 s", "0.2 s"]


def test_the_picture_without_scripts_has_the_same_stretches(new_page: Callable[..., Page], address: str) -> None:
    page = new_page(java_script_enabled=False)
    page.goto(address)
    picture = page.locator("#run .figure-stage svg.is-chart")
    titles = picture.locator("g.frame > title").all_text_contents()
    assert titles[:2] == ["work (600 ms, 46.15%)", "parse (100 ms, 7.69%)"]
    assert len(titles) == 5
    assert picture.locator(".tick-label").count() == 11


def test_a_click_selects_the_same_calls_in_the_graph(visit: Callable[..., Page]) -> None:
    page = visit()
    shown = chart(page)
    frame(shown, "save").click()
    expect(shown.locator(".chart-facts")).to_have_text("save · 0.8 s to 1 s · 200 ms, all its own")
    expect(figure(page, "run").locator(".details-name")).to_have_text("save")
    shown.locator("g.frame").filter(has=page.get_by_text("parse", exact=True)).first.click()
    expect(shown.locator(".chart-place")).to_have_text("1 of 2")
    shown.get_by_label("Next stretch of these calls").click()
    expect(shown.locator(".chart-facts")).to_contain_text("0.4 s to 0.45 s")
    expect(shown.locator(".chart-place")).to_have_text("2 of 2")
    figure(page, "run").get_by_label("View").select_option("icicle")
    expect(figure(page, "run").locator(".figure-stage g.is-selected")).to_contain_text("parse")


def test_the_keyboard_walks_zooms_and_moves(visit: Callable[..., Page]) -> None:
    page = visit()
    shown = chart(page)
    shown.locator("g.frame[tabindex]").focus()
    focused = page.locator(":focus")
    expect(focused).to_have_attribute("aria-label", re.compile("^work, "))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", re.compile("^parse, 0.1 s to 0.2 s, 100 ms, all its own, main"))
    page.keyboard.press("ArrowRight")
    expect(focused).to_have_attribute("aria-label", re.compile("^parse, 0.4 s to 0.45 s"))
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"run\.from=0\.4;run\.to=0\.45$"))
    page.keyboard.press("-")
    expect(page).to_have_url(re.compile(r"run\.from=0\.375;run\.to=0\.475$"))
    page.keyboard.press("Shift+ArrowRight")
    expect(page).to_have_url(re.compile(r"run\.from=0\.4;run\.to=0\.5$"))
    page.keyboard.press("0")
    expect(shown.locator(".chart-window")).to_have_text("0 s to 1 s")


def test_a_search_marks_stretches(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;run.search=parse")
    shown = chart(page)
    expect(shown.locator("g.frame.is-matched")).to_have_count(2)
    expect(shown.locator("g.frame:not(.is-matched)")).to_have_count(3)


def test_a_timed_profile_offers_its_chart_and_an_untimed_one_says_why_not(visit: Callable[..., Page]) -> None:
    page = visit()
    figure(page, "graph").get_by_label("View").select_option("chart")
    expect(chart(page, "graph").locator("g.frame")).to_have_count(5)
    expect(page).to_have_url(re.compile(r"graph\.view=chart$"))
    untimed = figure(page, "untimed")
    assert "chart" not in untimed.get_by_label("View").locator("option").evaluate_all("all => all.map(o => o.value)")
    expect(untimed.locator(".chart-note")).to_have_text(
        "There is no chart: the profile does not say when its samples were taken."
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(visit: Callable[..., Page], scheme: str, width: int) -> None:
    page = visit("#!v=1;run.from=0.1;run.to=0.9", color_scheme=scheme, viewport={"width": width, "height": 900})
    shown = chart(page)
    frame(shown, "save").click()
    expect(shown.locator("g.frame:not([aria-label])")).to_have_count(0)
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not found, [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]
