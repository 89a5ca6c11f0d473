"""What a reader's eye would trip over: text past the edge, lines that do not meet, targets too small for a finger.

One small site with names and sections that are hard to place; places and sizes are measured in the browser.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

LONG_NAME = "tests::test_" + "unbroken_" * 8 + "name"
SECTIONS = "".join(f"## Part {number}\n\nWords.\n\n" for number in range(5))
FILES = {
    "site.toml": 'title = "Looks, and how a site with a rather long title of its own shows them on a phone"\n',
    "server/index.md": "---\ntitle: What one line of a log costs a small web server\ndate: 2026-01-02\n"
    f"tags: [go, http]\n---\n{SECTIONS}",
    "server/change.md": "# Change\n\n```flame-diff before.folded after.folded\nper: 1000 -> 1000\n```\n",
    "server/before.folded": f"main;{LONG_NAME} 30000\nmain;read 10000\n",
    "server/after.folded": f"main;{LONG_NAME} 90000\nmain;read 10000\n",
    "server/log/cpu.folded": f"main;{LONG_NAME} 3\nmain;read 1\n",
    "server/other.md": "---\ntitle: Another\ndate: 2026-01-04\n---\nWords.\n\n    code\n",
    "server/log/wide.md": f"---\ntitle: Wide\ndate: 2026-01-03\nsummary: Short.\n"
    "tags: [go, memory, networking, performance, garbage-collection, scheduling, linux]\n---\n"
    f"See `{LONG_NAME}` in the text.\n",
}
NARROW = {"width": 320, "height": 700}
WIDE = {"width": 1440, "height": 900}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    content = tmp_path_factory.mktemp("looks") / "content"
    for name, text in FILES.items():
        (content / name).parent.mkdir(parents=True, exist_ok=True)
        (content / name).write_text(text)
    folder = content.parent / "output"
    write_site(folder, build_site(content, BuildOptions()).files, content)
    return folder


def box(of: Locator) -> dict[str, float]:
    """Left, top, width and height of an element as it is painted."""
    found: dict[str, float] | None = of.bounding_box()  # type: ignore[assignment]
    assert found is not None
    return found


def test_names_in_results_of_a_search_wrap_on_a_phone(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=NARROW)
    page.goto(f"{(site / 'search/index.html').as_uri()}?q=unbroken")
    page.locator(".search-result").nth(1).wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == NARROW["width"]


def test_a_long_path_to_a_page_leaves_its_summary_under_its_title(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport=WIDE)
    page.goto((site / "server/log/cpu/index.html").as_uri())
    title, summary = box(page.locator("h1")), box(page.locator(".title-block .summary"))
    line = page.locator("h1").evaluate("title => parseFloat(getComputedStyle(title).lineHeight)")
    assert summary["y"] - title["y"] == pytest.approx(line + 16, abs=1)  # --space-4 under a title of one line
    middle = "part => { const line = [...part.getClientRects()].at(-1); return line.y + line.height / 2; }"
    section, stroke = (page.locator(f".page-path {tag}").first.evaluate(middle) for tag in ("a", "span"))
    assert stroke == pytest.approx(section, abs=1), "no line begins with the stroke between two sections"


@pytest.mark.parametrize("width", [390, 1440])
def test_many_tags_end_their_lines_with_a_dot_and_move_no_summary(site, new_page, width: int) -> None:
    page = new_page(viewport={"width": width, "height": 900})
    page.goto((site / "server/log/wide/index.html").as_uri())
    title, summary = box(page.locator("h1")), box(page.locator(".title-block .summary"))
    line = page.locator("h1").evaluate("title => parseFloat(getComputedStyle(title).lineHeight)")
    assert summary["y"] - title["y"] == pytest.approx(line + 16, abs=1)
    left = "item => item.firstElementChild.getBoundingClientRect().x - item.getBoundingClientRect().x"
    edges = [item.evaluate(left) for item in page.locator(".tags li").all()]
    assert set(edges) == {0}, "nothing stands before a tag"


@pytest.mark.parametrize("has_touch", [True, False])
def test_a_long_title_of_the_site_leaves_the_header_its_two_lines(site, new_page, has_touch: bool) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=has_touch, is_mobile=has_touch)
    page.goto((site / "archive/index.html").as_uri())
    header, switch = box(page.locator(".site-header")), box(page.locator(".scheme-switch"))
    assert header["height"] <= 64
    assert switch["width"] == switch["height"] == (44 if has_touch else 28)
    assert box(page.locator(".scheme-switch svg"))["x"] + 18 == pytest.approx(390 - 16, abs=1)  # --page-edge


def test_date_and_tags_stand_on_one_line_where_fingers_need_room(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page.goto((site / "server/index.html").as_uri())
    first_letter = """element => {
      const range = document.createRange();
      range.selectNodeContents(element);
      return range.getBoundingClientRect().bottom;
    }"""
    meta = page.locator(".page-meta")
    assert meta.locator("time").evaluate(first_letter) == meta.locator(".tags a").first.evaluate(first_letter)


TARGETS = (
    ".site-header a, .site-footer a, .contents a, .page-path a, .tags a, .archive-list a, .tag-list a, .neighbour, "
)
TARGETS += ".related-list a, summary, .search-results a"
PAGES = (
    "server/index.html",
    "server/other/index.html",
    "server/log/cpu/index.html",
    "archive/index.html",
    "tags/index.html",
)


@pytest.mark.parametrize(("has_touch", "least"), [(True, 44), (False, 24)])
def test_what_is_pressed_is_as_high_as_a_finger_or_a_pointer_needs(site, new_page, has_touch, least):
    """44 px where the pointer is a finger (PAGE: controls), 24 px elsewhere (WCAG 2.2, target size)."""
    page = new_page(viewport={"width": 390, "height": 844}, has_touch=has_touch, is_mobile=has_touch)
    seen = set()
    for address in (*PAGES, "search/index.html?q=unbroken"):
        page.goto(f"{site.as_uri()}/{address}")
        if "q=" in address:
            page.locator(".search-result").first.wait_for()
        for target in page.locator(TARGETS).filter(visible=True).all():
            seen.add(target.evaluate("element => element.closest('[class]').className"))
            assert box(target)["height"] >= least - 0.5, (address, target.inner_text())
    assert {"site-title", "contents columns", "page-path", "tags", "archive-list", "tag-list", "neighbour"} <= seen


def test_the_navigation_says_by_more_than_colour_where_one_is(site: Path, page: Page) -> None:
    page.goto((site / "archive/index.html").as_uri())
    line = "link => getComputedStyle(link).textDecorationLine"
    assert page.locator(".site-nav a[aria-current]").evaluate(line) == "underline"
    assert page.locator(".site-nav a:not([aria-current])").first.evaluate(line) == "none"


def test_a_footer_without_author_begins_at_the_edge_and_has_no_feed_on_paper(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    feed = page.locator(".site-footer a")
    assert box(feed)["x"] == pytest.approx(box(page.locator(".site-footer-row"))["x"], abs=1)
    page.emulate_media(media="print")
    assert not feed.is_visible()


@pytest.mark.parametrize(("width", "media"), [(800, "screen"), (1000, "screen"), (680, "print")])
def test_names_have_their_part_of_a_table_of_changes(site: Path, new_page: Callable[..., Page], width, media) -> None:
    """Below, rows are blocks on the screen. A4 within our margins is 680 px."""
    page = new_page(viewport={"width": width, "height": 900})
    page.goto((site / "server/change/index.html").as_uri())
    page.emulate_media(media=media)
    name = box(page.locator(".movers-table tbody th").first)["width"]
    assert name >= box(page.locator(".movers-table"))["width"] * 0.28


@pytest.mark.parametrize("width", [641, 768])
def test_a_table_of_changes_has_blocks_of_labelled_numbers_up_to_a_tablet(site, new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto((site / "server/change/index.html").as_uri())
    name = box(page.locator(".movers-table tbody th").first)["width"]
    assert name == pytest.approx(box(page.locator(".movers-table"))["width"], abs=1)
    heads = [box(head)["x"] for head in page.locator(".movers-table thead .flame-button").all()]
    assert (
        page.locator(".movers-table thead th").evaluate_all(
            "heads => heads.map(head => head.getBoundingClientRect().x)"
        )
        == heads
    )


def test_code_has_an_edge_where_grounds_are_not_painted(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(forced_colors="active")
    page.goto((site / "server/other/index.html").as_uri())
    assert page.locator("pre").evaluate("block => getComputedStyle(block).borderTopStyle") == "solid"


def test_a_dialog_of_many_results_can_be_closed_without_scrolling(site: Path, new_page: Callable[..., Page]) -> None:
    page = new_page(viewport={"width": 390, "height": 500}, has_touch=True, is_mobile=True)
    page.goto((site / "index.html").as_uri())
    page.locator(".search-link").tap()
    page.keyboard.type("e")
    page.locator(".search-result").nth(2).wait_for()
    dialog, close = page.locator(".search-dialog"), page.locator(".search-close")
    assert dialog.evaluate("dialog => dialog.scrollHeight > dialog.clientHeight + 44"), "else nothing is shown here"
    assert box(close)["y"] + box(close)["height"] <= box(dialog)["y"] + box(dialog)["height"]


def test_a_page_whose_styles_are_not_found_has_small_signs(site: Path, page: Page) -> None:
    """As when the 404 of a site without base_url is served at a depth that nobody could know."""
    page.route("**/*.css", lambda route: route.fulfill(body="", content_type="text/css"))
    page.goto((site / "index.html").as_uri())
    assert [round(box(sign)["width"]) for sign in page.locator(".site-header svg").all()] == [18, 18]


def test_an_archive_without_pages_says_so(tmp_path: Path, page: Page) -> None:
    (tmp_path / "content").mkdir()
    write_site(tmp_path / "output", build_site(tmp_path / "content", BuildOptions()).files, tmp_path / "content")
    page.goto((tmp_path / "output/archive/index.html").as_uri())
    assert page.get_by_text("No pages yet.").is_visible()


def test_two_tables_of_a_note_are_no_landmarks_of_one_name(tmp_path: Path, page: Page) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/note.md").write_text("# Note\n\n| a |\n|---|\n| 1 |\n\n| b |\n|---|\n| 2 |\n")
    write_site(tmp_path / "output", build_site(tmp_path / "content", BuildOptions()).files, tmp_path / "content")
    page.goto((tmp_path / "output/note/index.html").as_uri())
    assert page.locator(".table-scroll").count() == 2
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not found, [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in found]
