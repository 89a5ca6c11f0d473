"""Feeds, sitemap, robots.txt and the metadata of heads, read with parsers of XML and JSON."""

from __future__ import annotations

import json
import re
from datetime import datetime
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

import pytest

from sitegen.pages.addresses import Addresses
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.feeds import MOST_IN_FEED
from sitegen.pages.metadata import script_json

BASE = "https://example.org/notes/"
ATOM = "{http://www.w3.org/2005/Atom}"
PLACES = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
FILES = {
    "site.toml": 'title = "A & B <notes>"\nauthor = "Ada"\nlanguage = "en-GB"\ncards = false\n',
    "old.md": "---\ntitle: Old\ndate: 2025-01-02\nupdated: 2026-02-03\ntags: [C++]\nsummary: What was.\n---\nText.\n",
    "new.md": "---\ntitle: 'New </script> & \"more\"'\ndate: 2026-01-02\n---\nText.\n",
    "deep/undated.md": "---\ntitle: Undated\n---\nText.\n",
    "cpu.folded": "main 1\n",
}


def a_site(folder: Path, files: dict[str, str] = FILES, base_url: str | None = BASE) -> Site:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return build_site(folder, BuildOptions(base_url=base_url))


def text(site: Site, path: str) -> str:
    return next(file.content.decode() for file in site.files if file.path == path)


def check_atom(feed: ElementTree.Element, address: str) -> list[dict[str, str]]:
    """What RFC 4287 asks of a feed and its entries; gives the entries with absolute links."""
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    relations = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
    assert sorted(relations) == ["alternate", "self"]
    entries = []
    for entry in feed.findall(f"{ATOM}entry"):
        for name in ("id", "title", "updated", "published"):
            assert len(entry.findall(f"{ATOM}{name}")) == 1, name
        (link,) = entry.findall(f"{ATOM}link")
        found = {
            name: entry.findtext(f"{ATOM}{name}") or "" for name in ("id", "title", "updated", "published", "summary")
        }
        assert urlsplit(found["id"]).scheme, "an id is an absolute IRI"
        for moment in (found["updated"], found["published"]):
            assert datetime.fromisoformat(moment).tzinfo
        entries.append({**found, "link": urljoin(address, link.get("href") or "")})
    assert len({entry["id"] for entry in entries}) == len(entries)
    assert feed.findtext(f"{ATOM}updated") == max(entry["updated"] for entry in entries)
    return entries


def test_the_feed_holds_dated_notes_the_newest_first(tmp_path):
    site = a_site(tmp_path)
    entries = check_atom(ElementTree.fromstring(text(site, "feed.xml")), f"{BASE}feed.xml")
    assert [(entry["title"], entry["link"], entry["published"], entry["updated"]) for entry in entries] == [
        ('New </script> & "more"', f"{BASE}new/", "2026-01-02T00:00:00Z", "2026-01-02T00:00:00Z"),
        ("Old", f"{BASE}old/", "2025-01-02T00:00:00Z", "2026-02-03T00:00:00Z"),
    ]
    assert entries[1]["summary"] == "What was."


@pytest.mark.parametrize("base_url", [BASE, None])
def test_every_tag_has_a_feed_that_its_page_names(tmp_path, base_url):
    site = a_site(tmp_path, base_url=base_url)
    path = "tags/c++/feed.xml"
    (entry,) = check_atom(ElementTree.fromstring(text(site, path)), f"{BASE}{path}")
    assert entry["link"].removesuffix("index.html") == f"{BASE}old/"
    page = text(site, "tags/c++/index.html")
    hrefs = re.findall(r'<link rel="alternate" type="application/atom\+xml" href="(.*?)"', page)
    assert hrefs == ["../../feed.xml", "../../tags/c%2B%2B/feed.xml"]


def test_without_an_address_the_feed_is_valid_and_its_links_are_relative(tmp_path):
    site = a_site(tmp_path, base_url=None)
    entries = check_atom(ElementTree.fromstring(text(site, "feed.xml")), "https://elsewhere.example/x/feed.xml")
    assert [entry["link"] for entry in entries] == [
        "https://elsewhere.example/x/new/index.html",
        "https://elsewhere.example/x/old/index.html",
    ]
    assert all(entry["id"].startswith("urn:uuid:") for entry in entries)


def test_a_site_without_dates_has_no_feed_and_names_none(tmp_path):
    site = a_site(tmp_path, {"a.md": "# A\n"})
    assert not [file.path for file in site.files if file.path.endswith("feed.xml")]
    assert "atom+xml" not in text(site, "index.html")


def test_a_feed_is_cut_at_its_newest_entries(tmp_path):
    files = {
        f"n{day}.md": f"---\ndate: 2026-{1 + day // 28:02}-{1 + day % 28:02}\n---\n# N{day}\n" for day in range(40)
    }
    entries = check_atom(ElementTree.fromstring(text(a_site(tmp_path, files), "feed.xml")), BASE)
    assert [entry["title"] for entry in entries] == [f"N{day}" for day in range(39, 39 - MOST_IN_FEED, -1)]


def test_what_no_xml_may_hold_is_left_out(tmp_path):
    note = '+++\ntitle = "Bell \\u0007 and \\uFFFF"\ndate = 2026-01-02\n+++\n'
    (entry,) = check_atom(ElementTree.fromstring(text(a_site(tmp_path, {"a.md": note}), "feed.xml")), BASE)
    assert entry["title"] == "Bell  and "


def test_the_sitemap_names_every_page_but_404_with_dates_of_front_matter(tmp_path):
    site = a_site(tmp_path)
    places = ElementTree.fromstring(text(site, "sitemap.xml"))
    assert places.tag == f"{PLACES}urlset"
    found = {place.findtext(f"{PLACES}loc"): place.findtext(f"{PLACES}lastmod") for place in places}
    pages = {file.path for file in site.files if file.path.endswith("index.html")}
    assert found.keys() == {Addresses(BASE).absolute(path) for path in pages}
    assert found[f"{BASE}old/"] == "2026-02-03"
    assert found[f"{BASE}deep/undated/"] is None
    assert f"{BASE}tags/c%2B%2B/" in found
    assert f"Sitemap: {BASE}sitemap.xml" in text(site, "robots.txt")


def test_without_an_address_there_is_no_sitemap_and_no_canonical(tmp_path):
    site = a_site(tmp_path, base_url=None)
    assert "sitemap.xml" not in {file.path for file in site.files}
    assert text(site, "robots.txt") == "User-agent: *\nDisallow:\n"
    assert "canonical" not in text(site, "old/index.html")


def properties(page: str) -> dict[str, str]:
    return {name: unescape(value) for name, value in re.findall(r'<meta property="(.*?)" content="(.*?)">', page)}


def graph(page: str) -> list[dict[str, object]]:
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page)
    found = json.loads(block)
    assert found["@context"] == "https://schema.org"
    return list(found["@graph"])


def test_a_note_says_what_it_is_to_programs(tmp_path):
    site = a_site(tmp_path)
    page = text(site, "new/index.html")
    assert f'<link rel="canonical" href="{BASE}new/">' in page
    assert properties(page) == {
        "og:type": "article",
        "og:title": 'New </script> & "more"',
        "og:site_name": "A & B <notes>",
        "og:url": f"{BASE}new/",
        "og:locale": "en_GB",
        "article:published_time": "2026-01-02",
    }
    (thing,) = graph(page)
    assert thing["@type"] == "BlogPosting"
    assert thing["headline"] == 'New </script> & "more"'
    assert thing["datePublished"] == "2026-01-02"
    assert thing["author"] == {"@type": "Person", "name": "Ada"}
    assert graph(text(site, "index.html"))[0]["@type"] == "WebSite"


def test_a_page_in_a_section_says_where_it_is(tmp_path):
    _, path = graph(text(a_site(tmp_path), "deep/undated/index.html"))
    steps = path["itemListElement"]
    assert isinstance(steps, list)
    assert [(step["position"], step["name"], step["item"]) for step in steps] == [
        (1, "A & B <notes>", BASE),
        (2, "deep", f"{BASE}deep/"),
        (3, "Undated", f"{BASE}deep/undated/"),
    ]


def test_nobody_is_sent_to_the_404_page(tmp_path):
    page = text(a_site(tmp_path), "404.html")
    assert '<meta name="robots" content="noindex">' in page
    assert "canonical" not in page
    assert "og:" not in page


def test_json_in_a_page_cannot_end_its_element():
    assert script_json({"a": "</script><!--"}) == '{"a":"\\u003c/script>\\u003c!--"}'


@pytest.mark.parametrize(("name", "agrees"), [("example.org\n", True), ("other.example.org", False)])
def test_a_cname_and_the_base_url_should_agree(tmp_path, name, agrees):
    site = a_site(tmp_path, {"CNAME": name, "a.md": "# A\n"})
    assert [warning.message for warning in site.warnings] == (
        []
        if agrees
        else ['the site\'s name is "other.example.org", but base_url leads to example.org; make them agree']
    )
