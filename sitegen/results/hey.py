"""hey: the summary it prints; one summary is one run. It names neither its target nor its connections.

hey prints times to 0.1 ms, so runs may tie. Its rate counts failed requests too, hence `errors`. Read from hey 0.1.4.
"""

from __future__ import annotations

import re

from sitegen.errors import SourceError
from sitegen.results.combine import combine_reports
from sitegen.results.metrics import PERCENT, percentile_name
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile
from sitegen.results.text import Report, has_line, reports

_BEGINS = re.compile(r"Summary:\s*$")
_TOTAL = re.compile(r"\s+Total:\s+(\S+) secs")
_RATE = re.compile(r"\s+Requests/sec:\s+(\S+)")
_PERCENTILE = re.compile(rf"\s+{PERCENT}%{{1,2}} in (\S+) secs")
_STATUS = re.compile(r"\s+\[(\d{3})\]\s+(\d+) responses")
_FAILURE = re.compile(r"\s+\[(\d+)\]\s+(?!\d+ responses)\S")


def sniff(content: bytes) -> bool:
    """Whether there is a summary of hey."""
    return all(has_line(content, pattern) for pattern in (_BEGINS, _RATE, _TOTAL))


def read(content: bytes, source: str) -> ResultFile:
    """The runs in hey's output. Raises SourceError where one is cut off, and where no request succeeded."""
    return combine_reports([_run(report) for report in reports(content, source, _BEGINS)])


def _run(report: Report) -> ResultFile:
    rate_line, rate = report.require(_RATE, "Requests/sec:")
    total_line, total = report.require(_TOTAL, "Total: ... secs")
    statuses = [(int(match[1]), int(match[2])) for _, match in report.find_all(_STATUS)]
    answered = sum(count for _, count in statuses)
    failed = sum(int(match[1]) for _, match in report.find_all(_FAILURE))
    if not answered:
        message = f"expected a run with answers, found none and {failed} errors; see that the server runs, try again"
        raise SourceError(report.source, report.first_line, None, message)
    builder = ResultBuilder("hey", report.source, report.first_line)
    builder.add("", "requests/s", report.number(rate[1], rate_line), rate_line)
    _add_time(builder, report, "latency mean", "Average")
    _add_time(builder, report, "latency min", "Fastest")
    for line, match in report.find_all(_PERCENTILE):
        builder.add("", percentile_name(match[1]), report.time(match[2], line), line)
    _add_time(builder, report, "latency max", "Slowest")
    builder.add("", "errors", failed + sum(count for status, count in statuses if not 200 <= status < 400))
    return builder.build(Conditions(duration_s=report.time(total[1], total_line), requests=answered + failed))


def _add_time(builder: ResultBuilder, report: Report, metric: str, label: str) -> None:
    line, match = report.require(re.compile(rf"\s+{label}:\s+(\S+) secs"), f"{label}: ... secs")
    builder.add("", metric, report.time(match[1], line), line)
