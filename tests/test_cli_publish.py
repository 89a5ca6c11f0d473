"""`publish` asks, and `clean` says what stays."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest


@pytest.fixture
def remote(run, tmp_path, monkeypatch) -> Path:
    """A bare repository beside a site that was built into output/."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    subprocess.run(["git", "init", "--quiet", "--bare", str(tmp_path / "remote.git")], check=True)
    (tmp_path / "content").mkdir()
    (tmp_path / "content/note.md").write_text("# Note\n")
    assert run("build", "content")[0] == 0
    return tmp_path / "remote.git"


def branches(remote: Path) -> str:
    return subprocess.run(["git", "branch"], cwd=remote, check=True, capture_output=True, text=True).stdout


def test_nobody_to_answer_is_bad_usage_and_pushes_nothing(run, remote):
    code, _, err = run("publish", "--remote", "remote.git")
    assert code == 2
    assert "say --yes" in err
    assert branches(remote) == ""


def test_a_dry_run_says_what_would_change_and_pushes_nothing(run, remote):
    code, _, err = run("publish", "--remote", "remote.git", "--dry-run")
    assert code == 0
    assert "files to gh-pages of remote.git, a new branch: " in err
    assert " 0 changed, 0 removed" in err
    assert branches(remote) == ""


def test_yes_pushes_and_a_second_time_there_is_nothing_to_do(run, remote):
    code, _, err = run("publish", "--remote", "remote.git", "--yes")
    assert code == 0
    assert "pushed " in err
    assert branches(remote).split() == ["gh-pages"]
    assert "gh-pages of remote.git holds this site already" in run("publish", "--remote", "remote.git", "--yes")[2]


@pytest.mark.parametrize(("answer", "code", "pushed"), [("y\n", 0, ["gh-pages"]), ("n\n", 130, []), ("\n", 130, [])])
def test_at_a_terminal_it_asks_and_no_is_the_default(run, remote, monkeypatch, answer, code, pushed):
    monkeypatch.setattr("sitegen.cli.publishing._can_answer", lambda: True)
    assert run("publish", "--remote", "remote.git", stdin=answer.encode())[0] == code
    assert branches(remote).split() == pushed


def test_clean_removes_the_site_and_names_what_stays(run, remote, tmp_path):
    (tmp_path / "output/mine.txt").write_text("mine\n")
    code, _, err = run("clean")
    assert code == 0
    assert "removed from output" in err
    assert "not flamesite's, so it stays: mine.txt" in err
    assert sorted(path.name for path in (tmp_path / "output").iterdir()) == [".flamesite.json", "mine.txt"]


def test_clean_of_a_folder_that_is_no_site_is_an_error(run, tmp_path):
    assert run("clean", "nowhere")[0] == 1
