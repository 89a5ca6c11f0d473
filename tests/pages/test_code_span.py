"""Code spans by CommonMark's rule of equal runs of backticks."""

from __future__ import annotations

import pytest

from sitegen.pages.code_span import find_code_spans


def texts(text: str) -> list[str]:
    return [span.text for span in find_code_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("`a` and `b`", ["a", "b"]),
        ("``a`b``", ["a`b"]),
        ("`a``b`", ["a``b"]),
        ("``a` b", []),
        ("`a", []),
        ("```a`b``c```", ["a`b``c"]),
        ("`` ` ``", ["`"]),
        ("`  a  `", [" a "]),
        ("`   `", ["   "]),
        ("` a`", [" a"]),
    ],
)
def test_a_span_ends_at_the_next_run_of_the_same_length(text: str, expected: list[str]) -> None:
    assert texts(text) == expected


def test_a_span_crosses_lines_and_its_line_breaks_are_spaces() -> None:
    assert texts("a `net/http.\nServe` b") == ["net/http. Serve"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\\`a` b `", ["b"]),
        ("\\\\`a`", ["a"]),
        ("\\``a`", ["a"]),
        ("`a\\` b`", ["a\\"]),
    ],
)
def test_a_backslash_escapes_a_backtick_outside_of_spans_only(text: str, expected: list[str]) -> None:
    """The second case of `\\``: the first backtick is text, the second opens a run of one."""
    assert texts(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        '<a title="`x`">',
        "<a title='`x`' b>",
        "</a\n>",
        "<http://a`b`c>",
        "<a.b`c`d@example.org>",
        "<!-- `x` -->",
        "<?php `x` ?>",
        "<!DOCTYPE `x`>",
        "<![CDATA[`x`]]>",
    ],
)
def test_html_and_autolinks_hold_no_spans(text: str) -> None:
    assert texts(f"{text} `y`") == ["y"]


@pytest.mark.parametrize("text", ["a < `x`", "<!-- `x`", "<a `x`", "<1 `x`>", "<!1 `x`>", "<!--> `x` -->", "<a b='`x`"])
def test_what_only_looks_like_html_holds_spans(text: str) -> None:
    assert texts(text) == ["x"]


def test_positions_count_the_backticks() -> None:
    (span,) = find_code_spans("ab `` `c` `` d")
    assert (span.start, span.end, span.content_start, span.text) == (3, 12, 6, "`c`")


def test_many_runs_that_never_close_are_read_in_one_go() -> None:
    """A search from each of 400 openers to the end of the text would read 300,000 characters 400 times."""
    assert texts(" ".join("`" * length for length in range(2, 400)) + "\\` " * 100_000 + "`a`") == ["a"]
