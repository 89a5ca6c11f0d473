"""Writes claims.json: what scipy says of the intervals that sitegen.analysis.proportions has of its own.

Run by hand, where scipy is installed: python claims_oracle.py > claims.json
"""

from __future__ import annotations

import json
import sys

import scipy
from scipy import special, stats

SHARES = ((243, 1936), (0, 50), (50, 50), (1, 10_000), (3, 7), (999_999, 1_000_000))
RUNS = ((115, 96, 111), (4, 9), (40, 41, 39, 40, 44))
EXPOSURE = 1000


def wilson(held: int, events: int) -> list[float]:
    interval = stats.binomtest(held, events).proportion_ci(0.95, method="wilson")
    return [interval.low, interval.high]


def logit_t(held: tuple[int, ...]) -> list[float]:
    """Runs of equal exposure: the standard error is that of the mean of their shares."""
    shares = [count / EXPOSURE for count in held]
    share = sum(shares) / len(shares)
    reach = stats.t.ppf(0.975, len(held) - 1) * stats.sem(shares) / (share * (1 - share))
    middle = special.logit(share)
    return [special.expit(middle - reach), special.expit(middle + reach)]


def oracle() -> dict[str, object]:
    return {
        "scipy": scipy.__version__,
        "wilson": [[held, events, *wilson(held, events)] for held, events in SHARES],
        "exposure": EXPOSURE,
        "logit_t": [[held, *logit_t(held)] for held in RUNS],
    }


if __name__ == "__main__":
    lines = [f"{json.dumps(name)}: {json.dumps(values, default=float)}" for name, values in oracle().items()]
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")
