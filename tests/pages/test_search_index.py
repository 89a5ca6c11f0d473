"""The script that holds the index of the search."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sitegen.pages.build import BuildOptions, build_site


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
