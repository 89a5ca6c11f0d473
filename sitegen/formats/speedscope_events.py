"""What a speedscope profile of events says of each moment: the stretches between them, and the stack of each.

    O main 0, O parse 2, C parse 5, C main 6   ->   main 2, main;parse 3, main 1

Rules are speedscope's own: times do not fall, and a close names the frame that is open innermost. A stretch in which
nothing is open is kept with its time and without a stack, so that all stretches together last as long as the profile.
Calls that took no time leave nothing. Only what is still open at the end is forgiven: it lasts until `endValue`.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite

import numpy as np
from numpy.typing import NDArray

from sitegen.errors import quoted
from sitegen.formats.speedscope_document import Event, Evented, Frame, Number

Ints = NDArray[np.int32]


class EventError(ValueError):
    """An event that does not fit those before it; `event` is its number, from 0."""

    def __init__(self, event: int, reason: str) -> None:
        super().__init__(reason)
        self.event = event


@dataclass(frozen=True, slots=True)
class Stretches:
    """S stretches on a trie of K stacks.

    parent, symbol: int32 (K,), see `trie`; leaf: int32 (S,), -1 where nothing is open
    edge: float64 (S + 1,), where each begins and the last one ends, after startValue and in the profile's unit
    unclosed: how many frames were open at the end
    """

    parent: Ints
    symbol: Ints
    leaf: Ints
    edge: NDArray[np.float64]
    unclosed: int


def stretches(profile: Evented, frames: Sequence[Frame], row_of: Sequence[int]) -> Stretches:
    """The stretches of a profile; `row_of` has the symbol of each frame. Raises EventError; O(events)."""
    stacks = _Stacks(frames, row_of)
    start = last = profile.startValue
    leaf, edge = array("i"), array("d", [0.0])
    for number, event in enumerate(profile.events):
        if event.at > last:
            leaf.append(stacks.node())
            edge.append(_after(number, event.at, start))
            last = event.at
        elif event.at < last:
            what = "the profile's start" if number == 0 else "the event before it"
            raise EventError(number, f"expected a time not before {last}, that of {what}, found {event.at}")
        stacks.take(number, event)
    if profile.endValue is not None and profile.endValue > last:
        leaf.append(stacks.node())
        edge.append(_after(len(profile.events), profile.endValue, start))
    return Stretches(
        parent=np.array(stacks.parent, dtype=np.int32),
        symbol=np.array(stacks.symbol, dtype=np.int32),
        leaf=np.array(leaf, dtype=np.int32),
        edge=np.array(edge, dtype=np.float64),
        unclosed=len(stacks.open),
    )


class _Stacks:
    """The frames that are open now, and the trie of all stacks in which time passed."""

    def __init__(self, frames: Sequence[Frame], row_of: Sequence[int]) -> None:
        self.parent = array("i")
        self.symbol = array("i")
        self.open: list[int] = []
        self._open_nodes: list[int] = []  # of the outermost of them, as far as time has passed
        self._frames = frames
        self._row_of = row_of
        self._node: dict[int, int] = {}

    def node(self) -> int:
        """The node of what is open now, -1 where nothing is."""
        for frame in self.open[len(self._open_nodes) :]:
            self._open_nodes.append(self._child(self._open_nodes[-1] if self._open_nodes else -1, self._row_of[frame]))
        return self._open_nodes[-1] if self._open_nodes else -1

    def take(self, number: int, event: Event) -> None:
        """Opens or closes a frame. Raises EventError."""
        if not 0 <= event.frame < len(self._frames):
            raise EventError(number, f"expected a frame below {len(self._frames):,}, found {event.frame}")
        if event.type == "O":
            self.open.append(event.frame)
            return
        if not self.open or self.open[-1] != event.frame:
            there = f"{self._name(self.open[-1])} is open innermost" if self.open else "no frame is open"
            raise EventError(number, f"it closes {self._name(event.frame)}, but {there}")
        self.open.pop()
        del self._open_nodes[len(self.open) :]

    def _child(self, above: int, symbol: int) -> int:
        node = self._node.setdefault((above + 1) * len(self._frames) + symbol, len(self.parent))
        if node == len(self.parent):
            self.parent.append(above)
            self.symbol.append(symbol)
        return node

    def _name(self, frame: int) -> str:
        return quoted(self._frames[frame].name)


def _after(number: int, at: Number, start: Number) -> float:
    try:
        after = float(at - start)
    except OverflowError:
        after = inf
    if not isfinite(after):
        raise EventError(number, "expected a time that a double can hold, found a larger number")
    return after
