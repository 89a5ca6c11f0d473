"""Profiles drawn as text for tests: one line a sample, frames root first, then a weight a metric."""

from __future__ import annotations

from collections import Counter

from hypothesis import strategies

from sitegen.model import CallTree, Metric, Profile, ProfileBuilder

Stack = tuple[str, ...]


def profile_of(text: str, *metrics: Metric) -> Profile:
    """The profile of lines such as `main;parse 3`; more metrics take more numbers a line."""
    metrics = metrics or (Metric("samples"),)
    builder = ProfileBuilder("test", "folded", metrics)
    for line in text.strip().splitlines():
        *stack, rest = line.strip().rsplit(" ", len(metrics))[0], line.strip().split(" ")[-len(metrics) :]
        names = [name for name in stack[0].split(";") if name]
        builder.add([builder.frame(name) for name in names], [float(number) for number in rest])
    return builder.build()


def profile_of_samples(samples: list[tuple[Stack, int]]) -> Profile:
    """The profile of (stack, weight) pairs."""
    builder = ProfileBuilder("test", "folded", (Metric("samples"),))
    for stack, weight in samples:
        builder.add([builder.frame(name) for name in stack], [float(weight)])
    return builder.build()


def rows_of(tree: CallTree, metric: int = 0) -> list[tuple[int, str, float]]:
    """Depth, name and total of each row."""
    totals = tree.total(metric)
    return [(int(tree.depth[row]), tree.row_name(row), float(totals[row])) for row in range(len(tree))]


def stacks_of(tree: CallTree, metric: int = 0) -> Counter[Stack]:
    """The self weight of each path of names below the root, zeros left out."""
    paths: list[Stack] = []
    weights: Counter[Stack] = Counter()
    for row in range(len(tree)):
        above = int(tree.parent[row])
        paths.append((*paths[above], tree.row_name(row)) if above >= 0 else ())
        weight = float(tree.self_weight[row, metric])
        if weight:
            weights[paths[row]] += weight  # type: ignore[assignment]
    return weights


names = strategies.sampled_from("abcde")
"""Few names, so that stacks share frames, recurse and repeat."""

samples = strategies.lists(
    strategies.tuples(strategies.lists(names, max_size=9).map(tuple), strategies.integers(min_value=0, max_value=50)),
    max_size=40,
)
"""Samples as (stack, weight), empty stacks and repeats among them."""
