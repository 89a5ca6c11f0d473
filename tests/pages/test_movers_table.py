"""The table of the largest movers as it stands before scripts."""

from __future__ import annotations

from sitegen.pages.difference import DifferenceOptions, PerOperation, make_difference, make_saved_difference
from sitegen.pages.movers_table import mover_rows
from tests.compared_profiles import cpu_run
from tests.text_profiles import profile_of


def rows(graph):
    changes, _ = graph.comparisons[0]
    return mover_rows(graph.tree, changes, lambda row: f"#{row}")


def test_a_mover_has_both_sides_the_change_its_interval_and_its_ancestors():
    """Per operation of 100 a side: print goes from 40 to 10 ms/op, all else stays; main and work move by it alone."""
    before = cpu_run("main;work;print 400\nmain;work;parse 600")
    after = cpu_run("main;work;print 100\nmain;work;parse 600")
    per = PerOperation((100.0,), (100.0,), "request", "as the author says")
    (mover,) = rows(make_difference([before], [after], DifferenceOptions(), per))
    assert mover["name"] == "print"
    assert (mover["before"], mover["after"]) == ("40 ms/request", "10 ms/request")
    assert (mover["change"], mover["relative"]) == ("-30 ms/request", "-75.00%")
    assert mover["verdict"] == "beyond sampling noise"
    assert [above["name"] for above in mover["ancestors"]] == ["work", "main", "all"]
    low, high = mover["interval"].split(" to ")
    # 95 %: 1.96 times the root of the larger of 2 x 250 and 400 + 100 samples of 10 ms, over 100 requests: 4.38 ms.
    assert (low, high) == ("-34.4", "-25.6 ms/request")


def test_shares_are_written_as_percentages_and_their_changes_in_points():
    found = rows(make_difference([profile_of("a 500\nb 500")], [profile_of("a 900\nc 100")], DifferenceOptions()))
    assert [(row["name"], row["before"], row["after"], row["change"], row["relative"]) for row in found] == [
        ("b", "50.00%", "0%", "-50.00 points", "gone"),
        ("a", "50.00%", "90.00%", "+40.00 points", "+80.00%"),
        ("c", "0%", "10.00%", "+10.00 points", "new"),
    ]


def test_of_net_changes_there_are_no_sides_and_no_verdicts():
    found = rows(make_saved_difference(profile_of("a;x -5\na;y 3"), DifferenceOptions()))
    assert [(row["name"], row["change"], row["before"], row["verdict"]) for row in found[:2]] == [
        ("x", "-5 samples", "", ""),
        ("y", "+3 samples", "", ""),
    ]
