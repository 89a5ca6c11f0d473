"""The runs of a side: in the order of the files, and only of files that were measured alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.errors import SourceError
from sitegen.model.runs import Better
from sitegen.results import Conditions, Difference, ResultFile, combine, differing, read_results
from tests.results.captures import capture, numbers

LOG = [f"wrk/log_{number}.txt" for number in range(1, 6)]


def under(conditions: Conditions, source: str = "b.txt") -> ResultFile:
    return replace(capture("wrk/log_1.txt"), sources=(source,), conditions=conditions)


def test_runs_stand_in_the_order_of_the_files() -> None:
    side = combine([capture(name) for name in LOG])
    assert side.tool == "wrk"
    assert side.sources == tuple(LOG)
    assert side.conditions == Conditions(10.0, threads=2, connections=10, target="http://127.0.0.1:8080")
    assert numbers(side)["requests/s"] == [72225.36, 69291.26, 68621.24, 70748.5, 70723.22]
    assert numbers(side)["latency mean"] == pytest.approx([525.46e-6, 493.87e-6, 567.64e-6, 475.19e-6, 585.81e-6])
    assert all(not each.values.flags.writeable for each in side.series)


def test_one_file_is_a_side() -> None:
    assert numbers(combine([capture(LOG[0])])) == numbers(capture(LOG[0]))


def test_a_metric_that_some_files_lack_has_fewer_runs() -> None:
    side = numbers(combine([capture("wrk/log_1.txt"), capture("wrk/log_latency.txt")]))
    assert (len(side["requests/s"]), len(side["latency p99"])) == (2, 1)


def test_a_file_listed_twice_is_refused() -> None:
    """It would count as a run of its own that agrees surprisingly well."""
    with pytest.raises(
        SourceError, match=r"wrk/log_1\.txt: error: expected a file for each run, found .* listed twice"
    ):
        combine([capture(LOG[0]), capture(LOG[1]), capture(LOG[0])])


def test_a_run_of_another_length_is_refused() -> None:
    """Runs under the profiler took 13 s."""
    with pytest.raises(SourceError) as caught:
        combine([capture(LOG[0]), capture("wrk/log_during_cpu.txt")])
    assert str(caught.value) == (
        "wrk/log_during_cpu.txt:1: error: expected duration 10 s as in wrk/log_1.txt, found 13 s; "
        "runs of a side are measured alike: leave it out, or record it again"
    )


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("threads", 4, "expected threads 2 as in wrk/log_1.txt, found 4"),
        ("connections", 100, "expected connections 10 as in wrk/log_1.txt, found 100"),
        ("target", None, "expected target http://127.0.0.1:8080 as in wrk/log_1.txt, found not given"),
        ("machine", "Z80", "expected machine not given as in wrk/log_1.txt, found Z80"),
        ("duration_s", None, "expected duration 10 s as in wrk/log_1.txt, found not given"),
        ("duration_s", 10.3, "expected duration 10 s as in wrk/log_1.txt, found 10.3 s"),
    ],
)
def test_runs_under_other_conditions_are_refused_with_the_field(field: str, value: object, expected: str) -> None:
    first = capture(LOG[0])
    other = under(replace(first.conditions, **{field: value}))
    with pytest.raises(SourceError, match=f"b.txt:1: error: {expected};"):
        combine([first, other])


def test_runs_of_another_tool_are_refused() -> None:
    with pytest.raises(
        SourceError, match=r"hey/timed_1\.txt:2: error: expected tool wrk as in wrk/log_1\.txt, found hey"
    ):
        combine([capture(LOG[0]), capture("hey/timed_1.txt")])


@pytest.mark.parametrize(("first_s", "other_s"), [(10.0, 10.1), (1.0, 1.1), (0.05, 0.19), (600.0, 610.0)])
def test_durations_agree_but_for_when_a_tool_stops(first_s: float, other_s: float) -> None:
    """Within 2 % or 0.15 s; wrk itself runs up to 0.1 s over."""
    first, other = under(Conditions(duration_s=first_s), "a.txt"), under(Conditions(duration_s=other_s))
    assert differing(first, other) == ()
    assert combine([first, other]).conditions.duration_s == pytest.approx((first_s + other_s) / 2)


def test_what_sets_two_sides_apart() -> None:
    """A page decides what two sides may differ in; it gets every field."""
    first, other = capture("wrk/log_1.txt"), capture("wrk/not_found.txt")
    assert differing(first, first) == ()
    assert differing(first, other) == (
        Difference("duration", "10 s", "1 s"),
        Difference("target", "http://127.0.0.1:8080", "http://127.0.0.1:8080/debug/pprof/nothing"),
    )
    assert differing(first, capture("ab/timed.txt")) == (Difference("tool", "wrk", "ab"),)


def test_which_way_a_metric_is_better_is_taken_from_the_file_that_says_so() -> None:
    silent = read_results(b"BenchmarkA 1 3 hits\n", "1.txt")
    speaking = read_results(b"Unit hits better=higher\nBenchmarkA 1 4 hits\n", "2.txt")
    for files in ([silent, speaking], [speaking, silent]):
        (hits,) = combine(files).series
        assert hits.metric.better is Better.HIGHER
        assert sorted(hits.values.tolist()) == [3, 4]


def test_what_was_left_out_is_kept() -> None:
    files = [replace(capture("hyperfine/failing.json"), sources=(name,)) for name in ("a.json", "b.json")]
    assert len(combine(files).skipped) == 2
