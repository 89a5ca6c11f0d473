"""hyperfine: the JSON of `--export-json`; every timed run of a command is a run, for each is a process of its own.

Both forms: `times` up to hyperfine 1.x, `measurements` with processor time and memory from 2.0 on. Read from
hyperfine 1.15 and 2.0; see https://github.com/sharkdp/hyperfine.
"""

from __future__ import annotations

import msgspec

from sitegen.errors import quoted
from sitegen.results.json_text import decode, is_json
from sitegen.results.result_file import Conditions, ResultBuilder, ResultFile

_WHAT = "the JSON of hyperfine --export-json"


class _Quantity(msgspec.Struct):
    value: float


class _Measurement(msgspec.Struct):
    time_wall_clock: _Quantity
    time_cpu: _Quantity | None = None
    memory_peak_resident: _Quantity | None = None
    exit_code: int | None = None


class _Result(msgspec.Struct):
    command: str
    name: str | None = None
    times: list[float] = []
    exit_codes: list[int | None] = []
    memory_usage_byte: list[float] | None = None
    measurements: list[_Measurement] = []


class _Export(msgspec.Struct):
    results: list[_Result]


def sniff(content: bytes) -> bool:
    """Whether it is an object with commands and their times, of either form."""
    form_1 = is_json(content, b"{", "results", "command", "times")
    return form_1 or is_json(content, b"{", "results", "command", "measurements")


def read(content: bytes, source: str) -> ResultFile:
    """The runs of each command, under its name, else itself. Raises SourceError for another form."""
    builder = ResultBuilder("hyperfine", source)
    for result in decode(content, _Export, source, _WHAT).results:
        name = result.name or result.command
        for time in result.times:
            builder.add(name, "time", time)
        for memory in result.memory_usage_byte or ():
            builder.add(name, "peak memory", memory)
        for measurement in result.measurements:
            _add(builder, name, measurement)
        codes = [*result.exit_codes, *(measurement.exit_code for measurement in result.measurements)]
        if failed := sum(code != 0 for code in codes):
            builder.skip(None, f"{failed} of {len(codes)} runs of {quoted(name)} ended with an error")
    return builder.build(Conditions())


def _add(builder: ResultBuilder, name: str, measurement: _Measurement) -> None:
    # Seconds and bytes in every export of 2.0, whatever --time-unit shows on the terminal.
    builder.add(name, "time", measurement.time_wall_clock.value)
    if measurement.time_cpu:
        builder.add(name, "CPU time", measurement.time_cpu.value)
    if measurement.memory_peak_resident:
        builder.add(name, "peak memory", measurement.memory_peak_resident.value)
