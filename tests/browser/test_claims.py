"""Numbers in sentences as a reader meets them: details by mouse, finger and keyboard, without scripts, on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import figure, frame, picture_px, width_px
from tests.results.captures import content as captured

NOTE = """---
profiles:
  cpu: cpu.folded
---
## `{pct} work ~= 75%` is work

Of all samples `{samples} work` hold work, which is `{pct} work = 75%`, and not `{pct} work in main ~= 99%`.

```flame cpu
```

Requests a second rose by `{bench} requests/s log_[1-5].txt -> nolog_[1-5].txt`; of latency we know only
`{bench} latency mean log_[1-5].txt -> nolog_[1-5].txt`.

Without the line `{predict} work @cpu -> cpu against requests/s log_[1-5].txt -> nolog_[1-5].txt` was to be expected.
"""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with claims of several kinds, one of which does not hold."""
    folder = tmp_path_factory.mktemp("claims")
    content = folder / "content"
    content.mkdir()
    (content / "n.md").write_text(NOTE)
    (content / "cpu.folded").write_text("main;work;work 300\nmain 100\n")
    for side in ("log", "nolog"):
        for run in range(1, 6):
            (content / f"{side}_{run}.txt").write_bytes(captured(f"wrk/{side}_{run}.txt"))
    write_site(folder / "out", build_site(content, BuildOptions()).files, content)
    return folder / "out" / "n" / "index.html"


def details(page: Page, number: int) -> str:
    """The text of a claim's details; empty while they are closed."""
    found = page.locator(f"#claim-{number}-details:popover-open")
    return found.inner_text() if found.count() else ""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_page_of_numbers_fits_and_has_no_serious_finding(note, new_page, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(note.as_uri())
    page.locator(".claims summary").click()
    page.locator("#claim-4 .claim-button").click()
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
    found = Axe().run(page, options={"preload": False}).response["violations"]
    serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
    assert not serious, [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in serious]


@pytest.mark.parametrize("scripts", [True, False])
def test_details_open_and_close_with_scripts_and_without(note, new_page, scripts):
    page = new_page(java_script_enabled=scripts)
    page.goto(note.as_uri())
    assert details(page, 4) == ""
    page.locator("#claim-4 .claim-button").click()
    text = details(page, 4)
    assert "does not hold" in text
    assert "300 samples in stacks that hold work below main" in text
    assert "400 samples in stacks that hold main" in text
    page.keyboard.press("Escape")
    assert details(page, 4) == ""


def test_the_keyboard_reaches_details(note, new_page):
    page = new_page()
    page.goto(note.as_uri())
    page.locator("#claim-2 .claim-link").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert "300 samples" in details(page, 2)


def test_details_lie_in_the_window_wherever_their_number_is(note, new_page):
    page = new_page(viewport={"width": 390, "height": 500})
    page.goto(note.as_uri())
    for number in range(1, 8):
        page.locator(f"#claim-{number} .claim-button").click()
        box = page.locator(f"#claim-{number}-details").bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= 390
        assert box["y"] + box["height"] <= 500
        page.keyboard.press("Escape")


def test_a_number_opens_its_frame(note, new_page):
    page = new_page()
    page.goto(note.as_uri())
    page.locator("#claim-2 .claim-link").click()
    assert page.evaluate("location.hash") == "#!v=1;cpu.path=main/work"
    cpu = figure(page, "cpu")
    outer = frame(cpu, "work").first
    expect(outer).to_be_in_viewport()
    assert width_px(outer) == picture_px(cpu)


def test_a_claim_that_does_not_hold_is_told_by_words_and_a_wavy_line(note, new_page):
    page = new_page()
    page.goto(note.as_uri())
    assert page.locator("#claim-4").inner_text().startswith("75.00% (not “~= 99%”)")
    line = "number => getComputedStyle(number).textDecorationStyle"
    assert page.locator("#claim-4 .claim-number").evaluate(line) == "wavy"
    assert page.locator("#claim-3 .claim-number").evaluate(line) != "wavy"


def test_a_line_never_parts_a_number_from_the_full_stop_behind_it(note, new_page):
    """At every width the dot after claim-6 stands on the line of the claim's last word."""
    page = new_page()
    page.goto(note.as_uri())
    for width in range(320, 480, 7):
        page.set_viewport_size({"width": width, "height": 800})
        tops = page.evaluate(
            """() => {
              const claim = document.getElementById("claim-6");
              const range = document.createRange();
              range.setStart(claim.nextSibling, 0);
              range.setEnd(claim.nextSibling, 1);
              const lines = claim.querySelector(".claim-number").getClientRects();
              return [lines[lines.length - 1].bottom, range.getBoundingClientRect().bottom];
            }"""
        )
        assert tops[1] == pytest.approx(tops[0], abs=4), width


def test_on_paper_the_table_tells_all_numbers(note, new_page):
    page = new_page(viewport={"width": 700, "height": 900})
    page.goto(note.as_uri())
    page.emulate_media(media="print")
    assert page.locator(".claim-button").first.is_visible() is False
    rows = page.locator(".claim-table tbody tr")
    assert rows.count() == 7
    assert rows.nth(3).inner_text().split("\n")[0].startswith("{pct} work in main ~= 99%")
    assert "does not hold" in rows.nth(3).inner_text()


def test_the_table_leads_back_to_the_sentence(note, new_page):
    page = new_page()
    page.goto(note.as_uri())
    page.locator(".claims summary").click()
    page.locator(".claim-table a").nth(4).click()
    assert page.locator("#claim-5:target").count() == 1
