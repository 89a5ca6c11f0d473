"""The verb render: pictures of profiles and of differences."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

import pytest

from sitegen.cli.profiles import SCALES
from sitegen.model.comparison import SCALINGS


def test_render_svg_is_a_document_of_its_own(run, folded):
    assert run("render", folded, "-o", "cpu.svg")[0] == 0
    root = ElementTree.parse("cpu.svg").getroot()
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles[0] == "all (8 samples, 100%)"
    assert "work (4 samples, 50.00%)" in titles


def test_render_html_is_one_file_named_after_the_profile(run, folded):
    code, _, err = run("render", folded)
    assert (code, err) == (0, "cpu.html\n")
    text = Path("cpu.html").read_text()
    assert "<title>cpu</title>" in text
    assert "sha256-" in text
    assert "unsafe-inline" not in text


@pytest.fixture
def sides(tmp_path: Path) -> tuple[str, str]:
    """A server whose log line goes: 30 of 100 samples before, none of 70 after."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "cpu.folded").write_text("m;log 30\nm;work 70\n")
    (tmp_path / "cpu.folded").write_text("m;work 70\n")
    return "old/cpu.folded", "cpu.folded"


def test_render_before_draws_the_difference_with_what_vanished(run, sides):
    before, after = sides
    assert run("render", after, "--before", before, "-o", "diff.svg")[0] == 0
    root = ElementTree.parse("diff.svg").getroot()
    titles = [title.text for title in root.iter("{http://www.w3.org/2000/svg}title")]
    assert titles == [
        "all (100 samples -> 70 samples, +0.00 points)",
        "m (100 samples -> 70 samples, +0.00 points)",
        "log (30 samples -> 0 samples, -30.00 points)",
        "work (70 samples -> 70 samples, +30.00 points)",
    ]


def test_render_before_takes_several_runs_a_side_and_numbers_of_operations(run, sides):
    before, after = sides
    code, _, err = run("render", after, after, "--before", before, "--before", before, "--per", "10", "-o", "d.html")
    assert (code, err) == (0, "d.html\n")
    text = Path("d.html").read_text()
    assert "<h1>old/cpu → cpu</h1>" in text
    assert "Scaled to one op: 20 before, 20 after (as the author says). With 2 runs a side" in text


def test_the_difference_is_named_after_both_sides(run, sides):
    before, after = sides
    assert run("render", after, "--before", before)[2] == "cpu-to-cpu.html\n"


@pytest.mark.parametrize(
    ("options", "code", "message"),
    [
        (["--per", "10"], 2, "name the other side with --before FILE"),
        (["--before", "old/cpu.folded", "--per", "many"], 2, "--per many: expected a number of operations"),
        (["--before", "old/cpu.folded", "--scale", "per second"], 1, "the duration of run 1 before is not known"),
        (["--before", "gone.folded"], 1, "expected a profile, found no such file"),
        (["--before", "old/cpu.folded", "--metric", "cpu"], 2, "this profile has samples"),
    ],
)
def test_a_difference_that_cannot_be_drawn_says_why(run, sides, options, code, message):
    found, _, err = run("render", sides[1], *options)
    assert found == code
    assert message in err


def test_the_scales_of_the_command_line_are_those_there_are():
    assert SCALES == SCALINGS


@pytest.mark.parametrize("share", ["-1", "100%", "lots"])
def test_a_share_that_is_none_is_bad_usage(run, folded, share):
    assert run("render", folded, f"--min={share}")[0] == 2
