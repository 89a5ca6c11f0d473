"""Which figures have a chart, what is said where they have none, and what travels of it."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sitegen.analysis.merge import merge_profiles
from sitegen.analysis.short_calls import CHART_BUDGET
from sitegen.formats import read_profile
from sitegen.model import Profile
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.chart import UNTIMED, chart_note, make_chart, why_no_chart
from sitegen.pages.graph import make_graph
from tests.text_profiles import profile_of
from tests.timed_profiles import timed

CAPTURE = Path(__file__).parents[1] / "data" / "speedscope" / "evented.speedscope.json"


def built(folder: Path, fence: str, *more: tuple[str, str]) -> str:
    """The page of a note with one fence, over evented.speedscope.json and files of folded text."""
    folder.joinpath("run.speedscope.json").write_bytes(CAPTURE.read_bytes())
    for name, text in more:
        folder.joinpath(name).write_text(text, "utf-8")
    folder.joinpath("note.md").write_text(f"---\ntitle: Note\n---\n\n```flame {fence}\n```\n", "utf-8")
    site = build_site(folder, BuildOptions())
    assert not site.warnings
    return next(file.content.decode() for file in site.files if file.path == "note/index.html")


def data_of(page: str) -> dict[str, Any]:
    found = re.search(r'<script type="application/json" id="flamesite-data">(.*?)</script>', page, re.DOTALL)
    assert found is not None
    block: dict[str, Any] = json.loads(found[1])
    return block


def test_a_timed_profile_carries_its_chart_whatever_the_view(tmp_path: Path) -> None:
    page = built(tmp_path, "run.speedscope.json")
    (figure,) = data_of(page)["figures"]
    assert (figure["view"], figure["chart"], figure["no_chart"]) == ("flame", 1, "")
    chart = data_of(page)["trees"][1]["time"]
    # By hand, in microseconds: main thread 0 to 100, main 10 to 50, größe 15 to 30 and so on; begins are the parent's.
    assert chart["begin"] == {"scale": 1000, "values": [0, 0, 10, 5, 5, 22, 60, 20, 0]}
    assert chart["length"] == {"scale": 1000, "values": [100, 100, 40, 15, 5, 8, 30, 40, 40]}
    assert chart["lanes"] == [1, 7]
    assert data_of(page)["trees"][0]["time"] is None


def test_a_figure_that_asks_for_its_chart_is_drawn_with_an_axis(tmp_path: Path) -> None:
    page = built(tmp_path, "run.speedscope.json view=chart")
    assert data_of(page)["figures"][0]["view"] == "chart"
    assert 'class="flame is-chart"' in page
    assert re.findall(r'class="tick-label"[^>]*>([^<]*)<', page)[:2] == ["0 µs", "10 µs"]
    assert re.findall(r'class="lane-name"[^>]*>([^<]*)<', page) == [
        "main thread · 70 µs busy of 100 µs",
        "worker · 40 µs busy of 40 µs",
    ]


def test_a_profile_without_times_says_so_only_where_its_chart_is_asked_for(tmp_path: Path) -> None:
    page = built(tmp_path, "cpu.folded view=chart", ("cpu.folded", "main;work 3\n"))
    figure = data_of(page)["figures"][0]
    assert (figure["view"], figure["chart"], figure["no_chart"]) == ("flame", None, UNTIMED)
    assert f"There is no chart: {UNTIMED}." in page
    quiet = tmp_path / "quiet"
    quiet.mkdir()
    assert "There is no chart" not in built(quiet, "cpu.folded", ("cpu.folded", "main;work 3\n"))


def test_the_sum_of_several_runs_has_no_order_of_time(tmp_path: Path) -> None:
    tmp_path.joinpath("again.speedscope.json").write_bytes(CAPTURE.read_bytes())
    page = built(tmp_path, '"[ra]*.speedscope.json" view=chart')
    assert "There is no chart: several runs are drawn as their sum, which has no order of time." in page
    runs = [read_profile(CAPTURE.read_bytes(), "run")] * 2
    assert make_graph(merge_profiles(runs)).chart is None


@pytest.mark.parametrize(
    ("sides", "reason"),
    [
        ([["main 1"]], UNTIMED),
        ([["main 1", "main 2"]], UNTIMED),
        ([["main 1"], ["main 2"]], "a difference has no order of time"),
    ],
)
def test_why_there_is_no_chart(sides: list[list[str]], reason: str) -> None:
    assert why_no_chart([[profile_of(run) for run in side] for side in sides]) == reason


def busy_loop() -> Profile:
    """More calls than a figure carries, as instrumenting profilers write."""
    return timed([("m", 1, 0), ("mf", 1, 0)] * CHART_BUDGET)


def test_a_chart_that_had_to_be_cut_down_says_by_how_much() -> None:
    profile = busy_loop()
    chart = make_chart(profile, profile, None)
    assert chart is not None and chart.merged_calls > 0
    words = f"{chart.merged_calls:,} short calls, 50.00% of all, are merged into stretches with their neighbours."
    assert chart_note(chart, "") == words
    whole = make_chart(profile, profile, 0)
    assert whole is not None and chart_note(whole, "") == ""
    assert len(whole.tree) == CHART_BUDGET + 2
