"""wrk2: wrk with a constant rate of requests and latencies from when a request was due; text as wrk's.

Without `--latency`, and with a run too short for its calibration, its output cannot be told from wrk's. The detailed
percentile spectrum is passed over. Read by the form that wrk2's README shows.
"""

from __future__ import annotations

from sitegen.results import wrk
from sitegen.results.result_file import ResultFile


def sniff(content: bytes) -> bool:
    """Whether there is what only wrk2 prints."""
    return wrk.is_wrk2(content)


def read(content: bytes, source: str) -> ResultFile:
    """The runs in wrk2's output. Raises SourceError where a report is cut off."""
    return wrk.read_as("wrk2", content, source)
