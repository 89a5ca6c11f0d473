"""The colours of frames in the browser: the choice of the palette, its legend, badges, and what links say of them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import figure, frame

# all 20 > main.main 20 > (net/http.Get 4 > net/http.Do 8), log.Print 5 > write 5 in the kernel; 3 of main.main's own
FOLDED = (
    "main.main;net/http.Get 4\nmain.main;net/http.Get;net/http.Do 8\nmain.main;log.Print;write_[k] 5\nmain.main 3\n"
)
NOTE = """# Colours

```flame cpu.folded id=cpu
```

```flame cpu.folded id=kinds color=kind
```

```flame-diff cpu.folded other.folded id=change
```
"""
MAIN = f"hue-{zlib.crc32(b'main') % 12}"

Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    content: Path = tmp_path_factory.mktemp("colours") / "content"
    content.mkdir()
    (content / "index.md").write_text(NOTE)
    (content / "cpu.folded").write_text(FOLDED)
    (content / "other.folded").write_text(FOLDED.replace("Do 8", "Put 8"))
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Visit:
    def open_page(hash_text: str = "", **options: object) -> Page:
        page = new_page(**{"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 900}, **options})
        page.goto(address + hash_text)
        return page

    return open_page


def entries(of: Locator) -> Locator:
    return of.locator(".legend-entry")


def palette(of: Locator) -> Locator:
    return of.get_by_label("Colour by")


def looks(of: Locator) -> list[str]:
    """The class of each swatch."""
    return [
        name.removeprefix("legend-swatch ")
        for name in of.locator(".legend-swatch").evaluate_all("swatches => swatches.map((swatch) => swatch.className)")
    ]


def test_the_legend_lists_packages_by_weight_with_and_without_scripts(visit):
    for options in ({}, {"java_script_enabled": False}):
        page = visit(**options)
        cpu = page.locator("#cpu") if options else figure(page, "cpu")
        expect(entries(cpu)).to_have_text(["net/http60.00%", "kernel [k]25.00%", "main15.00%"])
        assert looks(cpu) == ["hue-2", "hue-calm", MAIN]
    expect(page.locator("#kinds .legend-title")).to_have_text("Colour by kind")


def test_a_swatch_has_the_colour_of_its_frames(visit):
    for scheme in ("light", "dark"):
        cpu = figure(visit(color_scheme=scheme), "cpu")
        expect(cpu.locator("button.legend-entry")).to_have_count(3)
        swatch = cpu.locator(".legend-swatch").first.evaluate("swatch => getComputedStyle(swatch).backgroundColor")
        fill = frame(cpu, "net/http.Get").locator("rect").evaluate("rect => getComputedStyle(rect).fill")
        assert swatch == fill


def test_another_palette_is_a_step_in_history_and_part_of_the_link(visit):
    page = visit()
    cpu = figure(page, "cpu")
    palette(cpu).select_option("kind")
    expect(entries(cpu)).to_have_text(["ordinary code75.00%", "kernel [k]25.00%"])
    expect(page).to_have_url(re.compile(r"#!v=1;cpu\.color=kind$"))
    expect(frame(cpu, "write [k]")).to_have_class(re.compile(r"\bhue-kernel\b"))
    palette(cpu).select_option("hot")
    expect(entries(cpu)).to_have_count(0)
    expect(cpu.locator(".legend-more")).to_have_text("warm tones tell neighbours apart and mean nothing else")
    page.go_back()
    expect(palette(cpu)).to_have_value("kind")
    page.go_back()
    expect(palette(cpu)).to_have_value("package")
    expect(frame(cpu, "main.main")).to_have_class(re.compile(rf"\b{MAIN}\b"))


def test_the_choice_offers_what_tells_frames_apart(visit):
    """No frame of the profile has a file; a link that asks for it is obeyed all the same."""
    cpu = figure(visit(), "cpu")
    expect(palette(cpu).locator("option")).to_have_text(["package", "kind", "classic hot", "one colour"])
    cpu = figure(visit("#!v=1;cpu.color=file"), "cpu")
    expect(palette(cpu)).to_have_value("file")
    expect(entries(cpu)).to_have_text(["without a file100%"])


def test_an_entry_searches_its_functions_and_again_no_longer(visit):
    page = visit()
    cpu = figure(page, "cpu")
    entry = cpu.get_by_role("button", name="net/http 60.00%")
    entry.click()
    expect(cpu.get_by_role("searchbox")).to_have_value(r"^net/http\.")
    expect(cpu.locator(".frame.is-matched")).to_have_count(2)
    expect(entry).to_have_attribute("aria-pressed", "true")
    entry.click()
    expect(cpu.get_by_role("searchbox")).to_have_value("")
    expect(entry).to_have_attribute("aria-pressed", "false")
    expect(cpu.locator(".frame.is-matched")).to_have_count(0)


def test_an_author_chooses_the_palette(visit):
    for options in ({}, {"java_script_enabled": False}):
        page = visit(**options)
        kinds = page.locator("#kinds") if options else figure(page, "kinds")
        expect(frame(kinds, "write [k]")).to_have_class(re.compile(r"\bhue-kernel\b"))
        expect(frame(kinds, "log.Print")).to_have_class(re.compile(r"\bhue-ordinary\b"))
        assert looks(kinds) == ["hue-ordinary", "hue-kernel"]


def test_kinds_are_told_by_badges_in_tooltip_and_details(visit):
    page = visit()
    cpu = figure(page, "cpu")
    frame(cpu, "write [k]").locator("rect").hover()
    expect(page.locator(".tooltip-name")).to_have_text("write [k]")
    frame(cpu, "write [k]").locator("rect").click()
    cpu.locator(".figure-stage").press("ArrowDown")
    cpu.locator(".figure-stage").press("ArrowUp")
    expect(cpu.locator(".details-facts")).to_contain_text("kernel [k]")


def test_a_difference_explains_its_colours(visit):
    for options in ({}, {"java_script_enabled": False}):
        page = visit(**options)
        change = page.locator("#change") if options else figure(page, "change")
        expect(change.locator(".legend-list")).to_contain_text("nothing beyond noise")
        expect(palette(change)).to_have_count(0)
        assert looks(change)[:3] == ["less-3", "less-2", "less-1"]


def test_the_legend_fits_a_phone(visit):
    page = visit(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    cpu = figure(page, "cpu")
    expect(cpu.locator("button.legend-entry")).to_have_count(3)
    heights = cpu.locator("button.legend-entry").evaluate_all("all => all.map((entry) => entry.offsetHeight)")
    assert min(heights) >= 44
    assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
