"""speedscope's JSON: profiles of samples or of calls with begin and end, by py-spy, pyinstrument, memray, rbspy ...

Its schema is https://www.speedscope.app/file-format-schema.json; tested against speedscope 1.25, and with files of
py-spy 0.4, pyinstrument 5.1, austin-python 2.4 and memray 1.20. What becomes of it:

* Each profile of a file is a thread, with its name as the label `thread` where there are several. Profiles with the
  same samples in another unit are metrics of one thread.
* Times become the metric `wall` in nanoseconds, bytes `memory`. Weights of unit `none` are the count `samples` where
  the profile is of samples, else `weight`. Samples weighed by time are counted in `samples` too.
* The order of a profile of times is its time: `Profile.time_s` counts from the earliest `startValue` of the file, and
  samples of all threads lie in its order. A sampled profile has no times of its own: each sample begins where the one
  before it ends, as speedscope draws it, so what a profiler leaves out (py-spy without --idle) is no gap.
* Stretches of an evented profile in which nothing is open weigh on the root, as in speedscope: shares are of the
  whole time between `startValue` and `endValue`.
* The metric of the profile that speedscope would show first, `activeProfileIndex`, is the default.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.errors import SourceError, quoted
from sitegen.formats.notes import inexact
from sitegen.formats.speedscope_document import SCHEMA, Document, decode_document
from sitegen.formats.speedscope_document import Frame as FileFrame
from sitegen.formats.speedscope_threads import SAMPLES, Thread, ThreadReader
from sitegen.model import FrameTable, Kind, LabelColumn, Metric, Profile, Provenance, Skipped, trie
from sitegen.model.frames import frame_table
from sitegen.model.threads import THREAD_KEY
from sitegen.model.units import NANOSECONDS

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

SUFFIXES = (".speedscope.json", ".speedscope.json.gz")

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_LIBRARY = re.compile(r".*\.(?:so(?:\.[0-9.]+)?|dylib|dll|pyd)")
_ADDRESS = re.compile(r"0x[0-9a-f]+")
_LARGEST_LINE = 2**31 - 1


def sniff(head: bytes, filename: str) -> bool:
    """Whether it opens like JSON, and names the schema or is called a speedscope file."""
    is_object = head.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"{")
    return is_object and (SCHEMA.encode() in head or filename.lower().endswith(SUFFIXES))


def read(content: bytes, source: str) -> Profile:
    """The profile in a speedscope file, all its profiles together. Raises SourceError, which says where."""
    document = decode_document(content, source)
    frames, row_of = _frames(document.shared.frames)
    threads = ThreadReader(document, row_of, source).threads()
    if not any(len(thread.leaf) for thread in threads):
        count = f"{len(threads)} profile{'' if len(threads) == 1 else 's'}"
        raise SourceError(
            source, None, None, f"expected samples, or events that take time, found none in {count}; record it again"
        )
    metrics, weight = _weights(threads)
    parent, symbol, leaf = _stacks(threads)
    time_s, order = _times(threads)
    thread = np.repeat(np.arange(len(threads), dtype=np.int32), [len(one.leaf) for one in threads])[order]
    return Profile(
        title=source,
        format="speedscope",
        metrics=metrics,
        default_metric=metrics.index(_default(document, threads)),
        frames=frames,
        stack_parent=parent,
        stack_frame=symbol,
        sample_stack=leaf[order],
        weight=weight[order],
        time_s=time_s,
        thread=thread if len(threads) > 1 else None,
        labels=_labels(threads, thread) if len(threads) > 1 else (),
        skipped=(*_unclosed(threads), *inexact(weight)),
        provenance=_provenance(document, threads, metrics, weight),
    )


def _frames(listed: Sequence[FileFrame]) -> tuple[FrameTable, list[int]]:
    """Our frames, and the row of each frame of the file; frames that differ in their column alone are one."""
    seen: dict[tuple[str, str, str, int, int], int] = {}
    row_of = [seen.setdefault(_frame(frame), len(seen)) for frame in listed]
    name, file, module, line, kind = (list(column) for column in zip(*seen, strict=True)) if seen else ([],) * 5
    return frame_table(name, file, module, line, kind), row_of


def _frame(frame: FileFrame) -> tuple[str, str, str, int, int]:
    file = frame.file or ""
    line = int(frame.line) if frame.line and 0 < frame.line <= _LARGEST_LINE else 0
    kind = Kind.UNSYMBOLISED if _ADDRESS.fullmatch(frame.name) else Kind.NATIVE
    # py-spy has no other place for the library of native code.
    is_library = not line and bool(_LIBRARY.fullmatch(file))
    return (frame.name, "", file, 0, kind) if is_library else (frame.name, file, "", line, kind)


def _weights(threads: list[Thread]) -> tuple[tuple[Metric, ...], Floats]:
    """All metrics of the file, and what each sample weighs in them, float64 (S, M)."""
    metrics = tuple(dict.fromkeys(metric for thread in threads for metric in thread.weights))
    weight = np.zeros((sum(len(thread.leaf) for thread in threads), len(metrics)), np.float64)
    start = 0
    for thread in threads:
        for metric, column in thread.weights.items():
            weight[start : start + len(column), metrics.index(metric)] = column
        start += len(thread.leaf)
    return metrics, weight


def _default(document: Document, threads: list[Thread]) -> Metric:
    active = document.activeProfileIndex
    shown = int(active) if active is not None and active in range(len(document.profiles)) else 0
    return next(thread.metric_of[shown] for thread in threads if shown in thread.metric_of)


def _stacks(threads: list[Thread]) -> tuple[Ints, Ints, Ints]:
    """The threads' tries as one, and the node of each sample."""
    if len(threads) == 1:
        return threads[0].parent, threads[0].symbol, threads[0].leaf
    offset = np.cumsum([0] + [len(thread.parent) for thread in threads]).tolist()
    placed = list(zip(threads, offset, strict=False))
    parent = np.concatenate([np.where(one.parent < 0, -1, one.parent + start) for one, start in placed])
    symbol = np.concatenate([one.symbol for one in threads])
    merged_parent, merged_symbol, moved = trie.merge(parent.astype(np.int32), symbol)
    leaf = np.concatenate([trie.follow(moved[start:], one.leaf) for one, start in placed])
    return merged_parent, merged_symbol, leaf


def _times(threads: list[Thread]) -> tuple[Floats | None, NDArray[np.int64]]:
    """When each sample begins, and the order in which samples of all threads do; None and the file's order."""
    times = [thread.time_s for thread in threads if thread.time_s is not None]
    if len(times) < len(threads):
        return None, np.arange(sum(len(thread.leaf) for thread in threads), dtype=np.int64)
    time_s = np.concatenate(times)
    order = np.argsort(time_s, kind="stable")
    return time_s[order], order


def _labels(threads: list[Thread], thread: Ints) -> tuple[LabelColumn, ...]:
    names = [one.name or f"thread {number}" for number, one in enumerate(threads, start=1)]
    samples = np.arange(len(thread), dtype=np.int32)
    samples.flags.writeable = False
    return (LabelColumn(THREAD_KEY, "", samples, tuple(names[number] for number in thread.tolist())),)


def _unclosed(threads: list[Thread]) -> Iterator[Skipped]:
    for number, thread in enumerate(threads, start=1):
        if thread.unclosed:
            who = f"thread {number}{f', {quoted(thread.name)}' if thread.name else ''}"
            calls = f"{thread.unclosed:,} call{'s' if thread.unclosed > 1 else ''}"
            yield Skipped(None, f"{who}: {calls} did not close, taken to last until endValue; speedscope refuses it")


def _provenance(document: Document, threads: list[Thread], metrics: tuple[Metric, ...], weight: Floats) -> Provenance:
    exporter = f"exported by {document.exporter}" if document.exporter else ""
    own_name = threads[0].name if len(document.profiles) == 1 else ""
    ends = [thread.end_s for thread in threads if thread.end_s is not None]
    period, period_metric = _period(metrics, weight)
    return Provenance(
        duration_s=max(ends) if len(ends) == len(threads) else None,
        period=period,
        period_metric=period_metric,
        comments=tuple(dict.fromkeys(text for text in (document.name, own_name, exporter) if text)),
    )


def _period(metrics: tuple[Metric, ...], weight: Floats) -> tuple[float | None, Metric | None]:
    """The time between two samples, where all have one."""
    times = [column for column, metric in enumerate(metrics) if metric.unit == NANOSECONDS]
    if not times or SAMPLES not in metrics:
        return None, None
    column = weight[:, times[0]]
    is_even = bool((column == column[0]).all() and (weight[:, metrics.index(SAMPLES)] == 1).all())
    return (float(column[0]), metrics[times[0]]) if is_even else (None, None)
