"""The search of the site as a reader meets it, from disk and under a sub-path, with the keyboard alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sitegen.pages import search_index
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

FILES = {
    "story.md": "---\ntitle: The story\ndate: 2026-01-02\n---\nWords.\n\n## The cure\n\nWe preallocate.\n\n"
    "```flame cpu.folded id=fig\n```\n",
    "deep/down/other.md": "---\ntitle: Another one\n---\nIt mentions mallocgc in words.\n",
    "cpu.folded": "main;runtime.mallocgc 30000\nmain;<b>bold</b> 9999\nmain;rare 1\n",
}


@pytest.fixture(params=["one script", "parts"])
def site(tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Path:
    if request.param == "parts":
        monkeypatch.setattr(search_index, "MOST_IN_ONE", 1)
        monkeypatch.setattr(search_index, "_PAGES_IN_PART", 1)
    content = tmp_path / "content"
    for name, text in FILES.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text)
    folder = tmp_path / "served" / "repo"
    write_site(folder, build_site(content, BuildOptions(base_url="/repo/")).files, content)
    return folder


def titles(page: Page) -> list[str]:
    page.locator(".search-result").first.wait_for()
    return page.locator(".search-result-title").all_inner_texts()


@pytest.mark.parametrize("is_served", [False, True])
def test_the_search_page_answers_the_question_in_its_address(site, new_page, serve, is_served):
    page = new_page()
    start = f"{serve(site.parent)}/repo" if is_served else site.as_uri()
    page.goto(f"{start}/search/index.html?q=mallocgc")
    assert sorted(titles(page)) == ["Another one", "The story"]
    assert page.locator(".search-status").inner_text() == "2 pages"
    assert page.locator(".search-result mark").first.inner_text() == "mallocgc"
    page.get_by_role("link", name="runtime.mallocgc").click()
    page.get_by_text("75.00%").first.wait_for()
    assert page.locator(".flame-figure input[type=search]").input_value() == "^runtime\\.mallocgc$"


def test_the_keyboard_alone_leads_from_any_page_to_a_result(site, page: Page):
    page.goto((site / "deep/down/other/index.html").as_uri())
    assert page.locator("script[src$='search/index.js']").count() == 0, "nothing is loaded before somebody searches"
    page.keyboard.press("/")
    page.locator(".search-dialog input").wait_for()
    page.keyboard.type("cure")
    assert titles(page) == ["The story"]
    page.keyboard.press("Escape")
    assert not page.locator(".search-dialog").is_visible()
    page.keyboard.press("Control+k")
    page.keyboard.type("mallocgc")
    assert len(titles(page)) == 2
    page.keyboard.press("ArrowDown")
    first = page.evaluate("document.activeElement.textContent")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.textContent")
    assert {first, second} == {"Another one", "The story"}
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.type") == "search"
    page.keyboard.type("mallocgc cure")
    page.locator(".search-result").wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/story/index.html")


def test_a_figure_keeps_its_own_search_key(site, page: Page):
    page.goto((site / "story/index.html").as_uri())
    page.locator(".flame-figure input[type=search]").wait_for()
    page.locator(".flame-figure .frame[tabindex='0']").focus()
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.closest('.flame-figure') !== null")
    assert page.locator(".search-dialog").count() == 0


def test_a_section_is_linked_by_its_anchor_and_hostile_names_are_text(site, page: Page):
    page.goto((site / "search/index.html").as_uri())
    page.locator(".search-question").fill("preallocate")
    titles(page)
    assert page.get_by_role("link", name="The cure").get_attribute("href") == "../story/index.html#the-cure"
    page.locator(".search-question").fill("bold")
    page.get_by_role("link", name="<b>bold</b>").wait_for()
    assert page.url.endswith("?q=bold")
    page.locator(".search-question").fill("nowhere at all")
    page.get_by_text("No page holds all of “nowhere”, “at”, “all”.").wait_for()
    assert page.locator(".search-result").count() == 0
    page.locator(".search-question").fill("nowhere")
    page.get_by_text("No page and no function holds “nowhere”.").wait_for()
    assert page.locator(".search-result").count() == 0


def test_a_share_too_small_to_be_written_is_not_called_nothing(site, page: Page):
    page.goto(f"{(site / 'search/index.html').as_uri()}?q=rare")
    titles(page)
    assert page.locator(".search-result-share").inner_text() == "< 0.01%"


def test_without_scripts_the_page_says_where_all_pages_are(site, new_page: Callable[..., Page]):
    page = new_page(java_script_enabled=False)
    page.goto((site / "search/index.html").as_uri())
    assert page.locator(".search-page a").get_attribute("href") == "../archive/index.html"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_results_and_dialog_fit_the_screen_and_have_no_serious_finding(site, new_page, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    for address, asks in (("search/index.html?q=mallocgc", False), ("story/index.html", True)):
        page.goto(f"{site.as_uri()}/{address}")
        if asks:
            page.locator(".search-link").click()
            page.keyboard.type("main")
        titles(page)
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
        found = Axe().run(page, options={"preload": False}).response["violations"]
        serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
        assert not serious, [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in serious]
