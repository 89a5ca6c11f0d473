"""How many operations a run did: numbers, and the results of the benchmark that ran beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from sitegen.model import Profile, Provenance
from sitegen.pages.operations import AskedOperations, NoOperations, operations_of, parse_operations
from sitegen.pages.result_store import ResultStore
from tests.text_profiles import profile_of

WRK = """Running {seconds}s test @ http://127.0.0.1:8080
  2 threads and 10 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency   150.00us  100.00us   5.00ms   90.00%
    Req/Sec    30.00k     1.00k   32.00k    70.00%
  {requests} requests in {seconds}.00s, 40.00MB read
Requests/sec:  {rate}
Transfer/sec:      3.00MB
"""


def run(seconds: float | None = 10.0) -> Profile:
    return replace(profile_of("a 1"), provenance=Provenance(duration_s=seconds))


@pytest.fixture
def store(tmp_path: Path) -> ResultStore:
    for name, rate in (("log_1", 60000.5), ("log_2", 61000), ("quiet", 80000)):
        (tmp_path / f"{name}.txt").write_text(WRK.format(seconds=13, requests=13 * int(rate), rate=rate))
    (tmp_path / "go.txt").write_text("goos: linux\nBenchmarkA-8   1000   1234 ns/op\nPASS\n")
    return ResultStore(tmp_path.resolve(), "content")


def operations(store: ResultStore, text: str, before: list[Profile], after: list[Profile]):
    return operations_of(parse_operations(text), (before, after), store, store.content, {"quick": ["quiet.txt"]})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1000000", AskedOperations(1e6, 1e6)),
        ("1,234,567.5", AskedOperations(1234567.5, 1234567.5)),
        ("1e6 -> 2e6", AskedOperations(1e6, 2e6)),
        ("a.txt  ->  b_[1-3].txt", AskedOperations(("a.txt",), ("b_[1-3].txt",))),
        ("a.txt b.txt -> 7", AskedOperations(("a.txt", "b.txt"), 7.0)),
    ],
)
def test_a_number_or_the_files_of_both_sides_are_read(text, expected):
    assert parse_operations(text) == expected


@pytest.mark.parametrize("text", ["", "a.txt", "0", "1 -> 2 -> 3", "a -> "])
def test_other_texts_are_refused(text):
    with pytest.raises(ValueError, match="expected a number of operations"):
        parse_operations(text)


def test_operations_are_the_benchmarks_rate_times_the_profiles_own_duration(store):
    """By hand: 60,000.5 and 61,000 requests/s over 10 s, 80,000 over 20 s; wrk itself ran 13 s."""
    found = operations(store, "log_[12].txt -> quick", [run(), run()], [run(20.0)])
    assert found.before == (600005.0, 610000.0)
    assert found.after == (1600000.0,)
    assert found.noun == "request"
    assert found.source == "wrk's requests/s of the same run times the profile's duration"


def test_a_number_is_that_of_each_run(store):
    found = operations(store, "1,000 -> 2,000", [run(), run(None)], [run()])
    assert (found.before, found.after, found.noun) == ((1000.0, 1000.0), (2000.0,), "op")


@pytest.mark.parametrize(
    ("text", "before", "message"),
    [
        (
            "log_1.txt -> quiet.txt",
            [run(), run()],
            "expected the benchmark results of 2 runs before, one for each profile, found 1; name the files of the",
        ),
        (
            "log_1.txt -> quiet.txt",
            [run(None)],
            "the profile of run 1 before does not say how long it was recorded, so a rate gives no number of",
        ),
        ("log.txt -> quiet.txt", [run()], 'expected an alias or a benchmark file\'s path, found "log.txt"'),
        (
            "go.txt -> quiet.txt",
            [run()],
            'expected one rate (requests/s, iterations/s, ops/s, items/s) in "go.txt", found none; give a number',
        ),
    ],
)
def test_what_gives_no_number_of_operations_says_why(store, text, before, message):
    with pytest.raises(NoOperations) as caught:
        operations(store, text, before, [run()])
    assert str(caught.value).startswith(message)
