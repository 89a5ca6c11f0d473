"""The watch over pages sees what it must: each fault is planted, reported, and taken out again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

STRICT_POLICY = "<meta http-equiv='Content-Security-Policy' content=\"script-src 'self'\">"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<script>console.error('planted')</script>", "console error: planted"),
        ("<script>throw new Error('planted')</script>", "uncaught: planted"),
        ("<script>alert('planted')</script>", "dialog: planted"),
        (f"{STRICT_POLICY}<script>let planted = 1;</script>", "policy violation: script-src-elem inline"),
        ("<img src='http://planted.example/dot.png' alt=''>", "request off the site: http://planted.example/dot.png"),
        ("<img src='http://127.0.0.1:9/dot.png' alt=''>", "request off the site: http://127.0.0.1:9/dot.png"),
    ],
)
def test_a_planted_fault_is_reported(page: Page, problems: list[str], tmp_path: Path, body: str, expected: str) -> None:
    document = tmp_path / "index.html"
    document.write_text(f"<!doctype html><html lang=en><title>t</title>{body}")
    page.goto(document.as_uri())
    page.wait_for_load_state("networkidle")
    found = list(problems)
    problems.clear()
    assert any(expected in problem for problem in found), found


def test_files_and_the_own_server_are_no_fault(
    page: Page, new_page: Callable[..., Page], serve: Callable[[Path], str], tmp_path: Path
) -> None:
    """A quiet page from disk and from the test's server, with scripts on and off, reports nothing."""
    document = tmp_path / "index.html"
    document.write_text("<!doctype html><html lang=en><title>t</title><link rel=icon href=data:,><p>quiet</p>")
    page.goto(document.as_uri())
    expect(page.get_by_text("quiet")).to_be_visible()
    without_scripts = new_page(java_script_enabled=False)
    without_scripts.goto(f"{serve(tmp_path)}/index.html")
    expect(without_scripts.get_by_text("quiet")).to_be_visible()
