"""Building again: whatever changed in between, the site is the one that a build without a cache makes."""

from __future__ import annotations

import json
import os
import random
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen import formats
from sitegen.errors import SourceErrors
from sitegen.pages import figures
from sitegen.pages.build import build_site
from sitegen.pages.output import write_site
from tests.rebuilds import FILES, NOTE, assert_same, bytes_of, options, write


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    for name, text in FILES.items():
        write(folder, name, text)
    return folder


def test_a_build_without_changes_makes_no_page(tmp_path, content):
    first = build_site(content, options(tmp_path))
    again = build_site(content, options(tmp_path))
    assert (first.made, again.made) == (6, 0)
    assert_same(again, content, options(tmp_path))


EDITS: dict[str, tuple[Callable[[Path], object], int]] = {
    "a note's text": (lambda c: write(c, "two.md", FILES["two.md"] + "\nMore.\n"), 1),
    "a note's title, which its neighbours show": (
        lambda c: write(c, "one.md", FILES["one.md"].replace("One", "First")),
        1,
    ),
    "a heading that another page links to": (
        lambda c: write(c, "two.md", FILES["two.md"].replace("Heading", "Head")),
        1,
    ),
    "a profile that a figure and a claim show": (lambda c: write(c, "runs/a.folded", "m;x 4\nm;y 9\n"), 3),
    "a profile with a page of its own": (lambda c: write(c, "cpu.folded", "m;x 9\n"), 1),
    "one more file for a glob": (lambda c: write(c, "runs/c.folded", "m;q 4\n"), 1),
    "one file less for a glob": (lambda c: (c / "runs/b.folded").unlink(), 1),
    "a copied file": (lambda c: write(c, "table.csv", "c,d\n"), 0),
    "one more note": (lambda c: write(c, "new.md", "# New\n"), 1),
    "a note less": (lambda c: (c / "draft.md").unlink(), 0),
    "a note in another folder": (lambda c: (c / "deep/three.md").rename(c / "deep/four.md"), 1),
    "a draft that is published": (lambda c: write(c, "draft.md", "# Now\n"), 1),
    "the site's title": (lambda c: write(c, "site.toml", 'title = "Other"\n'), 6),
    "no home page of the author's": (lambda c: (c / "index.md").unlink(), 0),
}


@pytest.mark.parametrize("edit", EDITS)
def test_after_an_edit_the_site_is_that_of_a_fresh_build(tmp_path, content, edit):
    change, made = EDITS[edit]
    build_site(content, options(tmp_path))
    change(content)
    warm = build_site(content, options(tmp_path))
    assert warm.made == made
    assert_same(warm, content, options(tmp_path))
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))


def test_any_row_of_edits_gives_the_sites_of_fresh_builds(tmp_path, content):
    """Random edits, one build after the other, into one cache; each way back to an earlier state is one of them."""
    rng = random.Random(5)
    for _ in range(6):
        if rng.random() < 0.3:
            name = rng.choice([name for name in FILES if name != "site.toml"])
            write(content, name, FILES[name])
        else:
            text = rng.choice(["\nWord\n", "\n## Head\n", "\n[cpu](/cpu.folded)\n"])
            name = rng.choice(["one.md", "two.md", "deep/three.md"])
            write(content, name, FILES[name] + text * rng.randrange(3))
        write(content, "runs/a.folded", rng.choice(["m;x 3\nm;y 1\n", "m;x 1\nm;y 3\n"]))
        asked = options(tmp_path, drafts=rng.random() < 0.5, jobs=1)
        assert_same(build_site(content, asked), content, asked)


def test_equal_size_and_time_do_not_hide_a_changed_profile(tmp_path, content):
    build_site(content, options(tmp_path))
    file = content / "runs/a.folded"
    before = file.stat()
    file.write_text("m;x 1\nm;y 3\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert file.stat().st_size == before.st_size
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))


def test_a_changed_theme_changes_every_page(tmp_path, content):
    theme = tmp_path / "theme"
    write(theme, "templates/note.html", '{% extends "default/note.html" %}')
    asked = options(tmp_path, theme=theme)
    build_site(content, asked)
    write(theme, "templates/note.html", '{% extends "default/note.html" %}{% block document_title %}Mine{% endblock %}')
    write(theme, "css/tokens.css", ":root { --ink: red }")
    warm = build_site(content, asked)
    assert b"<title>Mine</title>" in bytes_of(warm)["one/index.html"]
    assert_same(warm, content, asked)


def test_other_options_give_other_sites(tmp_path, content):
    for asked in (
        options(tmp_path),
        options(tmp_path, base_url=None),
        options(tmp_path, drafts=True),
        options(tmp_path, now=__import__("datetime").date(2026, 1, 2)),
        options(tmp_path),
    ):
        assert_same(build_site(content, asked), content, asked)


def test_several_processes_make_the_site_of_one(tmp_path, content):
    for number in range(30):
        write(content, f"many/{number}.md", NOTE.format(title=f"N{number}", day=1, tag="m", body="[one](../one.md)"))
        write(content, f"many/p{number}.folded", f"m;x {number + 1}\n")
    asked = options(tmp_path, jobs=2)
    cold = build_site(content, asked)
    assert_same(cold, content, asked)
    assert_same(build_site(content, asked), content, asked)


def test_a_cache_that_lost_or_damaged_entries_is_no_worse_than_none(tmp_path, content):
    build_site(content, options(tmp_path))
    rng = random.Random(1)
    for path in sorted((tmp_path / "cache" / "files").rglob("*")):
        if path.is_file():
            choice = rng.randrange(3)
            if choice == 0:
                path.unlink()
            elif choice == 1:
                path.write_bytes(b"foreign")
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))
    for path in (tmp_path / "cache" / "sites").rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[: rng.randrange(60)])
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))


def test_an_error_is_found_again_until_it_is_mended(tmp_path, content):
    build_site(content, options(tmp_path))
    write(content, "two.md", "```flame nowhere.folded\n```\n")
    for _ in range(2):
        with pytest.raises(SourceErrors, match=r"nowhere\.folded"):
            build_site(content, options(tmp_path))
    write(content, "two.md", FILES["two.md"])
    assert_same(build_site(content, options(tmp_path)), content, options(tmp_path))


def test_a_page_is_made_again_where_a_link_of_it_leads_elsewhere(tmp_path, content):
    """The note is the same, but the profile that it links to now has a note that uses it, and so no page."""
    build_site(content, options(tmp_path))
    write(content, "four.md", "# Four\n\n```flame cpu.folded\n```\n")
    warm = build_site(content, options(tmp_path))
    assert b'href="../../cpu.folded"' in bytes_of(warm)["deep/three/index.html"]
    assert_same(warm, content, options(tmp_path))


def test_the_cache_serves_another_output_and_another_checkout_of_the_site(tmp_path, content):
    write_site(tmp_path / "out", build_site(content, options(tmp_path)).files, content, tmp_path / "cache")
    shutil.rmtree(tmp_path / "out")
    warm = build_site(content, options(tmp_path))
    assert warm.made == 0
    write_site(tmp_path / "out", warm.files, content, tmp_path / "cache")
    fresh = bytes_of(build_site(content, replace(options(tmp_path), cache=None)))
    assert {path: (tmp_path / "out" / path).read_bytes() for path in fresh} == fresh


def test_unchanged_files_keep_their_times_and_an_unchanged_site_its_folder(tmp_path, content):
    out, cache = tmp_path / "out", tmp_path / "cache"
    assert write_site(out, build_site(content, options(tmp_path)).files, content, cache) > 10
    folder = out.stat().st_ino
    times = {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}
    assert write_site(out, build_site(content, options(tmp_path)).files, content, cache) == 0
    assert out.stat().st_ino == folder
    write(content, "two.md", FILES["two.md"] + "\nMore.\n")
    write_site(out, build_site(content, options(tmp_path)).files, content, cache)
    changed = {path.relative_to(out).as_posix() for path, time in times.items() if path.stat().st_mtime_ns != time}
    assert changed == {".flamesite.json", "search/index.js", "two/index.html"}


def test_a_file_that_was_edited_or_lost_in_the_output_comes_back(tmp_path, content):
    out, cache = tmp_path / "out", tmp_path / "cache"
    site = build_site(content, options(tmp_path))
    write_site(out, site.files, content, cache)
    page = out / "one/index.html"
    before = page.stat()
    page.write_bytes(page.read_bytes().replace(b"One", b"1ne"))
    os.utime(page, ns=(before.st_atime_ns, before.st_mtime_ns))
    (out / "two/index.html").unlink()
    assert write_site(out, build_site(content, options(tmp_path)).files, content, cache) == 2
    assert {path: (out / path).read_bytes() for path in bytes_of(site)} == bytes_of(site)


def test_profiles_and_graphs_are_kept_when_every_page_is_made_anew(tmp_path, content, monkeypatch):
    """A new title of the site is on every page, and changes no graph of a note."""
    build_site(content, options(tmp_path))
    write(content, "site.toml", 'title = "Other"\n')
    for module, name in ((formats, "read_profile"), (figures, "make_graph")):
        monkeypatch.setattr(module, name, lambda *_, **__: pytest.fail("made again"))
    warm = build_site(content, options(tmp_path))
    monkeypatch.undo()
    assert warm.made == 6
    assert_same(warm, content, options(tmp_path))


RUN = {
    "$schema": "https://www.speedscope.app/file-format-schema.json",
    "shared": {"frames": [{"name": "main", "file": "/app/shop/main.py", "line": 2}]},
    "profiles": [
        {
            **{"type": "sampled", "name": "run", "unit": "none", "startValue": 0, "endValue": 2},
            **{"samples": [[0], [0]], "weights": [1, 1]},
        }
    ],
}


@pytest.mark.parametrize(
    "edit",
    [
        lambda c: write(c, "code/shop/main.py", "def main():\n    slow()\n"),
        lambda c: write(c, "code/app/shop/main.py", "def main():\n    other()\n"),
        lambda c: (c / "code/shop/main.py").unlink(),
    ],
    ids=["another line", "another file of the name", "no such file"],
)
@pytest.mark.parametrize("place", ["front matter", "site.toml"])
def test_source_that_a_page_shows_is_read_by_every_build(tmp_path, content, edit, place):
    write(content, "run.speedscope.json", json.dumps(RUN))
    write(content, "code/other.py", "pass\n")
    write(content, "code/shop/main.py", "def main():\n    work()\n")
    if place == "site.toml":
        write(content, "site.toml", FILES["site.toml"] + 'source = "code"\n')
    else:
        write(content, "code.md", "---\nsource: code\n---\n# Code\n\n```flame run.speedscope.json\n```\n")
    first = build_site(content, options(tmp_path))
    assert any(b"work()" in page for page in bytes_of(first).values())
    edit(content)
    warm = build_site(content, options(tmp_path))
    assert not any(b"work()" in page for page in bytes_of(warm).values())
    assert_same(warm, content, options(tmp_path))
