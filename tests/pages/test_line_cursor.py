"""Columns in a line, with tabs to stops of four."""

from __future__ import annotations

from sitegen.pages.line_cursor import LineCursor


def test_a_tab_reaches_the_next_stop() -> None:
    cursor = LineCursor(" \ta")
    assert (cursor.indent, cursor.next) == (4, 2)


def test_a_step_may_end_inside_of_a_tab() -> None:
    cursor = LineCursor("\ta")
    cursor.advance(1)
    assert (cursor.offset, cursor.column, cursor.indent) == (0, 1, 3)
    cursor.advance(3)
    assert (cursor.offset, cursor.column, cursor.indent) == (1, 4, 0)


def test_a_tab_after_text_counts_from_the_column_of_the_text() -> None:
    cursor = LineCursor(">\ta")
    cursor.skip_to(1)
    assert cursor.indent == 3


def test_a_line_of_spaces_is_blank() -> None:
    assert LineCursor(" \t ").is_blank
    assert LineCursor("").is_blank
    assert not LineCursor(" .").is_blank
