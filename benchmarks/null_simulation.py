"""How often a difference is called that is none, and how often one that is: simulated pairs of profiles.

Each pair has a random nested call tree of its own. Null pairs draw both sides from it; in planted pairs one subtree of
1, 5 or 20 % of the weight grows by a fifth on the side after. Calls are made as a page makes them, over self and
subtree weight together, in shares and in absolute weight. A call is false where the true value, in the same scaling,
is equal on both sides: of absolute weight everything beside the planted subtree and its ancestors; of shares nearly
nothing, because a subtree that grows takes its share from all others.

Prints Markdown. Usage: python -m benchmarks.null_simulation [PAIRS [SEED]]   (1,000 pairs a row: about ten minutes)
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.noise import Sampling, SideRuns, assess
from sitegen.analysis.verdicts import DEFAULT_RATE, DEFAULT_SMALLEST_SHARE, family, verdicts
from sitegen.model.comparison import Verdict

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]
Random = np.random.Generator

NODES = 250
RUNS = (1, 3, 5)
SAMPLES = (1_000, 10_000, 100_000)
PLANTED = ((0.01, 0.005), (0.01, 0.001), (0.05, 0.005), (0.20, 0.005))
"""Subtrees' shares with the smallest effect worth showing: a fifth of 1 % is less than the default."""
GROWTH = 1.2
SHARES = "shares"
SCALINGS = (SHARES, "absolute")


@dataclass(frozen=True, slots=True)
class Tree:
    """n depth-first rows: parent, end as in CallTree; weight float64 (n,), the true self shares, which sum to one."""

    parent: NDArray[np.int64]
    end: NDArray[np.int64]
    weight: Floats

    def totals(self, columns: Floats) -> Floats:
        """The sums over subtrees of columns of the rows themselves."""
        edges = np.concatenate((np.zeros((1, columns.shape[1])), np.cumsum(columns, axis=0)))
        return np.asarray(edges[self.end] - edges[:-1])


def grow_tree(random: Random) -> Tree:
    """A random tree about a dozen levels deep; three rows in five have weight of their own, some very much."""
    parent = np.full(NODES, -1, np.int64)
    path = [0]
    for row in range(1, NODES):
        while len(path) > 1 and random.random() < 0.42:
            path.pop()
        parent[row] = path[-1]
        path.append(row)
    end = np.arange(1, NODES + 1)
    for row in range(NODES - 1, 0, -1):
        end[parent[row]] = max(end[parent[row]], end[row])
    weight = random.pareto(1.1, NODES) * (random.random(NODES) < 0.6)
    weight[0] = 0
    weight[-1] += 1e-6
    return Tree(parent, end, weight / weight.sum())


def with_subtree(random: Random, share: float) -> tuple[Tree, int]:
    """A random tree in which one subtree of several rows holds exactly `share`, and that subtree's row."""
    while True:
        tree = grow_tree(random)
        totals = tree.totals(tree.weight[:, None])[:, 0]
        row = int(np.argmin(np.abs(totals - share)))
        if abs(totals[row] / share - 1) < 0.2 and tree.end[row] - row > 1:
            break
    weight = tree.weight * (1 - share) / (1 - totals[row])
    weight[row : tree.end[row]] = tree.weight[row : tree.end[row]] * share / totals[row]
    return Tree(tree.parent, tree.end, weight), row


def steady(random: Random, tree: Tree, weight: Floats) -> Floats:
    """Runs that differ by sampling alone."""
    return weight


def frames_vary(random: Random, tree: Tree, weight: Floats) -> Floats:
    """Each row's own weight varies from run to run by a tenth."""
    return weight * random.gamma(100, 1 / 100, len(weight))


def subtrees_vary(random: Random, tree: Tree, weight: Floats) -> Floats:
    """Each row's whole subtree varies by 3 %, on top of those that it lies in, and the run's speed by 2 %."""
    steps = random.normal(0, 0.03, len(weight))
    steps[0] = random.normal(0, 0.02)
    for row in range(1, len(weight)):
        steps[row] += steps[tree.parent[row]]
    return np.asarray(weight * np.exp(steps))


def modes_vary(random: Random, tree: Tree, weight: Floats) -> Floats:
    """One hidden cause moves all rows together, by a tenth each, half of them up and half down."""
    directions = np.where(np.arange(len(weight)) * 2654435761 % 7 < 3, 1.0, -1.0)
    return np.asarray(weight * np.exp(0.1 * directions * random.normal()))


VARIATIONS: dict[str, Callable[[Random, Tree, Floats], Floats]] = {
    "none": steady,
    "each frame by 10 %": frames_vary,
    "each subtree by 3 %": subtrees_vary,
    "all frames with one cause": modes_vary,
}


def count_runs(random: Random, tree: Tree, weight: Floats, runs: int, samples: int, variation: str) -> Floats:
    """What each run counts in each row itself, float64 (n, runs); `samples` is of a weight of one."""
    rates = [VARIATIONS[variation](random, tree, weight) for _ in range(runs)]
    return random.poisson(samples * np.stack(rates, axis=1)).astype(np.float64)


def calls(
    tree: Tree,
    before: Floats,
    after: Floats,
    is_share: bool,
    smallest_share: float = DEFAULT_SMALLEST_SHARE,
    is_corrected: bool = True,
) -> tuple[Bools, Bools]:
    """The rows called by self and by subtree weight, as a page with both families calls them."""
    wholes = before.sum(axis=0), after.sum(axis=0)
    exposures = wholes if is_share else (np.ones(before.shape[1]), np.ones(after.shape[1]))
    total = 1.0 if is_share else (wholes[0].mean() + wholes[1].mean()) / 2
    smallest = smallest_share * total
    sampling = Sampling(np.ones(len(before)), 1.0, is_share)
    called = []
    for sums in (lambda columns: columns, tree.totals):
        sides = SideRuns(sums(before), exposures[0]), SideRuns(sums(after), exposures[1])
        tested = family(*sides, smallest, is_share)
        noise = assess(*sides, sampling, tested)
        if is_corrected:
            called.append(verdicts(noise, tested, smallest) >= Verdict.BEYOND_SAMPLING)
        else:
            called.append(tested & (np.abs(noise.difference) >= smallest) & (noise.p <= DEFAULT_RATE))
    return called[0], called[1]


def null_rates(random: Random, pairs: int, runs: int, samples: int, variation: str) -> dict[str, Floats]:
    """By scaling the share of null pairs with any call: as pages call, with a smallest effect of zero, uncorrected."""
    rules: tuple[tuple[float, bool], ...] = (
        (DEFAULT_SMALLEST_SHARE, True),
        (0.0, True),
        (DEFAULT_SMALLEST_SHARE, False),
    )
    counts = {scaling: np.zeros(len(rules)) for scaling in SCALINGS}
    for _ in range(pairs):
        tree = grow_tree(random)
        before, after = (count_runs(random, tree, tree.weight, runs, samples, variation) for _ in range(2))
        for scaling, count in counts.items():
            for place, (smallest, is_corrected) in enumerate(rules):
                called = calls(tree, before, after, scaling == SHARES, smallest, is_corrected)
                count[place] += any(rows.any() for rows in called)
    return {scaling: count / pairs for scaling, count in counts.items()}


def planted_rates(
    random: Random, pairs: int, runs: int, samples: int, variation: str, share: float, smallest_share: float
) -> dict[str, Floats]:
    """By scaling how often a subtree of `share` is found that grew by a fifth, and the mean share of false calls."""
    sums = {scaling: np.zeros(2) for scaling in SCALINGS}
    for _ in range(pairs):
        tree, planted = with_subtree(random, share)
        grown = tree.weight.copy()
        grown[planted : tree.end[planted]] *= GROWTH
        before = count_runs(random, tree, tree.weight, runs, samples, variation)
        after = count_runs(random, tree, grown, runs, samples, variation)
        for scaling, found_and_false in sums.items():
            called = calls(tree, before, after, scaling == SHARES, smallest_share)
            equal = truly_equal(tree, grown / grown.sum() if scaling == SHARES else grown)
            false = sum(int((rows & same).sum()) for rows, same in zip(called, equal, strict=True))
            found_and_false += (called[1][planted], false / max(1, called[0].sum() + called[1].sum()))
    return {scaling: total / pairs for scaling, total in sums.items()}


def truly_equal(tree: Tree, after: Floats) -> tuple[Bools, Bools]:
    """The rows whose true self weight, and whose true subtree weight, is the same on both sides."""
    sides = np.stack((tree.weight, after), axis=1)
    totals = tree.totals(sides)
    return sides[:, 0] == sides[:, 1], np.isclose(totals[:, 0], totals[:, 1], rtol=1e-9, atol=1e-15)


def null_table(pairs: int, seed: int) -> Iterator[str]:
    """The table of null pairs, a row a kind of pair."""
    rules = ("", ", no smallest effect", ", uncorrected")
    yield row_of("runs a side", "samples a run", "runs vary", *(f"{name}{rule}" for rule in rules for name in SCALINGS))
    yield "|---" * (3 + len(rules) * len(SCALINGS)) + "|"
    for runs, (place, variation), samples in product(RUNS, enumerate(VARIATIONS), SAMPLES):
        random = np.random.default_rng([seed, runs, samples, place])
        rates = null_rates(random, pairs, runs, samples, variation)
        cells = [f"{100 * rates[name][rule]:.1f} %" for rule in range(len(rules)) for name in SCALINGS]
        yield row_of(runs, f"{samples:,}", variation, *cells)


def planted_table(pairs: int, seed: int) -> Iterator[str]:
    """The table of planted pairs."""
    columns = [f"{what}, {name}" for what in ("found", "false") for name in SCALINGS]
    yield row_of("runs a side", "samples a run", "runs vary", "subtree", "smallest effect", *columns)
    yield "|---" * (5 + len(columns)) + "|"
    kinds = tuple(VARIATIONS)[:2]
    for runs, variation, samples, (share, smallest) in product(RUNS, kinds, SAMPLES, PLANTED):
        if runs == 1 and variation != kinds[0]:
            continue  # whether runs vary is not knowable then: the null table says how often the call is wrong
        random = np.random.default_rng([seed, runs, samples, kinds.index(variation), int(1000 * (share + smallest))])
        rates = planted_rates(random, pairs, runs, samples, variation, share, smallest)
        cells = [f"{100 * rates[name][what]:.1f} %" for what in (0, 1) for name in SCALINGS]
        yield row_of(runs, f"{samples:,}", variation, f"{share:.0%}", f"{smallest:.1%}", *cells)


def row_of(*cells: object) -> str:
    """A row of a Markdown table."""
    return f"| {' | '.join(map(str, cells))} |"


def main(pairs: int = 1_000, seed: int = 1) -> None:
    """Prints both tables."""
    print(f"Stated rate {DEFAULT_RATE:.0%}, smallest effect {DEFAULT_SMALLEST_SHARE:.1%}, {pairs:,} pairs a row.")
    print("\nPairs without a change in which any frame is called:\n")
    for row in null_table(pairs, seed):
        print(row, flush=True)
    print("\nPairs in which one subtree grew by a fifth; how often it is called, and the mean share of false calls:\n")
    for row in planted_table(pairs, seed):
        print(row, flush=True)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))
