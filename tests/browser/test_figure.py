"""The figure's picture: its sizes, its numbers, touch, paper, a million nodes.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sitegen.model import Metric, Profile
from sitegen.model.frames import frame_table
from sitegen.pages.rendering import RenderRequest, draw
from tests.browser.figure_page import build_page, figure, frame, picture_px, visitor, width_px


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("figures") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_the_script_takes_the_picture_over_and_keeps_its_frames(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    assert picture_px(small) == pytest.approx(small.locator(".figure-stage").bounding_box()["width"], abs=1)
    shares = {"main": 90, "parse": 30, "read": 20, "serve": 60, "log": 10, "write": 50, "gc": 10}
    for name, samples in shares.items():
        assert width_px(frame(small, name)) == pytest.approx(picture_px(small) * samples / 100, abs=0.5)
    # Titles come when the browser has nothing else to do.
    expect(frame(small, "serve").locator("title")).to_have_text("serve (60 samples, 60.00%)")
    expect(frame(small, "serve")).to_have_attribute("data-w", "60")
    expect(small.locator(".figure-stage")).not_to_have_attribute("tabindex", "0")


def test_metrics_switch_over_all_that_the_profile_has(visit: Callable[..., Page]) -> None:
    page = visit()
    server = figure(page, "server")
    # go tool pprof -top: 1,936 samples, 19.36 s
    expect(frame(server, "all · 19.4 s")).to_have_count(1)
    server.get_by_label("Metric").select_option("samples")
    expect(frame(server, "all · 1,936 samples")).to_have_count(1)
    server.locator("g.frame[tabindex]").focus()
    page.keyboard.press("m")
    expect(frame(server, "all · 19.4 s")).to_have_count(1)


def test_details_know_the_function_over_all_its_frames(visit: Callable[..., Page]) -> None:
    """1,174 samples of Syscall6's own: go tool pprof -top -sample_index=samples says flat 1174, cum 1174."""
    server = figure(
        visit("#!v=1;server.metric=samples;server.search=%5Eruntime/internal/syscall.Syscall6%24"), "server"
    )
    server.get_by_role("searchbox").press("Enter")
    details = server.locator(".figure-details")
    expect(details).to_contain_text("1,174 samples, 60.64% of all, self 1,174 samples")
    expect(details).to_contain_text("syscall")


def test_the_pointer_shows_a_tooltip_and_lights_the_same_function(visit: Callable[..., Page]) -> None:
    page = visit()
    server = figure(page, "server")
    same = frame(server, "syscall.Syscall6")
    same.first.hover()
    tooltip = page.locator(".flame-tooltip")
    expect(tooltip).to_contain_text("runtime/internal/syscall.Syscall6")
    expect(tooltip).to_contain_text("% of all")
    assert len(re.findall("M", server.locator(".mark-alike").get_attribute("d") or "")) >= same.count() > 1
    page.mouse.move(0, 0)
    expect(tooltip).to_be_hidden()


def test_a_touch_selects_and_a_second_one_zooms(visit: Callable[..., Page]) -> None:
    page = visit(has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844})
    small = figure(page)
    frame(small, "serve").tap()
    sheet = small.locator(".figure-details.is-sheet")
    expect(sheet).to_contain_text("60 samples")
    expect(small.locator("g.is-above")).to_have_count(0)
    for name in ["Zoom", "Search this", "Copy name", "Copy a link to this frame", "Close"]:
        assert sheet.get_by_role("button", name=name).bounding_box()["height"] >= 44
    assert frame(small, "serve").bounding_box()["y"] + 19 <= sheet.bounding_box()["y"]
    frame(small, "serve").tap()
    expect(small.locator("g.is-above")).to_have_count(2)
    sheet.get_by_role("button", name="Search this").tap()
    expect(small.get_by_role("searchbox")).to_have_value("^serve$")
    sheet.get_by_role("button", name="Close").tap()
    expect(sheet).to_be_hidden()


def test_only_rows_in_sight_are_painted_and_scrolling_brings_the_others(visit: Callable[..., Page]) -> None:
    page = visit()
    deep = figure(page, "deep")
    assert 30 < deep.locator("g.frame").count() < 70
    expect(frame(deep, "f0")).to_be_in_viewport()
    deep.locator(".figure-stage").evaluate("stage => stage.scrollTo(0, -stage.scrollHeight)")
    expect(frame(deep, "f299")).to_be_in_viewport()
    assert deep.locator("g.frame").count() < 70
    deep.locator("g.frame[tabindex]").focus()
    page.keyboard.press("Home")
    expect(frame(deep, "f0")).to_be_in_viewport()
    page.keyboard.press("End")
    expect(frame(deep, "f299")).to_be_in_viewport()
    expect(page.locator("g.frame:focus")).to_have_attribute("aria-level", "301")


def test_another_size_of_the_window_lays_the_picture_out_anew(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    page.set_viewport_size({"width": 600, "height": 900})
    expect(small.locator("svg.flame")).to_have_attribute("width", re.compile("^5[0-9]{2}$"))
    assert width_px(frame(small, "serve")) == pytest.approx(picture_px(small) * 0.6, abs=0.5)


# In one go: on a slow machine a motion of a fifth of a second would be over before the next question is put.
CLICK_AND_SEE_WHETHER_IT_MOVES = """frame => {
    const {left, top, width, height} = frame.getBoundingClientRect();
    const place = {clientX: left + width / 2, clientY: top + height / 2, bubbles: true};
    frame.dispatchEvent(new MouseEvent("click", place));
    return frame.closest(".flame-figure").getAnimations({subtree: true}).length > 0;
}"""


def test_a_zoom_moves_by_transform_unless_the_reader_wants_no_motion(visit: Callable[..., Page]) -> None:
    for motion, moves in [("no-preference", True), ("reduce", False)]:
        small = figure(visit(reduced_motion=motion))
        assert frame(small, "serve").evaluate(CLICK_AND_SEE_WHETHER_IT_MOVES) is moves


def test_on_paper_every_row_is_there_and_no_control(visit: Callable[..., Page]) -> None:
    page = visit()
    deep = figure(page, "deep")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(frame(deep, "f299")).to_have_count(1)
    expect(deep.locator(".figure-controls")).to_be_hidden()
    assert deep.locator(".figure-stage").bounding_box()["height"] > 3000
    page.emulate_media(media="screen")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    expect(frame(deep, "f299")).to_have_count(0)


def test_data_that_cannot_be_read_leave_the_picture_and_a_word(
    new_page: Callable[..., Page], tmp_path: Path, address: str
) -> None:
    source = Path(address.removeprefix("file://")).parent
    shutil.copytree(source, tmp_path / "out")
    broken = tmp_path / "out/index.html"
    broken.write_text(broken.read_text("utf-8").replace('"version":3', '"version":99'), "utf-8")
    page = new_page()
    page.goto(broken.as_uri())
    small = page.locator("#small")
    expect(small.locator(".figure-message")).to_contain_text("they are of version 99, and this page reads version 3")
    expect(small.locator("g.frame title").first).to_have_text("all (100 samples, 100%)")
    expect(small.locator(".figure-controls")).to_have_count(0)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_has_a_serious_finding(new_page: Callable[..., Page], address: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address.replace("index.html", "alone/index.html"))
    small = figure(page)

    def check(state: str) -> None:
        found = Axe().run(page, options={"preload": False}).response["violations"]
        serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
        assert not serious, [(state, finding["id"], finding["nodes"][0]["html"][:200]) for finding in serious]

    check("at rest")
    frame(small, "serve").click()
    small.get_by_role("searchbox").fill("log")
    small.get_by_role("searchbox").press("Enter")
    expect(small.locator("g.is-selected")).to_contain_text("log")
    check("zoomed and searched")
    small.get_by_role("searchbox").fill("(")
    check("refused")
    small.get_by_role("button", name="Help and keys").click()
    check("help")


def a_million_nodes() -> Profile:
    """A random tree of a million nodes, each the end of one sample of a few: about 14 deep, 40 at most."""
    rng = np.random.default_rng(1)
    size = 1_040_000  # equal siblings become one node
    parent = (rng.random(size) * np.arange(size)).astype(np.int32)
    parent[0] = -1
    names = [f"pkg{number % 40}.function{number}" for number in range(5000)]
    blank = [""] * len(names)
    return Profile(
        title="million",
        format="folded",
        metrics=(Metric("samples"),),
        default_metric=0,
        frames=frame_table(names, blank, blank, [0] * len(names), [0] * len(names)),
        stack_parent=parent,
        stack_frame=rng.integers(0, len(names), size, dtype=np.int32),
        sample_stack=np.arange(size, dtype=np.int32),
        weight=rng.integers(1, 9, (size, 1)).astype(np.float64),
    )


def test_a_million_nodes_load_zoom_and_search_with_few_elements(new_page: Callable[..., Page], tmp_path: Path) -> None:
    path = tmp_path / "million.html"
    path.write_text(
        draw(RenderRequest("million", (), (("million", a_million_nodes()),), min_share=0), as_svg=False), "utf-8"
    )
    page = new_page(reduced_motion="reduce")
    page.goto(path.as_uri())
    million = figure(page, "profile")
    assert "folded" not in million.locator(".figure-status").inner_text()
    for _ in range(4):
        assert 0 < million.locator("svg.flame *").count() <= 5000
        shown = million.locator("g.frame:not(.is-above, .is-selected)").filter(has=page.locator("text"))
        label = shown.last.locator("text").text_content()
        shown.last.click()
        expect(million.locator("g.is-selected text")).to_contain_text((label or "").rstrip("…")[:4])
    assert million.locator("g.is-above").count() >= 4
    million.get_by_role("searchbox").fill("^pkg7\\.")
    expect(million.locator(".figure-message")).to_contain_text(
        re.compile("2[0-9],[0-9]{3} frames match: .*% of all, .*% of")
    )
