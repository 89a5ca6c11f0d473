"""The names of everything that a benchmark can measure, with unit and better direction: the one table of them.

Notes name metrics by these words (`{bench} latency p99 ...`), so a name is a contract. Times are in seconds but for
Go's, which keep the names and units that Go prints.
"""

from __future__ import annotations

import re

from sitegen.model.runs import Better, RunMetric
from sitegen.model.units import COUNT

_SECONDS = "seconds"

METRICS = (
    RunMetric("requests/s", "requests/s", Better.HIGHER),
    RunMetric("iterations/s", "iterations/s", Better.HIGHER),
    RunMetric("latency mean", _SECONDS, Better.LOWER),
    RunMetric("latency min", _SECONDS, Better.LOWER),
    RunMetric("latency max", _SECONDS, Better.LOWER),
    RunMetric("errors", COUNT, Better.LOWER),
    RunMetric("bytes/s", "bytes/s", Better.HIGHER),
    RunMetric("items/s", "items/s", Better.HIGHER),
    RunMetric("ops/s", "ops/s", Better.HIGHER),
    RunMetric("time", _SECONDS, Better.LOWER),
    RunMetric("CPU time", _SECONDS, Better.LOWER),
    RunMetric("peak memory", "bytes", Better.LOWER),
    RunMetric("time/op", _SECONDS, Better.LOWER),
    RunMetric("CPU time/op", _SECONDS, Better.LOWER),
    RunMetric("time mean", _SECONDS, Better.LOWER),
    RunMetric("time median", _SECONDS, Better.LOWER),
    RunMetric("time min", _SECONDS, Better.LOWER),
    RunMetric("time slope", _SECONDS, Better.LOWER),
    RunMetric("ns/op", "ns/op", Better.LOWER),
    RunMetric("B/op", "B/op", Better.LOWER),
    RunMetric("allocs/op", "allocs/op", Better.LOWER),
    RunMetric("MB/s", "MB/s", Better.HIGHER),
)
"""All but `latency pQ`, a family with a member for each percentile Q: `latency p50`, `latency p99.9`."""

PERCENT = r"(100(?:\.0+)?|[1-9]?[0-9](?:\.[0-9]+)?)"
"""The pattern of a percentile's number in what tools write."""

_BY_NAME = {metric.name: metric for metric in METRICS}
_PERCENTILE = re.compile(r"latency p[1-9]?[0-9](?:\.[0-9]*[1-9])?")


def metric_named(name: str) -> RunMetric | None:
    """The metric of that name, None where the table has none.

    >>> metric_named("latency p99.9").unit, metric_named("latency p99.90")
    ('seconds', None)
    """
    if _PERCENTILE.fullmatch(name):
        return RunMetric(name, _SECONDS, Better.LOWER)
    return _BY_NAME.get(name)


def percentile_name(percent: str) -> str:
    """The name of a latency percentile from its number, which PERCENT matches; the hundredth is the maximum.

    >>> percentile_name("99.900"), percentile_name("50"), percentile_name("100.000")
    ('latency p99.9', 'latency p50', 'latency max')
    """
    number = percent.rstrip("0").rstrip(".") if "." in percent else percent
    return "latency max" if number == "100" else f"latency p{number}"
