"""The documentation is a site of its own: it builds without a warning, and so does every example in it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.front_matter import read_front_matter, split_note
from sitegen.pages.output import write_site
from sitegen.pages.settings import read_settings
from sitegen.pages.theme import default_folder
from tests.docs_pages import DOCS, PAGES, ROOT, fences, head_of, page, section, table, words

CLAIM_SPAN = re.compile(r"`` (`\{[a-z]+\} [^`]*`) ``")
THEME_PAGE = page("how-to/theme.md")


@pytest.fixture(scope="module")
def site() -> Site:
    return build_site(DOCS, BuildOptions())


def html(site: Site, url: str) -> str:
    (content,) = [file.content.decode() for file in site.files if file.path == url]
    return content


def test_the_whole_site_builds_without_a_warning(site):
    """Warnings are claims, callouts, links, anchors and states of figures that do not fit."""
    assert [str(warning) for warning in site.warnings] == []
    assert site.claims > 20


def test_every_page_leads_to_the_four_parts(site):
    for name in PAGES:
        url = re.sub(r"(/?)index/index\.html$", r"\1index.html", name.removesuffix(".md") + "/index.html")
        root = "../" * url.count("/")
        for part in ("tutorial", "how-to", "reference", "why"):
            assert f'<a href="{root}{part}/index.html">' in html(site, url), name


def test_the_home_page_leads_to_every_part_by_its_text(site):
    prose = html(site, "index.html").partition('class="prose')[2]
    for part in ("tutorial", "how-to", "reference", "why", "noise", "instrument"):
        assert f'href="{part}/index.html"' in prose


def test_every_example_note_builds_without_a_warning(tmp_path):
    """Each stands beside its page; one without a head of its own has the page's profiles."""
    shutil.copytree(DOCS, tmp_path / "docs")
    for run in range(1, 7):  # the six runs that the example of docs/noise.md names
        side, number = ("log", run) if run < 4 else ("nolog", run - 3)
        shutil.copy(DOCS / f"tutorial/{side}/cpu_{number}.pb.gz", tmp_path / f"docs/cpu_{run}.pb.gz")
    written = 0
    for name in PAGES:
        spans = " and ".join(CLAIM_SPAN.findall(page(name)))
        for number, example in enumerate([*fences(page(name), "markdown"), *([spans] if spans else [])]):
            has_head = example.startswith("---\n")
            text = example if has_head else f"---\n{_profiles_of(name)}---\n\n{_without_lonely_callouts(example)}"
            note = tmp_path / "docs" / name
            note.with_name(f"example-{note.stem}-{number}.md").write_text(text)
            written += 1
    site = build_site(tmp_path / "docs", BuildOptions())
    assert [str(warning) for warning in site.warnings] == []
    assert written > 15


def _profiles_of(name: str) -> str:
    found = re.search(r"^profiles:\n(?: .*\n?)+", head_of(name) + "\n", re.MULTILINE)
    return found[0] if found else ""


def _without_lonely_callouts(example: str) -> str:
    """An example of callouts alone gets the figure that they follow."""
    return f"```flame before\n```\n\n{example}" if example.startswith("1. `") else example


@pytest.mark.parametrize("name", [name for name in PAGES if fences(page(name), "toml")])
def test_examples_in_toml_are_settings_or_front_matter(name, tmp_path):
    for example in fences(page(name), "toml"):
        if example.startswith("+++\n"):
            assert read_front_matter(split_note(name, example)).title
        else:
            (tmp_path / "_theme").mkdir(exist_ok=True)
            (tmp_path / "site.toml").write_text(example)
            read_settings(tmp_path)


@pytest.mark.parametrize("name", [name for name in PAGES if fences(page(name), "yaml")])
def test_examples_in_yaml_are_front_matter(name):
    for example in fences(page(name), "yaml"):
        matter = read_front_matter(split_note(name, f"---\n{example}---\n"))
        assert matter.profiles or matter.headline


def test_the_recordings_are_those_of_the_demo():
    for path in sorted((DOCS / "tutorial").glob("*log/*")):
        original = ROOT / "content/whoami" / path.parent.name / path.name.replace("cpu_", "cpu_10s_")
        assert path.read_bytes() == original.read_bytes(), path


def test_the_tutorial_shows_the_programs_that_were_measured():
    source = DOCS / "tutorial/source"
    (program,) = fences(page("tutorial/index.md"), "go")
    assert program == (source / "log/main.go").read_text()
    lines = program.splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("func handle")) + 1
    assert [*lines[:first], *lines[first + 1 :]] == (source / "nolog/main.go").read_text().splitlines()
    assert fences(page("tutorial/index.md"), "text")[0] == (source / "go.mod").read_text()
    for path in sorted(source.rglob("*.*")):
        assert path.read_bytes() == (ROOT / "content/whoami/source" / path.relative_to(source)).read_bytes()


def test_the_tutorial_shows_the_whole_post_that_it_leads_to():
    whole = [note for note in fences(page("tutorial/index.md"), "markdown") if "{predict}" in note]
    assert whole == [re.sub(r"^weight: .*\n", "", page("tutorial/post.md"), flags=re.MULTILINE)]


def test_the_theme_page_shows_this_sites_own_template():
    (template,) = fences(THEME_PAGE, "jinja")
    assert template == (DOCS / "_theme/templates/base.html").read_text()


def test_the_theme_page_lists_every_template_and_every_block():
    listed = [word for row in table(THEME_PAGE, "template") for word in words(row[0])]
    assert sorted(listed) == sorted(path.name for path in (default_folder() / "templates").iterdir())
    base = (default_folder() / "templates/base.html").read_text()
    sentence = re.search(r"The blocks of\n`base.html` are (.*?)\.\n", THEME_PAGE, re.DOTALL)
    assert sentence
    assert sorted(words(sentence[1])) == sorted(re.findall(r"{% block (\w+) %}", base))


def test_the_style_of_the_theme_page_comes_after_the_tokens_that_it_changes(tmp_path):
    (style,) = fences(THEME_PAGE, "css")
    tokens = (default_folder() / "css/tokens.css").read_text()
    properties = re.findall(r"^ +(--[\w-]+):", style, re.MULTILINE)
    assert properties == ["--accent", "--measure"]
    assert all(f"\n  {name}:" in tokens for name in properties)
    (tmp_path / "house/css").mkdir(parents=True)
    (tmp_path / "house/css/zz_house.css").write_text(style)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("# Home\n")
    home = html(build_site(tmp_path / "content", BuildOptions(theme=tmp_path / "house")), "index.html")
    assert 0 < home.index("css/tokens.css") < home.index("css/zz_house.css")


def test_the_program_that_reads_page_data_runs(site, tmp_path):
    (program,) = fences(page("reference/page-data.md"), "python")
    write_site(tmp_path / "output", site.files, DOCS)
    ran = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert re.fullmatch(r"\d+ rows \['samples', 'cpu'\]\n", ran.stdout)


def test_a_claim_that_fails_is_told_as_the_tutorial_says(tmp_path, monkeypatch):
    shutil.copytree(DOCS / "tutorial", tmp_path / "content/log-line", ignore=shutil.ignore_patterns("*.md"))
    note = next(note for note in fences(page("tutorial/index.md"), "markdown") if "{predict}" in note)
    (tmp_path / "content/log-line/index.md").write_text(note.replace("= 11.07%", "= 12%", 1))
    monkeypatch.chdir(tmp_path)
    site = build_site(Path("content"), BuildOptions())
    shown = section(page("tutorial/index.md"), "## 6. Check")
    assert fences(shown, "text") == [f"{site.warnings[0]}\nflamesite: error: 1 warning in content\n"]
