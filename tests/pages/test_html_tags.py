"""The tags of a page with their places: what is one, what only looks like one."""

from __future__ import annotations

import pytest

from sitegen.pages.html_tags import Tag, tags


def names(html: str) -> list[str]:
    return [tag.name for tag in tags(html)]


def only(html: str) -> Tag:
    (tag,) = tags(html)
    return tag


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<P>a<br/>b</P>", ["p", "br", "/p"]),
        ("1 < 2 <3 <!doctype html>", []),
        ('<p title="<a href=x> 1 > 0">', ["p"]),
        ("<!-- <a> --><i>", ["i"]),
        ("<script>'<a>' </scripted></SCRIPT ><i>", ["script", "/script", "i"]),
        ("<style>a > b {}</style>", ["style", "/style"]),
        ("<script>never closed <a>", ["script"]),
        ('<a title="never closed>', []),
    ],
)
def test_tags_are_those_that_a_browser_sees(html, expected):
    assert names(html) == expected


def test_a_tag_knows_its_place():
    html = "ä<b class=x>c</b>"
    assert [html[tag.start : tag.end] for tag in tags(html)] == ["<b class=x>", "</b>"]


def test_values_are_read_in_every_way_of_writing_them():
    tag = only('<a HREF=a/b/ title=\'1 " 2\' class = "x &amp; y" download\n data-n=>')
    assert tag.attributes() == {"href": "a/b/", "title": '1 " 2', "class": "x & y", "download": "", "data-n": ""}


def test_a_value_is_changed_and_the_others_stay():
    tag = only('<image href="a.png" width=5 alt="&lt;"/>')
    assert tag.with_value("href", 'x?a=1&b="') == '<image href="x?a=1&amp;b=&quot;" width="5" alt="&lt;"/>'
