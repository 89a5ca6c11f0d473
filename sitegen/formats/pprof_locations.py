"""The locations of a pprof message in the making: a function with all that was inlined into it is one location."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sitegen.formats.pprof_frames import bracketed, kind_of_module
from sitegen.formats.pprof_schema import message_class
from sitegen.model import Kind, Profile, trie

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

_ADDRESS = re.compile(r"0x([0-9a-f]{1,16})")
_MODULE_OF_KIND = {Kind.KERNEL: "[kernel.kallsyms]", Kind.JIT: "[jit]"}
_SAMPLES_AT_ONCE = 16_384


def add_locations(message: Any, profile: Profile, intern: Callable[[str], int]) -> Longs:
    """Adds mappings, functions and locations; returns for each node of the stacks its location's id, int64 (K,)."""
    inlined = _is_inlined(profile)
    # Each distinct chain of a function and what is inlined into it is a node of a trie of its own.
    chain_parent, chain_frame, chain = trie.merge(
        np.where(inlined, profile.stack_parent, np.int32(-1)), profile.stack_frame
    )
    ends = np.concatenate((profile.sample_stack, profile.stack_parent[~inlined]))
    used = np.unique(chain[ends[ends >= 0]])
    tables = _Tables(message, profile, intern)
    parents, frames = chain_parent.tolist(), chain_frame.tolist()
    for number, node in enumerate(used.tolist(), start=1):
        lines = []
        while node >= 0:
            lines.append(frames[node])
            node = parents[node]
        tables.add(number, lines)
    ids = np.zeros(len(chain_parent), np.int64)
    ids[used] = np.arange(1, len(used) + 1)
    return ids[chain]


def location_paths(profile: Profile, location_of: Longs) -> Iterator[list[int]]:
    """The ids of each sample's locations, leaf first."""
    kept_parent, kept, standing = trie.contract(profile.stack_parent, ~_is_inlined(profile))
    caller = profile.stack_parent[kept[standing]]
    depth = trie.depths(kept_parent)[standing] + np.int32(1)
    for start in range(0, len(profile.sample_stack), _SAMPLES_AT_ONCE):
        node = profile.sample_stack[start : start + _SAMPLES_AT_ONCE]
        length = np.where(node < 0, 0, np.append(depth, np.int32(0))[node])
        end = np.cumsum(length, dtype=np.int64)
        ids = np.zeros(int(length.sum()), np.int64)
        row = np.flatnonzero(node >= 0)
        at, node = (end - length)[row], node[row]
        while node.size:
            ids[at] = location_of[node]
            node = caller[node]
            left = node >= 0
            at, node = at[left] + 1, node[left]
        flat = ids.tolist()
        for last, size in zip(end.tolist(), length.tolist(), strict=True):
            yield flat[last - size : last]


def _is_inlined(profile: Profile) -> NDArray[np.bool_]:
    """Which nodes are lines of their caller's location; one at the top has no caller to be inlined into."""
    inlined: NDArray[np.bool_] = (profile.frames.kind == Kind.INLINED)[profile.stack_frame]
    return inlined & (profile.stack_parent >= 0)


class _Tables:
    """Adds locations to a message, and each function and mapping when it first occurs."""

    def __init__(self, message: Any, profile: Profile, intern: Callable[[str], int]) -> None:
        self._message = message
        self._frames = profile.frames
        self._intern = intern
        self._functions: dict[tuple[str, str], int] = {}
        self._mappings: dict[str, int] = {}

    def add(self, number: int, rows: list[int]) -> None:
        """Adds a location of these frames, innermost first."""
        outermost = rows[-1]
        kind, module = Kind(int(self._frames.kind[outermost])), self._frames.module[outermost]
        if kind in _MODULE_OF_KIND and kind_of_module(module) != kind:
            module = _MODULE_OF_KIND[kind]
        location = message_class("Location")(id=number, mapping_id=self._mapping(module))
        address = self._bare_address(rows, kind, module)
        if address is not None:
            location.address = address
        else:
            for row in rows:
                location.line.add(function_id=self._function(row), line=int(self._frames.line[row]))
        self._message.location.append(location.SerializeToString())

    def _bare_address(self, rows: list[int], kind: Kind, module: str) -> int | None:
        """The address of a location whose name a reader makes up again from its module or address; else None."""
        name = self._frames.name[rows[0]]
        if kind != Kind.UNSYMBOLISED or len(rows) > 1:
            return None
        if module:
            return 0 if name == bracketed(module) else None
        address = _ADDRESS.fullmatch(name)
        return int(address[1], 16) if address else None

    def _function(self, row: int) -> int:
        key = self._frames.name[row], self._frames.file[row]
        if key not in self._functions:
            self._functions[key] = len(self._functions) + 1
            name, file = map(self._intern, key)
            function = message_class("Function")(id=self._functions[key], name=name, system_name=name, filename=file)
            self._message.function.append(function.SerializeToString())
        return self._functions[key]

    def _mapping(self, module: str) -> int:
        if not module:
            return 0
        if module not in self._mappings:
            self._mappings[module] = len(self._mappings) + 1
            self._message.mapping.add(
                id=self._mappings[module],
                filename=self._intern(module),
                has_functions=True,
                has_filenames=True,
                has_line_numbers=True,
                has_inline_frames=True,
            )
        return self._mappings[module]
