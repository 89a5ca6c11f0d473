"""Report on a web server's access log: requests an hour, answers by status, the slowest paths.

Usage: python report.py access.log
"""

import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from math import ceil

LINE = re.compile(
    r"(?P<address>\S+) \S+ \S+ \[(?P<time>[^]]+)\] "
    r'"(?P<method>\S+) (?P<path>\S+) [^"]*" (?P<status>\d+) (?P<bytes>\d+) (?P<milliseconds>[\d.]+)'
)


@dataclass(slots=True)
class Request:
    """One line of the log."""

    time: datetime
    path: str
    status: int
    milliseconds: float


def main() -> None:
    """Read the log that the first argument names and print the report."""
    per_hour: Counter[datetime] = Counter()
    per_status: Counter[int] = Counter()
    durations: dict[str, list[float]] = defaultdict(list)
    for request in read_requests(sys.argv[1]):
        per_hour[request.time.replace(minute=0, second=0)] += 1
        per_status[request.status] += 1
        durations[request.path].append(request.milliseconds)
    print_report(per_hour, per_status, durations)


def read_requests(path: str) -> Iterator[Request]:
    """The requests of a log in its order; lines of another shape are left out."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            match = LINE.match(line)
            if match:
                yield parse_request(match)


def parse_request(match: re.Match[str]) -> Request:
    """The matched text of one line as typed values."""
    return Request(
        time=parse_time(match["time"]),
        path=match["path"],
        status=int(match["status"]),
        milliseconds=float(match["milliseconds"]),
    )


def parse_time(text: str) -> datetime:
    """A moment such as 02/Nov/2026:00:00:01 +0000."""
    return datetime.strptime(text, "%d/%b/%Y:%H:%M:%S %z")


def percentile(values: list[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed."""
    ordered = sorted(values)
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def print_report(per_hour: Counter[datetime], per_status: Counter[int], durations: dict[str, list[float]]) -> None:
    """Print the three tables."""
    print("requests an hour")
    for hour, count in sorted(per_hour.items()):
        print(f"  {hour:%Y-%m-%d %H:00}  {count:>8}")
    print("answers")
    for status, count in sorted(per_status.items()):
        print(f"  {status}  {count:>8}")
    print("slowest paths, 95th percentile in ms")
    slowest = sorted(((percentile(values, 0.95), path) for path, values in durations.items()), reverse=True)
    for milliseconds, path in slowest[:10]:
        print(f"  {milliseconds:>8.1f}  {path}")


main()
