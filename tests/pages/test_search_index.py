"""The script that holds the index of the search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.page import Page
from sitegen.pages.search_index import (
    INDEX_URL,
    SearchRecord,
    is_search_script,
    make_search_part,
    part_of,
    read_records,
    search_parts,
    search_records,
    write_records,
)


def index_of(folder: Path, files: dict[str, str]) -> dict[str, Any]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    site = build_site(folder, BuildOptions())
    script = next(file.content.decode() for file in site.files if file.path == "search/index.js")
    before, call, rest = script.partition("SearchIndex.receive(")
    assert (before, call, rest[-3:]) == ('"use strict";', "SearchIndex.receive(", ");\n")
    assert "<" not in rest
    return dict(json.loads(rest[:-3]))


def found(index: dict[str, Any], name: str) -> list[tuple[str, str, int]]:
    """Title of the page, figure and share of each place of a name."""
    places = index["places"][index["names"].index(name)]
    pages = index["pages"]
    return [
        (pages[places[at]]["title"], pages[places[at]]["figures"][places[at + 1]], places[at + 2])
        for at in range(0, len(places), 3)
    ]


def test_pages_have_their_texts_and_functions_their_places(tmp_path):
    """work is in 3 of 4 samples of a, and in all of b: 7,500 and 10,000 parts; idle in a quarter of a alone."""
    head = "---\ntitle: Story\ndate: 2026-01-02\ntags: [go]\nsummary: Short.\n---\n"
    note = f"{head}First.\n\n```flame a.folded id=fig\n```\n\n## Part\n\nMore.\n"
    index = index_of(tmp_path, {"n.md": note, "a.folded": "main;work 3\nmain;idle 1\n", "b.folded": "work 2\n"})
    assert index["version"] == 1
    story = next(page for page in index["pages"] if page["title"] == "Story")
    assert story == {
        "title": "Story",
        "url": "n/index.html",
        "summary": "Short.",
        "date": "2 January 2026",
        "tags": ["go"],
        "sections": [["", "", "First."], ["part", "Part", "More."]],
        "figures": ["fig"],
    }
    assert index["names"] == ["idle", "main", "work"]
    assert found(index, "work") == [("Story", "fig", 7500), ("b", "b", 10_000)]
    assert found(index, "idle") == [("Story", "fig", 2500)]


def test_a_function_is_found_in_the_figure_that_shows_most_of_it(tmp_path):
    note = "# N\n\n```flame a.folded id=whole\n```\n\n```flame b.folded id=half\n```\n"
    index = index_of(tmp_path, {"n.md": note, "a.folded": "x 1\ny 3\n", "b.folded": "x 1\ny 1\n"})
    assert found(index, "x") == [("N", "half", 5000)]
    assert found(index, "y") == [("N", "whole", 7500)]


def test_a_figure_s_title_is_parted_from_its_caption(tmp_path):
    note = "# N\n\n```flame a.folded\ntitle: Writing is not\ncaption: Twenty seconds.\n```\n"
    pages = index_of(tmp_path, {"n.md": note, "a.folded": "x 1\n"})["pages"]
    assert next(page for page in pages if page["title"] == "N")["sections"] == [
        ["n", "N", "Writing is not · Twenty seconds."]
    ]


def test_in_a_difference_the_larger_side_counts(tmp_path):
    """gone has half of the side before and nothing of the side after."""
    note = "# N\n\n```flame-diff a.folded b.folded id=diff\n```\n"
    index = index_of(tmp_path, {"n.md": note, "a.folded": "gone 5\nstay 5\n", "b.folded": "stay 5\n"})
    assert found(index, "gone") == [("N", "diff", 5000)]
    assert found(index, "stay") == [("N", "diff", 10_000)]


def test_hostile_names_stay_inside_the_script(tmp_path):
    index = index_of(tmp_path, {"a.folded": '</script><!--"\\;y 1\n'})
    assert '</script><!--"\\' in index["names"]


def test_the_introduction_of_the_home_page_can_be_found(tmp_path):
    index = index_of(tmp_path, {"index.md": "Hello there.\n", "a.md": "# A\n"})
    assert [(page["url"], page["sections"]) for page in index["pages"]] == [
        ("a/index.html", [["a", "A", ""]]),
        ("index.html", [["", "", "Hello there."]]),
    ]


def some_pages(count: int) -> list[Page]:
    return [
        Page(f"n{number}/index.html", "note.html", f"N{number}", {}, weight=number % 3 or None, figures={"a": None})  # type: ignore[dict-item]
        for number in range(count)
    ]


def test_what_is_written_can_be_read_back_and_written_again():
    """work is on both pages, idle on the second."""
    functions = [[("work", 0, 10_000)], [("work", 0, 7500), ("idle", 1, 2500)]]
    records = [SearchRecord({"title": "<a>", "url": f"{at}/"}, [None, at], found) for at, found in enumerate(functions)]
    script = write_records(records, True)
    assert b"<" not in script
    again = read_records(script)
    assert [(record.page, record.order, sorted(record.functions)) for record in again] == [
        (record.page, record.order, sorted(record.functions)) for record in records
    ]
    assert write_records(again, True) == script


def test_a_large_index_is_in_parts_that_hold_every_page_once():
    home = Page("index.html", "index.html", "Home", {})
    pages = some_pages(1000)
    head, *parts = search_parts(pages, home)
    assert (head.path, head.pages) == (INDEX_URL, (home,))
    assert head.parts == tuple(part.path for part in parts)
    assert len(parts) == 16, "as many as hold about 64 pages each, and a power of two"
    assert sorted(page.url for part in parts for page in part.pages) == sorted(page.url for page in pages)
    for part in parts:
        assert is_search_script(part.path)
        assert {part_of(page.url, len(pages)) for page in part.pages} == {part.path}
        assert list(part.pages) == [page for page in pages if page in part.pages]
        assert 30 < len(part.pages) < 100


def test_a_page_more_moves_no_other_to_another_part():
    assert [part_of(page.url, 1000) for page in some_pages(50)] == [part_of(page.url, 1001) for page in some_pages(50)]


def test_a_small_index_is_one_script():
    home = Page("index.html", "index.html", "Home", {})
    (only,) = search_parts(some_pages(128), home)
    assert (only.path, len(only.pages), only.parts) == (INDEX_URL, 129, ())
    script = make_search_part(only, search_records(only.pages)).content
    assert b'"order"' not in script
    assert b'"parts"' not in script
