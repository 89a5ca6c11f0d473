"""The spare: the tree that was shown before, made into the next one; what was done to it meanwhile does not matter."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sitegen.pages import output
from sitegen.pages.cache.store import Store
from sitegen.pages.output import MANIFEST, OutputFile, write_site
from sitegen.pages.output_tree import renew

SITE = {"index.html": b"home", "a/index.html": b"a", "a/b/index.html": b"b", "assets/x.css": b"x"}


def show(work: Path, files: dict[str, bytes]) -> dict[str, bytes]:
    (work / "content").mkdir(exist_ok=True)
    write_site(work / "out", [OutputFile(*item) for item in files.items()], work / "content", work / "cache")
    return tree(work / "out")


def tree(folder: Path) -> dict[str, bytes]:
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.name != MANIFEST)
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def spares(work: Path) -> list[Path]:
    return list((work / "cache/trees").iterdir())


def three_builds(work: Path) -> list[dict[str, bytes]]:
    """Of which the third is made from the spare of the second."""
    sites = [SITE | {"a/index.html": b"%d" % number} for number in range(3)]
    return [show(work, files) for files in sites]


def test_a_spare_is_kept_and_each_build_shows_what_it_was_given(tmp_path):
    assert three_builds(tmp_path) == [SITE | {"a/index.html": b"%d" % number} for number in range(3)]
    assert [tree(spare)["a/index.html"] for spare in spares(tmp_path)] == [b"1"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "content", "out"]


def numbers(folder: Path) -> dict[str, int]:
    return {path.relative_to(folder).as_posix(): path.stat().st_ino for path in sorted(folder.rglob("*"))}


def test_a_build_with_nothing_to_write_makes_the_first_spare_without_copies(tmp_path):
    show(tmp_path, SITE)
    assert spares(tmp_path) == [], "a first build has enough to do"
    show(tmp_path, SITE)
    (spare,) = spares(tmp_path)
    assert tree(spare) == SITE
    assert {path.stat().st_nlink for path in spare.rglob("*") if path.is_file()} == {2}
    before = numbers(spare)
    show(tmp_path, SITE | {"index.html": b"edited"})
    assert {path for path, number in numbers(tmp_path / "out").items() if number != before[path]} <= {
        "index.html",
        MANIFEST,
    }


def test_where_there_are_no_links_there_is_no_spare(tmp_path, monkeypatch):
    def link(*_: object, **__: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr("sitegen.pages.output.os.link", link)
    for _ in range(3):
        assert show(tmp_path, SITE) == SITE
    assert spares(tmp_path) == []


def test_of_a_spare_nothing_is_made_anew_but_what_differs(tmp_path):
    three_builds(tmp_path)
    spare, shown = numbers(spares(tmp_path)[0]), numbers(tmp_path / "out")
    show(tmp_path, SITE | {"a/index.html": b"2", "a/b/index.html": b"again"})
    after = numbers(tmp_path / "out")
    other = {path for path in after if after[path] != spare[path]}
    assert other <= {"a/index.html", "a/b/index.html", MANIFEST}, "folders and files of the spare are used"
    assert after["a/index.html"] == shown["a/index.html"], "the page of the build before is the same file again"


@pytest.mark.parametrize(
    "harm",
    [
        lambda spare: (spare / "a/index.html").unlink(),
        lambda spare: (spare / "foreign.txt").write_text("x"),
        lambda spare: (spare / "a/b/index.html").rename(spare / "a/index.html"),
        lambda spare: ((spare / "index.html").unlink(), (spare / "index.html").mkdir()),
        lambda spare: ((spare / "index.html").unlink(), (spare / "index.html").write_bytes(b"home")),
        lambda spare: (spare / "a").rename(spare / "moved"),
        lambda spare: (spare / "link").symlink_to("/"),
        lambda spare: (spare / MANIFEST).write_text("{}"),
    ],
)
def test_a_spare_that_somebody_changed_shows_nothing_of_that(tmp_path, harm):
    three_builds(tmp_path)
    harm(spares(tmp_path)[0])
    files = SITE | {"index.html": b"next", "new/index.html": b"new"}
    assert show(tmp_path, files) == files
    assert not (tmp_path / "out/link").is_symlink()


def test_a_file_that_was_edited_in_place_does_not_come_back_by_the_spare(tmp_path):
    """The file is one and the same in both trees, so that the edit is in both."""
    three_builds(tmp_path)
    (tmp_path / "out/a/b/index.html").write_bytes(b"edited")
    assert tree(spares(tmp_path)[0])["a/b/index.html"] == b"edited"
    assert show(tmp_path, SITE) == SITE
    assert show(tmp_path, SITE | {"index.html": b"1"}) == SITE | {"index.html": b"1"}
    assert show(tmp_path, SITE | {"index.html": b"2"}) == SITE | {"index.html": b"2"}


def test_what_is_not_ours_is_carried_over_from_the_site_that_is_shown(tmp_path):
    three_builds(tmp_path)
    (tmp_path / "out/.git/refs/tags").mkdir(parents=True)
    (tmp_path / "out/.git/HEAD").write_bytes(b"ref")
    (tmp_path / "out/latest").symlink_to("a")
    for number in range(3):
        files = SITE | {"index.html": b"%d" % number}
        assert show(tmp_path, files) == files | {".git/HEAD": b"ref"}
        assert (tmp_path / "out/.git/refs/tags").is_dir(), "git needs its empty folders"
        assert os.readlink(tmp_path / "out/latest") == "a"
    (tmp_path / "out/.git/HEAD").unlink()
    (tmp_path / "out/latest").unlink()
    assert show(tmp_path, SITE) == SITE, "what somebody took away does not come back"


def test_a_spare_on_another_file_system_is_done_without(tmp_path, monkeypatch):
    three_builds(tmp_path)
    exchange = output.exchange

    def across(new: Path, target: Path) -> None:
        if (tmp_path / "cache") in new.parents:
            raise OSError(errno.EXDEV, "Invalid cross-device link")
        exchange(new, target)

    monkeypatch.setattr(output, "exchange", across)
    assert show(tmp_path, SITE) == SITE


def test_a_cache_inside_of_the_output_keeps_no_spare(tmp_path):
    (tmp_path / "content").mkdir()
    for number in range(3):
        files = [OutputFile("index.html", b"%d" % number)]
        write_site(tmp_path / "out", files, tmp_path / "content", tmp_path / "out/.cache")
    assert (tmp_path / "out/index.html").read_bytes() == b"2"
    assert not (tmp_path / "out/.cache/trees").exists()


def test_an_output_folder_that_is_a_link_stays_one(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "www").mkdir()
    (tmp_path / "out").symlink_to("www")
    for number in range(3):
        write_site(tmp_path / "out", [OutputFile("index.html", b"%d" % number)], tmp_path / "content")
    assert (tmp_path / "www/index.html").read_bytes() == b"2"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["content", "out", "www"]


def test_a_spare_that_was_not_used_for_a_month_goes(tmp_path):
    three_builds(tmp_path)
    store = Store(tmp_path / "cache")
    store.prune(oldest_s=1000, is_forced=True)
    assert len(spares(tmp_path)) == 1
    os.utime(spares(tmp_path)[0], (1, 1))
    (tmp_path / "cache/trees/mine").mkdir()
    os.utime(tmp_path / "cache/trees/mine", (1, 1))
    store.prune(oldest_s=1000, is_forced=True)
    assert [path.name for path in spares(tmp_path)] == ["mine"], "what is no entry is never touched"


def test_many_files_in_many_folders(tmp_path):
    """So many that several threads write them; and what one of them cannot write is told."""
    files = {f"{number % 7}/{number}/index.html": b"%d" % number for number in range(2100)}
    assert show(tmp_path, files) == files
    assert show(tmp_path, dict(list(files.items())[::2])) == dict(list(files.items())[::2])
    with pytest.raises(OSError, match="File name too long"):
        show(tmp_path, files | {f"{'x' * 300}/index.html": b""})
    assert tree(tmp_path / "out") == dict(list(files.items())[::2])


PATHS = st.sampled_from(["a", "b", "c/a", "c/b", "c/d/a", "e/a", "e/f/g/a"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.dictionaries(PATHS, st.binary(max_size=2)),
    shown=st.dictionaries(PATHS, st.binary(max_size=2)),
    written=st.dictionaries(PATHS, st.binary(max_size=2)),
    shared=st.sets(PATHS),
)
def test_any_folder_becomes_what_is_wanted(tmp_path_factory, before, shown, written, shared):
    work = tmp_path_factory.mktemp("trees")
    for name, files in (("new", before), ("shown", shown)):
        (work / name).mkdir()
        for path, content in files.items():
            (work / name / path).parent.mkdir(parents=True, exist_ok=True)
            (work / name / path).write_bytes(content)
    for path in shared & before.keys() & shown.keys():
        (work / "new" / path).unlink()
        os.link(work / "shown" / path, work / "new" / path)
    linked = {path: (work / "shown" / path).stat().st_ino for path in shown if path not in written}
    there = renew(work / "new", work / "shown", linked, ["g/h"], list(written.items()))
    assert tree(work / "new") == {path: shown[path] for path in linked} | written
    assert tree(work / "shown") == shown, "what is shown is never written into"
    assert there == shared & before.keys() & linked.keys()
    folders = {path.relative_to(work / "new") for path in (work / "new").rglob("*") if path.is_dir()}
    assert folders == {folder for path in (*linked, *written, "g/h/x") for folder in Path(path).parents} - {Path()}
