"""Difference figures: what a fence asks for, what may be compared, and what the page says of it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from sitegen.analysis.shared_metrics import SidesDiffer
from sitegen.errors import SourceErrors
from sitegen.model import Metric
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.difference import DifferenceOptions, PerOperation, make_difference, make_saved_difference
from sitegen.pages.frame_name import parse_frame_name
from sitegen.pages.graph import BadOption
from tests.compared_profiles import cpu_run, whoami_runs
from tests.text_profiles import profile_of


def site_of(folder: Path, note: str, **files: str) -> Path:
    content = folder / "content"
    content.mkdir()
    (content / "story.md").write_text(note)
    for name, text in files.items():
        (content / f"{name}.folded").write_text(text)
    return content


def page_of(content: Path) -> str:
    site = build_site(content, BuildOptions())
    return next(file.content.decode() for file in site.files if file.path == "story/index.html")


def payload(page: str) -> dict:
    return json.loads(re.search(r'id="flamesite-data">(.*?)</script>', page, re.DOTALL)[1])


def errors(content: Path) -> list[str]:
    with pytest.raises(SourceErrors) as caught:
        build_site(content, BuildOptions())
    return [str(problem).removeprefix(f"{content}/") for problem in caught.value.problems]


def test_a_fence_draws_the_union_of_both_sides_with_what_vanished_and_what_is_new(tmp_path):
    note = "```flame-diff before.folded after.folded id=d\ntitle: Less logging\n```\n"
    page = page_of(site_of(tmp_path, note, before="m;log 30\nm;work 70\n", after="m;work 70\nm;cache 10\n"))
    titles = re.findall(r"<title>([^<]*samples[^<]*)</title>", page)
    assert titles == [
        "all (100 samples -&gt; 80 samples, +0.00 points)",
        "m (100 samples -&gt; 80 samples, +0.00 points)",
        "cache (0 samples -&gt; 10 samples, +12.50 points)",
        "log (30 samples -&gt; 0 samples, -30.00 points)",
        "work (70 samples -&gt; 70 samples, +17.50 points)",
    ]
    assert 'class="frame less-3 is-gone" data-w="0"' in page
    assert "Each side is taken as 100%" in page
    assert "none is said to have changed" in page
    figure = payload(page)["figures"][0]
    assert (figure["id"], figure["scale"], figure["width"], figure["palette"]) == ("d", "share", "larger", "safe")
    assert figure["sides"] == {"before": "before.folded", "after": "after.folded"}


def test_options_choose_the_scaling_the_width_the_colours_and_the_operations(tmp_path):
    note = '```flame-diff a.folded b.folded scale=absolute width=after color=classic per="10 -> 20"\n```\n'
    page = page_of(site_of(tmp_path, note, a="m 30\n", b="m 80\n"))
    figure = payload(page)["figures"][0]
    assert (figure["scale"], figure["width"], figure["palette"]) == ("absolute", "after", "classic")
    scales = [comparison["scale"] for comparison in payload(page)["trees"][0]["comparisons"]]
    assert scales == ["absolute", "per operation", "share"]
    assert "is-difference is-classic" in page


def test_filters_apply_to_both_sides_and_shares_stay_those_of_the_whole(tmp_path):
    note = "```flame-diff a.folded b.folded focus=log\n```\n"
    page = page_of(site_of(tmp_path, note, a="m;log 30\nm;work 70\n", b="m;work 100\n"))
    assert "log (30 samples -&gt; 0 samples, -30.00 points)" in page
    assert "shown: 30 samples before, 0 samples after" in page


def test_every_fault_of_a_fence_is_told_with_its_place(tmp_path):
    note = "\n".join(
        [
            "```flame-diff a.folded\n```",
            "```flame-diff a.folded c.folded\n```",
            '```flame-diff a.folded b.folded scale="per second"\n```',
            "```flame-diff a.folded b.folded scale=half\n```",
            "```flame-diff a.folded b.folded per=-3\n```",
            "```flame-diff a.folded b.folded ignore=nowhere\n```",
            "```flame-diff a.folded two.folded\n```",
        ]
    )
    found = errors(site_of(tmp_path, note, a="m 3\n", b="m 4\n", two="m 3 4\n"))
    cannot, known = "the sides cannot be compared in the scaling per second", 'profiles "a.folded" and "b.folded"'
    assert found == [
        "story.md:1:23: error: expected two profiles' paths or aliases after flame-diff, before and after",
        "story.md:3:24: error: expected an alias or a profile's path, "
        'found "c.folded" (closest: b.folded, a.folded, two.folded)',
        f"story.md:5:39: error: {cannot}: the duration of run 1 before is not known in {known}",
        'story.md:7:39: error: scale: expected share, absolute, per second or per operation, got "half"',
        "story.md:9:37: error: per: expected a number of operations, or benchmark files of both sides as A -> B, "
        'got "-3"',
        f'story.md:11:40: error: no frame matches "nowhere" in {known}',
        'story.md:13:24: error: "two" is a difference already and cannot be a side of another',
    ]


def test_two_counts_in_one_file_are_a_difference_too(tmp_path):
    page = page_of(site_of(tmp_path, "```flame d.folded\n```\n", d="m;a 300 100\nm;b 100 300\n"))
    assert "is-difference" in page
    assert "a (300 samples -&gt; 100 samples, -50.00 points)" in page
    assert payload(page)["trees"][0]["comparisons"][0]["movers"] == [
        {"row": 2, "ancestors": []},
        {"row": 3, "ancestors": []},
    ]


def test_a_saved_difference_shows_changes_alone_and_says_that_noise_is_not_known():
    graph = make_saved_difference(profile_of("m;a -300\nm;b 100"), DifferenceOptions())
    (changes, sentence), *rest = graph.comparisons
    assert rest == []
    assert changes.scaling == "absolute"
    assert sentence.startswith("The noise is not known, because the file holds net changes only")


def test_identical_sides_are_grey_everywhere_and_differ_by_nothing():
    runs = whoami_runs()[0]
    graph = make_difference(runs, runs, DifferenceOptions(), PerOperation((1e5,) * 3, (1e5,) * 3, "request", ""))
    for changes, _ in graph.comparisons:
        scaled = changes.scaled(graph.tree)
        assert (scaled.total(0) == scaled.total_before(0)).all()
        assert changes.movers == ()


def test_per_operation_comes_first_where_operations_are_given():
    per = PerOperation((100.0,), (200.0,), "request", "wrk")
    graph = make_difference([cpu_run("a 3")], [cpu_run("a 3")], DifferenceOptions(), per)
    changes, sentence = graph.comparisons[0]
    assert changes.scaling == "per operation"
    assert sentence.startswith("Scaled to one request: 100 before, 200 after (wrk).")


def test_a_metric_that_only_one_side_has_is_refused():
    with pytest.raises(SidesDiffer, match="sample types differ"):
        make_difference(
            [cpu_run("a 3")], [profile_of("a 3 4", Metric("objects"), Metric("space", "bytes"))], DifferenceOptions()
        )


def test_a_filter_that_only_one_side_knows_is_no_fault_and_one_that_none_knows_is():
    sides = [profile_of("m;log 3\nm;a 1")], [profile_of("m;a 4")]
    graph = make_difference(*sides, DifferenceOptions({"ignore": parse_frame_name("log")}))
    assert graph.tree.total_before(0)[0] == 1
    with pytest.raises(BadOption, match="no frame matches"):
        make_difference(*sides, DifferenceOptions({"ignore": parse_frame_name("lag")}))
