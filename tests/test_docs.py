"""docs/ says how the program decides: its figures are held to the code, its commands to the command line."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import numpy as np
import pytest

from benchmarks import null_simulation
from sitegen.analysis.compare import DEFAULT_RULE, compare
from sitegen.analysis.noise import FEWEST_DEGREES
from sitegen.analysis.statistics import ALPHA, runs_needed, smallest_p
from sitegen.analysis.verdicts import DEFAULT_RATE, DEFAULT_SMALLEST_SHARE, FAMILIES
from sitegen.cli.entry import load_verbs
from sitegen.model.comparison import PER_OPERATION, SCALINGS, SHARE, VERDICT_WORDS, Verdict
from tests.compared_profiles import whoami_runs

ROOT = Path(__file__).resolve().parent.parent
NOISE = (ROOT / "docs" / "noise.md").read_text("utf-8")
PROSE = " ".join(NOISE.split())
EACH_FRAME = "each frame by 10 %"


def table(first_cell: str, place: int = 0) -> list[list[str]]:
    """The rows under the header that begins with this cell."""
    blocks = re.findall(rf"^\| {re.escape(first_cell)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", NOISE, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split(" | ")] for row in blocks[place].splitlines()]


def null_rows() -> dict[tuple[str, ...], list[str]]:
    return {tuple(row[:3]): row[3:] for row in table("runs a side", 0)}


def planted_rows() -> dict[tuple[str, ...], list[str]]:
    return {tuple(row[:5]): row[5:] for row in table("runs a side", 1)}


def percent(cell: str) -> float:
    return float(cell.removesuffix("%")) / 100


def test_the_stated_numbers_are_the_constants():
    stated = {row[0]: percent(row[1]) for row in table("number")}
    assert stated == {"rate": DEFAULT_RATE, "smallest effect": DEFAULT_SMALLEST_SHARE, "confidence": 0.95}
    assert DEFAULT_RULE.confidence == 0.95
    assert f"half the rate, {100 * DEFAULT_RATE / FAMILIES:g} %" in PROSE
    assert f"With fewer than {FEWEST_DEGREES} degrees of freedom" in PROSE
    assert f"random call trees of {null_simulation.NODES} frames" in PROSE


def test_every_word_and_every_scaling_is_explained():
    words = " ".join(row[0] for row in table("on the page"))
    for verdict in Verdict:
        assert f"`{VERDICT_WORDS[verdict]}`" in words
    for name in SCALINGS:
        assert f"- **{name[0].upper()}{name[1:]}" in NOISE


def test_what_few_runs_can_tell_is_what_the_rank_test_gives():
    assert f"{smallest_p(3, 3):.2f} at 3 against 3" in PROSE
    assert f"{smallest_p(4, 4):.3f} at 4 against 4" in PROSE
    assert f"{smallest_p(5, 5):.3f} at 5 against 5" in PROSE
    assert f"Below {runs_needed()} runs a side nothing can reach {ALPHA}" in PROSE
    alone = DEFAULT_RATE / FAMILIES / 100
    assert f"a single frame among a hundred at 2.5 % takes a *p* of {alone:.5f}" in PROSE
    assert f"it would take {runs_needed(alone)} runs a side" in PROSE


def test_the_example_of_shares_and_requests_is_that_of_the_recorded_runs():
    before, after = whoami_runs()
    operations = tuple(
        [requests_per_second(f"{side}/wrk_during_cpu_10s_{run}.txt") * profile.provenance.duration_s
         for run, profile in enumerate(profiles, start=1)]
        for side, profiles in (("log", before), ("nolog", after))
    )  # fmt: skip
    for scaling, unit, stated, verdict in (
        (SHARE, 0.01, "went from {:.2f} % to {:.2f} % of the samples", Verdict.CHANGED),
        (PER_OPERATION, 1000, "it is {:.2f} µs before and {:.2f} µs after, and that is `~`", Verdict.NOISE),
    ):
        comparison = compare(before, after, metric="cpu", scaling=scaling, operations=operations)
        names = [comparison.tree.row_name(row) for row in range(len(comparison.tree))]
        row = names.index("net/http.(*response).finishRequest")
        change = comparison.total_change
        assert stated.format(change.before[row] / unit, change.after[row] / unit) in PROSE
        assert change.verdict[row] == verdict


def requests_per_second(name: str) -> float:
    text = (ROOT / "content" / "whoami" / name).read_text("utf-8")
    found = re.search(r"^Requests/sec: +([\d.]+)$", text, re.MULTILINE)
    assert found
    return float(found[1])


def test_the_tables_have_every_row_of_the_simulation():
    kinds = tuple(null_simulation.VARIATIONS)
    rows = product(null_simulation.RUNS, kinds, null_simulation.SAMPLES)
    assert list(null_rows()) == [(str(runs), f"{samples:,}", kind) for runs, kind, samples in rows]
    assert list(planted_rows()) == [
        (str(runs), f"{samples:,}", kind, f"{share:.0%}", f"{smallest:.1%}")
        for runs, kind, samples, (share, smallest) in product(
            null_simulation.RUNS, kinds[:2], null_simulation.SAMPLES, null_simulation.PLANTED
        )
        if runs > 1 or kind == "none"
    ]


def test_the_tables_keep_the_stated_rate_and_show_what_the_correction_is_for():
    for (runs, samples, kind), cells in null_rows().items():
        if runs != "1" or kind == "none":
            assert max(percent(cell) for cell in cells[:4]) <= DEFAULT_RATE
            assert samples == "100,000" or min(percent(cell) for cell in cells[4:]) > DEFAULT_RATE
        else:
            assert max(percent(cell) for cell in cells[:2]) > DEFAULT_RATE
    for cells in planted_rows().values():
        assert max(percent(cell) for cell in cells[2:]) <= DEFAULT_RATE


def test_a_row_of_the_tables_is_what_the_script_gives_now():
    """The quickest row with several runs a side, all of its 1,000 pairs, with the script's own seed."""
    random = np.random.default_rng([1, 3, 1000, 0])
    rates = null_simulation.null_rates(random, 1000, 3, 1000, "none")
    cells = [f"{100 * rates[name][rule]:.1f} %" for rule in range(3) for name in null_simulation.SCALINGS]
    assert cells == null_rows()["3", "1,000", "none"]


def test_the_numbers_of_the_text_are_those_of_the_tables():
    null, planted = null_rows(), planted_rows()

    def found(runs: int, samples: str, kind: str) -> str:
        return planted[str(runs), samples, kind, "20%", "0.5%"][0]

    assert f"{null['1', '100,000', EACH_FRAME][0]} of pairs without any change" in PROSE
    assert (
        f"With 1,000 samples, where sampling noise hides the rest, it was {null['1', '1,000', EACH_FRAME][0]}." in PROSE
    )
    steady = [found(runs, samples, "none") for runs in (3, 5) for samples in ("1,000", "10,000")]
    assert f"is found in {steady[0]} of pairs with 1,000 samples a run and in {steady[1]} with 10,000" in PROSE
    varied = [found(3, samples, EACH_FRAME) for samples in ("10,000", "100,000")]
    assert f"it is found in {varied[0]}, and ten times the samples do not help ({varied[1]})" in PROSE
    assert f"{steady[2]} and {steady[3]} of pairs, and {found(5, '10,000', EACH_FRAME)} when frames vary" in PROSE


@pytest.mark.parametrize("line", re.findall(r"^(?:flamesite|python) .*$", NOISE, re.MULTILINE))
def test_every_command_exists(line):
    program, *words = line.split()
    if program == "python":
        assert words == ["-m", null_simulation.__name__]
        return
    options = {option for parameter in load_verbs()[words[0]].params for option in parameter.opts}
    assert {word for word in words if word.startswith("-")} <= options


def test_every_test_that_the_instrument_page_names_exists():
    text = (ROOT / "docs" / "instrument.md").read_text("utf-8")
    named = re.findall(r"`([a-z_/]+\.py)::(test_\w+)`", text)
    assert len(named) > 50
    for path, name in named:
        assert f"\ndef {name}(" in (ROOT / "tests" / path).read_text("utf-8"), f"{path}::{name}"


def test_a_row_of_the_instrument_page_names_a_test_or_says_no():
    text = (ROOT / "docs" / "instrument.md").read_text("utf-8")
    rows = [line.strip("|").split(" | ") for line in text.splitlines() if line.startswith("| ")]
    for row in rows:
        assert len(row) == 3 and (row[2].strip() or row[1].strip().startswith("no:")), row
