"""Go's benchmark format: what `go test -bench` prints, and other programs in its form; every result line is a run.

Names stay as Go prints them but for the number of processors at their end (`-8`), which is a condition where all
lines share it. Units of the benchmark's own are metrics too; which way they are better only a `Unit` line can say.
See https://go.dev/design/14313-benchmark-format; read from Go 1.27.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sitegen.errors import SourceError, quoted
from sitegen.model.runs import Better, RunMetric
from sitegen.results.metrics import metric_named
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile
from sitegen.results.text import numbered_lines

_NAME = re.compile(r"Benchmark(?![a-z])\S*")
_RESULT = re.compile(rf"({_NAME.pattern})\s+(\d+)((?:\s+\S+\s+\S+)+)\s*$")
_SETTING = re.compile(r"([a-z]\S*):\s+(.*\S)")
_UNIT = re.compile(r"Unit\s+(\S+)\s(?:.*\s)?better=(higher|lower)(?:\s|$)")
_PROCESSORS = re.compile(r"-(\d+)$")
_PAIR = re.compile(r"(\S+)\s+(\S+)")


@dataclass(frozen=True, slots=True)
class _Line:
    """One result line: its number in the file, the package it stands under, the benchmark, (value, unit) pairs."""

    number: int
    package: str
    name: str
    pairs: tuple[tuple[str, str], ...]


def sniff(content: bytes) -> bool:
    """Whether there is a result line."""
    return any(_RESULT.match(line) for _, line in numbered_lines(content))


def read(content: bytes, source: str) -> ResultFile:
    """The results. Raises SourceError for a result line whose numbers are none."""
    builder = ResultBuilder("go test -bench", source)
    settings: dict[str, set[str]] = {}
    package = ""
    lines: list[_Line] = []
    directions: dict[str, Better] = {}
    for number, line in numbered_lines(content):
        if result := _RESULT.match(line):
            pairs = tuple((pair[1], pair[2]) for pair in _PAIR.finditer(result[3]))
            lines.append(_Line(number, package, result[1], pairs))
        elif setting := _SETTING.match(line):
            settings.setdefault(setting[1], set()).add(setting[2])
            package = setting[2] if setting[1] == "pkg" else package
        elif unit := _UNIT.match(line):
            directions[unit[1]] = Better(unit[2])
        elif (name := _NAME.match(line)) and name.end() < len(line.rstrip()):
            builder.skip(number, f"no result: {quoted(line)}")
        elif line.startswith("--- FAIL: Benchmark"):
            builder.skip(number, f"the benchmark failed: {quoted(line)}")
    processors = _processors(lines)
    for each in lines:
        _add(builder, each, source, directions, len(settings.get("pkg", ())) > 1, processors is not None)
    machine = [text for key in ("goos", "goarch", "cpu") if (text := _only(settings.get(key, set())))]
    return builder.build(
        Conditions(
            threads=processors, target=_only(settings.get("pkg", set())), machine=" ".join(machine) if machine else None
        )
    )


def _add(
    builder: ResultBuilder,
    line: _Line,
    source: str,
    directions: dict[str, Better],
    has_packages: bool,
    has_one_processor_count: bool,
) -> None:
    name = _PROCESSORS.sub("", line.name) if has_one_processor_count else line.name
    benchmark = f"{line.package}.{name}" if has_packages else name
    for value, unit in line.pairs:
        try:
            number = float(value)
        except ValueError as err:
            message = f"expected a number before {quoted(unit)}, found {quoted(value)}; mend the line or leave it out"
            raise SourceError(source, line.number, None, message) from err
        builder.add(benchmark, _metric(unit, directions), number, line.number)


def _metric(unit: str, directions: dict[str, Better]) -> RunMetric:
    known = metric_named(unit)
    if known is not None and known.unit == unit and unit not in directions:
        return known
    return RunMetric(unit, unit, directions.get(unit, Better.NEITHER))


def _processors(lines: list[_Line]) -> int | None:
    """The number that all names end in; 1 where none has one, as Go leaves it out; None where they differ."""
    found = {match[1] if (match := _PROCESSORS.search(line.name)) else "1" for line in lines}
    return int(found.pop()) if len(found) == 1 else None


def _only(values: set[str]) -> str | None:
    return next(iter(values)) if len(values) == 1 else None
