"""hyperfine: both forms of its export against the JSON that it wrote."""

from __future__ import annotations

import json

import pytest

from sitegen.errors import SourceError
from sitegen.results import read_results
from tests.results.captures import capture, content, numbers


def test_every_timed_run_is_a_run() -> None:
    results = capture("hyperfine/form_1.json")
    assert results.tool == "hyperfine"
    assert numbers(results) == {
        f"{each['command']} time": each["times"] for each in json.loads(content("hyperfine/form_1.json"))["results"]
    }
    assert [len(each.values) for each in results.series] == [6, 6]
    assert results.skipped == ()


def test_the_form_of_hyperfine_2_has_processor_time_and_memory() -> None:
    """Its commands may have names."""
    assert numbers(capture("hyperfine/form_2.json")) == {
        "a nap time": [0.011181217, 0.014706915000000001, 0.016612968000000002],
        "a nap CPU time": [0.0010019999999999999, 0.001235, 0.001263],
        "a nap peak memory": [3104768, 3104768, 3104768],
    }


def test_memory_in_the_form_of_hyperfine_1() -> None:
    document = {"results": [{"command": "true", "times": [1.5], "memory_usage_byte": [4096], "exit_codes": [0]}]}
    assert numbers(read_results(json.dumps(document).encode(), "h.json")) == {
        "true time": [1.5],
        "true peak memory": [4096],
    }


def test_failed_commands_are_told() -> None:
    """`false`, run three times with --ignore-failure."""
    assert [skipped.reason for skipped in capture("hyperfine/failing.json").skipped] == [
        '3 of 3 runs of "false" ended with an error'
    ]


def test_an_export_without_runs_is_refused() -> None:
    with pytest.raises(SourceError, match=r"h\.json: error: expected results of hyperfine, found none;"):
        read_results(b'{"results": [{"command": "true", "times": []}]}', "h.json")


def test_damage_is_told_with_its_place() -> None:
    with pytest.raises(SourceError, match=r"Expected `float`, got `str` - at `\$\.results\[0\]\.times\[1\]`"):
        read_results(b'{"results": [{"command": "true", "times": [1, "2"]}]}', "h.json")
    with pytest.raises(
        SourceError, match=r"h\.json:2:32: error: expected the JSON of hyperfine .*, found no valid JSON"
    ):
        read_results(b'{"results":\n [{"command": "x", "times": [1,', "h.json")
    with pytest.raises(
        SourceError, match=r"h\.json:1:45: error: expected the JSON of hyperfine .*, found no valid JSON"
    ):
        read_results(b'{"results": [{"command": "x", "times": [1, 2}]}', "h.json")
