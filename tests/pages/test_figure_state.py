"""States of figures in links: read as the page's scripts read them, and checked against the figures."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from sitegen.analysis.label_values import LabelKey
from sitegen.analysis.label_weights import LabelWeights
from sitegen.pages.difference import DifferenceOptions, make_difference
from sitegen.pages.figure_state import parse_state, pasted_state, row_of_path, state_faults
from sitegen.pages.frame_link import frame_path
from sitegen.pages.graph import make_graph
from tests.text_profiles import profile_of

TABLE = json.loads((Path(__file__).resolve().parent.parent / "data" / "hash.json").read_text("utf-8"))
STATES = [row for row in TABLE["read"] if row["figures"] is not None and row["hash"].startswith("#!")]

CPU = replace(
    make_graph(profile_of("main;net/http.serve;a;b 1\nmain;work 1")),
    labels=LabelWeights(
        (LabelKey("thread", ("one",)),),
        (),
        np.array([[0]], np.int32),
        (np.array([5]),),
        (np.array([[1.0]]),),
        None,
    ),
)
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
        ("!v=1;cpu.view=bottom-up;cpu.path=b/a;cpu.order=heavy;cpu.color=hot;cpu.of=%2F%5Ea%2F", []),
        ("!v=1;cpu.focus=work/%2F%5Ea%24%2F;cpu.hide=a;cpu.path=main/b;cpu.recursion=direct;cpu.whatif=a~0.5", []),
        ("!v=1;cpu.label=thread=one;cpu.group=thread", []),
        ("!v=1;cpu.label=thread=", []),
        ("!v=1;cpu.focus=", []),
        ("!v=1;cpu.focus=wurk", ['there is no function "wurk" (closest: work)']),
        ("!v=1;cpu.hide=%2F%5Ez%2F", ['no frame matches "/^z/"']),
        ("!v=1;cpu.ignore=%2F(%2F", ['"/(/": a group is not closed, ")" is missing: "("']),
        ("!v=1;cpu.whatif=a", ['expected a function and a factor, such as main.work~0.5, found "a"']),
        ("!v=1;cpu.whatif=z~1", ['there is no function "z"']),
        ("!v=1;cpu.recursion=some", ['expected recursion direct or all, found "some"']),
        ("!v=1;cpu.label=thread=two", ['there is no label "thread=two" (closest: thread)']),
        ("!v=1;cpu.group=thraed", ['there is no label "thraed" (closest: thread)']),
        ("!v=1;cpu.view=bottom-up;cpu.path=b/z", ['there is no frame "z"']),
        ("!v=1;cpu.color=classic", ['there is no color "classic"']),
        ("!v=1;change.scale=per+second", ['there is no scale "per+second"']),
        ("!v=1;nonsense", ['"nonsense" is no FIGURE.key=value']),
    ],
)
def test_what_does_not_fit_is_told(fragment, faults):
    assert state_faults(fragment, FIGURES) == faults


def test_a_pattern_that_is_none_is_told():
    (fault,) = state_faults("!v=1;cpu.search=%28", FIGURES)
    assert fault.startswith("search: ")


@pytest.mark.parametrize(
    "text", ["", "cpu.view=icicle", "#!v=1;cpu.view=icicle;zoo.view=icicle", "#!v=1;nonsense", "#results"]
)
def test_a_pasted_link_is_of_one_figure(text):
    with pytest.raises(ValueError, match="expected a copied link's state of one figure"):
        pasted_state(text)
