"""Synthetic profiles of a chosen size, as pprof protobuf and as folded text, the same every time.

A random tree grows by chains: every new call stack leaves an existing one at a random frame and adds one to
five frames, so that profiles of any size have the same shape: 5 to 60 frames deep, about three nodes a
stack. Usage: python benchmarks/synthetic.py STACKS OUT.pb.gz [OUT.folded]
"""

from __future__ import annotations

import gzip
import random
import sys
from pathlib import Path

PACKAGES = ("main", "net/http", "encoding/json", "runtime", "example.com/shop/cart", "example.com/shop/db", "bufio")
FUNCTIONS_PER_STACK = 0.02
DEEPEST = 60
SHALLOWEST = 5


def _varint(number: int) -> bytes:
    out = bytearray()
    while number > 0x7F:
        out.append(number & 0x7F | 0x80)
        number >>= 7
    out.append(number)
    return bytes(out)


def _field(number: int, payload: bytes) -> bytes:
    return _varint(number << 3 | 2) + _varint(len(payload)) + payload


def _scalar(number: int, value: int) -> bytes:
    return _varint(number << 3) + _varint(value)


def grow(stacks: int, seed: int = 1) -> tuple[list[int], list[int], list[int], list[int]]:
    """Grows the tree: parent and function of each node, the node each stack ends in, and the stack's samples."""
    rng = random.Random(seed)
    functions = max(200, int(stacks * FUNCTIONS_PER_STACK))
    parent, function, depth = [-1], [0], [0]
    ends: list[int] = []
    counts: list[int] = []
    for _ in range(stacks):
        node = int(rng.random() * len(parent))
        while depth[node] >= DEEPEST - 5:
            node = parent[node]
        chain = max(1 + int(rng.random() * 5), SHALLOWEST - depth[node])
        for _ in range(chain):
            parent.append(node)
            function.append(int(rng.random() * functions))
            depth.append(depth[node] + 1)
            node = len(parent) - 1
        ends.append(node)
        counts.append(1 + int(rng.paretovariate(1.2)))
    return parent, function, ends, counts


def name(function: int) -> str:
    """The name of a function by its number."""
    return f"{PACKAGES[function % len(PACKAGES)]}.function{function}"


def encode(parent: list[int], function: list[int], ends: list[int], counts: list[int]) -> bytes:
    """The tree as a pprof message: two metrics, two lines a function, every twentieth function inlines another."""
    functions = max(function) + 1
    strings = ["", "samples", "count", "cpu", "nanoseconds", "/src/file.go"] + [name(f) for f in range(functions)]
    parts = [_field(1, _scalar(1, 1) + _scalar(2, 2)), _field(1, _scalar(1, 3) + _scalar(2, 4))]
    path = [b""] * len(parent)
    for node in range(1, len(parent)):
        location = 1 + 2 * function[node] + node % 2
        path[node] = _varint(location) + path[parent[node]]
    parts.extend(
        _field(2, _field(1, path[end]) + _field(2, _varint(count) + _varint(count * 10_000_000)))
        for end, count in zip(ends, counts, strict=True)
    )
    parts.append(_field(3, _scalar(1, 1) + _scalar(2, 0x400000) + _scalar(3, 0x900000) + _scalar(5, 5)))
    for f in range(functions):
        for which in (0, 1):
            line = _field(4, _scalar(1, f + 1) + _scalar(2, 10 + which))
            if f % 20 == 0 and f + 1 < functions:
                line = _field(4, _scalar(1, f + 2) + _scalar(2, 7)) + line
            parts.append(_field(4, _scalar(1, 1 + 2 * f + which) + _scalar(2, 1) + _scalar(3, 0x400000 + f) + line))
    parts.extend(
        _field(5, _scalar(1, f + 1) + _scalar(2, 6 + f) + _scalar(3, 6 + f) + _scalar(4, 5)) for f in range(functions)
    )
    parts.extend(_field(6, string.encode()) for string in strings)
    parts.append(_scalar(10, 20_000_000_000) + _field(11, _scalar(1, 3) + _scalar(2, 4)) + _scalar(12, 10_000_000))
    return b"".join(parts)


def fold(parent: list[int], function: list[int], ends: list[int], counts: list[int]) -> str:
    """The same tree as folded text (names only, inlined frames left out)."""
    path = [""] * len(parent)
    for node in range(1, len(parent)):
        above = path[parent[node]]
        path[node] = f"{above};{name(function[node])}" if above else name(function[node])
    return "".join(f"{path[end]} {count}\n" for end, count in zip(ends, counts, strict=True))


if __name__ == "__main__":
    tree = grow(int(sys.argv[1]))
    Path(sys.argv[2]).write_bytes(gzip.compress(encode(*tree), 1, mtime=0))
    if len(sys.argv) > 3:
        Path(sys.argv[3]).write_text(fold(*tree))
    print(f"{len(tree[2]):,} stacks, {len(tree[0]) - 1:,} nodes", file=sys.stderr)
