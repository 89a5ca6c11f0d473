"""Pages to mail: all that they load is in them, nothing else is allowed, and no link of theirs is dead."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from sitegen.errors import FlamesiteError
from sitegen.pages.addresses import Addresses
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.output import OutputFile
from sitegen.pages.single_file import single_files
from sitegen.pages.theme import default_folder

WEB = "https://example.org/notes/"
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")  # a GIF of one pixel
FILES = {
    "site.toml": 'title = "Notes"\ndownloads = true\n',
    "story/index.md": (
        "---\ntitle: A story\ndate: 2026-11-20\ntags: [go]\n---\n"
        "See [the other](../other.md#end), [the script](run.sh#L3), "
        "[a report](report.html), [elsewhere](https://elsewhere.example/).\n\n![A dot](dot.gif)\n\n"
        "```flame cpu.folded\n```\n"
    ),
    "other.md": "# Other\n\n## End\n\nText.\n",
    "story/cpu.folded": "main;work 3\n",
    "story/run.sh": "true\n",
    "story/report.html": "<!doctype html><title>A report</title><script src=x.js></script>",
    "story/dot.gif": PIXEL,
}
PAGES = ["archive/index.html", "index.html", "other/index.html", "story/index.html", "tags/go/index.html"]
LOADING = {"link": "href", "script": "src", "img": "src", "source": "src", "image": "href"}


class Reader(HTMLParser):
    """What a page loads, the text of its styles and of its scripts that run, its links with their texts, its policy."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.inline: dict[str, list[str]] = {"script": [], "style": []}
        self.links: dict[str, str] = {}
        self.policy: dict[str, list[str]] = {}
        self._text: list[str] | None = None
        self._inside = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in LOADING and LOADING[tag] in given and given.get("rel") not in ("canonical", "alternate"):
            self.loads.append(given[LOADING[tag]])
        if given.get("http-equiv") == "Content-Security-Policy":
            directives = (directive.split() for directive in given["content"].split(";"))
            self.policy = {name: values for name, *values in directives}
        if tag == "style" or (tag == "script" and "json" not in given.get("type", "")):
            self._inside, self._text = tag, []
        if tag == "a":
            self._inside, self._text = given.get("href", ""), []

    def handle_data(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if self._text is None or tag not in (*self.inline, "a"):
            return
        text = "".join(self._text)
        if tag == "a":
            self.links[self._inside] = text.strip()
        else:
            self.inline[tag].append(text)
        self._text = None


def policy_source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def built(folder: Path, base_url: str | None) -> Site:
    root = folder / "content"
    for name, content in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return build_site(root, BuildOptions(base_url=base_url, single_file=True))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of which nobody said where it is."""
    return built(tmp_path_factory.mktemp("site"), None)


@pytest.fixture(scope="module")
def site_on_the_web(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site whose address is known."""
    return built(tmp_path_factory.mktemp("web"), WEB)


def html_of(site: Site, path: str) -> str:
    return next(file.content for file in site.files if file.path == path).decode()


def test_the_pages_alone_are_written(site):
    """Not the search nor the 404 page, which work on a site only, and no file that a page loads or links to."""
    assert [file.path for file in site.files] == sorted([*PAGES, "tags/index.html"])
    assert site.pages == len(site.files)


@pytest.mark.parametrize("path", PAGES)
def test_a_page_loads_nothing_from_beside_it(site_on_the_web, path):
    page = Reader(html_of(site_on_the_web, path))
    assert page.loads
    assert all(address.startswith("data:") for address in page.loads)
    urls = re.findall(r"url\(\s*[\"']?([^\"')]*)", "".join(page.inline["style"]))
    assert [url.partition(",")[0] for url in urls if not url.startswith("#")] == ["data:font/woff2;base64"] * 4


@pytest.mark.parametrize("path", PAGES)
def test_the_policy_allows_the_inline_elements_by_their_hashes_and_nothing_else(site, path):
    page = Reader(html_of(site, path))
    allowed = {kind: {policy_source(text) for text in texts} for kind, texts in page.inline.items()}
    assert len(allowed["style"]) > 20
    assert {name: set(values) for name, values in page.policy.items()} == {
        "default-src": {"'none'"},
        "script-src": allowed["script"],
        "style-src": allowed["style"],
        "font-src": {"data:"},
        "img-src": {"data:"},
        "media-src": {"data:"},
        "base-uri": {"'none'"},
        "form-action": {"'none'"},
    }


def test_what_is_inlined_is_the_file_itself(site):
    html = html_of(site, "story/index.html")
    font = (default_folder() / "fonts/flamesite-serif.woff2").read_bytes()
    assert f'url("data:font/woff2;base64,{base64.b64encode(font).decode()}")' in html
    assert f'src="data:image/gif;base64,{base64.b64encode(PIXEL).decode()}"' in html


def test_links_lead_to_other_pages_and_nowhere_else(site):
    html = html_of(site, "story/index.html")
    links = {href for href in Reader(html).links if not href.startswith("#")}
    assert links == {
        "../index.html",
        "../archive/index.html",
        "../tags/index.html",
        "../tags/go/index.html",
        "../other/index.html",
        "../other/index.html#end",
        "https://elsewhere.example/",
    }
    assert "the script, a report," in html
    assert "Download the profile (not in this file)" in html
    assert 'type="application/atom+xml"' not in html


def test_links_to_what_does_not_travel_lead_to_the_web_where_its_address_is_known(site_on_the_web):
    html = html_of(site_on_the_web, "story/index.html")
    links = Reader(html).links
    assert links[f"{WEB}story/run.sh#L3"] == "the script"
    assert links[f"{WEB}story/report.html"] == "a report"
    assert links[f"{WEB}story/cpu.folded"] == "Download the profile"
    assert links[f"{WEB}search/"] == "Search"
    assert links[f"{WEB}feed.xml"] == "Feed"
    assert links["../other/index.html#end"] == "the other"
    assert f'<link rel="alternate" type="application/atom+xml" href="{WEB}feed.xml"' in html


def test_the_mere_path_of_a_site_is_no_address(tmp_path):
    assert "run.sh" not in html_of(built(tmp_path, "/notes/"), "story/index.html")


def test_two_builds_are_equal(site, tmp_path):
    assert built(tmp_path, None).files == site.files


def made(html: str, **files: str) -> str:
    """A page `a/p.html` of an author's theme as a single file, beside these files of the site."""
    given = {"a/p.html": html, **{name.replace("_", "."): text for name, text in files.items()}}
    site = [OutputFile(path, text.encode()) for path, text in given.items()]
    (page,) = single_files(site, ["a/p.html"], Addresses(None))
    return page.content.decode()


def test_a_deferred_script_runs_when_the_page_is_read_and_another_at_its_place():
    html = "<script src=../x.js></script><script defer src=../y.js></script><body><p>Text</p></body>"
    assert made(html, x_js="x()", y_js="y()") == "<script>x()</script><body><p>Text</p><script>y()</script>\n</body>"


def test_a_page_may_leave_the_end_of_its_body_unsaid():
    assert made("<script defer src=../x.js></script><p>Text", x_js="x()") == "<p>Text<script>x()</script>\n"


def test_a_style_keeps_its_medium():
    assert (
        made('<link rel=stylesheet media=print href="../x.css">', x_css="p {}") == '<style media="print">p {}</style>'
    )


def test_a_page_without_a_policy_gets_none():
    assert made("<p>é</p>") == "<p>é</p>"


def test_what_a_theme_loads_and_does_not_have_is_an_error():
    with pytest.raises(FlamesiteError, match=r"^x\.css: error: it loads fonts/f\.woff2, which is not in the site"):
        made('<link rel="stylesheet" href="../x.css">', x_css="@font-face { src: url(fonts/f.woff2) }")
