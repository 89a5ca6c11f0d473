"""`flamesite serve` in a browser: what is saved appears where the reader stood, what is wrong stands over it."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from sitegen.pages.build import BuildOptions
from sitegen.pages.preview import Preview
from sitegen.pages.preview_server import PreviewServer
from tests.browser.figure_page import FOLDED, figure, frame, picture_px, width_px

LONG = "\n\n".join(f"Paragraph {number}." for number in range(80))
NOTE = f"""# Write-up

{LONG}

```flame cpu.folded id=small
title: Small
```

{LONG}
"""


@dataclass
class Writing:
    """A content folder, its preview, and the address of its note."""

    content: Path
    preview: Preview
    address: str

    def save(self, text: str) -> None:
        """Saves the note, as its watcher would build it."""
        (self.content / "story.md").write_text(text)
        self.preview.rebuild()


@pytest.fixture(autouse=True)  # set up before the pages and so ended after them, which would call for it in vain
def served(own_origins: set[str]) -> Iterator[Callable[[Preview], str]]:
    """Serves previews; gives an origin."""
    running = []

    def start(preview: Preview) -> str:
        server = PreviewServer(preview, "127.0.0.1", 0)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        running.append((preview, server, thread))
        origin = f"http://127.0.0.1:{server.server_port}"
        own_origins.add(origin)
        return origin

    yield start
    for preview, server, thread in running:
        server.stopping.set()
        preview.rebuild()  # wakes the streams, which then end
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def writing(tmp_path: Path, served: Callable[[Preview], str]) -> Writing:
    content = tmp_path / "content"
    content.mkdir()
    (content / "site.toml").write_text('title = "Draft"\nbase_url = "https://you.github.io/repo/"\n')
    (content / "cpu.folded").write_text(FOLDED)
    (content / "story.md").write_text(NOTE)
    (content / "other.md").write_text("# Other\n")
    preview = Preview(content, BuildOptions())
    preview.rebuild()
    return Writing(content, preview, f"{served(preview)}/repo/story/")


def open_story(page: Page, writing: Writing) -> None:
    with page.expect_request("**/__flamesite/events*"):
        page.goto(writing.address)


def test_a_saved_note_appears_with_the_scroll_and_the_graph_as_they_were(page: Page, writing: Writing):
    open_story(page, writing)
    small = figure(page)
    frame(small, "serve").click()
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main/serve"))
    page.evaluate("scrollTo(0, 1500)")
    writing.save(NOTE.replace("Paragraph 79.", "Paragraph 79, as rewritten.", 1))
    expect(page.get_by_text("as rewritten")).to_be_attached()
    expect(page).to_have_url(re.compile(r"#!v=1;small\.path=main/serve"))
    assert_scroll(page, 1500)
    small = figure(page)
    assert width_px(frame(small, "serve")) == pytest.approx(picture_px(small), abs=2)  # as wide as all: zoomed


def assert_scroll(page: Page, wanted: int) -> None:
    """The page stands there when everything of its load has happened."""
    page.wait_for_load_state("load")
    page.evaluate("new Promise(requestAnimationFrame).then(() => new Promise(requestAnimationFrame)).then(() => null)")
    assert page.evaluate("Math.round(scrollY)") == wanted


def test_another_page_that_changes_reloads_nothing(page: Page, writing: Writing):
    open_story(page, writing)
    page.evaluate("window.untouched = true")
    (writing.content / "other.md").write_text("# Other\n\nMore words.\n")
    writing.preview.rebuild()
    (writing.content / "other.md").write_text("# Other\n\n[to](story.md#nowhere)\n")
    writing.preview.rebuild()
    expect(page.get_by_text("1 warning")).to_be_visible()  # so the stream has told of both
    assert page.evaluate("window.untouched") is True


def test_errors_stand_over_the_last_good_page_until_they_are_mended(page: Page, writing: Writing):
    open_story(page, writing)
    panel = page.locator(".preview-panel")
    expect(panel).to_be_hidden()
    writing.save(NOTE.replace("id=small", "zoom=srve"))
    expect(panel).to_contain_text("1 error: the page is as it was before it")
    expect(panel.locator("code")).to_have_text(re.compile(r"story\.md:163:\d+$"))
    expect(panel).to_contain_text("closest: serve")
    expect(page.get_by_role("heading", name="Write-up")).to_be_visible()
    writing.save(NOTE)
    expect(panel).to_be_hidden()


def test_the_panel_hides_no_end_of_the_page(page: Page, writing: Writing):
    open_story(page, writing)
    writing.save(NOTE.replace("id=small", "zoom=srve"))
    panel = page.locator(".preview-panel")
    expect(panel).to_be_visible()
    expect(panel).to_be_in_viewport(ratio=1)
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    footer, top = page.locator(".site-footer").bounding_box(), panel.bounding_box()
    assert footer and top
    assert footer["y"] + footer["height"] <= top["y"] + 1


def test_a_panel_that_was_closed_stays_closed_until_something_else_is_wrong(page: Page, writing: Writing):
    open_story(page, writing)
    panel = page.locator(".preview-panel")
    writing.save(NOTE.replace("id=small", "zoom=srve"))
    panel.locator("summary").click()
    expect(panel.locator("ol")).to_be_hidden()
    writing.save(NOTE.replace("id=small", "zoom=srve"))
    expect(panel.locator("ol")).to_be_hidden()
    writing.save(NOTE.replace("id=small", "zoom=prse"))
    expect(panel.locator("ol")).to_be_visible()


def test_hostile_text_in_a_message_stays_text(page: Page, writing: Writing):
    open_story(page, writing)
    writing.save(NOTE.replace("id=small", 'zoom="<img src=x onerror=alert(1)>"'))
    expect(page.locator(".preview-panel li")).to_contain_text("<img src=x onerror=alert(1)>")
    assert page.locator(".preview-panel img").count() == 0


def test_a_site_that_never_built_appears_as_soon_as_it_can(
    page: Page, tmp_path: Path, served: Callable[[Preview], str], problems: list[str]
):
    content = tmp_path / "new"
    content.mkdir()
    (content / "site.toml").write_text("title =\n")
    preview = Preview(content, BuildOptions())
    preview.rebuild()
    page.goto(served(preview))
    expect(page.locator(".preview-panel")).to_contain_text("site.toml:1:")
    expect(page.locator(".preview-heading")).to_have_text("1 error")  # there is no page before it
    (content / "site.toml").write_text('title = "At last"\n')
    preview.rebuild()
    expect(page).to_have_title(re.compile("At last"))
    assert all("503" in problem for problem in problems)
    problems.clear()  # Chromium logs the answer that says "not yet"


def test_the_missing_page_works_under_the_path(page: Page, writing: Writing, problems: list[str]):
    page.goto(writing.address.replace("story/", "no/such/page/at/all"))
    expect(page.get_by_role("link", name="Draft")).to_have_attribute("href", re.compile("^/repo/"))
    page.get_by_role("link", name="Draft").click()
    expect(page).to_have_url(re.compile(r"/repo/(index\.html)?$"))
    assert [problem for problem in problems if "404" in problem] == problems
    problems.clear()  # Chromium logs the 404 that was asked for


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_is_accessible(new_page: Callable[..., Page], writing: Writing, scheme: str):
    page = new_page(color_scheme=scheme)
    open_story(page, writing)
    writing.save(NOTE.replace("id=small", "zoom=srve"))
    expect(page.locator(".preview-panel ol")).to_be_visible()
    found = Axe().run(page, context=".preview-panel", options={"preload": False}).response["violations"]
    assert [violation["id"] for violation in found] == []
