"""The README says what the program does: its examples are run, its tables compared with the code."""

from __future__ import annotations

import re
from dataclasses import fields
from pathlib import Path

import click
import pytest

from sitegen.cli.entry import load_verbs
from sitegen.formats import READERS
from sitegen.pages.bench_fence import BENCH_OPTIONS
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.fence import OPTIONS as FENCE_OPTIONS
from sitegen.pages.front_matter import FrontMatter
from sitegen.pages.settings import Settings, read_settings
from sitegen.results import READERS as RESULT_READERS

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text("utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of a language, those of four backticks too."""
    return [found[2] for found in re.finditer(rf"^(`{{3,4}}){language}\n(.*?)^\1$", README, re.DOTALL | re.MULTILINE)]


def block_with(text: str) -> str:
    """The one Markdown example that holds a text."""
    (found,) = [block for block in blocks("markdown") if text in block]
    return found


def copy_recordings(folder: Path) -> None:
    """The demo's recorded runs with the names that the examples use."""
    for path in sorted((ROOT / "content/whoami").glob("*log/*")):
        (folder / path.parent.name).mkdir(exist_ok=True)
        (folder / path.parent.name / path.name).write_bytes(path.read_bytes())


def test_the_example_note_builds_without_a_warning(tmp_path):
    note = block_with("title: Where the time goes")
    (tmp_path / "cpu.pb.gz").write_bytes((ROOT / "content/whoami/log/cpu_20s.pb.gz").read_bytes())
    (tmp_path / "story.md").write_text(note)
    site = build_site(tmp_path, BuildOptions())
    assert not site.warnings
    page = next(file.content.decode() for file in site.files if file.path == "story/index.html")
    assert "Where the time goes" in page
    assert 'id="server"' in page


def test_the_example_of_benchmark_results_builds_without_a_warning(tmp_path):
    copy_recordings(tmp_path)
    (tmp_path / "story.md").write_text(block_with("```bench "))
    site = build_site(tmp_path, BuildOptions())
    assert not site.warnings
    page = next(file.content.decode() for file in site.files if file.path == "story/index.html")
    assert "requests/s rose by" in page


def test_the_examples_of_a_difference_callouts_and_claims_build(tmp_path):
    """Every claim of the table is written into one note; those with a stated number may not hold of these runs."""
    copy_recordings(tmp_path)
    table = README.partition("### Claims")[2].partition("### Benchmark results")[0]
    claims = re.findall(r"`` `([^`]*)` ``", table.partition("Behind it")[0])
    assert len(claims) == 8
    known = "A -> B", "log/wrk_[1-5].txt -> nolog/wrk_[1-5].txt"
    spans = [f"`{claim.replace(*known).replace('wrk_*', 'wrk_[1-5]')}`" for claim in claims]
    spans = [span.replace("main.work", "log.Printf") for span in spans]
    difference = block_with("```flame-diff").replace("wrk_during_cpu_*", "wrk_during_cpu_10s_[1-3]")
    callouts = block_with("1. `log.Printf`")
    head = "---\nprofiles:\n  before: log/cpu_10s_*.pb.gz\n  after: nolog/cpu_10s_*.pb.gz\n---\n"
    (tmp_path / "story.md").write_text(f"{head}\n{difference}\n{callouts}\n{' and '.join(spans)}\n")
    site = build_site(tmp_path, BuildOptions())
    assert (site.claims, site.callouts) == (8, 2)
    assert all("claim does not hold" in str(warning) for warning in site.warnings)


def test_the_example_settings_are_all_settings_and_valid(tmp_path):
    (toml,) = blocks("toml")
    (tmp_path / "content").mkdir()
    (tmp_path / "my-theme").mkdir()
    (tmp_path / "content" / "source").mkdir()
    (tmp_path / "content" / "site.toml").write_text(toml)
    settings = read_settings(tmp_path / "content")
    assert settings.title == "Worked profiles"
    for field in Settings.__struct_fields__:
        assert re.search(rf"^\[?{field}\b", toml, re.MULTILINE), field


def test_every_command_and_option_of_the_shell_examples_exists():
    for block in blocks("sh"):
        for line in block.splitlines():
            if line.startswith("flamesite "):
                _, verb, *words = line.split("#")[0].split()
                options = {option for parameter in load_verbs()[verb].params for option in parameter.opts}
                assert {word for word in words if word.startswith("-")} <= options, line


def test_the_command_table_names_every_verb_and_all_its_options():
    for verb, command in load_verbs().items():
        row = re.search(rf"^\| `flamesite {verb}\b([^`]*)`", README, re.MULTILINE)
        assert row, verb
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                assert any(option in row[1] for option in parameter.opts), f"{verb} {parameter.opts}"


@pytest.mark.parametrize("option", sorted({option for options in FENCE_OPTIONS.values() for option in options}))
def test_the_option_table_names_every_option_of_a_fence(option):
    section = README.partition("### Figures")[2].partition("### Benchmark results")[0]
    assert re.search(rf"[`\s]{option}[=`\s]", section)


@pytest.mark.parametrize("option", sorted(BENCH_OPTIONS))
def test_the_section_on_benchmark_results_names_every_option_of_its_fence(option):
    section = README.partition("### Benchmark results")[2].partition("### In the page")[0]
    assert re.search(rf"`{option}\b", section)


def test_the_section_on_benchmark_results_names_every_format():
    section = README.partition("### Benchmark results")[2].partition("### In the page")[0]
    for reader in RESULT_READERS:
        assert reader.name in section, reader.name


def test_front_matter_keys_and_suffixes_are_listed():
    for key in (field.name for field in fields(FrontMatter)):
        assert re.search(rf"\b{key}\b", README), key
    for reader in READERS:
        for suffix in reader.suffixes:
            assert suffix.removesuffix(".gz") in README or suffix in README, suffix
