"""A site to start from: it builds without a warning, and nothing that is there is touched."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest
import yaml

from sitegen import __version__
from sitegen.errors import SourceErrors
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.settings import read_settings
from sitegen.pages.starter import repository_of, start_site

WORKFLOW = ".github/workflows/site.yml"


def page(site: Site, url: str) -> str:
    return next(file.content.decode() for file in site.files if file.path == url)


def workflow(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))


def test_the_site_builds_strictly_and_holds_a_profile_a_difference_and_callouts(tmp_path):
    start_site(tmp_path / "site")
    site = build_site(tmp_path / "site/content", BuildOptions())
    assert not site.warnings
    assert (site.claims, site.callouts) == (4, 3)
    story = page(site, "dates/index.html")
    assert len(re.findall(r'class="flame-figure', story)) == 2
    # 5,734 and 1,010 by `awk '{s += $NF} END {print s}'` over the recordings; a third of each is a run's mean.
    assert "5,734 samples before; 1,010 samples after" in story
    assert ">1,911 samples<" in story
    assert ">337 samples<" in story


def test_the_title_is_the_folders_name_whatever_it_holds(tmp_path):
    folder = tmp_path / 'our-"fast"_site'
    start_site(folder)
    assert read_settings(folder / "content").title == 'Our "fast" site'
    assert not build_site(folder / "content", BuildOptions()).warnings


def test_all_that_was_written_is_told_and_the_output_is_ignored(tmp_path):
    written = start_site(tmp_path / "site")
    files = sorted(path for path in (tmp_path / "site").rglob("*") if path.is_file())
    assert list(written) == files
    assert (tmp_path / "site/.gitignore").read_text() == "/output/\n"


def test_files_in_the_way_are_all_named_and_nothing_is_written(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content/site.toml").write_text('title = "Mine"\n')
    (tmp_path / "content/index.md").symlink_to("nowhere.md")
    with pytest.raises(SourceErrors) as caught:
        start_site(tmp_path)
    assert [Path(problem.path).name for problem in caught.value.problems] == ["index.md", "site.toml"]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["content", "index.md", "site.toml"]


def test_a_git_ignore_that_is_there_stays(tmp_path):
    (tmp_path / ".gitignore").write_text("*.o\n")
    start_site(tmp_path)
    assert (tmp_path / ".gitignore").read_text() == "*.o\n"


def test_the_workflow_lies_at_the_top_of_the_repository_and_builds_the_site_in_it(tmp_path):
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    start_site(tmp_path / "perf" / "site", with_workflow=True)
    assert workflow(tmp_path / WORKFLOW)["env"] == {
        "CONTENT": "perf/site/content",
        "FLAMESITE": f"flamesite=={__version__}",
    }
    assert repository_of(tmp_path / "perf") == tmp_path


def test_a_relative_folder_finds_the_repository_above_the_working_folder(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "inside").mkdir()
    monkeypatch.chdir(tmp_path / "inside")
    start_site(Path("site"), with_workflow=True)
    assert workflow(tmp_path / WORKFLOW)["env"]["CONTENT"] == "inside/site/content"


def test_a_job_may_only_what_it_must(tmp_path):
    """Pull requests build strictly and cannot deploy; writing to Pages is the deploying job's alone."""
    start_site(tmp_path, with_workflow=True)
    flow = workflow(tmp_path / WORKFLOW)
    assert flow["permissions"] == {"contents": "read"}
    assert flow["jobs"]["build"]["permissions"] == {"contents": "read", "pages": "read"}
    assert flow["jobs"]["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert "github.event_name != 'pull_request'" in flow["jobs"]["deploy"]["if"]
    (build,) = [step["run"] for step in flow["jobs"]["build"]["steps"] if "flamesite build" in step.get("run", "")]
    assert "--strict" in build
    assert "${{" not in build  # what an event holds never becomes part of a command
