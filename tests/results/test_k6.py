"""k6: both forms of its summary against the JSON that k6 wrote."""

from __future__ import annotations

import json

import pytest

from sitegen.errors import SourceError
from sitegen.results import Conditions, read_results
from tests.results.captures import capture, content, numbers


def test_an_export() -> None:
    """`fails` of http_req_failed are the requests that did not fail."""
    results = capture("k6/export.json")
    assert results.tool == "k6"
    assert results.conditions == Conditions(duration_s=pytest.approx(2.000757), connections=4)
    read_back = numbers(results)
    assert list(read_back) == [
        "requests/s",
        "iterations/s",
        "bytes/s",
        "errors",
        *(f"latency {statistic}" for statistic in ("mean", "min", "p50", "p90", "p95", "max")),
        *(f"iteration latency {statistic}" for statistic in ("mean", "min", "p50", "p90", "p95", "max")),
    ]
    assert read_back["requests/s"] == [12786.662556215064]
    assert read_back["errors"] == [0]
    assert read_back["latency mean"] == [pytest.approx(0.2811477490911933e-3, rel=1e-15)]
    assert read_back["latency p95"] == [pytest.approx(0.6476279999999999e-3, rel=1e-15)]
    assert read_back["iteration latency max"] == [pytest.approx(12.221433e-3, rel=1e-15)]


def test_other_percentiles() -> None:
    read_back = numbers(capture("k6/percentiles.json"))
    assert read_back["latency p99.9"] == [pytest.approx(5.812618588000026e-3, rel=1e-15)]
    assert "latency p90" not in read_back
    assert "latency max" not in read_back


def test_what_handle_summary_gets() -> None:
    results = capture("k6/handle_summary.json")
    assert results.conditions == Conditions(duration_s=2.003090286, connections=4)
    assert list(numbers(results)) == list(numbers(capture("k6/export.json")))
    assert numbers(results)["requests/s"] == [12587.550434558894]
    assert numbers(results)["latency p50"] == [pytest.approx(0.183934e-3, rel=1e-15)]


def test_failed_requests_are_errors() -> None:
    document = json.loads(content("k6/export.json"))
    document["metrics"]["http_req_failed"] = {
        "passes": 7,
        "fails": 93,
        "value": 0.07,
        "thresholds": {"rate<0.1": False},
    }
    assert numbers(read_results(json.dumps(document).encode(), "k6.json"))["errors"] == [7]


def test_a_script_without_requests_has_its_iterations() -> None:
    document = json.loads(content("k6/export.json"))
    document["metrics"] = {name: value for name, value in document["metrics"].items() if "iteration" in name}
    assert list(numbers(read_results(json.dumps(document).encode(), "k6.json")))[:2] == [
        "iterations/s",
        "iteration latency mean",
    ]


def test_another_form_is_refused_with_the_place() -> None:
    with pytest.raises(SourceError, match=r"k6\.json: error: expected a k6 summary: Expected `object`.*\$\.metrics"):
        read_results(b'{"metrics": [{"name": "iterations"}]}', "k6.json")
    with pytest.raises(SourceError, match=r"k6\.json: error: expected a k6 summary: Expected `float`"):
        read_results(b'{"metrics": {"iterations": {"values": {"rate": "fast"}}}}', "k6.json")
