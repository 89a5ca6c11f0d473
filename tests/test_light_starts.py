"""What a run loads: libraries that it does not use would take longer than a page of prose does."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROSE = (
    "---\ntitle: Prose\ndate: 2026-01-02\ntags: [go]\nsummary: Short.\nheadline: Half `of it`\n---\n\n## Words\n\n{}\n"
)
CODE = "```go\nfunc main() {}\n```\n\n`code`, [other](other.md#words)"
FIGURES = {
    "numpy",
    "svgwrite",
    "re2",
    "google.protobuf",
    "resvg_py",
    "sitegen.formats",
    "sitegen.results",
    "sitegen.model",
}
PROCESSES = {"multiprocessing", "concurrent.futures"}
PAGES = {"jinja2", "markdown", "pygments", "yaml", "nh3"}
RUN = """
import json, sys
from sitegen.cli import main
sys.argv = ["flamesite", *sys.argv[1:]]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)))
"""


@pytest.fixture
def loaded(tmp_path):
    """Runs the program in a process of its own, and gives the modules that were loaded in it."""

    def run(*arguments: str) -> set[str]:
        done = subprocess.run([sys.executable, "-c", RUN, *arguments], cwd=tmp_path, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return set(json.loads(done.stdout.splitlines()[-1]))

    return run


def write_prose(folder: Path, words: str) -> None:
    (folder / "content").mkdir(exist_ok=True)
    (folder / "content/site.toml").write_text('title = "Notes"\n')
    (folder / "content/index.md").write_text("Hello.\n")
    (folder / "content/other.md").write_text(PROSE.format("Other."))
    (folder / "content/note.md").write_text(PROSE.format(f"{words}\n\n{CODE}"))


def test_pages_of_prose_load_nothing_that_reads_or_draws(tmp_path, loaded):
    """Cold, and after an edit; only the unchanged site does without what renders pages."""
    build = ("build", "content", "--cache", str(tmp_path / "cache"))
    write_prose(tmp_path, "First.")
    assert not loaded(*build) & (FIGURES | PROCESSES)
    write_prose(tmp_path, "Second.")
    edited = loaded(*build)
    assert not edited & (FIGURES | PROCESSES)
    assert edited >= {"jinja2", "markdown"}, "the page was made"
    assert not loaded(*build) & (FIGURES | PROCESSES | PAGES)


def test_version_and_help_cost_the_command_line_alone(loaded):
    assert not any(module.startswith("sitegen.pages") for module in loaded("--version"))
    assert not loaded("--help") & (FIGURES | PROCESSES | PAGES)
    assert not {"sitegen.cli.capturing", "sitegen.cli.profiles"} & loaded("build", "--help")


def test_a_misspelt_verb_is_answered_with_the_nearest_also_where_none_is_loaded(tmp_path):
    done = subprocess.run([sys.executable, "-c", RUN, "biuld"], cwd=tmp_path, capture_output=True, text=True)
    assert "build" in done.stderr
