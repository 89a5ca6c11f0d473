"""From nothing to a published site: new, build, publish, and what a host then serves under its path."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from sitegen.pages.publish import publisher
from sitegen.pages.starter import start_site
from tests.browser.figure_page import frame


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True)


def test_a_new_site_works_from_the_branch_that_it_was_published_to(
    page: Page, serve: Callable[[Path], str], tmp_path: Path, monkeypatch
):
    """The branch is cloned as a host would and served under /repo/; a request that fails would fail the test."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "init", "--quiet", "work")
    work = tmp_path / "work"
    start_site(work / "site", with_workflow=True)
    site = build_site(work / "site/content", BuildOptions(base_url="https://you.github.io/repo/"))
    write_site(work / "output", site.files, work / "site/content")
    with publisher(work / "output", str(tmp_path / "remote.git"), "gh-pages", work) as publishing:
        publishing.push(publishing.plan())
    git(tmp_path, "clone", "--quiet", "--branch=gh-pages", "remote.git", "www/repo")

    page.goto(f"{serve(tmp_path / 'www')}/repo/")
    page.get_by_role("link", name="Reading dates took most of the import").first.click()
    expect(page.locator("h1")).to_have_text("Reading dates took most of the import")
    graph = page.locator(".flame-figure").first
    graph.scroll_into_view_if_needed()
    expect(graph).to_have_class(re.compile("is-live"))
    frame(graph, "import_orders.read_order").click()
    expect(page).to_have_url(re.compile("#!v=1;"))
    page.locator("a.search-link").click()
    page.locator(".search-dialog input").first.fill("strptime")
    expect(page.locator(".search-dialog a").first).to_be_visible()
