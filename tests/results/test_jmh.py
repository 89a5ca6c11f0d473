"""JMH: forks are runs; a file after JMH's own writer, with round numbers."""

from __future__ import annotations

import json

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, read_results
from tests.results.captures import capture, content, numbers

WORDS = "com.example.Words"


def test_every_fork_is_a_run() -> None:
    """Throughput 1 2 3 and 4 5 6 operations a microsecond; samples 3 of 10, 1 of 20, 4 of 30 ms, and 40, 20."""
    results = capture("jmh/modes.json")
    assert results.tool == "JMH"
    assert results.conditions == Conditions(duration_s=1.5, threads=1)
    assert numbers(results) == {
        f"{WORDS}.count size=10 text=two words mode=thrpt ops/s": pytest.approx([2e6, 5e6], rel=1e-15),
        f"{WORDS}.count size=10 text=two words mode=thrpt B/op": [24, 26],
        f"{WORDS}.split mode=sample time/op": pytest.approx([0.02125, 0.03], rel=1e-15),
    }


def test_names_say_mode_and_threads_only_where_they_differ() -> None:
    documents = json.loads(content("jmh/modes.json"))
    one = read_results(json.dumps(documents[1:]).encode(), "j.json")
    assert list(numbers(one)) == [f"{WORDS}.split time/op"]
    documents[1] |= {"threads": 4, "measurementTime": "single-shot"}
    documents[0]["mode"] = "sample"
    two = read_results(json.dumps(documents).encode(), "j.json")
    assert [each.benchmark for each in two.series][-1] == f"{WORDS}.split threads=4"
    assert two.conditions == Conditions()


def test_average_times_in_any_unit() -> None:
    document = json.loads(content("jmh/modes.json"))[:1]
    document[0]["primaryMetric"]["scoreUnit"] = "min/op"
    assert numbers(read_results(json.dumps(document).encode(), "j.json"))[
        f"{WORDS}.count size=10 text=two words time/op"
    ] == [120, 300]


def test_other_units_are_refused() -> None:
    damaged = content("jmh/modes.json").replace(b"ops/us", b"lines/us")
    with pytest.raises(SourceError, match=r'expected a unit such as ops/s or ns/op for .*, found "lines/us"'):
        read_results(damaged, "j.json")


def test_a_fork_without_iterations_is_refused() -> None:
    document = json.loads(content("jmh/modes.json"))
    document[0]["primaryMetric"]["rawData"][1] = []
    with pytest.raises(SourceError, match=r"expected a number for .* ops/s, found nan; the run measured nothing"):
        read_results(json.dumps(document).encode(), "j.json")
