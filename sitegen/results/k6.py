"""k6: the JSON of `--summary-export`, and what a script's `handleSummary(data)` writes of `data`; one file is one run.

Read are requests and iterations, their times, failures and what was received; not a script's own metrics, whose
units an export does not name. Both forms of k6 1.1; see
https://grafana.com/docs/k6/latest/results-output/end-of-test/custom-summary/.
"""

from __future__ import annotations

import re

import msgspec

from sitegen.results.json_text import decode, is_json
from sitegen.results.metrics import PERCENT, percentile_name
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile

_WHAT = "a k6 summary"
# k6's times: HTTP requests are what the file is about and need no name of their own.
_TIMES = {"http_req_duration": "", "grpc_req_duration": "grpc", "iteration_duration": "iteration"}
_PERCENTILE = re.compile(rf"p\({PERCENT}\)")
_STATISTICS = {"avg": "latency mean", "min": "latency min", "med": "latency p50", "max": "latency max"}
_MILLISECONDS = 1000


class _State(msgspec.Struct):
    testRunDurationMs: float | None = None


class _Summary(msgspec.Struct):
    metrics: dict[str, dict[str, msgspec.Raw]]
    state: _State | None = None


def sniff(content: bytes) -> bool:
    """Whether it is an object with metrics, among them the one that every run of k6 has."""
    return is_json(content, b"{", "metrics", "iterations")


def read(content: bytes, source: str) -> ResultFile:
    """The run. Raises SourceError for another form."""
    summary = decode(content, _Summary, source, _WHAT)
    metrics = {name: _numbers(fields, source) for name, fields in summary.metrics.items()}
    builder = ResultBuilder("k6", source)
    for name, rate in (("requests/s", "http_reqs"), ("iterations/s", "iterations"), ("bytes/s", "data_received")):
        if "rate" in metrics.get(rate, {}):
            builder.add("", name, metrics[rate]["rate"])
    if "passes" in metrics.get("http_req_failed", {}):
        # The metric asks whether a request failed, so its passes are the failures.
        builder.add("", "errors", metrics["http_req_failed"]["passes"])
    for name, benchmark in _TIMES.items():
        times = metrics.get(name, {})
        for statistic in sorted(times, key=_place):
            if metric := _metric(statistic):
                builder.add(benchmark, metric, times[statistic] / _MILLISECONDS)
    users = metrics.get("vus_max", {}).get("max")
    conditions = Conditions(
        duration_s=_duration(summary, metrics.get("iterations", {})),
        connections=None if users is None else int(users),
    )
    return builder.build(conditions)


def _numbers(fields: dict[str, msgspec.Raw], source: str) -> dict[str, float]:
    """A metric's statistics; handleSummary puts them under `values`, an export has them bare."""
    if "values" in fields:
        return decode(bytes(fields["values"]), dict[str, float], source, _WHAT)
    return {key: decode(bytes(raw), float, source, _WHAT) for key, raw in fields.items() if _is_number(raw)}


def _is_number(raw: msgspec.Raw) -> bool:
    return bytes(raw)[:1] in b"-0123456789"


def _metric(statistic: str) -> str | None:
    match = _PERCENTILE.fullmatch(statistic)
    return percentile_name(match[1]) if match else _STATISTICS.get(statistic)


def _place(statistic: str) -> tuple[float, str]:
    """Mean, minimum, percentiles by their number, maximum; an export has them in no order."""
    match = _PERCENTILE.fullmatch(statistic)
    order = {"avg": -2.0, "min": -1.0, "med": 50.0, "max": 100.0}
    return (float(match[1]) if match else order.get(statistic, 101.0)), statistic


def _duration(summary: _Summary, iterations: dict[str, float]) -> float | None:
    if summary.state and summary.state.testRunDurationMs:
        return summary.state.testRunDurationMs / _MILLISECONDS
    count, rate = iterations.get("count", 0.0), iterations.get("rate", 0.0)
    return count / rate if rate else None
