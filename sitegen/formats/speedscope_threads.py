"""The profiles of a speedscope file as threads: which belong together, and the columns of each.

A thread is one profile, or several sampled ones with the same stacks and other weights, as memray writes bytes and
allocations of the same calls, and `convert` each metric.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

import msgspec
import numpy as np
from numpy.typing import NDArray

from sitegen.errors import SourceError, quoted
from sitegen.formats.speedscope_document import NANOSECONDS_IN, Document, Evented, Sampled
from sitegen.formats.speedscope_events import EventError, stretches
from sitegen.model import Metric, trie
from sitegen.model.units import BYTES, COUNT, NANOSECONDS, normal_unit

Ints = NDArray[np.int32]
Floats = NDArray[np.float64]

SAMPLES = Metric("samples")

_NO_UNIT = "units"  # what events weigh where it is no time: a count would pass for one of samples
_NAME_OF_UNIT = {NANOSECONDS: "wall", BYTES: "memory", COUNT: "samples"}


@dataclass(frozen=True, slots=True)
class Thread:
    """S samples on a trie of K stacks.

    metric_of: what each of its profiles weighs, by the profile's number in the file
    parent, symbol: int32 (K,), see `trie`; leaf: int32 (S,), -1 without a stack
    weights: float64 (S,) for each metric
    time_s: float64 (S,), from the start of the earliest profile, None where the file does not tell
    end_s: when it ended, of events alone: samples do not tell what was left out between them
    unclosed: how many calls were open at the end
    """

    name: str
    metric_of: dict[int, Metric]
    parent: Ints
    symbol: Ints
    leaf: Ints
    weights: dict[Metric, Floats]
    time_s: Floats | None
    end_s: float | None = None
    unclosed: int = 0


class ThreadReader:
    """Reads the profiles of one file; `row_of` has the row in our table of each of its frames."""

    def __init__(self, document: Document, row_of: Sequence[int], source: str) -> None:
        self._document = document
        self._row_of = np.array(row_of, dtype=np.int32)
        self._source = source
        starts = [profile.startValue * scale for profile in document.profiles if (scale := _scale(profile))]
        self._origin_ns = min(starts, default=0)

    def threads(self) -> list[Thread]:
        """The threads in the order of the file. Raises SourceError."""
        profiles = self._document.profiles
        groups: list[list[int]] = []
        for number, profile in enumerate(profiles):
            if groups and _is_other_metric(profile, [profiles[own] for own in groups[-1]]):
                groups[-1].append(number)
            else:
                groups.append([number])
        return [self._thread(numbers) for numbers in groups]

    def _metric(self, number: int, is_alone: bool) -> Metric:
        """What a profile's weights are called; one that shares its samples with others has its own name."""
        profile = self._document.profiles[number]
        if isinstance(profile, Sampled) and profile.flamesite:
            return Metric(profile.flamesite.metric, profile.flamesite.unit)
        unit = _unit(profile)
        own_name = "" if is_alone else "_".join((profile.name or "").lower().split())
        return Metric(own_name or _NAME_OF_UNIT.get(unit, "weight"), unit)

    def _thread(self, numbers: list[int]) -> Thread:
        profiles = [self._document.profiles[number] for number in numbers]
        if isinstance(profiles[0], Evented):
            return self._evented(profiles[0], numbers[0])
        return self._sampled(numbers, [profile for profile in profiles if isinstance(profile, Sampled)])

    def _evented(self, profile: Evented, number: int) -> Thread:
        try:
            found = stretches(profile, self._document.shared.frames, self._row_of.tolist())
        except EventError as err:
            raise self._error(number, f".events[{err.event}]", str(err)) from err
        scale = _scale(profile)
        edge = self._finite(found.edge, number)
        if scale:
            # Rounding where stretches meet, and not their lengths, loses no time.
            edge = _rounded(edge, scale)
        weight = np.diff(edge)
        held = weight > 0
        metric = self._metric(number, True)
        edge_s = self._seconds(profile, edge, number) if scale else None
        return Thread(
            name=profile.name or "",
            metric_of={number: metric},
            parent=found.parent,
            symbol=found.symbol,
            leaf=found.leaf[held],
            weights={metric: weight[held]},
            time_s=None if edge_s is None else edge_s[:-1][held],
            end_s=None if edge_s is None else float(edge_s[-1]),
            unclosed=found.unclosed,
        )

    def _sampled(self, numbers: list[int], profiles: list[Sampled]) -> Thread:
        parent, symbol, leaf = self._stacks(profiles[0], numbers[0])
        metric_of = {number: self._metric(number, len(numbers) == 1) for number in numbers}
        weights: dict[Metric, Floats] = {}
        time_s = None
        for number, profile in zip(numbers, profiles, strict=True):
            column, scale = self._weights(profile, number), _scale(profile)
            if scale and not profile.flamesite:
                column, scale = _rounded(column, scale), 1
            weights[metric_of[number]] = column
            if scale and time_s is None and (profile.flamesite is None or profile.flamesite.timed):
                time_s = self._seconds(profile, (np.cumsum(column) - column) * scale, number)
        own = profiles[0].flamesite
        if own is None and len(profiles) == 1 and time_s is not None:
            weights = {SAMPLES: np.ones(len(leaf), np.float64), **weights}
        name = (own.thread if own else profiles[0].name) or ""
        return Thread(name, metric_of, parent, symbol, leaf, weights, time_s)

    def _stacks(self, profile: Sampled, number: int) -> tuple[Ints, Ints, Ints]:
        """The trie of a profile's stacks, and the node of each sample; equal stacks are decoded once."""
        count = len(self._row_of)
        seen: dict[bytes, int] = {}
        flat, lengths, row = array("q"), array("i"), array("i")
        decoder = msgspec.json.Decoder(list[int])
        for sample, raw in enumerate(profile.samples):
            text = bytes(raw)
            known = seen.setdefault(text, len(lengths))
            row.append(known)
            if known < len(lengths):
                continue
            try:
                stack = decoder.decode(text)
            except msgspec.DecodeError as err:
                raise self._error(number, f".samples[{sample}]", f"expected a list of frames: {err}") from err
            if stack and not (min(stack) >= 0 and max(stack) < count):
                odd = next(frame for frame in stack if not 0 <= frame < count)
                raise self._error(number, f".samples[{sample}]", f"expected frames below {count:,}, found {odd}")
            flat.extend(stack)
            lengths.append(len(stack))
        depth = np.array(lengths, dtype=np.int32)
        starts = np.cumsum(depth, dtype=np.int64) - depth
        parent, symbol, leaf = trie.grow(self._row_of[np.array(flat, dtype=np.int64)], starts, depth)
        return parent, symbol, leaf[np.array(row, dtype=np.int64)]

    def _weights(self, profile: Sampled, number: int) -> Floats:
        weight = np.array(profile.weights, dtype=np.float64)
        if len(weight) != len(profile.samples):
            reason = f"expected a weight for each of the {len(profile.samples):,} samples, found {len(weight):,}"
            raise self._error(number, ".weights", reason)
        if (weight < 0).any():
            at = int(np.argmax(weight < 0))
            raise self._error(number, f".weights[{at}]", f"expected no negative weight, found {profile.weights[at]}")
        return self._finite(weight, number)

    def _finite(self, weight: Floats, number: int) -> Floats:
        with np.errstate(over="ignore"):
            # Seconds become nanoseconds, and exact sums are taken of multiples of those.
            if np.isfinite(weight.sum() * 1e18):
                return weight
        raise self._error(number, "", "expected weights whose sum a double can hold, found larger ones")

    def _seconds(self, profile: Evented | Sampled, after_ns: Floats, number: int) -> Floats:
        try:
            offset = float(profile.startValue * (_scale(profile) or 1) - self._origin_ns)
        except OverflowError:
            offset = inf
        if not isfinite(offset):
            raise self._error(number, ".startValue", "expected a time that a double can hold, found a larger one")
        return (offset + after_ns) / 1e9

    def _error(self, number: int, path: str, reason: str) -> SourceError:
        name = self._document.profiles[number].name
        who = f", {quoted(name)}" if name else ""
        message = f"profile {number + 1}{who}: {reason} - at `$.profiles[{number}]{path}`; write it again with its tool"
        return SourceError(self._source, None, None, message)


def _scale(profile: Evented | Sampled) -> int | None:
    """How many nanoseconds the profile's unit of time has; None where it weighs something else."""
    return NANOSECONDS_IN.get(normal_unit(profile.unit))


def _unit(profile: Evented | Sampled) -> str:
    """The unit of our metric for a profile of others."""
    if _scale(profile):
        return NANOSECONDS
    if profile.unit == "none":
        return COUNT if isinstance(profile, Sampled) else _NO_UNIT
    return normal_unit(profile.unit)


def _rounded(column: Floats, scale: int) -> Floats:
    """Nanoseconds of times in a coarser unit, whole ones: 0.01 s is no exact number, and no clock is finer."""
    return np.asarray(np.rint(column * scale), dtype=np.float64) if scale > 1 else column


def _is_other_metric(profile: Evented | Sampled, thread: list[Evented | Sampled]) -> bool:
    """Whether a profile has the samples of a thread and weighs something else."""
    first = thread[0]
    if not isinstance(profile, Sampled) or not isinstance(first, Sampled):
        return False
    if _measured(profile) in [_measured(own) for own in thread] or _thread_name(profile) != _thread_name(first):
        return False
    if len(profile.samples) != len(first.samples):
        return False
    return all(bytes(one) == bytes(other) for one, other in zip(profile.samples, first.samples, strict=True))


def _measured(profile: Evented | Sampled) -> tuple[str, str]:
    """What tells a profile's weights from others of its thread: the unit, and in our own files the metric too."""
    own = profile.flamesite if isinstance(profile, Sampled) else None
    return (own.metric, own.unit) if own else ("", _unit(profile))


def _thread_name(profile: Sampled) -> str | None:
    return profile.flamesite.thread if profile.flamesite else None
