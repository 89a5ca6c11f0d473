"""What the page derives from a tree equals the same question put to the samples one by one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from sitegen.analysis.prune import prune
from tests.page_answers import FOLDED, Page, marked
from tests.stack_questions import (
    Marks,
    Sample,
    Weights,
    answered,
    functions,
    named,
    of_function,
    profile_of_stacks,
    sample_lists,
    some_node,
    totals,
)

FILTERS = ("focus", "ignore", "hide", "root", "collapse direct", "collapse")
SANDWICH = ("callers", "callees")
NOTHING = (0.0,) * 4

names = st.sampled_from("abcé")
choices = st.integers(0, 9)


@pytest.fixture(scope="session")
def page() -> Iterator[Page]:
    opened = Page()
    yield opened
    opened.close()


def with_weight(table: dict[Any, tuple[Weights, Weights]]) -> dict[Any, tuple[Weights, Weights]]:
    return {function: weights for function, weights in table.items() if any(weights[1])}


@settings(max_examples=300)
@given(
    drawn=sample_lists(),
    asked=st.lists(st.tuples(st.sampled_from(FILTERS), choices, st.booleans()), min_size=1, max_size=3),
    view=st.sampled_from([None, None, "invert", *SANDWICH]),
    choice=choices,
)
def test_filters_equal_the_samples_one_by_one(page, drawn, asked, view, choice):
    """One to three filters, by name or by function, and then a view."""
    questions = [
        (kind, of_function(some_node(drawn, place)) if by_function else named(some_node(drawn, place)[0]))
        for kind, place, by_function in asked
    ]
    if view is not None:
        questions.append((view, of_function(some_node(drawn, choice))))
    check(page, drawn, questions)


@given(drawn=sample_lists(), view=st.sampled_from([None, "invert", *SANDWICH]), choice=choices)
def test_views_equal_the_samples_one_by_one(page, drawn, view, choice):
    check(page, drawn, [] if view is None else [(view, of_function(some_node(drawn, choice)))])


def check(page: Page, drawn: list[Sample], questions: list[tuple[str, Marks]]) -> None:
    """Own weights and totals of every path in every metric and on either side, and the table of functions."""
    views = {kind for kind, _ in questions}
    answer = page.ask(top_down(profile_of_stacks(drawn)), *(marked(*question) for question in questions))
    expected = answered(drawn, *questions)
    assert answer.own(is_sandwich=not views.isdisjoint(SANDWICH)) == expected
    sums = totals(answer.own())
    assert answer.totals == [sums.get(path, NOTHING) for path in answer.paths]
    if views.isdisjoint(SANDWICH):
        # Inverted stacks hold the same functions, which weigh the same.
        top_down_stacks = answered(drawn, *(question for question in questions if question[0] != "invert"))
        assert answer.table() == with_weight(functions(top_down_stacks))


@given(drawn=sample_lists(), asked=st.sampled_from(FILTERS), name=names, view=st.sampled_from([None, "invert"]))
def test_rows_know_where_they_come_from(page, drawn, asked, name, view):
    """A row's origin is a row of the same node; a row that shows one of the base is found from it, or is its caller."""
    tree = top_down(profile_of_stacks(drawn))
    base = page.ask(tree)
    answer = page.ask(tree, marked(asked, named(name)), *([] if view is None else [marked(view, named(name))]))
    for path, origin in zip(answer.paths, answer.raw["origin"], strict=True):
        assert path[-1:] == base.paths[origin][-1:]
    rows = range(len(answer.paths))
    places = answer.raw["place"]
    assert len(places) == len(base.paths) and set(places) <= {-1, *rows}
    if view is None:
        assert [places[origin] for origin in answer.raw["origin"]] == list(rows)


@given(drawn=sample_lists(), asked=st.lists(st.sampled_from(("hide", "root", "collapse")), max_size=2), name=names)
def test_siblings_stand_by_name_or_by_falling_width(page, drawn, asked, name):
    """By name as Python's trees; by width equal ones stay by name."""
    tree = top_down(profile_of_stacks(drawn))
    questions = [marked(question, named(name)) for question in asked]
    by_name = page.ask(tree, *questions)
    assert by_name.paths == sorted(by_name.paths)
    for metric in range(2):
        by_width = page.ask(tree, *questions, {"kind": "order", "metric": metric})
        assert by_width.own() == by_name.own()
        widths = dict(zip(by_name.paths, by_name.widths(metric), strict=True))

        def key(path, widths=widths):
            return [(-widths[path[:stop]], path[stop - 1]) for stop in range(1, len(path) + 1)]

        assert by_width.paths == sorted(by_name.paths, key=key)
        back = page.ask(tree, *questions, {"kind": "order", "metric": metric}, {"kind": "order"})
        assert back.paths == by_name.paths and back.weights == by_name.weights


@settings(max_examples=200)
@given(
    drawn=sample_lists(),
    budget=st.integers(1, 12),
    asked=st.sampled_from((*FILTERS, "invert", *SANDWICH)),
    choice=choices,
)
def test_smaller_frames_bound_what_a_question_could_not_see(page, drawn, budget, asked, choice):
    """What was folded away is kept, or said to be undecided; the true answer lies between."""
    whole = top_down(profile_of_stacks(drawn))
    is_marked = of_function(some_node(drawn, choice))
    answer = page.ask(prune(whole, budget), marked(asked, is_marked), functions=functions_of(whole))
    true = np.array(totals(answered(drawn, (asked, is_marked))).get((), NOTHING))
    undecided = answer.undecided()
    if asked in ("hide", "collapse", "collapse direct", "invert"):
        assert answer.whole().tolist() == true.tolist()
    elif asked == "ignore":
        assert (answer.whole() - undecided <= true).all() and (true <= answer.whole()).all()
    else:
        assert (answer.whole() <= true).all() and (true <= answer.whole() + undecided).all()
    assert sum(1 for path in answer.paths if path[-1:] == (FOLDED,)) == sum(1 for n in answer.raw["folded"] if n > 0)


@settings(max_examples=200)
@given(drawn=sample_lists(), budget=st.integers(0, 15), view=st.sampled_from(["invert", "callers"]), choice=choices)
def test_an_inverted_tree_within_a_budget_loses_nothing(page, drawn, budget, view, choice):
    """Rows that were made have their true totals; what was not lies in rows of smaller frames beside them."""
    is_marked = of_function(some_node(drawn, choice))
    tree = top_down(profile_of_stacks(drawn))
    answer = page.ask(tree, {**marked(view, is_marked), "budget": budget})
    true = totals(answered(drawn, (view, is_marked)))
    own = answer.own(is_sandwich=view == "callers")
    known = {path: weights for path, weights in totals(own).items() if FOLDED not in path}
    assert known == {path: true[path] for path in known}
    assert answer.totals[0] == true.get((), NOTHING)
    assert {path for path in true if len(path) == 1} <= known.keys()
    deeper = [path for path in answer.paths if len(path) > 1 and FOLDED not in path]
    first_level = sum(1 for path in answer.paths if len(path) == 1)
    assert len(deeper) <= max(0, budget - first_level)


@given(drawn=sample_lists(), choice=choices, factor=st.sampled_from([0.0, 0.25, 0.5, 1.0, 2.0]))
def test_a_scaled_function_scales_the_stacks_that_hold_it(page, drawn, choice, factor):
    """Factors whose products are exact; recursion counts once."""
    is_marked = of_function(some_node(drawn, choice))
    answer = page.ask(top_down(profile_of_stacks(drawn)), {**marked("scale", is_marked), "factor": factor})
    scaled = {
        path: tuple(factor * weight for weight in weights) if any(map(is_marked, path)) else weights
        for path, weights in answered(drawn).items()
    }
    assert answer.own() == {path: weights for path, weights in scaled.items() if any(weights)}
