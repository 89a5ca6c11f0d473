"""content/ is the demo: it is right to the last claim, and so are the numbers of its prose that no role computes."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest

from sitegen.analysis import statistics
from sitegen.analysis.compare import compare
from sitegen.formats import read_profile
from sitegen.model.comparison import PER_OPERATION
from sitegen.pages.build import BuildOptions, build_site

CONTENT = Path(__file__).resolve().parent.parent / "content"
STORY = " ".join((CONTENT / "whoami" / "index.md").read_text("utf-8").split())


def values(pattern: str, names: list[str]) -> np.ndarray:
    """The number that a pattern finds in each file."""
    texts = ((CONTENT / "whoami" / name).read_text("utf-8") for name in names)
    found = [re.search(pattern, text, re.MULTILINE) for text in texts]
    return np.array([float(match[1]) for match in found if match], np.float64)


def rates(side: str, name: str = "wrk", runs: int = 5) -> np.ndarray:
    return values(r"^Requests/sec: +([\d.]+)$", [f"{side}/{name}_{run}.txt" for run in range(1, runs + 1)])


def latencies(side: str) -> np.ndarray:
    return values(r"^ +Latency +([\d.]+)us", [f"{side}/wrk_{run}.txt" for run in range(1, 6)])


def test_the_demo_builds_without_an_error_or_a_warning():
    assert not build_site(CONTENT, BuildOptions()).warnings


def test_what_single_pairs_of_runs_would_have_said():
    gains = (rates("nolog")[:, None] / rates("log") - 1) * 100
    changes = (latencies("nolog")[:, None] / latencies("log") - 1) * 100
    assert f"Our ten runs make {gains.size} such pairs" in STORY
    assert f"a gain of {gains.min():.1f}% at the least and {gains.max():.1f}% at the most" in STORY
    assert f"some show {-changes.min():.0f}% less, others {changes.max():.0f}% more" in STORY
    assert "three against three cannot bring *p* below 0.10" in STORY
    assert statistics.smallest_p(3, 3) == 0.1


def test_one_change_on_two_bases():
    """The blog post's numbers by hand: 80,161 / 62,262 is 1.2875, 117 / 152 is 0.7697, and one over that 1.299."""
    assert "The first is +28.7%, the second −23.0%" in STORY
    assert "1/(1 − 0.230) = 1.299 times" in STORY
    under_way = 62_262 * 152e-6, 80_161 * 117e-6
    assert f"is {under_way[0]:.1f} requests under way, and 80,161 times 117 µs is {under_way[1]:.1f}" in STORY
    before, after = (1e7 / float(np.median(rates(side))) for side in ("log", "nolog"))
    assert f"falls from {before:.1f} to {after:.1f} µs. That is −{(1 - after / before) * 100:.1f}%" in STORY
    printed = float(np.median(latencies("log"))) * 1e-6 * float(np.median(rates("log")))
    assert f"would be {printed:.0f} requests under way" in STORY


def test_what_the_profiler_cost():
    costs, chances = [], []
    for side in ("log", "nolog"):
        alone, profiled = rates(side), rates(side, "wrk_during_cpu_10s", 3)
        costs.append(f"{(1 - np.median(profiled) / np.median(alone)) * 100:.1f}%")
        chances.append(f"{statistics.rank_sum_test(alone, profiled).p:.2f}")
    interval = statistics.change(rates("log"), rates("log", "wrk_during_cpu_10s", 3)).interval
    assert f"That is {costs[0]} and {costs[1]} less, and both are `~`" in STORY
    assert f"*p* = {chances[0]} and {chances[1]}, and anything from {(1 - interval.low) * 100:.1f}% less" in STORY
    assert f"to {(interval.high - 1) * 100:.1f}% more" in STORY


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        ("log", "With the line, the server used {:.1f} to {:.1f} of them and wrk {:.1f} to {:.1f}"),
        ("nolog", "without it, {:.1f} to {:.1f} and {:.1f} to {:.1f}"),
    ],
)
def test_how_the_cores_were_shared(side, sentence):
    table = (CONTENT / "whoami" / "cpu_use.tsv").read_text("utf-8")
    used = np.array(re.findall(rf"^{side}\twrk_\d\.txt\tserver ([\d.]+) s\twrk ([\d.]+) s", table, re.MULTILINE), float)
    assert len(used) == 5
    assert sentence.format(*(end for column in used.T for end in (column.min(), column.max()))) in STORY
    unused = 20 - used.sum(axis=1)
    assert 1.95 < unused.min() <= unused.max() < 3.15


def test_what_a_request_costs():
    """The numbers of the callouts, which are per request: no role computes these."""
    sides = [
        [read_profile(path.read_bytes(), path.name) for path in sorted((CONTENT / "whoami" / side).glob("cpu_10s_*"))]
        for side in ("log", "nolog")
    ]
    operations = tuple(
        [rate * run.provenance.duration_s for rate, run in zip(rates(side, "wrk_during_cpu_10s", 3), runs, strict=True)]
        for side, runs in zip(("log", "nolog"), sides, strict=True)
    )
    comparison = compare(*sides, metric="cpu", scaling=PER_OPERATION, operations=operations)
    names = [comparison.tree.row_name(row) for row in range(len(comparison.tree))]
    change = comparison.total_change
    before, after = change.before / 1000, change.after / 1000
    line, sending, reading = (
        names.index(name)
        for name in ("log.Printf", "net/http.(*response).finishRequest", "net/http.(*conn).readRequest")
    )
    assert f"`log.Printf` cost {before[line]:.2f} µs of each request's {before[0]:.2f}, and is gone" in STORY
    assert f"took {before[sending]:.2f} µs for one request and takes {after[sending]:.2f}, which is within" in STORY
    assert f"took {before[reading]:.2f} µs and takes {after[reading]:.2f}, which is within noise too" in STORY
    assert f"A request cost {before[0]:.2f} µs of CPU time and costs {after[0]:.2f} now" in STORY
    reach = (change.high[0] - change.low[0]) / 2000
    assert (
        f"That is {before[0] - after[0]:.1f} µs less, and with three runs of each known to within {reach:.1f}" in STORY
    )
    assert change.is_called[[0, line]].all()
    assert not change.is_called[[sending, reading]].any()


def test_what_the_usual_chain_loses():
    """stackcollapse-go.pl --sample_index=0 on log/cpu.txt gave 6 and 1 of 1,936 samples too, run on the same file."""
    text = (CONTENT / "whoami" / "log" / "cpu.txt").read_text("utf-8")
    samples, _, locations = text.partition("Locations\n")
    names = dict(re.findall(r"^ *(\d+): 0x[0-9a-f]+ M=\d+ (\S+) ", locations, re.MULTILINE))
    stacks = [
        (int(count), {names[location] for location in stack.split()})
        for count, stack in re.findall(r"^ +(\d+) +\d+: ([\d ]+)$", samples, re.MULTILINE)
    ]
    assert sum(count for count, _ in stacks) == 1936
    found = sum(count for count, frames in stacks if "internal/poll.(*FD).Write" in frames)
    assert f"It finds `internal/poll.(*FD).Write` in {found} of 1,936 samples, {found / 19.36:.1f}%" in STORY
    assert sum(count for count, frames in stacks if "os.(*File).Write" in frames) == 1
    assert "`os.(*File).Write`, through which every log line goes, is left with one sample" in STORY
