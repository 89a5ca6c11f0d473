"""What a picture is to those who do not see it, or not in our colours: the items of the tree, the system's colours."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.figure_page import build_page, figure, frame, visitor

LEVEL, POSITION, COUNT, EXPANDED = "aria-level", "aria-posinset", "aria-setsize", "aria-expanded"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("access") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def items(of: Locator) -> dict[str, tuple[str | None, ...]]:
    """Level, place, count and whether it is expanded of every item, once all frames are described; by what is drawn."""
    expect(of.locator("g.frame:not([role=treeitem])")).to_have_count(0)
    described = of.locator("g.frame").all()
    names = (LEVEL, POSITION, COUNT, EXPANDED)
    return {
        (item.locator("title").text_content() or "").split(" ")[0]: tuple(item.get_attribute(name) for name in names)
        for item in described
    }


def test_every_frame_is_an_item_with_its_level_its_place_and_whether_it_is_expanded(
    visit: Callable[..., Page],
) -> None:
    """By hand: all 100 > main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10; siblings by name."""
    small = figure(visit())
    assert items(small) == {
        "all": ("1", None, None, "true"),
        "gc": ("2", "1", "2", None),
        "main": ("2", "2", "2", "true"),
        "parse": ("3", "1", "2", "true"),
        "serve": ("3", "2", "2", "true"),
        "read": ("4", "1", "1", None),
        "log": ("4", "1", "2", None),
        "write": ("4", "2", "2", None),
    }
    expect(small.locator("svg.flame")).to_have_attribute("role", "tree")
    expect(small.locator("g.frame[tabindex='0']")).to_have_count(1)


def test_a_zoom_leaves_only_the_way_and_what_is_below(visit: Callable[..., Page]) -> None:
    small = figure(visit("#!v=1;small.path=main/serve"))
    assert items(small) == {
        "all": ("1", None, None, "true"),
        "main": ("2", None, None, "true"),
        "serve": ("3", None, None, "true"),
        "log": ("4", "1", "2", None),
        "write": ("4", "2", "2", None),
    }


def test_frames_too_narrow_to_draw_count_as_siblings(visit: Callable[..., Page]) -> None:
    """`rest` has 200 callees of which none is drawn, and z, the last of 201."""
    narrow = items(figure(visit(), "narrow"))
    assert narrow["rest"] == ("2", "1", "2", "true")
    assert narrow["z"] == ("3", "201", "201", None)


def test_the_focus_moves_with_its_words(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    frame(small, "all · 100 samples").focus()
    page.keyboard.press("ArrowUp")
    focused = page.locator("g.frame:focus")
    expect(focused).to_have_attribute("aria-label", "main, 90 samples, 90.00% of all, 2 children")
    for name, value in ((LEVEL, "2"), (POSITION, "2"), (COUNT, "2"), (EXPANDED, "true")):
        expect(focused).to_have_attribute(name, value)
    page.keyboard.press("ArrowLeft")
    expect(focused).to_have_attribute(POSITION, "1")
    expect(focused).not_to_have_attribute(EXPANDED, "true")
    expect(small.locator("g.frame[aria-label]")).to_have_count(1)
    expect(small.locator("g.frame[aria-selected]")).to_have_count(1)


def colours(page: Page, of: Locator) -> dict[str, str]:
    """The system's colours as the page gets them, and those of a frame's box and label."""
    script = """(group) => {
      const probe = document.createElement("span");
      document.body.append(probe);
      const system = (name) => { probe.style.color = name; return getComputedStyle(probe).color; };
      const names = ["Canvas", "CanvasText", "Highlight", "HighlightText"];
      const found = Object.fromEntries(names.map((name) => [name, system(name)]));
      probe.remove();
      const { fill, stroke } = getComputedStyle(group.querySelector("rect"));
      return { ...found, fill, stroke, label: getComputedStyle(group.querySelector("text")).fill };
    }"""
    found: dict[str, str] = of.evaluate(script)
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_in_the_colours_of_the_system_frames_are_outlined_and_matches_highlighted(
    visit: Callable[..., Page], scheme: str
) -> None:
    page = visit("#!v=1;small.search=write", forced_colors="active", color_scheme=scheme)
    small = figure(page)
    other = colours(page, frame(small, "serve"))
    assert other["fill"] == other["Canvas"]
    assert other["label"] == other["CanvasText"]
    assert other["stroke"] not in (other["Canvas"], "none")
    match = colours(page, frame(small, "write"))
    assert match["fill"] == match["Highlight"]
    assert match["label"] == match["HighlightText"]


def test_no_zoom_moves_for_those_who_asked_for_stillness(visit: Callable[..., Page]) -> None:
    for motion, moves in (("reduce", False), ("no-preference", True)):
        page = visit(reduced_motion=motion)
        frame(figure(page), "serve").click()
        assert page.evaluate("document.getAnimations().length > 0") is moves
