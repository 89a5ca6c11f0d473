"""Differences in the browser: widths, scales, colours, the table of movers, links, phone and paper.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import ROOT, figure, frame, picture_px, visitor, width_px

# Per operation, over 1,000 before and 500 after: parse 4 -> 8, log with write 1 -> 0, fresh 0 -> 2, gc 1 -> 2.
BEFORE = "main;parse 4000\nmain;log;write 1000\ngc 1000\n"
AFTER = "main;parse 4000\nmain;fresh 1000\ngc 1000\n"
MANY = [f"gone{number:02} {300 + number}" for number in range(12)]
NOTE = """---
title: Differences
---

```flame-diff before.folded after.folded id=small per="1000 -> 500"
title: Small
```

```flame-diff many.folded few.folded id=many
title: Many
```

```flame-diff log/cpu_10s_[1-3].pb.gz nolog/cpu_10s_[1-3].pb.gz id=server
title: A server, three runs a side
```
"""
LOG = (
    "log, 1 sample/op → 0 samples/op, -1 samples/op (gone), -1.09 to -0.912 samples/op: beyond sampling noise, 1 child"
)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    content = tmp_path_factory.mktemp("differences") / "content"
    content.mkdir()
    (content / "index.md").write_text(NOTE)
    (content / "before.folded").write_text(BEFORE)
    (content / "after.folded").write_text(AFTER)
    (content / "many.folded").write_text("\n".join([*MANY, "base 10000\n"]))
    (content / "few.folded").write_text("base 10000\n")
    for side in ("log", "nolog"):
        (content / side).mkdir()
        for run in (1, 2, 3):
            name = f"{side}/cpu_10s_{run}.pb.gz"
            shutil.copy(ROOT / "content/whoami" / name, content / name)
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def test_the_live_picture_says_what_the_static_one_says(new_page: Callable[..., Page], address: str) -> None:
    """Python drew the one and the page's script the other, of the same comparison."""
    static = new_page(java_script_enabled=False)
    static.goto(address)
    live = new_page(viewport={"width": 1440, "height": 900})
    live.goto(address)
    for name in ("small", "server"):
        drawn = _told(static.locator(f"#{name}"))
        shown = _told(figure(live, name))
        common = drawn.keys() & shown.keys()
        assert len(common) > 0.9 * len(shown) > 5
        assert {title: drawn[title] for title in common} == {title: shown[title] for title in common}


def test_what_vanished_and_what_is_new_are_marked(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    expect(frame(small, "\u2212 log")).to_have_class(re.compile("less-3 is-gone"))
    expect(frame(small, "+ fresh")).to_have_class(re.compile("more-3 is-new"))
    hatch = frame(small, "\u2212 log").locator("rect").evaluate("rect => getComputedStyle(rect).fill")
    assert "#flame-gone" in hatch


def test_widths_are_of_the_larger_side_or_of_the_one_that_is_chosen(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    # Larger of both: parse 8, log 1, fresh 2, gc 2.
    assert width_px(frame(small, "\u2212 log")) == pytest.approx(picture_px(small) * 1 / 13, abs=0.5)
    small.get_by_label("Width").select_option("before")
    assert width_px(frame(small, "\u2212 log")) == pytest.approx(picture_px(small) * 1 / 6, abs=0.5)
    expect(frame(small, "+ fresh")).to_have_count(0)
    small.get_by_label("Width").select_option("after")
    assert width_px(frame(small, "+ fresh")) == pytest.approx(picture_px(small) * 2 / 12, abs=0.5)
    expect(frame(small, "\u2212 log")).to_have_count(0)
    expect(page).to_have_url(re.compile(r"#!v=1;small\.width=after$"))
    page.go_back()
    expect(small.get_by_label("Width")).to_have_value("before")
    page.go_back()
    expect(small.get_by_label("Width")).to_have_value("larger")
    page.go_forward()
    expect(frame(small, "+ fresh")).to_have_count(0)


def test_the_scale_changes_the_colours_the_words_and_the_table(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    expect(small.get_by_label("Scale").locator("option")).to_have_text(["per op", "share of total", "as recorded"])
    expect(frame(small, "parse")).to_have_class(re.compile("more-3"))
    expect(_movers(small)).to_have_text(["all", "main", "parse", "fresh", "gc", "write"])
    small.get_by_label("Scale").select_option("share")
    expect(frame(small, "parse")).to_have_class(re.compile("is-same"))
    expect(_movers(small)).to_have_text(["fresh", "write"])
    expect(small.locator(".movers-table tbody tr").first).to_have_text(
        re.compile(r"fresh\s*0%\s*16\.67%\s*\+16\.67 points\s*\+15\.\d\d to \+17\.\d\d points\s*new\s*beyond sampling")
    )
    expect(small.locator(".figure-status-note")).to_contain_text("Each side is taken as 100%")
    expect(page).to_have_url(re.compile(r"small\.scale=share$"))
    page.reload()
    expect(figure(page).get_by_label("Scale")).to_have_value("share")
    page.go_back()
    expect(small.locator(".figure-status-note")).to_contain_text("Scaled to one op: 1,000 before, 500 after")


def test_a_metric_keeps_the_scale_that_it_has(visit: Callable[..., Page]) -> None:
    server = figure(visit(), "server")
    server.get_by_label("Scale").select_option("per second")
    server.get_by_label("Metric").select_option("samples")
    expect(server.get_by_label("Scale")).to_have_value("per second")
    expect(server.locator(".movers-table tbody td").first).to_have_text(re.compile("samples/s$"))


def test_the_classic_colours_are_a_choice(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    safe = _fill(frame(small, "parse"))
    small.get_by_role("combobox", name="Colours").select_option("classic")
    expect(small).to_have_class(re.compile("is-classic"))
    assert _fill(frame(small, "parse")) != safe
    assert _fill(frame(figure(page, "many"), "base")) != "", "other figures keep theirs"
    expect(page.locator("#many")).not_to_have_class(re.compile("is-classic"))
    expect(page).to_have_url(re.compile(r"small\.color=classic$"))


def test_a_mover_leads_to_its_frame_by_a_click_and_by_its_link(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    link = small.get_by_role("link", name="log", exact=True)
    expect(small.locator(".mover-ancestors")).to_have_text("the same change: log")
    link.hover()
    box = small.locator(".mark-hovered")
    assert float(box.get_attribute("width") or 0) == pytest.approx(width_px(frame(small, "\u2212 log")), abs=0.1)
    link.click()
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main/log$"))
    expect(page.locator("g.frame:focus")).to_have_attribute("aria-label", LOG)
    assert width_px(frame(small, "\u2212 log")) == picture_px(small)
    expect(small.locator(".figure-details")).to_contain_text("Recorded1,000 samples → 0 samples")
    page.go_back()
    assert "#" not in page.url
    other = visit(str(link.get_attribute("href")))
    assert width_px(frame(figure(other), "\u2212 log")) == picture_px(figure(other))


def test_the_table_is_sorted_by_its_headers_and_lists_all_on_demand(visit: Callable[..., Page]) -> None:
    many = figure(visit(), "many")
    expect(_movers(many)).to_have_count(10)
    first = _movers(many).first
    expect(first).to_have_text("base")
    many.get_by_role("button", name="Show all 13").click()
    expect(_movers(many)).to_have_count(13)
    expect(_movers(many).nth(10)).to_be_focused()
    head = many.get_by_role("columnheader", name="Frame")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "ascending")
    expect(head.get_by_role("button")).to_be_focused()
    expect(_movers(many).nth(1)).to_have_text("gone00")
    head.get_by_role("button").press("Enter")
    expect(head).to_have_attribute("aria-sort", "descending")
    expect(first).to_have_text("gone11")
    head.get_by_role("button").press("Enter")
    expect(many.locator("[aria-sort]")).to_have_count(0)
    many.get_by_role("button", name="Before").click()
    expect(_movers(many).nth(1)).to_have_text("gone11")


def test_a_search_tells_the_matched_weight_before_and_after(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    small.get_by_role("searchbox").fill("fresh|parse")
    expect(small.locator(".search-found")).to_have_text("4 samples/op → 10 samples/op · 2")
    expect(small.locator(".figure-message")).to_have_text(
        "2 frames match: 4 samples/op → 10 samples/op, +6 samples/op (+150.00%)"
    )


def test_a_zoomed_frame_without_width_is_shown_and_left(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.path=main/log;small.width=after")
    small = figure(page)
    assert width_px(frame(small, "\u2212 log")) == picture_px(small)
    small.locator("g.frame[tabindex]").focus()
    for key in ("ArrowUp", "ArrowRight", "End", "Home"):
        page.keyboard.press(key)
    expect(page.locator("g.frame:focus")).to_have_attribute("aria-label", LOG)
    page.keyboard.press("Escape")
    expect(small.locator("g.is-above")).to_have_count(0)


def test_what_does_not_fit_in_a_link_is_told(visit: Callable[..., Page]) -> None:
    small = figure(visit("#!v=1;small.scale=per%20second;small.width=both;small.color=green"))
    message = small.locator(".figure-message")
    for words in ("no scale “per second”", "no width “both”", "no color “green”"):
        expect(message).to_contain_text(words)
    expect(small.get_by_label("Scale")).to_have_value("per operation")


def test_one_run_a_side_is_never_said_to_have_changed(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    frame(small, "\u2212 log").hover()
    expect(page.locator(".flame-tooltip")).to_contain_text("beyond sampling noise")
    expect(small.locator(".movers-table")).not_to_contain_text("changed")
    expect(figure(page, "server").locator(".movers-table")).to_contain_text("changed")


def test_a_phone_needs_no_sideways_scrolling(visit: Callable[..., Page]) -> None:
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    for name in ("small", "many", "server"):
        figure(page, name)
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    scrollers = page.locator(".figure-movers .table-scroll")
    assert scrollers.evaluate_all("all => all.every((one) => one.scrollWidth <= one.clientWidth)")
    expect(page.locator("#small").get_by_role("table", name="Largest changes").get_by_role("row")).to_have_count(7)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("colours", ["safe", "classic"])
def test_a_difference_can_be_read_by_all(visit: Callable[..., Page], scheme: str, colours: str) -> None:
    page = visit(f"#!v=1;small.color={colours};small.path=main/log", color_scheme=scheme)
    frame(figure(page), "\u2212 log").click()
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not found, [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]


def test_the_picture_stays_in_its_place_when_the_script_comes(new_page: Callable[..., Page], address: str) -> None:
    for width in (390, 1280):
        tops = []
        for has_scripts in (False, True):
            page = new_page(viewport={"width": width, "height": 900})
            if not has_scripts:
                page.route("**/main.js", lambda route: route.fulfill(body="", content_type="text/javascript"))
            page.goto(address)
            if has_scripts:
                figure(page)
                page.evaluate("scrollTo(0, 0)")
            tops.append(page.locator("#small .figure-stage").evaluate("stage => stage.getBoundingClientRect().top"))
        assert tops[0] == pytest.approx(tops[1], abs=1), width


def test_paper_shows_the_comparison_that_was_on_the_screen(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.scale=share;small.color=classic")
    small = figure(page)
    page.emulate_media(media="print")
    expect(small.locator(".figure-controls")).to_be_hidden()
    expect(small.locator(".figure-status-note")).to_contain_text("Each side is taken as 100%")
    expect(_movers(small)).to_have_text(["fresh", "write"])
    expect(figure(page, "many").get_by_role("button", name="Show all")).to_be_hidden()


def _movers(within: Locator) -> Locator:
    return within.locator("tbody a.mover-name")


def _fill(of: Locator) -> str:
    return str(of.locator("rect").evaluate("rect => getComputedStyle(rect).fill"))


def _told(within: Locator) -> dict[str, tuple[str, str]]:
    """The change's class and mark of each frame by its title, when all have one."""
    frames = within.locator("g.frame:has(title)")
    expect(within.locator("g.frame:not(:has(title:not(:empty)))")).to_have_count(0)
    told = {}
    for title, classes, weight in frames.evaluate_all(
        "all => all.map((g) => [g.querySelector('title').textContent, g.getAttribute('class'), g.dataset.w])"
    ):
        kept = [name for name in classes.split() if re.match(r"(less|more)-\d|is-(same|new|gone)$", name)]
        told[title] = (" ".join(kept), weight)
    return told
