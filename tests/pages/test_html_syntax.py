"""Beginnings and ends of HTML by CommonMark's rules."""

from __future__ import annotations

import pytest

from sitegen.pages.html_syntax import html_block_end, inline_html_end


@pytest.mark.parametrize(
    "html",
    ["<a>", "</a >", "<a b=c d='e>' f=\"g\">", "<br/>", "<!---->", "<!-- - -- -->", "<!-->", "<mailto:a@b>", "<?x?>"],
)
def test_inline_html_ends_where_it_is_complete(html: str) -> None:
    assert inline_html_end(f"x{html}y>-->", 1) == 1 + len(html)


@pytest.mark.parametrize("text", ["<", "<1>", "< a>", "<a", "<a b='>", "<!-- x", "<!x", "<?x", "<a b=`>"])
def test_what_is_no_html_is_one_character(text: str) -> None:
    assert inline_html_end(text, 0) == 1


@pytest.mark.parametrize(
    ("line", "last"),
    [
        ("<script>", "x</SCRIPT>y"),
        ("<pre class=a>", "</pre>"),
        ("<!-- x", "y -->"),
        ("<?x", "?>"),
        ("<!X", ">"),
        ("<![CDATA[", "]]>"),
        ("<DIV", " \t"),
        ("</details>", ""),
        ("<custom-tag a='b'>", ""),
        ("</i>", ""),
    ],
)
def test_each_kind_of_html_block_has_its_end(line: str, last: str) -> None:
    end = html_block_end(line, 0, in_paragraph=False)
    assert end is not None
    assert end.search(last)
    assert not end.search("text")


@pytest.mark.parametrize("line", ["a", "<i>text", "<http://example.org>", "<divide", "<1>"])
def test_other_lines_begin_no_html_block(line: str) -> None:
    assert html_block_end(line, 0, in_paragraph=False) is None


def test_a_lone_tag_does_not_interrupt_a_paragraph_but_a_block_tag_does() -> None:
    assert html_block_end("<i>", 0, in_paragraph=True) is None
    assert html_block_end("<div>", 0, in_paragraph=True) is not None
