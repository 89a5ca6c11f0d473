"""Publishing to branches of bare repositories on the disk."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from sitegen.errors import FlamesiteError, SourceError
from sitegen.pages.output import MANIFEST, OutputFile, write_site
from sitegen.pages.publish import Publication, publisher

FIRST = {"index.html": b"one", "a/index.html": b"page", ".nojekyll": b""}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture(autouse=True)
def somebody(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commits are somebody's, whatever the machine's own settings say."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", "/dev/null")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    return tmp_path / "remote.git"


@pytest.fixture
def work(tmp_path: Path, bare: Path) -> Path:
    """A repository with one commit and a built site, whose origin is the bare one."""
    folder = tmp_path / "work"
    (folder / "content").mkdir(parents=True)
    (folder / "content/note.md").write_text("# Note\n")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "remote", "add", "origin", str(bare))
    git(folder, "add", "content")
    git(folder, "commit", "--quiet", "--message=Begin")
    build(folder, FIRST)
    return folder


def build(work: Path, files: dict[str, bytes]) -> None:
    write_site(work / "output", [OutputFile(*item) for item in files.items()], work / "content")


def publish(work: Path, remote: str = "origin", branch: str = "gh-pages") -> Publication:
    with publisher(work / "output", remote, branch, work) as publishing:
        plan = publishing.plan()
        if plan.is_new:
            publishing.push(plan)
    return plan


def files_of(bare: Path, branch: str = "gh-pages") -> list[str]:
    return git(bare, "ls-tree", "-r", "--name-only", branch).splitlines()


def put_on_branch(bare: Path, branch: str, files: dict[str, str]) -> None:
    """Somebody else's commit on top of a branch, made in a clone of their own."""
    clone = bare.parent / "clone"
    git(bare.parent, "clone", "--quiet", str(bare), str(clone))
    known = branch in git(bare, "branch", "--format=%(refname:short)").splitlines()
    git(clone, "checkout", "--quiet", *([branch] if known else ["--orphan", branch]))
    for name, text in files.items():
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text(text)
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message=By hand")
    git(clone, "push", "--quiet", "origin", branch)


def test_the_first_publication_makes_the_branch_with_the_site_and_nothing_else(work, bare):
    plan = publish(work)
    assert (plan.parent, plan.files, plan.added, plan.changed, plan.removed) == (None, 4, 4, 0, 0)
    assert files_of(bare) == sorted([MANIFEST, *FIRST])
    assert git(bare, "show", "gh-pages:index.html") == "one"
    assert f"Source-Commit: {git(work, 'rev-parse', 'HEAD')}" in git(bare, "log", "-1", "--format=%B", "gh-pages")


def test_the_next_is_one_commit_on_top(work, bare):
    publish(work)
    build(work, {"index.html": b"two", ".nojekyll": b"", "b.html": b"new"})
    plan = publish(work)
    # index.html and the manifest change, a/index.html goes
    assert (plan.added, plan.changed, plan.removed) == (1, 2, 1)
    assert git(bare, "rev-list", "--count", "gh-pages") == "2"
    assert git(bare, "show", "gh-pages:index.html") == "two"
    assert "a/index.html" not in files_of(bare)


def test_the_same_site_makes_no_commit(work, bare):
    publish(work)
    assert not publish(work).is_new
    assert git(bare, "rev-list", "--count", "gh-pages") == "1"


def test_work_tree_index_and_branches_are_not_touched(work):
    (work / "content/note.md").write_text("# Changed\n")
    (work / "staged.txt").write_text("staged\n")
    git(work, "add", "staged.txt")
    before = git(work, "status", "--porcelain"), git(work, "branch", "--format=%(refname) %(objectname)")
    publish(work)
    assert (git(work, "status", "--porcelain"), git(work, "branch", "--format=%(refname) %(objectname)")) == before


def test_a_branch_that_flamesite_did_not_make_is_refused_and_stays(work, bare):
    put_on_branch(bare, "gh-pages", {"index.html": "somebody's own site"})
    top = git(bare, "rev-parse", "gh-pages")
    with pytest.raises(FlamesiteError, match=r"gh-pages of origin holds no \.flamesite\.json"):
        publish(work)
    assert git(bare, "rev-parse", "gh-pages") == top


def test_what_others_put_on_the_branch_stays(work, bare):
    """A CNAME that was set on the web is a commit of its own on top of ours."""
    publish(work)
    put_on_branch(bare, "gh-pages", {"CNAME": "example.org\n", "reports/jan.html": "by hand"})
    build(work, {"index.html": b"two"})
    plan = publish(work)
    assert plan.carried == ("CNAME", "reports/jan.html")
    assert files_of(bare) == [MANIFEST, "CNAME", "index.html", "reports/jan.html"]
    assert git(bare, "rev-list", "--count", "gh-pages") == "3"


def test_a_page_of_ours_wins_over_a_carried_file_in_its_way(work, bare):
    publish(work)
    put_on_branch(bare, "gh-pages", {"b": "a file", "c/d": "a folder", "e": "the same"})
    build(work, {"b/index.html": b"page", "c": b"file", "e": b"ours"})
    assert publish(work).carried == ()
    assert files_of(bare) == [MANIFEST, "b/index.html", "c", "e"]


def test_a_branch_that_moved_on_between_plan_and_push_is_not_overwritten(work, bare):
    publish(work)
    build(work, {"index.html": b"two"})
    with publisher(work / "output", "origin", "gh-pages", work) as publishing:
        plan = publishing.plan()
        put_on_branch(bare, "gh-pages", {"CNAME": "example.org\n"})
        with pytest.raises(FlamesiteError, match="the branch gh-pages moved on meanwhile"):
            publishing.push(plan)
    assert git(bare, "show", "gh-pages:CNAME") == "example.org"


def test_files_that_flamesite_did_not_write_are_left_out_but_for_a_cname(work, bare):
    (work / "output/CNAME").write_text("example.org\n")
    (work / "output/.env").write_text("SECRET=1\n")
    plan = publish(work)
    assert plan.left_out == (".env",)
    assert files_of(bare) == sorted([MANIFEST, "CNAME", *FIRST])


def test_names_may_hold_anything(work, bare):
    name = 'a "b"\n\tc/ü.html'
    build(work, {name: b"odd"})
    publish(work)
    assert git(bare, "show", f"gh-pages:{name}") == "odd"


def test_a_site_that_was_changed_since_it_was_built_is_refused(work, bare):
    (work / "output/index.html").write_text("by hand")
    with pytest.raises(SourceError, match=r"output/index\.html: error: the file is not as it was built"):
        publish(work)
    assert git(bare, "branch") == ""


def test_a_folder_that_is_no_site_is_refused(work):
    (work / "output" / MANIFEST).unlink()
    with pytest.raises(SourceError, match="expected a built site"):
        publish(work)


def test_a_path_is_a_remote_also_from_inside_a_repository_and_outside_of_any(work, bare, tmp_path):
    (work / "deep").mkdir()
    for number, folder in enumerate((work / "deep", tmp_path)):
        remote = "../../remote.git" if folder != tmp_path else "remote.git"
        with publisher(work / "output", remote, f"b{number}", folder) as publishing:
            publishing.push(publishing.plan())
    assert git(bare, "branch", "--format=%(refname:short)").split() == ["b0", "b1"]
    assert not (tmp_path / ".git").exists()


@pytest.mark.parametrize(
    ("remote", "branch", "said"),
    [
        ("orign", "gh-pages", "expected the name of a remote"),
        ("origin", "two words", "git takes no such name"),
        ("origin", "--delete", "git takes no such name"),
        ("--upload-pack=touch", "x", "expected the name of a remote"),
        ("file:///nowhere/at/all.git", "x", "git ls-remote failed"),
    ],
)
def test_what_cannot_be_is_said(work, remote, branch, said):
    with pytest.raises(FlamesiteError, match=said):
        publish(work, remote, branch)


def test_a_machine_that_does_not_know_who_publishes_says_so_in_gits_words(work, monkeypatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    git(work, "config", "user.useConfigOnly", "true")
    with pytest.raises(FlamesiteError, match=r"git commit-tree failed(.|\n)*email"):
        publish(work)
