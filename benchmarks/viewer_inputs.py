"""The folded inputs of the viewer's benchmark, the same every time, and the frames that every tool is asked for.

Lines come depth first with siblings by name, which is how flamesite lays a tree out and the order in which speedscope
reads its time line, so that a frame lies at the same share of the width in both. Files are made once a folder.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import accumulate
from pathlib import Path

from benchmarks.synthetic import grow, name

STACKS = {"S": 10_000, "M": 100_000, "1M": 333_000, "L": 1_000_000}
"""Call stacks a size; 1M is the tree of a million nodes, a third as many stacks."""
TARGETS = 12
_NARROWEST, _WIDEST = 0.05, 0.95  # of the whole: as wide as can be aimed at, and narrow enough to be worth a zoom
_DEEPEST = 24  # rows that lie in sight in every tool's window


@dataclass(frozen=True, slots=True)
class Target:
    """A frame to zoom to: its depth (1 right above the root) and where it lies, in shares of the width."""

    name: str
    depth: int
    left: float
    width: float
    weight: int


@dataclass(frozen=True, slots=True)
class FoldedInput:
    """A folded file and what is in it."""

    size: str
    path: Path
    stacks: int
    nodes: int
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True)
class _Tree:
    """Distinct call paths in depth-first order, siblings by name, row 0 the root; `end` is the row after a subtree."""

    function: list[int]
    depth: list[int]
    own: list[int]
    end: list[int]


def folded_input(folder: Path, size: str) -> FoldedInput:
    """The input of a size, made where the folder does not hold it yet."""
    path, facts = folder / f"{size}.folded", folder / f"{size}.json"
    if not facts.exists():
        tree = _merged(*grow(STACKS[size]))
        with path.open("w", encoding="utf-8") as file:
            file.writelines(folded_lines(tree.function, tree.depth, tree.own))
        targets = [asdict(target) for target in _targets(tree)]
        stacks = sum(weight > 0 for weight in tree.own)
        facts.write_text(json.dumps({"stacks": stacks, "nodes": len(tree.own) - 1, "targets": targets}))
    known = json.loads(facts.read_text())
    return FoldedInput(size, path, known["stacks"], known["nodes"], tuple(Target(**it) for it in known["targets"]))


def folded_lines(function: Sequence[int], depth: Sequence[int], own: Sequence[int]) -> Iterator[str]:
    """A line for each row that has weight of its own, in the order of the rows."""
    path: list[str] = []
    for row in range(1, len(own)):
        del path[depth[row] - 1 :]
        path.append(name(function[row]))
        if own[row]:
            yield f"{';'.join(path)} {own[row]}\n"


def _merged(parent: list[int], function: list[int], ends: list[int], counts: list[int]) -> _Tree:
    """Lays the tree out depth first; children of one node that have one function become one."""
    first = list(range(len(parent)))
    seen: dict[tuple[int, int], int] = {}
    children: dict[int, list[int]] = {}
    for node in range(1, len(parent)):
        above = first[parent[node]]
        first[node] = seen.setdefault((above, function[node]), node)
        if first[node] == node:
            children.setdefault(above, []).append(node)
    weight = [0] * len(parent)
    for end, count in zip(ends, counts, strict=True):
        weight[first[end]] += count
    names = [name(number) for number in range(max(function) + 1)]
    tree = _Tree([], [], [], [])
    waiting = [(0, 0)]
    while waiting:
        node, depth = waiting.pop()
        tree.function.append(function[node])
        tree.depth.append(depth)
        tree.own.append(weight[node])
        below = sorted(children.get(node, ()), key=lambda child: names[function[child]], reverse=True)
        waiting += [(child, depth + 1) for child in below]
    tree.end.extend(_ends(tree.depth))
    return tree


def _ends(depth: Sequence[int]) -> list[int]:
    """For rows in depth-first order, the row after each one's subtree."""
    end = [len(depth)] * len(depth)
    open_rows: list[int] = []
    for row, level in enumerate(depth):
        while len(open_rows) > level:
            end[open_rows.pop()] = row
        open_rows.append(row)
    return end


def _targets(tree: _Tree) -> list[Target]:
    """Frames wide enough to be aimed at, spread evenly over the tree."""
    before = [0, *accumulate(tree.own)]
    whole = before[-1]
    fitting = [
        Target(name(tree.function[row]), tree.depth[row], before[row] / whole, weight / whole, weight)
        for row in range(1, len(tree.own))
        if tree.depth[row] <= _DEEPEST
        and _NARROWEST * whole <= (weight := before[tree.end[row]] - before[row]) <= _WIDEST * whole
    ]
    return [fitting[index * len(fitting) // TARGETS] for index in range(min(TARGETS, len(fitting)))]
