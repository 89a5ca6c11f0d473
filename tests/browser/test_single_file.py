"""Pages to mail: each is copied alone into an empty folder and opened from there.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = {
    "home": "index.html",
    "story": "whoami/index.html",
    "profile": "whoami/log/heap/index.html",
    "archive": "archive/index.html",
    "tag": "tags/python/index.html",
    "tags": "tags/index.html",
    "section": "whoami/log/index.html",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, each page as one file."""
    folder = tmp_path_factory.mktemp("single") / "out"
    content = ROOT / "content"
    write_site(folder, build_site(content, BuildOptions(single_file=True)).files, content)
    return folder


@pytest.fixture
def mailed(site: Path, tmp_path: Path, new_page: Callable[..., Page]) -> Callable[..., Page]:
    """Open one page of the site in a folder that holds nothing else, from disk."""

    def visit(path: str, hash_text: str = "", **options: object) -> Page:
        shutil.copy(site / path, tmp_path / "mailed.html")
        page = new_page(**{"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce", **options})
        page.goto((tmp_path / "mailed.html").as_uri() + hash_text)
        return page

    return visit


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_page_alone_asks_for_nothing_and_looks_like_itself(mailed, kind):
    """The only file that it loads is itself; its fonts are there, it fits the screen, and there is no search."""
    page = mailed(KINDS[kind], viewport={"width": 390, "height": 844})
    page.evaluate("document.fonts.ready.then(() => null)")
    loaded = page.evaluate("performance.getEntriesByType('resource').map(entry => entry.name.split(':')[0])")
    assert set(loaded) <= {"data"}
    assert page.evaluate("[...document.fonts].filter(font => font.status === 'loaded').length") >= 2
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith('"Flamesite')
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0
    page.keyboard.press("/")
    assert page.locator("dialog").count() == 0


def test_a_figure_is_alive(mailed):
    page = mailed(KINDS["profile"])
    drawn = page.locator(".flame-figure")
    expect(drawn.locator("[role=tree]")).to_be_visible()
    frame = drawn.locator("g.frame").nth(3)
    frame.click()
    assert page.evaluate("location.hash").startswith("#!v=1;")
    page.go_back()
    assert page.evaluate("location.hash") == ""


def test_a_link_to_a_state_of_a_figure_works(mailed):
    """The state that another reader of the same file had comes with the hash."""
    page = mailed(KINDS["profile"], "#!v=1;heap.search=.;heap.view=icicle")
    found = page.locator(".flame-figure")
    expect(found.get_by_role("searchbox")).to_have_value(".")
    expect(found.locator(".search-found")).to_have_text(re.compile("^100% · "))
    assert "is-icicle" in (found.get_attribute("class") or "").split()


def test_its_picture_can_be_saved(mailed):
    page = mailed(KINDS["profile"])
    expect(page.locator(".flame-figure [role=tree]")).to_be_visible()
    page.get_by_role("button", name="Save").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="PNG").first.click()
    assert Path(download.value.path()).read_bytes()[:8] == b"\x89PNG\r\n\x1a\n"


def test_pages_that_travel_together_lead_to_one_another(site, new_page):
    page = new_page()
    page.goto((site / "index.html").as_uri())
    page.get_by_role("link", name="All pages").first.click()
    assert page.url == (site / "archive/index.html").as_uri()
    page.locator(".archive-list a").first.click()
    expect(page.locator("article h1")).to_be_visible()
