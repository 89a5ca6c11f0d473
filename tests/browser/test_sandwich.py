"""The sandwich: a function between its callers and its callees, over all its occurrences."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import figure, frame, visitor, width_px

# f has 6 of 10: 5 below main, 1 below g; the inner f counts once. f itself 1, x 3, y 2 below the inner f.
FOLDED = "main;f;x 3\nmain;f;f;y 2\ng;f 1\ng;z 4\n"
NOTE = """# Sandwich

```flame cpu.folded id=cpu view=sandwich of=f
```
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    content = tmp_path_factory.mktemp("sandwich") / "content"
    content.mkdir()
    (content / "index.md").write_text(NOTE)
    (content / "cpu.folded").write_text(FOLDED)
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def shown(page: Page) -> Locator:
    """The panel, made."""
    panel = figure(page, "cpu").locator(".sandwich-panel")
    expect(panel.locator(".sandwich-facts")).not_to_be_empty()
    return panel


def frames(panel: Locator, side: str) -> dict[str, int]:
    """The labels of a half and how wide their frames are, in per cent of the half."""
    half = panel.locator(f".is-{side}")
    whole = float(half.locator("svg.flame").get_attribute("width") or 0)
    return {
        each.locator("text").text_content() or "": round(100 * width_px(each) / whole)
        for each in half.locator("g.frame").all()
    }


def test_callers_are_above_and_callees_below_as_wide_as_their_share(visit: Callable[..., Page]) -> None:
    panel = shown(visit())
    assert frames(panel, "callers") == {"f · 6 samples": 100, "g": 17, "main": 83}
    assert frames(panel, "callees") == {"f · 6 samples": 100, "f": 33, "y": 33, "x": 50}
    expect(panel.locator(".sandwich-facts")).to_have_text("6 samples, 60.00% of all, self 1 sample, in 3 frames")
    upper, lower = (panel.locator(f".is-{side} svg").bounding_box() for side in ("callers", "callees"))
    assert upper is not None and lower is not None
    assert upper["y"] + upper["height"] < lower["y"]


def test_a_double_click_makes_the_sandwich_of_that_function_and_back_returns(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = shown(page)
    frame(panel, "main").dblclick()
    expect(panel.locator(".sandwich-facts")).to_have_text("5 samples, 50.00% of all, self 0 samples, in 1 frame")
    expect(page).to_have_url(re.compile(r"cpu\.of=main$"))
    page.go_back()
    expect(panel.get_by_role("combobox")).to_have_value("f")
    page.go_forward()
    expect(panel.get_by_role("combobox")).to_have_value("main")
    panel.get_by_role("button", name="Back to the function before").click()
    expect(panel.get_by_role("combobox")).to_have_value("f")


def test_a_click_tells_what_a_frame_weighs_there_and_what_part_of_the_function_that_is(
    visit: Callable[..., Page],
) -> None:
    panel = shown(visit())
    frame(panel, "main").click()
    details = panel.locator(".sandwich-details")
    expect(details.locator(".details-name")).to_have_text("main")
    facts = dict(zip(details.locator("dt").all_text_contents(), details.locator("dd").all_text_contents(), strict=True))
    assert facts == {
        "Total": "5 samples, 50.00% of all",
        "Of the function": "83.33%",
        "Whole function": "5 samples, 50.00% of all, self 0 samples, in 1 frame",
    }
    frame(panel, "x").click()
    expect(details.locator("dt").nth(2)).to_have_text("Self")


def test_the_pointer_lights_a_function_in_both_halves(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = shown(page)
    panel.locator(".is-callees g.frame").first.hover()
    for side in ("callers", "callees"):
        expect(panel.locator(f".is-{side} .mark-hovered")).not_to_have_attribute("width", "0")
    expect(page.locator(".flame-tooltip .tooltip-name")).to_have_text("f")
    frame(panel, "x").hover()
    expect(page.locator(".flame-tooltip")).to_contain_text("50.00% of f")
    expect(panel.locator(".is-callers .mark-hovered")).to_have_attribute("width", "0")


def test_the_keyboard_walks_through_the_function_and_enter_goes_on(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = shown(page)
    panel.locator(".is-callers g.frame[tabindex]").focus()
    focused = page.locator(":focus")
    page.keyboard.press("ArrowUp")
    expect(focused).to_have_attribute("aria-label", re.compile("^main, 5 samples"))
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute("aria-label", re.compile("^g, 1 sample"))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", re.compile("^f, 6 samples"))
    page.keyboard.press("ArrowDown")
    expect(focused).to_have_attribute("aria-label", re.compile("^x, 3 samples"))
    page.keyboard.press("Enter")
    expect(panel.get_by_role("combobox")).to_have_value("x")
    expect(focused).to_have_attribute("aria-label", re.compile("^x, 3 samples"))
    page.keyboard.press("Backspace")
    expect(panel.get_by_role("combobox")).to_have_value("f")


def test_the_field_takes_names_and_patterns_and_says_what_it_refuses(visit: Callable[..., Page]) -> None:
    panel = shown(visit())
    field = panel.get_by_role("combobox")
    field.fill("/^[xz]$/")
    field.press("Enter")
    expect(panel.locator(".sandwich-facts")).to_have_text(
        "7 samples, 70.00% of all, self 7 samples, in 2 frames of 2 functions"
    )
    field.fill("nowhere")
    field.press("Enter")
    expect(panel.locator(".sandwich-message")).to_have_text("there is no function “nowhere”")
    expect(field).to_have_attribute("aria-invalid", "true")
    field.fill("mai")
    panel.get_by_role("option", name="main", exact=True).click()
    expect(panel.locator(".sandwich-facts")).to_contain_text("5 samples, 50.00% of all")


def test_questions_are_answered_first(visit: Callable[..., Page]) -> None:
    panel = shown(visit("#!v=1;cpu.ignore=y"))
    expect(panel.locator(".sandwich-facts")).to_have_text("4 samples, 40.00% of all, self 1 sample, in 2 frames")
    assert frames(panel, "callers") == {"f · 4 samples": 100, "g": 25, "main": 75}


def test_a_search_marks_frames_of_both_halves(visit: Callable[..., Page]) -> None:
    panel = shown(visit("#!v=1;cpu.search=%5E%5Bgx%5D%24"))
    assert panel.locator("g.frame.is-matched text").all_text_contents() == ["g", "x"]


def test_the_matches_of_both_halves_are_stepped_through(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;cpu.search=%5E%5Bgxy%5D%24")
    panel = shown(page)
    panel.locator(".is-callees g.frame[tabindex]").focus()
    focused = page.locator(":focus")
    for key, name in (("n", "y"), ("n", "x"), ("n", "g"), ("N", "x"), ("N", "y"), ("N", "g")):
        page.keyboard.press(key)
        expect(focused).to_have_attribute("aria-label", re.compile(f"^{name}, "))
        expect(panel.locator(".details-name")).to_have_text(name)
    expect(page.locator("[aria-live]").first).to_contain_text("1 of 3: g, 1 sample")
    figure(page, "cpu").get_by_role("button", name="Next match").click()
    expect(panel.locator(".details-name")).to_have_text("y")
    expect(page).to_have_url(re.compile(r"#!v=1;cpu\.search=%5E%5Bgxy%5D%24$"))


def test_keys_open_the_menu_of_a_frame_and_make_its_sandwich(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = shown(page)
    panel.locator(".is-callers g.frame[tabindex]").focus()
    page.keyboard.press("ArrowUp")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("^main, 5 samples"))
    page.keyboard.press(".")
    expect(page.get_by_role("menu", name="main")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("^main, 5 samples"))
    page.keyboard.press("s")
    expect(panel.get_by_role("combobox")).to_have_value("main")


def test_a_frame_can_be_looked_up_in_the_graph(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = shown(page)
    frame(panel, "g").click()
    panel.get_by_role("button", name="Show in the graph").click()
    expect(panel).to_be_hidden()
    expect(figure(page, "cpu").locator(".details-name").first).to_have_text("g")
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("^g, 5 samples"))


def test_the_right_button_asks_a_question_of_the_frame(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = shown(page)
    frame(panel, "main").click(button="right")
    page.get_by_role("menuitem", name="Ignore it").click()
    expect(page).to_have_url(re.compile(r"cpu\.ignore=main$"))
    expect(panel.locator(".sandwich-facts")).to_have_text("1 sample, 10.00% of all, self 1 sample, in 1 frame")


def test_a_touch_selects_and_a_second_one_goes_on(visit: Callable[..., Page]) -> None:
    page = visit(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    panel = shown(page)
    frame(panel, "main").tap()
    expect(panel.locator(".details-name")).to_have_text("main")
    frame(panel, "main").tap()
    expect(panel.get_by_role("combobox")).to_have_value("main")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_accessible(visit: Callable[..., Page], scheme: str) -> None:
    page = visit(color_scheme=scheme)
    frame(shown(page), "main").click()
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not found, [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]
