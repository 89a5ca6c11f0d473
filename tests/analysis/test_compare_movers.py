"""The table of movers names each change once, where it is; its ancestors are listed under it."""

from __future__ import annotations

from sitegen.analysis.compare import compare
from sitegen.analysis.movers import movers
from sitegen.model import Metric
from sitegen.model.comparison import Comparison
from tests.compared_profiles import runs_of
from tests.text_profiles import profile_of


def named(comparison: Comparison, most: int | None = None) -> list[tuple[str, list[str]]]:
    name = comparison.tree.row_name
    return [(name(mover.row), [name(row) for row in mover.ancestors]) for mover in movers(comparison, most)]


def test_ancestors_are_listed_under_the_one_that_moved():
    sides = runs_of({"main;work;parse": 4000, "main;rest": 6000}), runs_of({"main;work;parse": 1000, "main;rest": 6000})
    assert named(compare(*sides, scaling="absolute")) == [("parse", ["work", "main", "all"])]


def test_an_ancestor_of_two_movers_is_a_finding_of_its_own():
    before = {"main;gain": 1000, "main;loss": 5000, "main;rest": 4000}
    after = {"main;gain": 2000, "main;loss": 2000, "main;rest": 4000}
    found = named(compare(runs_of(before), runs_of(after), scaling="absolute"))
    assert found == [("loss", []), ("main", ["all"]), ("gain", [])]


def test_an_ancestor_with_a_change_of_its_own_stands_alone():
    before, after = {"main": 1000, "main;work": 5000}, {"main": 2500, "main;work": 2000}
    assert named(compare(runs_of(before), runs_of(after), scaling="absolute")) == [("work", []), ("main", ["all"])]


def test_a_change_that_equals_a_descendants_by_chance_is_a_finding_of_its_own():
    """main itself lost what y gained, so that main's -3,000 is x's -3,000 in sum and not in kind."""
    before = {"main": 2000, "main;x": 5000, "main;y": 1000}
    after = {"main": 1000, "main;x": 2000, "main;y": 2000}
    found = named(compare(runs_of(before), runs_of(after), scaling="absolute"))
    assert found == [("main", ["all"]), ("x", []), ("y", [])]


def test_what_cancels_is_found_below():
    before, after = {"main;x": 4000, "main;y": 6000}, {"main;x": 6000, "main;y": 4000}
    comparison = compare(runs_of(before), runs_of(after), scaling="absolute")
    assert named(comparison) == [("x", []), ("y", [])]
    assert named(comparison, most=1) == [("x", [])]


def test_noise_is_no_mover_but_an_unknown_noise_hides_nothing():
    assert named(compare(runs_of({"a": 100, "b": 100}), runs_of({"a": 110, "b": 90}))) == []
    wall = Metric("wall", "nanoseconds")
    comparison = compare([profile_of("a 100\nb 100", wall)], [profile_of("a 110\nb 90", wall)])
    assert named(comparison) == [("a", []), ("b", [])]
    assert named(compare([profile_of("a 1", wall)], [profile_of("a 1", wall)])) == []
