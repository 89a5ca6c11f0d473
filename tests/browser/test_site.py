"""The built demo site as a reader meets it: every page kind, from disk and under a sub-path, narrow and wide.

The watch of conftest fails a test whose page logs an error, breaks its policy or asks anything of the network.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

ROOT = Path(__file__).resolve().parent.parent.parent
KINDS = {
    "index": "index.html",
    "story": "whoami/index.html",
    "short story": "log-report/index.html",
    "profile": "whoami/log/heap/index.html",
    "archive": "archive/index.html",
    "tag": "tags/python/index.html",
    "tags": "tags/index.html",
    "section": "whoami/log/index.html",
    "search": "search/index.html",
    "not found": "404.html",
}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo site, built once."""
    folder = tmp_path_factory.mktemp("site") / "repo"
    content = ROOT / "content"
    write_site(folder, build_site(content, BuildOptions(base_url="/repo/")).files, content)
    return folder


def overflow_px(page: Page) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def wait_for_names(page: Page) -> None:
    """Frames get their names when the browser is idle; at most five seconds on a busy machine."""
    for _ in range(50):
        page.wait_for_timeout(100)
        if page.evaluate("[...document.querySelectorAll('.frame title')].every(title => title.textContent)"):
            return


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "not found"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_a_page_from_disk_fits_the_screen_and_has_no_serious_finding(site, new_page, kind, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page.goto((site / KINDS[kind]).as_uri())
    wait_for_names(page)
    assert overflow_px(page) <= 0
    found = Axe().run(page, options={"preload": False}).response["violations"]
    serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
    assert not serious, [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in serious]


@pytest.mark.parametrize("kind", list(KINDS))
def test_a_page_works_under_a_sub_path(site, new_page, serve, kind):
    """Served as GitHub Pages serves a project: under /repo/. The watch sees any request that fails."""
    failed: list[str] = []
    page = new_page()
    page.on("response", lambda answer: failed.append(answer.url) if answer.status >= 400 else None)
    page.goto(f"{serve(site.parent)}/repo/{KINDS[kind]}")
    page.wait_for_timeout(200)
    assert not failed
    assert page.evaluate("document.fonts.size") > 0
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != "rgba(0, 0, 0, 0)"


@pytest.mark.parametrize("kind", ["story", "profile"])
def test_without_scripts_the_picture_its_titles_and_the_text_are_there(site, new_page, kind):
    page = new_page(java_script_enabled=False)
    page.goto((site / KINDS[kind]).as_uri())
    assert page.locator("h1").inner_text()
    frames = page.locator(".flame-figure .frame")
    assert frames.count() > 10
    assert frames.first.locator("title").text_content().startswith("all (")
    box = page.locator(".flame-figure svg.flame").first.bounding_box()
    assert box is not None
    assert box["width"] > 600
    # No control stands there that would do nothing.
    assert page.locator(".flame-figure button, .flame-figure input, .flame-figure select").count() == 0


def test_every_link_of_every_page_leads_to_a_file_or_an_anchor(site, new_page):
    page = new_page(java_script_enabled=False)
    for path in sorted(site.rglob("*.html")):
        if path.name == "404.html":
            continue
        page.goto(path.as_uri())
        hrefs = page.eval_on_selector_all("a[href]", "links => links.map(link => link.href)")
        for href in hrefs:
            address, _, anchor = href.partition("#")
            if not address.startswith("file://"):
                continue
            target = Path(address.removeprefix("file://").replace("%20", " "))
            assert target.is_file(), f"{path.relative_to(site)} links to {href}"
            if anchor and not anchor.startswith("!"):
                assert f'id="{anchor}"' in target.read_text("utf-8"), f"{path.relative_to(site)} links to {href}"


def test_the_scheme_switch_is_remembered_across_pages(site, new_page):
    page = new_page(color_scheme="light")
    page.goto((site / "index.html").as_uri())
    page.locator(".scheme-switch").click()
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"
    page.goto((site / KINDS["story"]).as_uri())
    assert page.evaluate("document.documentElement.dataset.scheme") == "dark"


def hostile_site(folder: Path) -> Path:
    """Names that try to leave their place, turn the line around, or break the layout."""
    content = folder / "content"
    content.mkdir()
    names = [
        "</script><script>alert(1)</script>",
        "<img src=x onerror=alert(2)>",
        "\"quoted' ]]> & --> <!--",
        "\u202eright to left\u200f mark",
        "n" * 10_000,
    ]
    lines = [f"main;{name} {100 + number}" for number, name in enumerate(names)]
    (content / "cpu.folded").write_text("\n".join(lines) + "\n")
    write_site(folder / "out", build_site(content, BuildOptions()).files, content)
    return folder / "out" / "cpu" / "index.html"


@pytest.mark.parametrize("width", [390, 1440])
def test_hostile_names_are_text_and_the_layout_holds(tmp_path, new_page: Callable[..., Page], width):
    """A dialog would fail the test by conftest's watch."""
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(hostile_site(tmp_path).as_uri())
    page.wait_for_timeout(300)
    assert overflow_px(page) <= 0
    assert page.locator("script:not([src]):not([type='application/json'])").count() == 0
    assert page.locator("img").count() == 0
    assert page.get_by_text("</script><script>alert(1)</script>").count() > 0


@pytest.mark.parametrize("width", [390, 1440])
def test_the_page_that_render_writes_is_laid_out_and_works_alone(tmp_path, new_page, width):
    from sitegen.formats import read_profile
    from sitegen.pages.rendering import RenderRequest, draw

    path = ROOT / "content/whoami/log/cpu_20s.pb.gz"
    profile = read_profile(path.read_bytes(), "cpu_20s.pb.gz")
    (tmp_path / "cpu.html").write_text(
        draw(RenderRequest("cpu_20s", (), (("cpu_20s.pb.gz", profile),)), as_svg=False), "utf-8"
    )
    page = new_page(viewport={"width": width, "height": 900})
    page.goto((tmp_path / "cpu.html").as_uri())
    wait_for_names(page)
    assert overflow_px(page) <= 0
    assert page.locator("h1").bounding_box()["x"] >= 8
    page.locator(".flame-figure input[type=search]").fill("log.Printf$")
    page.get_by_text("12.55%").first.wait_for()


def test_cards_link_to_pages_whatever_the_files_are_called(tmp_path, new_page):
    (tmp_path / "content").mkdir()
    for name in ("100%25.folded", "50% #1?.folded"):
        (tmp_path / "content" / name).write_text("a 1\n")
    content = tmp_path / "content"
    write_site(tmp_path / "out", build_site(content, BuildOptions()).files, content)
    page = new_page()
    for number in range(2):
        page.goto((tmp_path / "out/index.html").as_uri())
        page.locator(".card a").nth(number).click()
        page.locator(".flame-figure").wait_for()  # a click does not wait for the page that it leads to
