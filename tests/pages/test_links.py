"""Links of notes: to pages, to files, and to nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.pages.content import Content
from sitegen.pages.links import NoteLinks

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
