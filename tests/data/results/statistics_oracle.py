"""Writes statistics.json, which holds the statistics of benchmark runs to scipy's and R's.

Run as `python statistics_oracle.py > statistics.json` where scipy and Rscript are installed; the tests need neither.
Made with scipy 1.17.1 and R 4.2.2. Pairs of sides come from the whoami captures, from a fixed generator, and by hand.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

WHOAMI = Path(__file__).resolve().parent / "wrk"
R_PROGRAM = """
sides <- strsplit(readLines(file("stdin")), ";")[[1]]
before <- as.numeric(strsplit(sides[1], ",")[[1]]); after <- as.numeric(strsplit(sides[2], ",")[[1]])
scale <- if (min(before, after) > 0) log else identity
test <- wilcox.test(scale(after), scale(before), exact = TRUE, conf.int = TRUE)
cat(sprintf("%.17g", c(test$p.value, test$conf.int, test$estimate)))
"""


def whoami(variant: str, pattern: str) -> list[float]:
    lines = (WHOAMI.joinpath(f"{variant}_{run}.txt").read_text().splitlines() for run in range(1, 6))
    fields = [next(line.split()[1] for line in run if line.strip().startswith(pattern)) for run in lines]
    return [float(field.removesuffix("us")) for field in fields]


def pairs() -> list[tuple[list[float], list[float]]]:
    import numpy as np

    random = np.random.default_rng(20261123)

    def normal(runs: int, mean: float) -> list[float]:
        return np.round(random.normal(mean, 5.0, runs), 6).tolist()

    def whole(runs: int, highest: int) -> list[float]:
        return random.integers(1, highest, runs, endpoint=True).astype(float).tolist()

    return [
        (whoami("log", "Requests/sec"), whoami("nolog", "Requests/sec")),
        (whoami("log", "Latency"), whoami("nolog", "Latency")),
        ([1.0, 2.0, 3.0], [4.0, 5.0, 6.0]),
        ([1.0, 2.0, 3.0, 4.0], [5.0, 6.0, 7.0, 8.0]),
        ([3.0] * 5, [2.0] * 5),
        ([3.0] * 5, [3.0] * 5),
        ([5.0, 5.0, 5.0, 5.0, 5.0], [5.0, 6.0, 6.0, 6.0, 6.0]),
        ([-2.0, 0.0, 1.5, 3.0], [0.5, 4.0, 5.0, 7.0, 9.0]),
        *((normal(before, 100.0), normal(after, 103.0)) for before, after in ((2, 9), (5, 7), (10, 10), (30, 20))),
        *((normal(before, 100.0), normal(after, 103.0)) for before, after in ((50, 50), (49, 3), (51, 50))),
        *((whole(before, 4), whole(after, 5)) for before, after in ((3, 4), (5, 5), (4, 7), (6, 6), (60, 80))),
    ]


def scipy_p(before: list[float], after: list[float]) -> float:
    import numpy as np
    from scipy import stats

    if len(before) * len(after) > 2500:
        return float(stats.mannwhitneyu(before, after, method="asymptotic").pvalue)
    if len({*before, *after}) == len(before) + len(after):
        return float(stats.mannwhitneyu(before, after, method="exact").pvalue)

    def midrank_sum(one, other, axis=-1):  # type: ignore[no-untyped-def]
        return stats.rankdata(np.concatenate([one, other], axis=axis), axis=axis)[..., : one.shape[axis]].sum(axis=axis)

    test = stats.permutation_test((before, after), midrank_sum, vectorized=True, n_resamples=np.inf)
    return float(test.pvalue)


def r_interval(before: list[float], after: list[float]) -> list[float] | None:
    """p, low, high, estimate; R is exact below 50 runs a side and without ties."""
    if len({*before, *after}) < len(before) + len(after) or max(len(before), len(after)) >= 50:
        return None
    text = ";".join(",".join(map(repr, side)) for side in (before, after))
    run = subprocess.run(["Rscript", "-e", R_PROGRAM], input=text, capture_output=True, text=True, check=True)
    return [float(field) for field in run.stdout.split()]


def scipy_median(values: list[float]) -> dict[str, object]:
    """The median, and its interval; scipy gives none where it would not reach 95 %."""
    import numpy as np
    from scipy import stats

    interval = stats.quantile_test(values, q=float(np.median(values)), p=0.5).confidence_interval(0.95)
    reached = bool(np.isfinite([interval.low, interval.high]).all())
    below = sum(value < interval.low for value in values) if reached else 0
    return {
        "values": values,
        "median": float(np.median(values)),
        "interval": [float(interval.low), float(interval.high)] if reached else None,
        "cover": 1 - 2 * float(stats.binom.cdf(below, len(values), 0.5)),
    }


def main() -> None:
    sides = pairs()
    comparisons = [
        {"before": before, "after": after, "p": scipy_p(before, after), "r": r_interval(before, after)}
        for before, after in sides
    ]
    distinct = [side for pair in sides for side in pair if len(set(side)) == len(side)]
    tables = {"comparisons": comparisons, "medians": [scipy_median(side) for side in distinct]}
    rows = (f'"{name}": [\n' + ",\n".join(map(json.dumps, table)) + "\n]" for name, table in tables.items())
    sys.stdout.write("{" + ",\n".join(rows) + "}\n")


if __name__ == "__main__":
    main()
