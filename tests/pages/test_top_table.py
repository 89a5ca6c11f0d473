"""The table of functions as it stands without scripts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawing.page_data import FigureState, PageData
from sitegen.model import Metric
from sitegen.model.units import format_weight
from sitegen.pages.difference import DifferenceOptions, PerOperation, make_difference, make_saved_difference
from sitegen.pages.figure_markup import figure_html
from sitegen.pages.graph import make_graph
from sitegen.pages.templates import Templates
from sitegen.pages.theme import find_theme
from sitegen.pages.top_table import top_rows, top_table
from tests.compared_profiles import cpu_run
from tests.text_profiles import profile_of, profile_of_samples

CPU = Metric("cpu", "nanoseconds")


def texts(rows):
    return [tuple(row[key] for key in ("name", "self", "self_besides", "total", "total_besides")) for row in rows]


def test_functions_stand_by_falling_self_weight_with_their_shares():
    """Of 10: work has 5 itself and 7 in all, recursion once; main none itself; idle no weight at all."""
    graph = make_graph(profile_of("main;work;work 4\nmain;work 1\nmain;work;io 2\nmain;gc 3\nidle 0"))
    assert texts(top_rows(graph, 0)) == [
        ("work", "5 samples", "50.00%", "7 samples", "70.00%"),
        ("gc", "3 samples", "30.00%", "3 samples", "30.00%"),
        ("io", "2 samples", "20.00%", "2 samples", "20.00%"),
        ("main", "0 samples", "0%", "10 samples", "100%"),
    ]


def test_the_asked_metric_decides():
    graph = make_graph(profile_of("a 3 1000000\nb 1 2000000", Metric("samples"), CPU))
    assert [row["name"] for row in top_rows(graph, 0)] == ["a", "b"]
    assert [(row["name"], row["self"]) for row in top_rows(graph, 1)] == [("b", "2 ms"), ("a", "1 ms")]


def test_what_is_not_listed_is_counted():
    graph = make_graph(profile_of("\n".join(f"f{number:04} {number}" for number in range(1203))))
    table = top_table(graph, 0, 2)
    assert ([row["name"] for row in table["rows"]], table["more"]) == (["f1202", "f1201"], "1,200 more functions.")
    assert top_table(graph, 0, 1201)["more"] == "1 more function."
    assert top_table(graph, 0, 1202)["more"] == ""


def test_folded_frames_are_in_the_table_all_the_same():
    """The picture folds b and c together, the table has both exactly."""
    graph = make_graph(profile_of("a 9998\nb 1\nc 1"), min_share=0.01)
    assert graph.folded_nodes == 2
    assert [row["name"] for row in top_rows(graph, 0)] == ["a", "b", "c"]


def test_a_difference_lists_the_largest_changes_of_either_sign_in_its_measure():
    """Over 100 requests a side: print 40 to 10 ms, parse 60 to 70 ms, main itself and in all by what is below it."""
    before = cpu_run("main;print 400\nmain;parse 600\nidle 200")
    after = cpu_run("main;print 100\nmain;parse 700\nidle 200")
    per = PerOperation((100.0,), (100.0,), "request", "as the author says")
    table = top_table(make_difference([before], [after], DifferenceOptions(), per), 0)
    assert table["is_difference"]
    assert texts(table["rows"]) == [
        ("print", "-30 ms/request", "40 ms/request → 10 ms/request", "-30 ms/request", "40 ms/request → 10 ms/request"),
        ("parse", "+10 ms/request", "60 ms/request → 70 ms/request", "+10 ms/request", "60 ms/request → 70 ms/request"),
        ("main", "0 ns/request", "0 ns/request → 0 ns/request", "-20 ms/request", "100 ms/request → 80 ms/request"),
        ("idle", "0 ns/request", "20 ms/request → 20 ms/request", "0 ns/request", "20 ms/request → 20 ms/request"),
    ]


def test_the_scaling_that_a_figure_opens_with_decides_the_measure():
    """Of 100 a side and then of 200: b fell by 25 points, and rose by 0 samples."""
    graph = make_difference([profile_of("a 500\nb 500")], [profile_of("a 1500\nb 500")], DifferenceOptions())
    assert texts(top_rows(graph, 0, scaling="share"))[1][:3] == ("b", "-25.00 points", "50.00% → 25.00%")
    assert texts(top_rows(graph, 0, scaling="absolute"))[1][:3] == ("b", "0 samples", "500 samples → 500 samples")
    assert top_table(graph, 0, scaling="absolute")["rows"] == top_rows(graph, 0, scaling="absolute")


def test_a_function_that_vanished_or_is_new_is_a_change():
    graph = make_difference([profile_of("a 500\nb 500")], [profile_of("a 900\nc 100")], DifferenceOptions())
    assert [(name, change) for name, change, *_ in texts(top_rows(graph, 0))] == [
        ("b", "-50.00 points"),
        ("a", "+40.00 points"),
        ("c", "+10.00 points"),
    ]


def test_of_net_changes_only_the_change_is_told():
    graph = make_saved_difference(profile_of("a;x -5\na;y 3"), DifferenceOptions())
    assert texts(top_rows(graph, 0)) == [
        ("x", "-5 samples", "", "-5 samples", ""),
        ("y", "+3 samples", "", "+3 samples", ""),
        ("a", "0 samples", "", "-2 samples", ""),
    ]


@given(
    st.lists(st.tuples(st.lists(st.sampled_from("abcd"), max_size=5).map(tuple), st.integers(1, 99)), max_size=12),
    st.integers(0, 5),
)
def test_the_rows_are_the_samples_counted_one_by_one(samples, most):
    """Self: samples that end in the function; total: samples that hold it, each once."""
    profile = profile_of_samples(samples)
    if not samples:
        return
    names = {name for stack, _ in samples for name in stack}
    own = {name: sum(weight for stack, weight in samples if stack[-1:] == (name,)) for name in names}
    total = {name: sum(weight for stack, weight in samples if name in stack) for name in names}
    expected = sorted(names, key=lambda name: (-own[name], -total[name], name))[:most]
    unit = profile.metrics[0]
    assert [(row["name"], row["self"], row["total"]) for row in top_rows(make_graph(profile), 0, most)] == [
        (name, format_weight(own[name], unit), format_weight(total[name], unit)) for name in expected
    ]


def figure(graph, **options):
    data = PageData()
    state = FigureState("cpu", data.add_tree(graph.tree, graph.functions, graph.comparisons), "", 0)
    return figure_html(Templates(find_theme()), data, state, graph, "A picture", **options)


def test_a_figure_carries_the_table_folded():
    html = figure(make_graph(profile_of("main;work 3\nmain 1")))
    folded = html[html.index('<details class="figure-top">') :]
    assert "<summary>Top functions</summary>" in folded
    assert folded.index(">work<") < folded.index(">main<") < folded.index("</details>")


def test_a_difference_says_that_its_functions_are_those_that_changed():
    html = figure(make_difference([profile_of("a 5")], [profile_of("b 5")], DifferenceOptions()))
    assert "<summary>Functions that changed most</summary>" in html


@pytest.mark.parametrize(
    ("text", "options"), [("main 1", {"lists_functions": False}), ("main 0", {})], ids=["asked for none", "no weight"]
)
def test_a_figure_without_a_table(text, options):
    assert "figure-top" not in figure(make_graph(profile_of(text)), **options)


@pytest.mark.parametrize(
    "graph",
    [
        make_graph(profile_of("main<T>;parse&go 3")),
        make_difference([profile_of("main<T> 5")], [profile_of("parse&go 5")], DifferenceOptions()),
    ],
    ids=["profile", "difference"],
)
def test_the_template_writes_names_as_text(graph):
    templates = Templates(find_theme())
    html = templates.render("top_table.html", {"top": top_table(graph, 0)})
    assert "main&lt;T&gt;</code>" in html and "parse&amp;go</code>" in html
    assert html.count("<tr>") == 3 and html.count('scope="row"') == 2
