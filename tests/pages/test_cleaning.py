"""Clean removes what flamesite wrote, and nothing that anybody else did."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.pages.cleaning import clean_site
from sitegen.pages.output import MANIFEST, OutputFile, write_site

FILES = [OutputFile("index.html", b"home"), OutputFile("a/b/index.html", b"page"), OutputFile(".nojekyll", b"")]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    return tmp_path / "content"


@pytest.fixture
def output(tmp_path: Path, content: Path) -> Path:
    write_site(tmp_path / "output", FILES, content)
    return tmp_path / "output"


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_a_folder_with_nothing_else_in_it_goes_too(output, tmp_path):
    cleaned = clean_site(output)
    assert (cleaned.removed, cleaned.changed, cleaned.others) == (3, (), ())
    assert names(tmp_path) == ["content"]


def test_what_others_wrote_stays_and_the_next_build_may_use_the_folder(output, content):
    (output / "CNAME").write_text("example.org\n")
    (output / "a/notes.txt").write_text("mine\n")
    cleaned = clean_site(output)
    assert cleaned.others == ("CNAME", "a/notes.txt")
    assert names(output) == [MANIFEST, "CNAME", "a", "a/notes.txt"]
    write_site(output, FILES, content)
    assert (output / "CNAME").read_text() == "example.org\n"


def test_a_file_that_was_changed_since_stays(output):
    (output / "index.html").write_text("by hand")
    cleaned = clean_site(output)
    assert (cleaned.removed, cleaned.changed) == (2, ("index.html",))
    assert (output / "index.html").read_text() == "by hand"
    assert list(json.loads((output / MANIFEST).read_text())["files"]) == ["index.html"]


@pytest.mark.parametrize("files", [{}, {"index.html": b"no site"}])
def test_a_folder_without_a_manifest_is_refused(tmp_path, files):
    (tmp_path / "output").mkdir()
    for name, content in files.items():
        (tmp_path / "output" / name).write_bytes(content)
    with pytest.raises(SourceError, match="expected a site that flamesite built, found no"):
        clean_site(tmp_path / "output")
    assert names(tmp_path / "output") == sorted(files)


@pytest.mark.parametrize("way_out", ["../kept.txt", "link/kept.txt", "kept"])
def test_a_manifest_that_leads_out_of_the_folder_removes_nothing_there(output, tmp_path, way_out):
    """Digests are right, so only the place keeps the file; links are not followed and not removed."""
    (tmp_path / "kept.txt").write_bytes(b"home")
    (output / "link").symlink_to(tmp_path)
    (output / "kept").symlink_to(tmp_path / "kept.txt")
    manifest = json.loads((output / MANIFEST).read_text())
    manifest["files"][way_out] = manifest["files"]["index.html"]
    (output / MANIFEST).write_text(json.dumps(manifest))
    clean_site(output)
    assert (tmp_path / "kept.txt").read_bytes() == b"home"
    assert (output / "kept").is_symlink()


def test_what_a_killed_build_left_goes_too(output, tmp_path):
    (tmp_path / ".output.flamesite-new").mkdir()
    (tmp_path / ".output.flamesite-new/half.html").write_text("half")
    clean_site(output)
    assert names(tmp_path) == ["content"]
