"""What makes a format of benchmark results readable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.results.result_file import ResultFile


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is told from others, and how it is read.

    one_run: what one number of a series stands for, as a page can say it: "one run of wrk"
    tested: with what its reading was compared; sniff(content): whether the content is of this format
    read(content, source): its results, or SourceError; `source` is the file's path as the author typed it
    """

    name: str
    description: str
    one_run: str
    tested: str
    sniff: Callable[[bytes], bool]
    read: Callable[[bytes, str], ResultFile]
