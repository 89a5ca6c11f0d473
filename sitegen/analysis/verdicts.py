"""Which rows are called: control over the many rows of a family, and the smallest effect worth showing.

Benjamini and Hochberg's procedure bounds the expected share of wrong calls among the calls. Choosing rows by the
size of their change before it would break that bound: the largest of a thousand noises is large. So two things are
done that cannot.

* The family is chosen by the weight of both sides pooled. A row that light cannot differ by the smallest effect, so
  none is lost; and where nothing has changed, how a pooled weight divides over the sides does not depend on how large
  it is (Bourgon, Gentleman and Huber, PNAS 107, 2010), so the p of what is left are as good as before.
* Within the family a row whose difference came out below the smallest effect gets p = 1 and is counted all the same.
  That raises some p and lowers none, so a p below a level stays at most as likely as the level, and the procedure
  holds its bound over the full number of rows; only rows with an effect worth showing can be called.

There are two families, of self and of subtree weight, at half the rate each: the wrong calls of both together are
then at most the rate, and so is the share of comparisons without any change in which anything at all is called.
benchmarks/null_simulation.py shows what all this comes to on nested trees, where rows are far from independent.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.noise import Noise, SideRuns, pooled_value
from sitegen.model.comparison import Verdict

Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]

DEFAULT_RATE = 0.05
DEFAULT_SMALLEST_SHARE = 0.005
FAMILIES = 2


def family(before: SideRuns, after: SideRuns, smallest: float, is_share: bool) -> Bools:
    """The rows to test: those heavy enough, pooled, to differ by `smallest`; of shares also light enough."""
    pooled = pooled_value(before, after)
    exposures = before.exposure.sum(), after.exposure.sum()
    least = smallest * min(exposures) / (exposures[0] + exposures[1])
    largest_room = np.minimum(pooled, 1 - pooled) if is_share else pooled
    return np.asarray(largest_room >= least, dtype=np.bool_)


def verdicts(noise: Noise, tested: Bools, smallest: float, rate: float = DEFAULT_RATE) -> NDArray[np.uint8]:
    """The verdict of each row of one family, uint8 (n,); `rate` is that of all families together."""
    large = tested & (np.abs(noise.difference) >= smallest)
    called = np.zeros(len(tested), np.bool_)
    called[tested] = benjamini_hochberg(np.where(large, noise.p, 1.0)[tested], rate / FAMILIES)
    word = Verdict.BEYOND_SAMPLING if noise.dispersion is None else Verdict.CHANGED
    return np.where(called, word, np.where(large, Verdict.NOISE, Verdict.SMALL)).astype(np.uint8)


def benjamini_hochberg(p: Floats, rate: float) -> Bools:
    """Which of m hypotheses are rejected: the k smallest p, for the largest k whose k-th is at most rate k / m."""
    ranked = np.sort(p)
    passing = np.flatnonzero(ranked <= rate * np.arange(1, len(p) + 1) / max(1, len(p)))
    if not passing.size:
        return np.zeros(len(p), np.bool_)
    return np.asarray(p <= ranked[passing[-1]])
