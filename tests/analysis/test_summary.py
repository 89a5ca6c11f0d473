"""The record that `inspect --json` prints."""

from __future__ import annotations

from sitegen.analysis.summary import distinct_stacks, summarise
from sitegen.model import Kind, Metric, ProfileBuilder
from tests.text_profiles import profile_of


def test_stacks_are_counted_by_name_and_file_without_lines_and_kinds():
    builder = ProfileBuilder("t", "pprof", [Metric("samples")])
    for line, kind in ((1, Kind.NATIVE), (2, Kind.INLINED)):
        builder.add([builder.frame("main"), builder.frame("f", file="x.go", line=line, kind=kind)], [1.0])
    builder.add([builder.frame("main")], [1.0])
    builder.add([], [1.0])
    profile = builder.build()
    assert distinct_stacks(profile) == 3
    assert summarise(profile, 0)["frames"] == 2


def test_a_metric_of_choice_ranks_the_functions():
    profile = profile_of("a 9 1\nb 1 8", Metric("samples"), Metric("bytes", "bytes"))
    assert [row["name"] for row in summarise(profile, 0)["hottest"]] == ["a", "b"]
    assert [row["name"] for row in summarise(profile, 1)["hottest"]] == ["b", "a"]
    assert len(summarise(profile, 0, top=1)["hottest"]) == 1
    assert len(summarise(profile, 0, top=0)["hottest"]) == 2


def test_fractions_stay_fractions_and_whole_numbers_whole():
    totals = summarise(profile_of("a 0.5\nb 1"), 0)["metrics"][0]["total"]
    assert totals == 1.5
    assert isinstance(summarise(profile_of("a 2"), 0)["metrics"][0]["total"], int)
