"""The site around its pages: home, archive, tags, sections, neighbours, and what is held back."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from sitegen.errors import SourceErrors
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.listings import MOST_ON_HOME
from sitegen.pages.tags import tag_slug


def a_site(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def note(title: str, *head: str, body: str = "Text.") -> str:
    return "\n".join(["---", f"title: {title}", *head, "---", body, ""])


def html(site: Site, url: str) -> str:
    return next(file.content.decode() for file in site.files if file.path == url)


def urls(site: Site) -> set[str]:
    return {file.path for file in site.files}


def titles(page: str) -> list[str]:
    return re.findall(r'<h2 class="card-title"><a href="[^"]*">(.*?)</a>', page)


def test_home_shows_the_newest_and_leads_to_the_rest(tmp_path):
    files = {f"n{day:02}.md": note(f"Day {day}", f"date: 2026-01-{day:02}") for day in range(1, MOST_ON_HOME + 3)}
    site = build_site(a_site(tmp_path, files), BuildOptions())
    home = html(site, "index.html")
    assert titles(home) == [f"Day {day}" for day in range(MOST_ON_HOME + 2, 2, -1)]
    assert f"All {MOST_ON_HOME + 2} pages, by year" in home
    archive = html(site, "archive/index.html")
    assert all(f">Day {day}</a>" in archive for day in range(1, MOST_ON_HOME + 3))


def test_the_archive_goes_by_year_from_the_newest_day_and_ends_with_what_has_none(tmp_path):
    files = {
        "a.md": note("A", "date: 2025-12-31"),
        "b.md": note("B", "date: 2026-01-01", "weight: 1"),
        "c.md": note("C", "date: 2026-11-03"),
        "d.md": note("D"),
    }
    page = html(build_site(a_site(tmp_path, files), BuildOptions()), "archive/index.html")
    assert re.findall(r'<h2 class="archive-name[^>]*>(.*?)</h2>|<li>\s*<a[^>]*>(.*?)</a>', page) == [
        ("2026", ""),
        ("", "C"),
        ("", "B"),
        ("2025", ""),
        ("", "A"),
        ("Without a date", ""),
        ("", "D"),
    ]
    assert '<time datetime="2026-11-03">3 November</time>' in page


def test_a_tag_has_a_page_that_its_notes_link_to(tmp_path):
    files = {"a.md": note("A", "tags: [C++, flame graphs]"), "b/c.md": note("B", "tags: [C++]")}
    site = build_site(a_site(tmp_path, files), BuildOptions())
    assert titles(html(site, "tags/c++/index.html")) == ["A", "B"]
    assert titles(html(site, "tags/flame-graphs/index.html")) == ["A"]
    assert 'href="../../tags/c%2B%2B/index.html"' in html(site, "b/c/index.html")
    listed = html(site, "tags/index.html")
    assert 'href="../tags/c%2B%2B/index.html">C++</a> <span class="tag-count">2 pages' in listed


def test_without_tags_nothing_leads_to_them(tmp_path):
    site = build_site(a_site(tmp_path, {"a.md": note("A")}), BuildOptions())
    assert "tags/index.html" not in urls(site)
    assert "tags/" not in html(site, "a/index.html")


@pytest.mark.parametrize(
    ("name", "slug"), [("Go", "go"), ("a/b c", "a-b-c"), ("..", "tag"), ("Größe", "grösse"), ("C#", "c-sharp")]
)
def test_a_tags_name_in_urls(name, slug):
    assert tag_slug(name) == slug


def test_two_tags_of_one_url_are_an_error(tmp_path):
    with pytest.raises(SourceErrors, match=r'b.md: error: the tags "go" and "Go" \(in .*a.md\) would have one page'):
        build_site(a_site(tmp_path, {"a.md": note("A", "tags: [Go]"), "b.md": note("B", "tags: [go]")}), BuildOptions())


def test_a_page_in_a_folder_of_the_sites_own_is_an_error(tmp_path):
    files = {"tags/x.md": note("X"), "archive.folded": "a 1\n"}
    with pytest.raises(SourceErrors) as caught:
        build_site(a_site(tmp_path, files), BuildOptions())
    messages = [str(problem).replace(f"{tmp_path}/", "") for problem in caught.value.problems]
    assert messages == [
        "archive.folded: error: becomes archive/index.html, and the site's own pages are in archive/; move it",
        "tags/x.md: error: becomes tags/x/index.html, and the site's own pages are in tags/; move it",
    ]


def test_previous_and_next_lead_through_the_notes(tmp_path):
    files = {
        "a.md": note("A", "weight: 1"),
        "b.md": note("B", "weight: 2"),
        "c.md": note("C", "weight: 3"),
        "p.folded": "x 1\n",
    }
    site = build_site(a_site(tmp_path, files), BuildOptions())
    middle = html(site, "b/index.html")
    assert 'rel="prev" href="../a/index.html"' in middle
    assert 'rel="next" href="../c/index.html"' in middle
    assert 'rel="prev"' not in html(site, "a/index.html")
    assert 'rel="next"' not in html(site, "c/index.html")
    assert 'class="neighbours' not in html(site, "p/index.html")


def test_a_section_lists_what_is_in_its_folder_and_is_named_on_its_pages(tmp_path):
    files = {"guide/index.md": note("Guide"), "guide/a.md": note("A"), "raw/cpu.folded": "x 1\n"}
    site = build_site(a_site(tmp_path, files), BuildOptions())
    assert titles(html(site, "guide/index.html")) == ["A"]
    assert titles(html(site, "raw/index.html")) == ["raw/cpu"]
    assert '<a href="../../guide/index.html">Guide</a>' in html(site, "guide/a/index.html")


def test_later_notes_are_held_back_only_where_the_day_is_said(tmp_path):
    files = {
        "old.md": note("Old", "date: 2026-11-20", body="[soon](new.md)"),
        "new.md": note("New", "date: 2026-11-21", body="```flame cpu.folded\n```"),
        "cpu.folded": "x 1\n",
    }
    content = a_site(tmp_path, files)
    assert "new/index.html" in urls(build_site(content, BuildOptions()))
    assert "new/index.html" in urls(build_site(content, BuildOptions(now=date(2026, 11, 21))))
    with pytest.raises(SourceErrors, match=r"old.md:5:8: error: .* is not published: its date is 2026-11-21"):
        build_site(content, BuildOptions(now=date(2026, 11, 20)))
    (content / "old.md").write_text(note("Old", "date: 2026-11-20"))
    site = build_site(content, BuildOptions(now=date(2026, 11, 20)))
    assert site.held_back == 1
    assert not {"new/index.html", "cpu/index.html"} & urls(site), "the profile of a held back note stays back with it"


def test_a_link_to_a_draft_says_why_it_leads_nowhere(tmp_path):
    files = {"a.md": note("A", body="[b](b/)"), "b/index.md": note("B", "draft: true")}
    with pytest.raises(
        SourceErrors, match=r'a.md:4:5: error: the link "b/" leads to a note that is not published: it is a draft'
    ):
        build_site(a_site(tmp_path, files), BuildOptions())


def test_a_headline_is_computed_shown_and_checked(tmp_path):
    head = "headline: '`{pct} work = 75%` of it is `work`'"
    files = {"a.md": note("A", "profiles:\n  cpu: cpu.folded", head), "cpu.folded": "main;work 3\nmain 1\n"}
    site = build_site(a_site(tmp_path, files), BuildOptions())
    assert not site.warnings
    assert site.claims == 1
    home = re.search(
        r'<p class="headline">(.*?) <span class="headline-interval">95% interval (.*?)</span>',
        html(site, "index.html"),
    )
    assert home
    assert home[1] == "75% of it is work"
    page = html(site, "a/index.html")
    assert 'value="0.75">75%</data>' in page
    assert "of it is <code>work</code>" in page
    (tmp_path / "cpu.folded").write_text("main;work 1\nmain 1\n")
    (warning,) = build_site(tmp_path, BuildOptions()).warnings
    assert (warning.line, warning.column) == (5, 12)
    assert "claim does not hold" in warning.message


def test_files_that_belong_at_the_root_are_copied_from_there(tmp_path):
    files = {"CNAME": "profiles.example.org\n", "robots.txt": "User-agent: *\n", "b/CNAME": "", "n.md": note("N")}
    found = urls(build_site(a_site(tmp_path, files), BuildOptions()))
    assert {"CNAME", "robots.txt", ".nojekyll"} <= found
    assert "b/CNAME" not in found
