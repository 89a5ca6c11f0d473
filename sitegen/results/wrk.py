"""wrk: the text it prints, with and without `--latency`; wrk2 prints nearly the same (see `wrk2`).

One report is one run; reports appended to one file are runs too. Times are as precise as wrk prints them. Read from
wrk 4.1; what it prints is written by print_stats and its kin in wrk's own wrk.c.
"""

from __future__ import annotations

import re

from sitegen.errors import SourceError
from sitegen.results.combine import combine_reports
from sitegen.results.metrics import PERCENT, percentile_name
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile
from sitegen.results.text import Report, has_line, reports, seconds

_BEGINS = re.compile(r"Running (\S+) test @ (.*\S)")
_SETTING = re.compile(r"\s+(\d+) threads and (\d+) connections")
_LATENCY = re.compile(r"\s+Latency\s+(\S+)\s+(\S+)\s+(\S+)\s+(\S+)%")
_DISTRIBUTION = re.compile(r"\s+Latency Distribution\b")
_PERCENTILE = re.compile(rf"\s*{PERCENT}%\s+([\d.]+[a-z]+)\s*$")
_REQUESTS = re.compile(r"\s+(\d+) requests in (\S+), (\S+) read")
_SOCKET_ERRORS = re.compile(r"\s+Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")
_BAD_STATUS = re.compile(r"\s+Non-2xx or 3xx responses: (\d+)")
_RATE = re.compile(r"Requests/sec:\s+(\S+)")
_TRANSFER = re.compile(r"Transfer/sec:\s+([\d.]+)([KMGTP]?)B")
_WRK2 = re.compile(r"\s+(Thread calibration:|Latency Distribution \(HdrHistogram)")

_BINARY = {unit: 1024**power for power, unit in enumerate(("", "K", "M", "G", "T", "P"))}


def sniff(content: bytes) -> bool:
    """Whether there is a report of wrk, not of wrk2."""
    return has_line(content, _BEGINS) and not is_wrk2(content)


def is_wrk2(content: bytes) -> bool:
    """Whether there is what only wrk2 prints: its calibration, or its histogram's name."""
    return has_line(content, _BEGINS) and has_line(content, _WRK2)


def read(content: bytes, source: str) -> ResultFile:
    """The runs in wrk's output. Raises SourceError where a report is cut off."""
    return read_as("wrk", content, source)


def read_as(tool: str, content: bytes, source: str) -> ResultFile:
    """The runs in output of wrk's form, by the tool of that name."""
    return combine_reports([_run(tool, report) for report in reports(content, source, _BEGINS)])


def _run(tool: str, report: Report) -> ResultFile:
    _, header = report.require(_BEGINS, "Running 10s test @ http://...")
    _, setting = report.require(_SETTING, "2 threads and 10 connections")
    latency_line, latency = report.require(_LATENCY, "Latency")
    _, requests = report.require(_REQUESTS, "N requests in ...")
    if "nan" in latency[4]:
        # Then no request was answered within wrk's timeout, and the latencies read 0.00us.
        message = f"expected answered requests, found none in {requests[1]}; see that the server runs, try again"
        raise SourceError(report.source, latency_line, None, message)
    rate_line, rate = report.require(_RATE, "Requests/sec:")
    builder = ResultBuilder(tool, report.source, report.first_line)
    builder.add("", "requests/s", report.number(rate[1], rate_line), rate_line)
    builder.add("", "latency mean", report.time(latency[1], latency_line), latency_line)
    for number, percent, time in _percentiles(report):
        if percentile_name(percent) != "latency max":
            builder.add("", percentile_name(percent), report.time(time, number), number)
    builder.add("", "latency max", report.time(latency[3], latency_line), latency_line)
    if transfer := report.find(_TRANSFER):
        number, match = transfer
        builder.add("", "bytes/s", report.number(match[1], number) * _BINARY[match[2]], number)
    builder.add("", "errors", _errors(report))
    if (errors := report.find(_SOCKET_ERRORS)) and int(errors[1][4]):
        builder.skip(errors[0], f"{errors[1][4]} requests exceeded wrk's timeout; they are not in the latencies")
    conditions = Conditions(
        duration_s=_duration(header[1], requests[2]),
        threads=int(setting[1]),
        connections=int(setting[2]),
        target=header[2],
    )
    return builder.build(conditions)


def _percentiles(report: Report) -> list[tuple[int, str, str]]:
    """Line, percentile and time of the first distribution; wrk2 may print a second one that corrects nothing."""
    start = report.find(_DISTRIBUTION)
    found: list[tuple[int, str, str]] = []
    for number, line in report.lines:
        if start is None or number <= start[0]:
            continue
        match = _PERCENTILE.match(line)
        if match is None:
            break
        found.append((number, match[1], match[2]))
    return found


def _duration(asked: str, measured: str) -> float | None:
    # From a minute on wrk rounds what it was asked for to whole minutes or hours: 90 s are printed as 2m.
    return seconds(asked) if asked.endswith("s") else seconds(measured)


def _errors(report: Report) -> int:
    found = [report.find(pattern) for pattern in (_SOCKET_ERRORS, _BAD_STATUS)]
    return sum(int(count) for each in found if each for count in each[1].groups())
