"""ab (ApacheBench): the text it prints; one report is one run. Percentiles are whole milliseconds, so runs may tie.

An answer of another length than the first is what ab calls a failed request; it is none here. Read from ab 2.3 of
Apache 2.4; see https://httpd.apache.org/docs/2.4/programs/ab.html.
"""

from __future__ import annotations

import re

from sitegen.results.combine import combine_reports
from sitegen.results.metrics import PERCENT, percentile_name
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile
from sitegen.results.text import Report, has_line, reports

_BEGINS = re.compile(r"This is ApacheBench, Version ")
_CONCURRENCY = re.compile(r"Concurrency Level:\s+(\d+)")
_DURATION = re.compile(r"Time taken for tests:\s+(\S+) seconds")
_REQUESTS = re.compile(r"Complete requests:\s+(\d+)")
_FAILURES = re.compile(r"\s+\(Connect: (\d+), Receive: (\d+), Length: \d+, Exceptions: (\d+)\)")
_BAD_STATUS = re.compile(r"Non-2xx responses:\s+(\d+)")
_RATE = re.compile(r"Requests per second:\s+(\S+) \[#/sec\]")
_MEAN = re.compile(r"Time per request:\s+(\S+) \[ms\] \(mean\)")
_TRANSFER = re.compile(r"Transfer rate:\s+(\S+) \[Kbytes/sec\] received")
_PERCENTILE = re.compile(rf"\s+{PERCENT}%\s+(\d+)\b")
_TARGET = tuple(re.compile(rf"{label}:\s+(\S+)") for label in ("Server Hostname", "Server Port", "Document Path"))


def sniff(content: bytes) -> bool:
    """Whether there is a report of ab."""
    return has_line(content, _BEGINS)


def read(content: bytes, source: str) -> ResultFile:
    """The runs in ab's output. Raises SourceError where a report is cut off."""
    return combine_reports([_run(report) for report in reports(content, source, _BEGINS)])


def _run(report: Report) -> ResultFile:
    rate_line, rate = report.require(_RATE, "Requests per second:")
    mean_line, mean = report.require(_MEAN, "Time per request: ... (mean)")
    duration_line, duration = report.require(_DURATION, "Time taken for tests:")
    _, concurrency = report.require(_CONCURRENCY, "Concurrency Level:")
    _, requests = report.require(_REQUESTS, "Complete requests:")
    builder = ResultBuilder("ab", report.source, report.first_line)
    builder.add("", "requests/s", report.number(rate[1], rate_line), rate_line)
    builder.add("", "latency mean", report.time(mean[1], mean_line, "ms"), mean_line)
    for line, match in report.find_all(_PERCENTILE):
        builder.add("", percentile_name(match[1]), report.time(match[2], line, "ms"), line)
    if transfer := report.find(_TRANSFER):
        line, match = transfer
        builder.add("", "bytes/s", report.number(match[1], line) * 1024, line)
    builder.add("", "errors", _errors(report))
    return builder.build(
        Conditions(
            duration_s=report.time(duration[1], duration_line),
            requests=int(requests[1]),
            connections=int(concurrency[1]),
            target=_target(report),
        )
    )


def _errors(report: Report) -> int:
    found = [report.find(pattern) for pattern in (_FAILURES, _BAD_STATUS)]
    return sum(int(count) for each in found if each for count in each[1].groups())


def _target(report: Report) -> str | None:
    host, port, path = (found[1][1] if (found := report.find(pattern)) else "" for pattern in _TARGET)
    return f"{host}:{port}{path}" if host else None
