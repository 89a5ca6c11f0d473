"""Links of notes: to pages, to files, and to nothing."""

from __future__ import annotations

import posixpath
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages import links as module
from sitegen.pages.content import Content
from sitegen.pages.links import NoteLinks, relative_path

CONTENT = Content(Path("content"), ("a/note.md", "b/index.md"), ("a/cpu.pb.gz", "a/used.pb.gz"), ("a/x y.go",))
URLS = {"a/note.md": "a/note/index.html", "b/index.md": "b/index.html", "a/cpu.pb.gz": "a/cpu/index.html"}


def links(source: str = "") -> NoteLinks:
    return NoteLinks(CONTENT, "a/note.md", "a/note/index.html", source, URLS)


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("../b/index.md", "../../b/index.html"),
        ("../b/", "../../b/index.html"),
        ("../b/index.md#part", "../../b/index.html#part"),
        ("/b/index.md", "../../b/index.html"),
        ("cpu.pb.gz", "../cpu/index.html"),
        ("used.pb.gz", "../used.pb.gz"),
        ("x%20y.go", "../x%20y.go"),
        ("#here", "#here"),
        ("https://example.org/a.md", "https://example.org/a.md"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_a_link_leads_to_the_page_that_the_file_becomes(href, expected):
    found = links()
    assert found.rewrite(href) == expected
    assert not found.problems


def test_linked_files_are_copied_and_pages_are_not():
    found = links()
    for href in ("x%20y.go", "used.pb.gz", "cpu.pb.gz", "../b/index.md"):
        found.rewrite(href)
    assert found.copied == {"a/x y.go", "a/used.pb.gz"}


def test_a_dead_link_is_an_error_with_its_place_and_the_nearest_file():
    found = links("One\nsee [it](cpu.pb.gzz)\n")
    found.rewrite("cpu.pb.gzz")
    assert str(found.problems[0]) == (
        'content/a/note.md:2:10: error: the link "cpu.pb.gzz" leads to no file of the content '
        "(closest: a/cpu.pb.gz, a/used.pb.gz)"
    )


def test_a_link_out_of_the_content_is_an_error():
    found = links()
    found.rewrite("../../secret.txt")
    assert "leads out of the content" in str(found.problems[0])


PARTS = (
    "..",
    "/",
    "../",
    "b",
    "index.md",
    "note",
    ".md",
    "#",
    "?q",
    "%20",
    ":",
    "//",
    ".",
    "a/",
    "x y.go",
    "\t",
    "part",
    "é",
)


@given(st.lists(st.sampled_from(PARTS), max_size=6).map("".join))
def test_a_plain_target_leads_where_a_url_would(href: str) -> None:
    quick, thorough = links(href), links(href)
    rewritten = quick.rewrite(href)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_PLAIN_PATH", re.compile(r"(?!)"))
        patch.setattr(module, "_PLAIN_ANCHOR", re.compile(r"(?!)"))
        assert rewritten == thorough.rewrite(href)
    assert quick == thorough


PATHS = st.lists(st.sampled_from(["a", "b", "c d"]), max_size=4).map("/".join)


@given(PATHS.filter(bool), PATHS)
def test_a_path_seen_from_a_folder_is_that_of_the_standard_library(path: str, folder: str) -> None:
    assert relative_path(path, folder) == posixpath.relpath(path, folder or ".")
