"""The orders of pages, and folders as sections."""

from __future__ import annotations

from datetime import date

from sitegen.pages.page import Page
from sitegen.pages.reading_order import (
    find_sections,
    neighbours,
    newest_first,
    reading_order,
    sections_above,
    sections_below,
)


def a_page(path: str, day: str | None = None, weight: int | None = None, is_written: bool = True) -> Page:
    url = f"{path}/index.html"
    when = date.fromisoformat(day) if day else None
    return Page(url, "note.html", path, {}, date=when, weight=weight, is_written=is_written)


def titles(pages: list[Page]) -> list[str]:
    return [page.title for page in pages]


def test_lists_go_by_weight_then_the_newest_then_by_title():
    pages = [
        a_page("b"),
        a_page("a"),
        a_page("old", "2025-01-02"),
        a_page("new", "2026-01-02"),
        a_page("first", None, 1),
    ]
    assert titles(newest_first(pages)) == ["first", "new", "old", "a", "b"]


def test_reading_goes_by_weight_then_from_the_oldest_on():
    pages = [
        a_page("b"),
        a_page("new", "2026-01-02"),
        a_page("old", "2025-01-02"),
        a_page("two", None, 2),
        a_page("one", None, 1),
    ]
    assert titles(reading_order(find_sections(pages))) == ["one", "two", "old", "new", "b"]


def test_a_section_is_read_as_a_whole_where_its_own_page_stands():
    """guide/index.md has weight 2: it and what is in its folder come between the pages of weight 1 and 3."""
    pages = [
        a_page("why", None, 3),
        a_page("guide", None, 2),
        a_page("guide/second", None, 2),
        a_page("guide/first", None, 1),
        a_page("guide/more/detail"),
        a_page("start", None, 1),
    ]
    order = titles(reading_order(find_sections(pages)))
    assert order == ["start", "guide", "guide/first", "guide/second", "guide/more/detail", "why"]


def test_pages_of_bare_profiles_are_not_read_one_after_the_other():
    pages = [a_page("story"), a_page("story/cpu", is_written=False)]
    assert titles(reading_order(find_sections(pages))) == ["story"]


def test_neighbours_are_the_page_before_and_the_page_after():
    first, second = a_page("a"), a_page("b")
    assert neighbours([first, second]) == {"a/index.html": (None, second), "b/index.html": (first, None)}
    assert neighbours([]) == {}


def test_a_folder_that_holds_pages_is_a_section_and_its_note_is_its_page():
    pages = [a_page("whoami"), a_page("whoami/log/heap"), a_page("plain")]
    root = find_sections(pages)
    assert titles(root.pages) == ["plain"]
    found = {section.folder: section for section in sections_below(root)}
    assert sorted(found) == ["whoami", "whoami/log"]
    assert found["whoami"].page is pages[0]
    assert found["whoami/log"].page is None
    assert (found["whoami/log"].title, found["whoami/log"].url) == ("log", "whoami/log/index.html")
    assert titles(found["whoami"].all_pages()) == ["whoami/log/heap"]
    assert [section.folder for section in sections_above("whoami/log/heap/index.html", found)] == [
        "whoami",
        "whoami/log",
    ]
    assert sections_above("whoami/index.html", found) == []
