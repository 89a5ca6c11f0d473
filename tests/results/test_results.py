"""The registry: every capture has one reader, whatever its name; and the table of metrics."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.model.runs import Better
from sitegen.results import METRICS, READERS, metric_named, read_results, reader_named
from tests.results.captures import CAPTURES, content, numbers

FOLDER_OF = {
    "Google Benchmark": "google_benchmark",
    "go test -bench": "go_bench",
    "pytest-benchmark": "pytest_benchmark",
}
UNREADABLE = {"wrk/no_answer.txt", "wrk/timeouts.txt", "hey/refused.txt", "google_benchmark/aggregates.json"}
FILES = sorted(
    path.relative_to(CAPTURES).as_posix()
    for path in CAPTURES.glob("*/*")
    if path.relative_to(CAPTURES).as_posix() not in {"criterion/change.json"}
)


@pytest.mark.parametrize("name", FILES)
def test_every_capture_is_claimed_by_its_own_reader_alone(name: str) -> None:
    claiming = [reader.name for reader in READERS if reader.sniff(content(name))]
    assert [FOLDER_OF.get(reader, reader.lower()) for reader in claiming] == [name.partition("/")[0]]


@pytest.mark.parametrize("name", sorted(set(FILES) - UNREADABLE))
def test_every_capture_is_read_with_metrics_of_the_table(name: str) -> None:
    results = read_results(content(name), name)
    assert reader_named(results.tool).one_run
    assert results.sources == (name,)
    for each in results.series:
        own_unit = results.tool == "go test -bench" and each.metric.name == "words/op"
        assert own_unit or each.metric == metric_named(each.metric.name)
        assert len(each.values) > 0
        assert not each.values.flags.writeable


@pytest.mark.parametrize("name", sorted(set(FILES) - UNREADABLE))
def test_crlf_lines_are_read_like_lf(name: str) -> None:
    results = read_results(content(name).replace(b"\n", b"\r\n"), name)
    assert numbers(results) == numbers(read_results(content(name), name))
    assert results.conditions == read_results(content(name), name).conditions


def test_every_reader_has_a_capture() -> None:
    folders = {name.partition("/")[0] for name in FILES}
    assert {FOLDER_OF.get(reader.name, reader.name.lower()) for reader in READERS} == folders


@pytest.mark.parametrize("empty", [b"", b"\n \r\n"])
def test_an_empty_file_is_refused(empty: bytes) -> None:
    with pytest.raises(SourceError, match=r"wrk\.txt: error: expected benchmark results, found an empty file; record"):
        read_results(empty, "wrk.txt")


def test_other_content_is_refused_with_what_it_is() -> None:
    with pytest.raises(
        SourceError, match=r'a\.txt:1:1: error: expected benchmark results, found a text that begins "uh"'
    ):
        read_results(b"\nuh\noh", "a.txt")
    with pytest.raises(SourceError, match=r"found JSON of another kind; it must be of one of wrk, wrk2, hey, ab, k6,"):
        read_results(b'{"a": 1}', "a.json")


@given(st.sampled_from(sorted(set(FILES) - UNREADABLE)), st.data())
def test_a_file_that_was_cut_off_or_damaged_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """Never another exception than SourceError, and never a number that is none."""
    whole = content(name)
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 40)))
    damaged = whole[:start] + data.draw(st.sampled_from([b"", b"0", b"-", b"nan", b"\xff", b'"'])) + whole[stop:]
    try:
        results = read_results(data.draw(st.sampled_from([damaged, whole[:start]])), name)
    except SourceError:
        return
    assert json.dumps([each.values.tolist() for each in results.series], allow_nan=False)


def test_the_table_of_metrics_has_each_name_once() -> None:
    names = [metric.name for metric in METRICS]
    assert len(set(names)) == len(names)
    assert all(metric_named(metric.name) == metric for metric in METRICS)


@pytest.mark.parametrize("name", ["latency p5", "latency p50", "latency p99.9", "latency p99.999"])
def test_percentiles_are_a_family(name: str) -> None:
    metric = metric_named(name)
    assert metric is not None
    assert (metric.name, metric.unit, metric.better) == (name, "seconds", Better.LOWER)


@pytest.mark.parametrize("name", ["latency p100", "latency p99.0", "latency p", "latency p05", "latency", "p99", ""])
def test_other_names_are_not_in_the_table(name: str) -> None:
    assert metric_named(name) is None


def test_json_that_is_not_utf_8_is_refused() -> None:
    damaged = content("k6/export.json").replace(b'"vus_max"', b'"vus\xffmax"')
    with pytest.raises(
        SourceError, match=r"k6\.json: error: expected a k6 summary, found no valid JSON \('utf-8' codec"
    ):
        read_results(damaged, "k6.json")


@pytest.mark.parametrize("percent", ["101", "05", "9999", "x"])
def test_a_percentile_that_is_none_is_passed_over(percent: str) -> None:
    damaged = content("hey/requests.txt").replace(b"99% in", b"%s%% in" % percent.encode())
    names = [each.metric.name for each in read_results(damaged, "hey.txt").series]
    assert [name for name in names if " p" in name] == [f"latency p{each}" for each in (10, 25, 50, 75, 90, 95)]
