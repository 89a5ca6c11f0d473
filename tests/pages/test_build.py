"""Whole small sites in and out: each folder of tests/sites and tests/sites_invalid is a case."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.errors import SourceErrors
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.output import write_site

TESTS = Path(__file__).resolve().parent.parent
SITES = sorted(path.name for path in (TESTS / "sites").iterdir())
INVALID = sorted(path.name for path in (TESTS / "sites_invalid").iterdir())


class Outline(HTMLParser):
    """What a page says, without its looks: headings, figures with their titles and exact numbers, links, sources."""

    def __init__(self) -> None:
        super().__init__()
        self.lines: list[str] = []
        self._open: list[tuple[str, list[str]]] = []
        self._captured = {"h1", "h2", "h3", "title", "figcaption"}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "figure":
            self.lines.append(f"figure #{given['id']}")
        if tag == "a" and given.get("href") and not given["href"].startswith("#"):
            self.lines.append(f"link {given['href']}")
        if tag == "data":
            self.lines.append(f"number {given['value']}")
        if tag in self._captured:
            self._open.append((tag, []))

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1][1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1][0] == tag:
            text = " ".join("".join(self._open.pop()[1]).split())
            self.lines.append(f"{tag} {text}")


def outline(site: Site) -> str:
    """Each page's outline, then the names of all other files but the theme's."""
    parts = []
    for file in site.files:
        if file.path.startswith("assets/"):
            continue
        parts.append(f"== {file.path}")
        if file.path.endswith(".html"):
            reader = Outline()
            reader.feed(file.content.decode())
            parts += reader.lines
    return "\n".join(parts) + "\n"


@pytest.mark.parametrize("case", SITES)
def test_a_site_comes_out_as_expected(case):
    """expected.txt was read line by line against the content before it was committed."""
    folder = TESTS / "sites" / case
    site = build_site(folder / "content", BuildOptions())
    assert outline(site) == (folder / "expected.txt").read_text("utf-8")
    expected_warnings = folder / "warnings.txt"
    warnings = [str(warning).replace(f"{folder}/", "") for warning in site.warnings]
    assert warnings == (expected_warnings.read_text("utf-8").splitlines() if expected_warnings.exists() else [])


@pytest.mark.parametrize("case", INVALID)
def test_a_bad_site_names_every_fault_and_its_place(case):
    folder = TESTS / "sites_invalid" / case
    with pytest.raises(SourceErrors) as caught:
        build_site(folder / "content", BuildOptions())
    lines = [str(problem).replace(f"{folder}/", "") for problem in caught.value.problems]
    assert lines == (folder / "errors.txt").read_text("utf-8").splitlines()


def a_site(folder: Path, files: dict[str, str | bytes]) -> Path:
    content = folder / "content"
    for name, text in files.items():
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return content


def page(site: Site, url: str) -> str:
    return next(file.content.decode() for file in site.files if file.path == url)


def test_two_builds_are_equal_byte_for_byte(tmp_path):
    content = a_site(
        tmp_path, {"a.folded": "m;x 1\nm;y 2\n", "n.md": "# N\n\n```flame b.folded\n```\n", "b.folded": "q 1\n"}
    )
    first, second = (build_site(content, BuildOptions(base_url="https://example.org/")) for _ in range(2))
    assert first.files == second.files


def test_the_page_data_is_valid_json_whatever_the_names(tmp_path):
    content = a_site(tmp_path, {"a.folded": 'x</script><!--"\\;y 1\n'})
    block = re.search(
        r'<script type="application/json" id="flamesite-data">(.*?)</script>',
        page(build_site(content, BuildOptions()), "a/index.html"),
        re.DOTALL,
    )
    assert block is not None
    assert 'x</script><!--"\\' in json.loads(block[1])["strings"]


def test_a_used_profile_has_no_page_of_its_own_unless_asked_for(tmp_path):
    files: dict[str, str | bytes] = {"n.md": "```flame a.folded\n```\n", "a.folded": "x 1\n"}
    urls = {file.path for file in build_site(a_site(tmp_path / "auto", files), BuildOptions()).files}
    assert "a/index.html" not in urls
    files["site.toml"] = 'profile_pages = "all"\n'
    urls = {file.path for file in build_site(a_site(tmp_path / "all", files), BuildOptions()).files}
    assert "a/index.html" in urls


def test_drafts_are_left_out_unless_asked_for(tmp_path):
    content = a_site(tmp_path, {"n.md": "---\ndraft: true\n---\n# Soon\n"})
    assert "n/index.html" not in {file.path for file in build_site(content, BuildOptions()).files}
    assert "n/index.html" in {file.path for file in build_site(content, BuildOptions(drafts=True)).files}


def test_raw_profiles_are_offered_only_where_the_site_says_so(tmp_path):
    files: dict[str, str | bytes] = {"d/a.folded": "x 1\n"}
    assert "d/a.folded" not in {file.path for file in build_site(a_site(tmp_path / "no", files), BuildOptions()).files}
    files["site.toml"] = "downloads = true\n"
    site = build_site(a_site(tmp_path / "yes", files), BuildOptions())
    assert next(file.content for file in site.files if file.path == "d/a.folded") == b"x 1\n"
    assert 'href="../a.folded" download' in page(site, "d/a/index.html")


def test_no_page_refers_to_anything_elsewhere(tmp_path):
    """No src, href of a stylesheet, import or url() of another host; links that a reader may follow are not there."""
    site = build_site(a_site(tmp_path, {"a.folded": "x 1\n", "n.md": "# N\n"}), BuildOptions())
    for file in site.files:
        if file.path.endswith((".html", ".css", ".js")):
            text = file.content.decode()
            assert not re.search(r"""(?:src|href)=["'](?:https?:)?//""", text), file.path
            assert not re.search(r"""url\(\s*["']?(?:https?:)?//|@import""", text), file.path


def test_the_404_page_is_rooted_in_the_base_url(tmp_path):
    content = a_site(tmp_path, {"a.folded": "x 1\n"})
    site = build_site(content, BuildOptions(base_url="https://example.org/repo"))
    assert 'href="/repo/index.html"' in page(site, "404.html")


def test_an_authors_theme_shadows_and_extends_the_default(tmp_path):
    content = a_site(tmp_path, {"a.folded": "x 1\n"})
    theme = tmp_path / "theme"
    (theme / "templates").mkdir(parents=True)
    (theme / "templates" / "index.html").write_text(
        '{% extends "default/index.html" %}{% block document_title %}Mine{% endblock %}'
    )
    (theme / "css").mkdir()
    (theme / "css" / "tokens.css").write_text(":root { --ink: red }")
    site = build_site(content, BuildOptions(theme=theme))
    assert "<title>Mine</title>" in page(site, "index.html")
    assert page(site, "assets/css/tokens.css") == ":root { --ink: red }"


def test_a_fault_in_a_theme_names_the_template_and_line(tmp_path):
    from sitegen.errors import FlamesiteError

    content = a_site(tmp_path, {"a.folded": "x 1\n"})
    (tmp_path / "theme" / "templates").mkdir(parents=True)
    (tmp_path / "theme" / "templates" / "index.html").write_text("a\n{% if %}")
    with pytest.raises(FlamesiteError, match=r"templates/index.html:2: error: .*mend the theme's template"):
        build_site(content, BuildOptions(theme=tmp_path / "theme"))


def test_a_failed_build_leaves_the_old_site(tmp_path):
    content = a_site(tmp_path, {"a.folded": "x 1\n"})
    write_site(tmp_path / "out", build_site(content, BuildOptions()).files, content)
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    (content / "bad.pb.gz").write_bytes(b"\x1f\x8b\x08")
    with pytest.raises(SourceErrors):
        build_site(content, BuildOptions())
    assert {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()} == before


def test_a_fault_in_the_head_hides_none_in_the_body(tmp_path):
    note = "---\ndate: soon\nprofiles:\n  cpu: a.folded\n---\n```flame cpu zoom=nowhere\n```\n"
    content = a_site(tmp_path, {"a.folded": "x 1\n", "n.md": note})
    with pytest.raises(SourceErrors) as caught:
        build_site(content, BuildOptions())
    assert [(problem.line, problem.column) for problem in caught.value.problems] == [(2, 7), (6, 19)]
