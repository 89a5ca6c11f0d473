"""States of figures in links: read as the page's scripts read them, and checked against the figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.pages.difference import DifferenceOptions, make_difference
from sitegen.pages.figure_state import parse_state, row_of_path, state_faults
from sitegen.pages.frame_link import frame_path
from sitegen.pages.graph import make_graph
from tests.text_profiles import profile_of

TABLE = json.loads((Path(__file__).resolve().parent.parent / "data" / "hash.json").read_text("utf-8"))
STATES = [row for row in TABLE["read"] if row["figures"] is not None and row["hash"].startswith("#!")]

CPU = make_graph(profile_of("main;net/http.serve;a;b 1\nmain;work 1"))
FIGURES = {
    "cpu": CPU,
    "change": make_difference([profile_of("m;a 3")], [profile_of("m;a 5")], DifferenceOptions()),
}


@pytest.mark.parametrize("row", STATES, ids=lambda row: row["hash"])
def test_hashes_are_read_as_the_script_reads_them(row):
    state = parse_state(row["hash"].removeprefix("#"))
    assert state.figures == row["figures"]
    assert list(state.unread) == row["unread"]


@pytest.mark.parametrize("row", range(len(CPU.tree)))
def test_a_path_leads_to_the_row_that_it_was_written_of(row):
    assert row_of_path(CPU.tree, frame_path(CPU.tree, row)) == (row, "")


@pytest.mark.parametrize(
    ("fragment", "faults"),
    [
        ("!v=1;cpu.path=main/net%2Fhttp.serve/a;cpu.metric=samples;cpu.view=icicle;cpu.search=^a", []),
        ("!v=1;change.scale=absolute;change.width=before;change.color=classic", []),
        ("!v=1;cpu.search=%28;cpu.plain=1", []),
        ("!v=1;cpo.view=icicle", ['the page has no figure "cpo" (closest: cpu)']),
        ("!v=1;cpu.vieuw=icicle", ['"vieuw" is no key of a figure (closest: view)']),
        ("!v=1;cpu.view=flamme", ['there is no view "flamme" (closest: flame)']),
        ("!v=1;cpu.path=main/wurk", ['there is no frame "wurk" under "main"']),
        ("!v=1;cpu.metric=sample", ['there is no metric "sample" (closest: samples)']),
        ("!v=1;cpu.focus=work", ['"focus" is no key of a figure']),
        ("!v=1;change.scale=per+second", ['there is no scale "per+second"']),
        ("!v=1;nonsense", ['"nonsense" is no FIGURE.key=value']),
    ],
)
def test_what_does_not_fit_is_told(fragment, faults):
    assert state_faults(fragment, FIGURES) == faults


def test_a_pattern_that_is_none_is_told():
    (fault,) = state_faults("!v=1;cpu.search=%28", FIGURES)
    assert fault.startswith("search: ")
