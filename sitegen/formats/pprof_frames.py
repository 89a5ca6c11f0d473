"""From pprof's locations to frames: one frame for each line of each location, innermost first.

Shared by the protobuf and the text of `go tool pprof -raw`, so that both give the same Profile. A location holds an
inlined call's lines, the callee first; only its last line is a function with code of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.model import FrameTable, Kind
from sitegen.model.frames import frame_table

Ints = NDArray[np.int32]
Longs = NDArray[np.int64]

_LARGEST_LINE = 2**31 - 1
# Where perf's and pprof's converters put the kernel's code, and where runtimes that compile as they go put theirs.
_KERNEL = re.compile(r"\[(?:guest\.)?kernel|vmlinux|.*\.ko(?:\.\w+)?$")
_JIT = re.compile(r"perf-\d+\.map$|\[jit\]|jitted-.*\.so$|anon$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Symbols:
    """L locations, their N lines, F functions and the mapped files, by row.

    address: uint64 (L,); location_mapping: int32 (L,), -1 for none
    line_location: int64 (N,), rising, innermost line first; line_function: int32 (N,); line_number: int64 (N,)
    """

    address: NDArray[np.uint64]
    location_mapping: Ints
    line_location: Longs
    line_function: Ints
    line_number: Longs
    function_name: Sequence[str]
    function_file: Sequence[str]
    mapping_file: Sequence[str]


@dataclass(frozen=True, slots=True)
class Chains:
    """What each location stands for: frames.row chain[start[l] : start[l] + length[l]], innermost first, never none."""

    frames: FrameTable
    start: Longs
    length: Longs
    chain: Ints


def chains(symbols: Symbols) -> Chains:
    """The frames of all locations. A location without a name is one unsymbolised frame, `[libfoo.so]` or `0x1f2e`."""
    symbols = _with_a_line_each(symbols)
    location = symbols.line_location
    names, name = _interned([*symbols.function_name, *_nameless(symbols)])
    files, file = _interned([*symbols.function_file, *[""] * int((symbols.line_function < 0).sum())])
    named = symbols.line_function >= 0
    row = symbols.line_function.astype(np.int64)
    row[~named] = len(symbols.function_name) + np.arange(int((~named).sum()))
    modules, mapping_module = _interned(["", *map(module_name, symbols.mapping_file)])
    module = mapping_module[symbols.location_mapping[location] + 1]
    kind = _kinds(location, named, modules, module)
    function, _ = _numbered([name[row], file[row]])
    module = _one_module(function, module)
    line = np.clip(symbols.line_number, 0, _LARGEST_LINE)
    chain, first = _numbered([name[row], file[row], module, line, kind.astype(np.int64)])
    frames = frame_table(
        [names[number] for number in name[row[first]].tolist()],
        [files[number] for number in file[row[first]].tolist()],
        [modules[number] for number in module[first].tolist()],
        line[first].astype(np.int32),
        kind[first],
    )
    length = np.bincount(location, minlength=len(symbols.address))
    return Chains(frames, np.cumsum(length) - length, length, chain.astype(np.int32))


def module_name(path: str) -> str:
    """A mapped file's name without its folder.

    >>> module_name("/usr/lib/libc.so.6 (deleted)"), module_name("[kernel.kallsyms]_text"), module_name("//anon")
    ('libc.so.6', '[kernel.kallsyms]', 'anon')
    """
    text = path.strip().removesuffix("(deleted)").rstrip()
    if text.startswith("["):
        return text[: text.find("]") + 1] or text
    return re.split(r"[/\\]", text)[-1]


def bracketed(module: str) -> str:
    """What a frame without a name is called when its module is known; empty where it is not."""
    return module if not module or module.startswith("[") else f"[{module}]"


def kind_of_module(module: str) -> Kind:
    """What kind of code a module holds, by its name."""
    return Kind.KERNEL if _KERNEL.match(module) else Kind.JIT if _JIT.match(module) else Kind.NATIVE


def _with_a_line_each(symbols: Symbols) -> Symbols:
    """Gives every location without lines one of no function, so that no node of a stack is lost."""
    count = len(symbols.address)
    bare = np.flatnonzero(np.bincount(symbols.line_location, minlength=count) == 0)
    empty = np.array([not name for name in symbols.function_name], dtype=np.bool_)
    function = symbols.line_function
    if empty.any():
        function = np.where((function < 0) | empty[function], np.int32(-1), function)
    location = np.concatenate((symbols.line_location, bare))
    order = np.argsort(location, kind="stable")
    return Symbols(
        symbols.address,
        symbols.location_mapping,
        location[order],
        np.concatenate((function, np.full(len(bare), -1, np.int32)))[order],
        np.concatenate((symbols.line_number, np.zeros(len(bare), np.int64)))[order],
        symbols.function_name,
        symbols.function_file,
        symbols.mapping_file,
    )


def _nameless(symbols: Symbols) -> list[str]:
    """A name for each line of no function: its mapped file, else its address."""
    location = symbols.line_location[symbols.line_function < 0]
    module = [module_name(path) for path in symbols.mapping_file] + [""]
    return [
        bracketed(module[mapping]) or f"{address:#x}"
        for mapping, address in zip(
            symbols.location_mapping[location].tolist(), symbols.address[location].tolist(), strict=True
        )
    ]


def _kinds(location: Longs, named: NDArray[np.bool_], modules: Sequence[str], module: Longs) -> NDArray[np.uint8]:
    by_module = np.array([kind_of_module(name) for name in modules], dtype=np.uint8)[module]
    inlined = np.zeros(len(location), np.bool_)
    inlined[:-1] = location[1:] == location[:-1]
    # A kernel function is one node whether inlined or not, as a native one is; see FrameTable.identity.
    kind = np.where(inlined & (by_module == Kind.NATIVE), np.uint8(Kind.INLINED), by_module)
    return np.where(named, kind, np.uint8(Kind.UNSYMBOLISED))


def _one_module(function: Longs, module: Longs) -> Longs:
    """Names the module where a function's other locations agree on it, so that the function stays one node."""
    count = int(function.max(initial=-1)) + 1
    known = np.flatnonzero(module > 0)
    lowest = np.full(count, np.iinfo(np.int64).max)
    highest = np.zeros(count, np.int64)
    np.minimum.at(lowest, function[known], module[known])
    np.maximum.at(highest, function[known], module[known])
    agreed = np.where(lowest == highest, highest, 0)
    return np.where(module == 0, agreed[function], module)


def _interned(texts: Sequence[str]) -> tuple[list[str], Longs]:
    """The distinct texts in order of appearance, and each text's number among them."""
    seen: dict[str, int] = {}
    numbers = np.array([seen.setdefault(text, len(seen)) for text in texts], dtype=np.int64)
    return list(seen), numbers


def _numbered(columns: Sequence[Longs]) -> tuple[Longs, Longs]:
    """A number for each distinct row of the columns, and a row that has it: int64 (N,), int64 (distinct,)."""
    number = columns[0]
    first = np.zeros(0, np.int64)
    for column in columns[1:]:
        key = number * (int(column.max(initial=0)) + 1) + column
        _, first, number = np.unique(key, return_index=True, return_inverse=True)
    return number, first
