"""Writes noise.json: what scipy says of the distributions and tests that sitegen.analysis has of its own.

Run by hand, where scipy is installed: python noise_oracle.py > noise.json
"""

from __future__ import annotations

import json
import sys

import numpy as np
import scipy
from scipy import stats

DEGREES = (1, 1.7, 2, 4, 8, 17.3, 200.5, 1e4, 1e6)
T_VALUES = (-3.5, 0, 0.01, 0.7, 1.7, 2.5, 6, 15, 40)
TAILS = (0.9, 0.3, 0.025, 1e-3, 1e-6, 1e-12)
F_DEGREES = ((1, 1), (4, 9), (33, 81), (5.5, 2000))
F_VALUES = (0.01, 0.5, 1, 1.5, 4, 30)
BETA_SHAPES = ((0.5, 0.5), (2, 3), (0.4, 8), (500, 3), (1000, 1200))
BETA_VALUES = (0, 1e-6, 0.01, 0.4, 0.5, 0.97, 1)
PROBABILITIES = (1e-6, 0.025, 0.5, 0.975)
SHARES = ((30, 1000, 55, 1000), (3, 800, 0, 800), (700, 1000, 640, 1000))
REPLICATES = (
    ((40, 90, 65), (150, 210, 120)),
    ((12, 30), (64, 25)),
    ((400, 520, 460, 505, 430), (610, 560, 700, 640, 590)),
)


def oracle() -> dict[str, object]:
    random = np.random.default_rng(5)
    families = [np.sort(random.beta(0.4, 1, size)).round(6).tolist() for size in (1, 7, 40)]
    return {
        "scipy": scipy.__version__,
        "normal_tail": [[value, stats.norm.sf(value)] for value in (-2.0, 0.0, 1.5, 5.0, 12.0, 30.0)],
        "normal_quantile": [[tail, stats.norm.isf(tail)] for tail in TAILS],
        "t_tail": [[value, degrees, stats.t.sf(value, degrees)] for degrees in DEGREES for value in T_VALUES],
        "t_quantile": [[tail, degrees, stats.t.isf(tail, degrees)] for degrees in DEGREES for tail in TAILS],
        "f_tail": [[value, *degrees, stats.f.sf(value, *degrees)] for degrees in F_DEGREES for value in F_VALUES],
        "f_quantile": [[tail, *degrees, stats.f.isf(tail, *degrees)] for degrees in F_DEGREES for tail in TAILS[:4]],
        "beta_below": [
            [value, *shape, stats.beta.cdf(value, *shape)] for shape in BETA_SHAPES for value in BETA_VALUES
        ],
        "beta_quantile": [
            [probability, *shape, stats.beta.ppf(probability, *shape)]
            for shape in BETA_SHAPES
            for probability in PROBABILITIES
        ],
        "two_shares": [
            [x, n, y, m, stats.chi2_contingency([[x, n - x], [y, m - y]], correction=False).pvalue]
            for x, n, y, m in SHARES
        ],
        "two_counts": [
            [x, y, 2 * stats.norm.sf(abs(y - x) / (x + y) ** 0.5)] for x, y in ((40, 70), (0, 9), (500, 430))
        ],
        "replicates": [
            {
                "before": before,
                "after": after,
                "p": stats.ttest_ind(after, before).pvalue,
                "low": stats.ttest_ind(after, before).confidence_interval().low,
                "high": stats.ttest_ind(after, before).confidence_interval().high,
            }
            for before, after in REPLICATES
        ],
        "false_discovery": [[family, stats.false_discovery_control(family).tolist()] for family in families],
    }


if __name__ == "__main__":
    lines = [f"{json.dumps(name)}: {json.dumps(values, default=float)}" for name, values in oracle().items()]
    sys.stdout.write("{\n" + ",\n".join(lines) + "\n}\n")
