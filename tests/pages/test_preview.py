"""The preview keeps the last good site, says what is wrong, and notices every change."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sitegen.pages.build import BuildOptions
from sitegen.pages.preview import Preview, changes

DEADLINE_S = 20


@pytest.fixture
def content(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.toml").write_text('base_url = "https://example.org/notes/"\n')
    (folder / "a.md").write_text("# First\n")
    (folder / "b.md").write_text("# Second\n")
    return folder


@pytest.fixture
def preview(content: Path) -> Preview:
    return Preview(content, BuildOptions())


def test_before_the_first_build_there_is_nothing_and_no_problem(preview):
    state = preview.wait(after=0, timeout_s=0)
    assert (state.version, dict(state.files), state.problems) == (0, {}, ())


def test_the_site_is_under_the_path_of_its_address(preview):
    state = preview.rebuild()
    assert (state.version, state.base_path, state.is_broken) == (1, "/notes/", False)
    assert state.file_of("/notes/") == "index.html"
    assert state.file_of("/notes/a/") == state.file_of("/notes/a/index.html") == "a/index.html"
    assert state.file_of("/notes/a") is state.file_of("/a/") is state.file_of("/notes/../a/") is None
    assert b"First" in state.page_at("/notes/a/")
    assert state.page_at("/notes/nowhere") == state.files["404.html"]


def test_a_broken_note_leaves_the_last_good_site_and_names_the_place_until_it_is_mended(preview, content):
    good = preview.rebuild()
    (content / "a.md").write_text("# First\n\n```flame nowhere.folded\n```\n")
    broken = preview.rebuild()
    assert broken.is_broken
    assert [(Path(problem.path).name, problem.line) for problem in broken.problems] == [("a.md", 3)]
    assert broken.files == good.files
    assert broken.base_path == "/notes/"
    (content / "a.md").write_text("# First\n")
    mended = preview.rebuild()
    assert (mended.is_broken, mended.problems) == (False, ())


@pytest.mark.parametrize("fault", ["toml", "theme", "folder"])
def test_whatever_an_author_breaks_is_a_problem_and_no_traceback(preview, content, fault):
    preview.rebuild()
    if fault == "toml":
        (content / "site.toml").write_text("title =\n")
    elif fault == "theme":
        (content / "site.toml").write_text('theme = "gone"\n')
    else:
        content.rename(content.with_name("moved"))
    state = preview.rebuild()
    assert state.is_broken
    assert state.problems
    assert state.files
    assert preview.folders()


def test_a_warning_is_shown_with_a_site_that_is_new(preview, content):
    (content / "a.md").write_text("# First\n\n[there](b.md#nowhere)\n")
    state = preview.rebuild()
    assert not state.is_broken
    assert [problem.severity for problem in state.problems] == ["warning"]


def test_a_page_is_fingerprinted_with_its_assets_and_nothing_else(preview, content, tmp_path):
    before = preview.rebuild()
    (content / "b.md").write_text("# Second\n\nMore.\n")
    after = preview.rebuild()
    assert after.fingerprint("/notes/b/") != before.fingerprint("/notes/b/")
    assert after.fingerprint("/notes/a/") == before.fingerprint("/notes/a/")
    (tmp_path / "theme/css").mkdir(parents=True)
    (tmp_path / "theme/css/print.css").write_text("/* mine */")
    (content / "site.toml").write_text('base_url = "https://example.org/notes/"\ntheme = "../theme"\n')
    themed = preview.rebuild()
    assert themed.fingerprint("/notes/a/") != before.fingerprint("/notes/a/")
    assert (tmp_path / "theme").resolve() in [folder.resolve() for folder in preview.folders()]


def test_a_waiting_thread_is_told_of_the_next_state(preview):
    told = []
    waiting = threading.Thread(target=lambda: told.append(preview.wait(0, DEADLINE_S).version))
    waiting.start()
    preview.rebuild()
    waiting.join(DEADLINE_S)
    assert told == [1]


@pytest.fixture
def watched(content: Path) -> Iterator[threading.Semaphore]:
    """Released once at first and then for each change that was noticed in the content."""
    noticed = threading.Semaphore(0)
    stop = threading.Event()

    def watch() -> None:
        for _ in changes(lambda: [content], stop, poll_s=0.005, settled_s=0.005):
            noticed.release()

    thread = threading.Thread(target=watch)
    thread.start()
    assert noticed.acquire(timeout=DEADLINE_S)
    yield noticed
    stop.set()
    thread.join(DEADLINE_S)


def write_beside(path: Path) -> None:
    """As many editors save: a new file takes the old one's place, with its times."""
    new = path.with_name("new.md")
    new.write_text("# Fresh\n")  # as long as the old one
    status = path.stat()
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(path)


@pytest.mark.parametrize(
    "change",
    [
        lambda content: (content / "a.md").write_text("# Changed\n"),
        lambda content: (content / "a.md").unlink(),
        lambda content: (content / "deep").mkdir() or (content / "deep/c.md").write_text("# C\n"),
        lambda content: (content / "a.md").rename(content / "c.md"),
        lambda content: write_beside(content / "a.md"),
        lambda content: content.rename(content.with_name("moved")),
    ],
    ids=["written", "removed", "new in a folder", "renamed", "replaced with its times", "all gone"],
)
def test_every_kind_of_change_is_noticed(watched, content, change):
    change(content)
    assert watched.acquire(timeout=DEADLINE_S)


def test_files_of_editors_and_a_link_to_itself_are_no_change(content):
    (content / "loop").symlink_to(content)
    stop = threading.Event()
    rounds = iter(changes(lambda: content_then_stop(content, stop), stop, poll_s=0, settled_s=0))
    next(rounds)
    assert list(rounds) == []


def content_then_stop(content: Path, stop: threading.Event) -> list[Path]:
    """At the first look the editor has no file open, at the second it has, and there is no third."""
    swap = content / ".a.md.swp"
    if (content / ".seen").exists():
        swap.write_text("half a sentence")
        stop.set()
    (content / ".seen").touch()
    return [content]
