"""One page is edited: what others say of it decides how much of the site is made, and every edit gives a fresh site."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sitegen.pages import arrangement, search_index
from sitegen.pages.build import build_site
from tests.rebuilds import FILES, assert_same, bytes_of, options, write

TWO = FILES["two.md"]
PARTS = pytest.mark.parametrize("parts", [False, True], ids=["one index", "an index in parts"])


def never(*_: object) -> None:
    pytest.fail("the whole site was arranged")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for name, text in FILES.items():
        write(folder, name, text)
    for number in range(6):
        write(folder, f"many/{number}.md", f"---\ntitle: N{number}\ndate: 2026-02-0{number + 1}\n---\nWord {number}.\n")
    return folder


@pytest.fixture
def split(monkeypatch):
    """Puts the index into parts, as that of a large site is."""

    def into(parts: bool) -> None:
        monkeypatch.setattr(search_index, "MOST_IN_ONE", 3 if parts else 128)
        monkeypatch.setattr(search_index, "_PAGES_IN_PART", 2)

    return into


# Nothing of these pages is on another one but what stays as it is.
UNSEEN: dict[str, Callable[[Path], object]] = {
    "text": lambda c: write(c, "two.md", TWO + "\nMore.\n"),
    "text of a page of numbers": lambda c: write(c, "one.md", FILES["one.md"] + "\nMore.\n"),
    "heading that another page links to": lambda c: write(c, "two.md", TWO.replace("Heading", "Head")),
    "file that it copies": lambda c: write(c, "two.md", TWO.replace("[the file](table.csv)", "no file")),
    "bytes of a copied file": lambda c: write(c, "table.csv", "c,d\n"),
    "two texts": lambda c: (
        write(c, "two.md", TWO + "\nA.\n"),
        write(c, "many/3.md", "---\ntitle: N3\ndate: 2026-02-04\n---\n"),
    ),
    "a warning": lambda c: write(c, "two.md", TWO + "\n`{nothing} x`\n"),
}
SEEN: dict[str, Callable[[Path], object]] = {
    "title": lambda c: write(c, "two.md", TWO.replace("Two", "Second")),
    "date": lambda c: write(c, "two.md", TWO.replace("2026-01-02", "2026-03-02")),
    "no date": lambda c: write(c, "two.md", TWO.replace("date: 2026-01-02\n", "")),
    "tag": lambda c: write(c, "two.md", TWO.replace("[go]", "[go, new]")),
    "last page of a tag": lambda c: write(c, "deep/three.md", FILES["deep/three.md"].replace("[c]", "[go]")),
    "summary": lambda c: write(c, "two.md", TWO.replace("tags:", "summary: Short.\ntags:")),
    "weight": lambda c: write(c, "many/2.md", "---\ntitle: N2\nweight: -3\n---\n"),
    "headline": lambda c: write(c, "two.md", TWO.replace("tags:", "headline: Half of it\ntags:")),
    "draft": lambda c: write(c, "many/5.md", "---\ntitle: N5\ndraft: true\n---\n"),
    "graph": lambda c: write(c, "runs/a.folded", "m;x 4\nm;y 9\n"),
    "new note": lambda c: write(c, "many/new.md", "# New\n"),
    "removed note": lambda c: (c / "many/4.md").unlink(),
    "page of a section": lambda c: write(c, "deep/index.md", FILES["deep/index.md"] + "\nMore.\n"),
    "introduction": lambda c: write(c, "index.md", "# Welcome\n\nBack.\n"),
}


@PARTS
@pytest.mark.parametrize("edit", UNSEEN)
def test_an_edit_that_no_other_page_shows_leaves_all_others_alone(tmp_path, content, split, monkeypatch, edit, parts):
    split(parts)
    build_site(content, options(tmp_path))
    UNSEEN[edit](content)
    with monkeypatch.context() as patch:
        patch.setattr(arrangement, "arrange", never)
        warm = build_site(content, options(tmp_path))
    assert_same(warm, content, options(tmp_path))
    # What the next builds find is what a build of everything would have kept.
    write(content, "many/0.md", "---\ntitle: Other\ndate: 2026-02-01\n---\n")
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))


@pytest.mark.parametrize("edit", SEEN)
def test_an_edit_that_other_pages_show_changes_them(tmp_path, content, split, edit):
    split(True)
    build_site(content, options(tmp_path))
    SEEN[edit](content)
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))
    write(content, "two.md", TWO + "\nMore.\n")
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))


def test_the_home_pages_card_shows_a_page_that_several_processes_made_and_one_edited(tmp_path, content, monkeypatch):
    """Without a graph of its own it has that of the newest page with one, which is drawn again with it."""
    write(content, "index.md", "# Welcome\n")
    build_site(content, options(tmp_path, jobs=2))
    write(content, "two.md", TWO.replace("Heading", "Head") + "\nMore.\n")
    monkeypatch.setattr(arrangement, "arrange", never)
    warm = build_site(content, options(tmp_path))
    monkeypatch.undo()
    assert {"card.png", "two/card.png"} <= set(bytes_of(warm))
    assert_same(warm, content, options(tmp_path))


def test_an_edit_changes_one_part_of_the_index(tmp_path, content, split):
    split(True)
    before = bytes_of(build_site(content, options(tmp_path)))
    write(content, "many/3.md", "---\ntitle: N3\ndate: 2026-02-04\n---\nOther words.\n")
    after = bytes_of(build_site(content, options(tmp_path)))
    changed = {path for path in after if after[path] != before[path]}
    assert len(changed) == 2
    assert "many/3/index.html" in changed
    assert any(path.startswith("search/part-") for path in changed)


@pytest.mark.parametrize("parts", [(False, True), (True, False)], ids=["grown", "shrunk"])
def test_an_index_goes_into_parts_and_back_without_making_a_page(tmp_path, content, split, parts):
    """One page more, and the index has other scripts; the texts of all others are known from those before."""
    split(parts[0])
    build_site(content, options(tmp_path))
    split(parts[1])
    write(content, "many/new.md", "# New\n")
    warm = build_site(content, options(tmp_path))
    assert warm.made == 1
    assert_same(warm, content, options(tmp_path))


def test_a_part_that_the_cache_lost_is_made_of_its_pages(tmp_path, content, split):
    split(True)
    build_site(content, options(tmp_path))
    for path in (tmp_path / "cache" / "files").rglob("*"):
        if path.is_file():
            path.unlink()
    write(content, "many/3.md", "---\ntitle: N3\ndate: 2026-02-04\n---\nOther words.\n")
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))
