"""Folded text and its JSON: a Profile's distinct stacks of names, as `fold` and `convert` print them.

Lines come one by one and in order, so a million stacks of a kilobyte each need no gigabyte. The order of the lines
is that of the trie with a little care: below one parent, a frame's own line ("main 3") and the lines of its callees
("main;...") lie among those of its siblings wherever their texts say.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from sitegen.model import Profile, exact_sums, trie
from sitegen.model.frames import KIND_SUFFIX, Kind
from sitegen.model.units import exact_number

Ints = NDArray[np.int32]

# Whatever any program takes for the end of a line.
_LINE_BREAK = re.compile("\r\n|[\n\v\f\r\x1c-\x1e\x85\u2028\u2029]")


def write_folded(profile: Profile, metric: int, kinds: bool = False) -> Iterator[str]:
    """A line for each distinct stack that weighs something, root first, in the order of code points.

    `kinds` marks kernel, inlined and compiled frames by their suffix, and keeps them apart.
    """
    texts = [_frame_text(name) for name in profile.frames.name]
    if kinds:
        suffixes = [KIND_SUFFIX.get(Kind(kind), "") for kind in profile.frames.kind.tolist()]
        texts = [text + suffix for text, suffix in zip(texts, suffixes, strict=True)]
    names, parent, symbol, owner = _stacks_of(texts, profile)
    weight = exact_sums.summed(owner, profile.weight[:, metric], len(parent))
    tails = {int(node): f" {exact_number(float(weight[node]))}" for node in np.flatnonzero(weight)}
    for line in _walk(parent, symbol, names, ";", tails):
        yield f"{line}\n"


def fold_json(profile: Profile) -> Iterator[str]:
    """Pieces of one JSON object: the metrics, and for each distinct stack its names and all its weights."""
    metrics = [{"name": metric.name, "unit": metric.unit} for metric in profile.metrics]
    yield f'{{"metrics": {json.dumps(metrics)}, "stacks": ['
    names, parent, symbol, owner = _stacks_of(profile.frames.name, profile)
    columns = [
        exact_sums.summed(owner, profile.weight[:, metric], len(parent)).tolist()
        for metric in range(len(profile.metrics))
    ]
    tails = {
        node: f"], [{', '.join(exact_number(column[node]) for column in columns)}]]"
        for node in np.unique(owner).tolist()
    }
    between = "\n"
    for stack in _walk(parent, symbol, [json.dumps(name) for name in names], ", ", tails):
        yield f"{between}[[{stack}"
        between = ",\n"
    yield "\n]}\n"


def _frame_text(name: str) -> str:
    return _LINE_BREAK.sub(" ", name).replace(";", ":")


def _stacks_of(texts: Sequence[str], profile: Profile) -> tuple[list[str], Ints, Ints, NDArray[np.int64]]:
    """The profile's stacks as a trie of distinct texts below a root in row 0, and the node of each sample."""
    seen: dict[str, int] = {}
    number = np.array([seen.setdefault(text, len(seen)) for text in texts], dtype=np.int32)
    parent, symbol, node = trie.merge(profile.stack_parent, number[profile.stack_frame])
    owner = np.append(node.astype(np.int64), -1)[profile.sample_stack] + 1
    root = np.array([-1], np.int32)
    return list(seen), np.concatenate((root, parent + np.int32(1))), np.concatenate((root, symbol)), owner


def _walk(parent: Ints, symbol: Ints, names: Sequence[str], separator: str, tails: dict[int, str]) -> Iterator[str]:
    """The path and the tail of each node that has one, in the order of their texts; row 0 is the root."""
    child = np.argsort(parent, kind="stable")[1:].tolist()
    count = np.bincount(parent[1:], minlength=len(parent))
    ends = np.cumsum(count).tolist()
    counts, symbols = count.tolist(), symbol.tolist()
    open_entries: list[tuple[str, int]] = [("", 0)]
    while open_entries:
        path, node = open_entries.pop()
        if node < 0:
            yield path
            continue
        entries = [(tails[0], -1)] if node == 0 and 0 in tails else []
        for start in child[ends[node] - counts[node] : ends[node]]:
            parts, at = [path, names[symbols[start]]], start
            # A chain without forks is taken in one step, or a recursion would cost the square of its depth.
            while counts[at] == 1 and at not in tails:
                at = child[ends[at] - 1]
                parts += separator, names[symbols[at]]
            here = "".join(parts)
            if at in tails:
                entries.append((here + tails[at], -1))
            if counts[at]:
                entries.append((here + separator, at))
        entries.sort(reverse=True)
        open_entries += entries
