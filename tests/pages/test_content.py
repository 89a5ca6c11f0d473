"""What lies in the content folder, and where it goes."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from sitegen.errors import SourceErrors
from sitegen.formats import profile_stem
from sitegen.pages.content import Content, discover, note_url, profile_url, url_problems

SUFFIXES = (".gz", ".pb.gz", ".pb", ".folded")


def is_profile(name: str) -> bool:
    return name.endswith(SUFFIXES)


def made(root: Path, *paths: str) -> Path:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).touch()
    return root


def found(root: Path) -> Content:
    return discover(root, is_profile=is_profile)


def problems(*sources: tuple[str, str]) -> list[str]:
    return [str(problem) for problem in url_problems(Content(Path("content"), (), (), ()), sources)]


def test_files_are_sorted_into_notes_profiles_and_others(tmp_path: Path) -> None:
    made(tmp_path, "index.md", "b/x.md", "b/cpu.pb.gz", "a.folded", "b/wrk.txt", "b/é.MD", "B.md", "site.toml")
    assert found(tmp_path) == Content(
        tmp_path, ("B.md", "b/x.md", "b/é.MD", "index.md"), ("a.folded", "b/cpu.pb.gz"), ("b/wrk.txt",)
    )


def test_hidden_and_private_names_are_skipped_at_every_depth(tmp_path: Path) -> None:
    made(tmp_path, ".git/a.md", "_drafts/a.md", "a/_b.md", "a/.c.pb", ".d", "a/b_.md")
    assert found(tmp_path) == Content(tmp_path, ("a/b_.md",), (), ())


def test_only_the_sites_own_settings_are_skipped(tmp_path: Path) -> None:
    assert found(made(tmp_path, "site.toml", "a/site.toml")).files == ("a/site.toml",)


def test_links_to_files_and_folders_within_the_content_are_followed(tmp_path: Path) -> None:
    root = made(tmp_path / "content", "a.md", "folder/x.md")
    (root / "b.md").symlink_to(root / "a.md")
    (root / "_hidden").mkdir()
    (root / "_hidden/y.md").touch()
    (root / "linked").symlink_to(root / "_hidden")
    assert found(root).notes == ("a.md", "b.md", "folder/x.md", "linked/y.md")


def test_a_link_out_of_the_content_publishes_nothing(tmp_path: Path) -> None:
    root = made(tmp_path / "content", "a.md")
    made(tmp_path, "elsewhere/secret.md")
    (root / "elsewhere").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SourceErrors, match=r"elsewhere/secret\.md: error: a link leads out of the content"):
        found(root)


def test_each_folder_is_read_once_however_links_run(tmp_path: Path) -> None:
    """A link into itself, one upwards, one to a folder that is there anyway, two in a circle, and a dead one."""
    root = made(tmp_path / "content", "z/x.md", "_far/y.md")
    (root / "z/self").symlink_to(root / "z")
    (root / "z/up").symlink_to(root)
    (root / "alias").symlink_to(root / "z")
    (root / "far").symlink_to(root / "_far")
    (root / "_far/back").symlink_to(root)
    (root / "dead").symlink_to(tmp_path / "nothing")
    (root / "loop").symlink_to(root / "loop")
    assert found(root) == Content(root, ("far/y.md", "z/x.md"), (), ())


def test_a_named_pipe_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.md")
    assert found(tmp_path).notes == ()


def test_a_missing_folder_is_an_error() -> None:
    with pytest.raises(SourceErrors, match=r"^nowhere: error: expected a folder of notes and profiles"):
        found(Path("nowhere"))


def test_a_name_that_is_not_utf8_is_an_error(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.md")).touch()
    with pytest.raises(SourceErrors, match="expected a file name in UTF-8"):
        found(tmp_path)


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("index.md", "index.html"),
        ("a.md", "a/index.html"),
        ("a/b.md", "a/b/index.html"),
        ("a/b/index.md", "a/b/index.html"),
        ("a/v1.2.md", "a/v1.2/index.html"),
        ("a b.MD", "a b/index.html"),
    ],
)
def test_a_note_has_a_folder_of_its_own(path: str, url: str) -> None:
    assert note_url(path) == url


@pytest.mark.parametrize(
    ("path", "url"),
    [
        ("cpu.pb.gz", "cpu/index.html"),
        ("a/cpu.10s.PB.GZ", "a/cpu.10s/index.html"),
        ("a/index.folded", "a/index/index.html"),
    ],
)
def test_a_profiles_folder_is_its_name_without_the_whole_suffix(path: str, url: str) -> None:
    assert profile_url(path, profile_stem) == url


def test_two_sources_of_one_url_are_an_error_that_names_both() -> None:
    assert problems(("b.md", note_url("b.md")), ("a/index.md", note_url("a/index.md")), ("a.md", note_url("a.md"))) == [
        "content/a/index.md: error: becomes a/index.html, as content/a.md does; rename one of them"
    ]


def test_three_sources_of_one_url_are_two_errors() -> None:
    assert len(problems(("a.md", "a/index.html"), ("a.pb", "a/index.html"), ("a/index.md", "a/index.html"))) == 2


def test_urls_that_differ_in_case_or_composition_alone_are_an_error() -> None:
    assert problems(("A.md", "A/index.html"), ("a.md", "a/index.html")) == [
        "content/a.md: error: becomes a/index.html, as content/A.md does "
        "(A/index.html, the same where case does not count); rename one of them"
    ]
    composed = unicodedata.normalize("NFC", "é/index.html")
    assert len(problems(("1.md", composed), ("2.md", unicodedata.normalize("NFD", composed)))) == 1


def test_a_file_where_a_folder_is_needed_is_an_error() -> None:
    assert problems(("a", "a"), ("a.md", "a/index.html")) == [
        "content/a: error: becomes the file a, where content/a.md needs a folder; rename one"
    ]


def test_different_urls_and_one_source_given_twice_are_fine() -> None:
    assert problems(("a.md", "a/index.html"), ("a.md", "a/index.html"), ("a/b.md", "a/b/index.html"), ("c", "c")) == []
