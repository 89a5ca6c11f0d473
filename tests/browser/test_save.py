"""Saving what a figure shows: a picture that needs nothing of the page, and the profile that the site offers."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from sitegen.pages.theme import default_folder
from tests.browser.figure_page import FOLDED, NARROW, figure, frame, visitor
from tests.colour_science import rgb_hex, scheme_tokens, token_colour

SVG = "{http://www.w3.org/2000/svg}"
NOTE = """---
title: Saving
---

```flame cpu.folded id=small
title: A <title> & more
```

1. `serve` A callout.

```flame deep.folded id=deep
```

```flame narrow.folded id=narrow
```

```flame-diff cpu.folded later.folded id=change
```

```flame hostile.folded id=hostile
```
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with one note, all of whose figures can be saved; where it was written."""
    content = tmp_path_factory.mktemp("saving") / "content"
    content.mkdir()
    (content / "site.toml").write_text('title = "Saving"\ndownloads = true\n')
    (content / "note.md").write_text(NOTE)
    (content / "cpu.folded").write_text(FOLDED)
    (content / "later.folded").write_text("main;parse 10\nmain;parse;read 20\nmain;serve;write 50\nmain;new 30\n")
    (content / "deep.folded").write_text(f"{';'.join(f'f{depth}' for depth in range(300))} 5\n")
    (content / "narrow.folded").write_text(f"{NARROW}\n")
    (content / "hostile.folded").write_text('main;</title><script>alert(1)</script>;a&b;"x\'y" 7\n')
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return content.parent / "out"


@pytest.fixture
def visit(new_page: Callable[..., Page], site: Path) -> Callable[..., Page]:
    return visitor(new_page, (site / "note/index.html").as_uri())


def save(of: Locator, what: str) -> tuple[str, bytes]:
    """What the menu's entry saves: the file's name and its bytes."""
    of.get_by_role("button", name=re.compile("^(Save|Saved)$")).click()
    with of.page.expect_download() as download:
        of.get_by_role("menuitem", name=what).click()
    return download.value.suggested_filename, Path(download.value.path()).read_bytes()


def saved_svg(of: Locator) -> ElementTree.Element:
    _, content = save(of, "Picture as SVG")
    return ElementTree.fromstring(content)


def titles(svg: ElementTree.Element) -> dict[str, str]:
    """Every frame's exact weight by its title."""
    return {
        group.findtext(f"{SVG}title", ""): group.get("data-w", "")
        for group in svg.iter(f"{SVG}g")
        if "data-w" in group.attrib
    }


def test_the_svg_says_what_every_frame_is(visit: Callable[..., Page]) -> None:
    """Weights by hand: all 100 > main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10."""
    small = figure(visit())
    name, content = save(small, "Picture as SVG")
    assert name == "small-flame.svg"
    svg = ElementTree.fromstring(content)
    assert titles(svg) == {
        "all (100 samples, 100%)": "100",
        "main (90 samples, 90.00%)": "90",
        "parse (30 samples, 30.00%)": "30",
        "read (20 samples, 20.00%)": "20",
        "serve (60 samples, 60.00%)": "60",
        "log (10 samples, 10.00%)": "10",
        "write (50 samples, 50.00%)": "50",
        "gc (10 samples, 10.00%)": "10",
    }
    assert svg.findtext(f"{SVG}title") == "A <title> & more"
    words = [text.text for text in svg.iter(f"{SVG}text")]
    assert words[0] == "A <title> & more"
    assert words[-1] == "100 samples."
    assert "1" in words  # the callout's pin
    expect(small.get_by_role("button", name="Saved")).to_be_visible()
    expect(small.page.locator("[aria-live]")).to_have_text("Saved small-flame.svg")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_svg_has_the_colours_that_are_seen_and_nothing_of_the_page(visit: Callable[..., Page], scheme: str) -> None:
    """The ground is --paper in sRGB, by the formulas of tests/colour_science.py."""
    page = visit(color_scheme=scheme)
    svg = saved_svg(figure(page))
    for element in svg.iter():
        assert not {"class", "style", "tabindex", "role"} & (set(element.attrib) if element is not svg else set())
        assert element.tag.removeprefix(SVG) not in {"style", "script", "image", "foreignObject"}
    ground = svg.find(f"{SVG}rect")
    assert ground is not None
    css = (default_folder() / "css" / "tokens.css").read_text("utf-8")
    assert ground.get("fill") == rgb_hex(token_colour(scheme_tokens(css, scheme), "paper"))
    fills = {rect.get("fill", "") for rect in svg.iter(f"{SVG}rect")}
    assert all(re.fullmatch("#[0-9a-f]{6}", fill) for fill in fills)
    assert len(fills) > 2


def test_the_svg_shows_the_zoom_the_search_and_says_so(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.path=main/serve;small.search=write")
    svg = saved_svg(figure(page))
    assert [title.split(" ")[0] for title in titles(svg)] == ["all", "main", "serve", "log", "write"]
    words = " ".join(text.text or "" for text in svg.iter(f"{SVG}text"))
    assert "Zoomed to serve" in words
    assert "1 frame matches: 50 samples" in words


def test_the_svg_says_what_was_asked_and_what_the_colours_stand_for(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.focus=write;small.view=bottom-up")
    small = figure(page)
    expect(small.locator(".legend-list > li").first).to_be_visible()
    words = [text.text for text in saved_svg(small).iter(f"{SVG}text")]
    assert words[-3:] == ["Bottom-up", "Focus on write", "100 samples; shown: 50 samples, 50.00% of all."]
    assert small.locator(".legend-name").first.text_content() in " ".join(word or "" for word in words)
    change = [text.text for text in saved_svg(figure(page, "change")).iter(f"{SVG}text")]
    assert {"less", "more", "+ new", "− gone"} <= set(change)


def test_rows_out_of_sight_are_saved_and_the_page_stays_where_it_was(visit: Callable[..., Page]) -> None:
    page = visit()
    deep = figure(page, "deep")
    stage = deep.locator(".figure-stage")
    stage.evaluate("(element) => { element.scrollTop = -500; }")
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    before = stage.evaluate("(element) => [element.scrollTop, element.offsetHeight, scrollY]")
    svg = saved_svg(deep)
    assert len(titles(svg)) == 301
    assert float(svg.get("height", "0")) > 301 * 20
    assert stage.evaluate("(element) => [element.scrollTop, element.offsetHeight, scrollY]") == before
    assert deep.locator("g.frame").count() < 120, "the page has only the rows in sight again"


def test_hatches_come_along(visit: Callable[..., Page]) -> None:
    page = visit()
    for name, used in (("narrow", "flame-hatch"), ("change", "flame-gone")):
        svg = saved_svg(figure(page, name))
        patterns = {pattern.get("id") for pattern in svg.iter(f"{SVG}pattern")}
        filled = {element.get("fill") for element in svg.iter() if (element.get("fill") or "").startswith("url")}
        assert f"url(#{used})" in filled
        assert {f"url(#{pattern})" for pattern in patterns} == filled


def test_names_that_look_like_markup_stay_names(visit: Callable[..., Page]) -> None:
    svg = saved_svg(figure(visit(), "hostile"))
    assert list(titles(svg)) == [
        "all (7 samples, 100%)",
        "main (7 samples, 100%)",
        "</title><script>alert(1)</script> (7 samples, 100%)",
        "a&b (7 samples, 100%)",
        '"x\'y" (7 samples, 100%)',
    ]


def test_the_png_is_the_svg_at_twice_the_size(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    svg = saved_svg(small)
    name, content = save(small, "Picture as PNG")
    assert name == "small-flame.png"
    assert content[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", content[16:24])
    assert (width, height) == (2 * int(svg.get("width", "0")), 2 * int(svg.get("height", "0")))
    # Painted, and not blank: a picture of one colour would be far smaller.
    assert len(content) > 10_000


def test_the_profile_is_offered_as_it_is(
    new_page: Callable[..., Page], serve: Callable[[Path], str], site: Path
) -> None:
    page = visitor(new_page, f"{serve(site)}/note/index.html")()
    name, content = save(figure(page), "Profile cpu.folded")
    assert name == "cpu.folded"
    assert content == FOLDED.encode()


def test_a_picture_from_the_web_says_where_it_comes_from(
    new_page: Callable[..., Page], serve: Callable[[Path], str], site: Path
) -> None:
    page = visitor(new_page, f"{serve(site)}/note/index.html")("#!v=1;small.path=main/serve")
    described = saved_svg(figure(page)).findtext(f"{SVG}desc", "")
    assert described.splitlines()[-1] == page.url


def test_the_menu_works_by_keyboard(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    button = small.get_by_role("button", name="Save")
    button.focus()
    page.keyboard.press("Enter")
    expect(small.get_by_role("menuitem", name="Picture as SVG")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(small.get_by_role("menuitem", name="Picture as PNG")).to_be_focused()
    page.keyboard.press("Escape")
    expect(small.get_by_role("menu")).to_have_count(0)
    expect(button).to_be_focused()
    expect(frame(small, "serve")).to_be_visible()


def test_a_second_click_closes_the_menu(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    button = small.get_by_role("button", name="Save")
    for is_open in ("true", "false", "true"):
        button.click()
        expect(button).to_have_attribute("aria-expanded", is_open)
        expect(small.get_by_role("menu")).to_have_count(int(is_open == "true"))
