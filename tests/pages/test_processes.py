"""Pages made and rendered in several processes: the same bytes as in one."""

from __future__ import annotations

import pickle
from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.pages import workers
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.sealed import Sealed

HEAD = "---\ntitle: Note {number}\ndate: 2026-01-0{day}\ntags: [go]\n---\n\n"
NOTE = HEAD + "# Title {number}\n\n[next](note-{day}.md#title-{day})\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    for number in range(30):
        (folder / f"note-{number}.md").write_text(NOTE.format(number=number, day=number % 9 + 1), "utf-8")
    (folder / "cpu.folded").write_text("m;x 3\nm;y 1\n", "utf-8")
    (folder / "index.md").write_text("# Welcome\n\n```flame cpu.folded\n```\n", "utf-8")
    return folder


def built(content: Path, options: BuildOptions) -> dict[str, bytes]:
    return {file.path: file.content for file in build_site(content, options).files}


def test_pages_that_other_processes_render_are_the_same(tmp_path, content, monkeypatch):
    alone = BuildOptions(base_url="https://example.org/")
    together = replace(alone, jobs=2, cache=tmp_path / "cache")
    expected = built(content, alone)
    monkeypatch.setattr(workers, "LEAST_RENDERED", 10)
    assert built(content, replace(together, cache=None)) == expected
    assert built(content, together) == expected
    (content / "site.toml").write_text('title = "Other"\n', "utf-8")
    assert built(content, together) == built(content, alone) != expected
    (content / "note-3.md").write_text("# Third\n", "utf-8")
    assert built(content, together) == built(content, alone)


def test_what_is_sealed_is_pickled_once_and_opened_where_it_is_used():
    class Counted:
        pickled = 0

        def __reduce__(self) -> tuple[type[str], tuple[str]]:
            Counted.pickled += 1
            return str, ("opened",)

    there = pickle.loads(pickle.dumps(Sealed(Counted())))
    beyond = pickle.loads(pickle.dumps(there))
    assert (Counted.pickled, beyond.open(), there.open()) == (1, "opened", "opened")
