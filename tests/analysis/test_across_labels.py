"""What the page makes of questions about labels equals the same questions put to the samples one by one."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from sitegen.analysis.label_weights import label_weights
from sitegen.analysis.prune import prune
from sitegen.formats import read_profile
from tests.page_answers import FOLDED, Page, marked
from tests.stack_questions import Sample, answered, focus, named, profile_of_stacks, sample_lists, totals

DATA = Path(__file__).resolve().parent.parent / "data" / "pprof"
TAGS = ("", "x", "y", "z", "x, y", "x, z", "y, z")
LANES = ("", "p", "q=r")
NOTHING = (0.0,) * 4

choices = st.sets(st.sampled_from([*(("tag", tag) for tag in TAGS), *(("lane", lane) for lane in LANES)]), max_size=5)
groups = st.sampled_from(["", "tag", "lane"])


@pytest.fixture(scope="module")
def page():
    opened = Page()
    yield opened
    opened.close()


def value_of(sample: Sample, key: str) -> str:
    """The one value that a sample has of a label: several of one label are one of its own."""
    return ", ".join(sorted(sample.tags)) if key == "tag" else sample.lane


def is_kept(sample: Sample, chosen: set[tuple[str, str]]) -> bool:
    """Any of the chosen values of each key that was chosen by."""
    return all((key, value_of(sample, key)) in chosen for key in {key for key, _ in chosen})


def grouped(samples: list[Sample], key: str) -> list[Sample]:
    """The samples with the value of a label as their outermost caller."""
    if not key:
        return samples

    def name(sample: Sample) -> str:
        value = value_of(sample, key)
        return f"{key}: {value}" if value else f"without {key}"

    return [replace(sample, stack=((name(sample), "", "", 0, 0), *sample.stack)) for sample in samples]


def asked(chosen: set[tuple[str, str]], group: str) -> dict[str, object]:
    questions = [{"kind": "label", "text": f"{key}={value}"} for key, value in sorted(chosen)]
    return {"kind": "labels", "asked": [*questions, *([{"kind": "group", "text": group}] if group else [])]}


def known(profile, chosen, group):
    """The labels of the profile, where it has all that is asked for: a page refuses the others before."""
    labels = label_weights(profile, top_down(profile))
    assume(labels is not None)
    keys = {key.key: key.values for key in labels.keys}
    assume(all(key in keys and (not value or value in keys[key]) for key, value in chosen))
    assume(not group or group in keys)
    return labels


@given(drawn=sample_lists(), chosen=choices, group=groups)
def test_values_of_several_labels_and_a_grouping_are_exact_together(page, drawn, chosen, group):
    profile = profile_of_stacks(drawn)
    labels = known(profile, chosen, group)
    answer = page.ask(top_down(profile), asked(chosen, group), labels=labels)
    expected = answered(grouped([sample for sample in drawn if is_kept(sample, chosen)], group))
    assert answer.own() == expected
    sums = totals(expected)
    assert answer.totals == [sums.get(path, NOTHING) for path in answer.paths]
    assert answer.undecided().tolist() == [0.0] * 4


@given(drawn=sample_lists(), chosen=choices, group=groups, budget=st.integers(1, 12))
def test_rows_of_smaller_frames_are_filtered_and_grouped_exactly(page, drawn, chosen, group, budget):
    """Every row, folded or not, weighs what its samples weigh; those that a folded row stands for are its own."""
    profile = profile_of_stacks(drawn)
    known(profile, chosen, group)
    whole = top_down(profile)
    tree = prune(whole, budget)
    labels = label_weights(profile, tree)
    answer = page.ask(tree, asked(chosen, group), functions=functions_of(whole), labels=labels)
    kept = totals(answered(grouped([sample for sample in drawn if is_kept(sample, chosen)], group)))
    assert answer.totals[0] == kept.get((), NOTHING)
    shown = {path: weights for path, weights in zip(answer.paths, answer.totals, strict=True) if FOLDED not in path}
    assert shown == {path: kept.get(path, NOTHING) for path in shown}
    assert all(path in shown for path in kept if group and len(path) == 1)


@given(drawn=sample_lists(), group=st.sampled_from(["tag", "lane"]), name=st.sampled_from("abc"))
def test_other_questions_follow_a_grouping(page, drawn, group, name):
    """A group is a caller as any other; siblings stand by name."""
    profile = profile_of_stacks(drawn)
    labels = known(profile, set(), group)
    samples = grouped(drawn, group)
    tree = top_down(profile)
    focused = page.ask(tree, asked(set(), group), marked("focus", named(name)), labels=labels)
    expected = [sample for sample in samples if focus(sample.path, named(name))]
    assert focused.own() == answered(expected)
    inverted = page.ask(tree, asked(set(), group), {"kind": "invert"}, labels=labels)
    assert inverted.own() == answered(samples, ("invert", named("")))
    for answer in (focused, inverted):
        assert answer.paths == sorted(answer.paths)


@given(drawn=sample_lists(), chosen=choices, group=groups)
def test_rows_know_where_they_come_from(page, drawn, chosen, group):
    """A row has the frame of its origin, groups have none; a row of the page is shown by one of the rows made of it."""
    profile = profile_of_stacks(drawn)
    labels = known(profile, chosen, group)
    tree = top_down(profile)
    base = page.ask(tree)
    answer = page.ask(tree, asked(chosen, group), labels=labels)
    lead = 1 if group else 0
    for path, origin in zip(answer.paths, answer.raw["origin"], strict=True):
        assert origin == (-1 if len(path) == 1 and group else base.paths.index(path[lead:]))
    assert answer.raw["place"][0] == 0
    for row, place in enumerate(answer.raw["place"][1:], 1):
        if place >= 0:
            assert answer.paths[place][lead:] == base.paths[row]
            assert answer.raw["origin"][place] == row
        else:
            assert row not in answer.raw["origin"]


@given(
    drawn=sample_lists(), group=st.sampled_from(["tag", "lane"]), budget=st.integers(1, 6), name=st.sampled_from("abc")
)
def test_what_a_question_after_a_grouping_could_not_see_is_bounded(page, drawn, group, budget, name):
    """Smaller frames that lie in several groups are undecided as a whole."""
    profile = profile_of_stacks(drawn)
    known(profile, set(), group)
    tree = prune(top_down(profile), budget)
    answer = page.ask(
        tree,
        asked(set(), group),
        marked("focus", named(name)),
        functions=functions_of(top_down(profile)),
        labels=label_weights(profile, tree),
    )
    true = totals(answered(drawn, ("focus", named(name)))).get((), NOTHING)
    assert (answer.whole() <= true).all()
    assert (true <= answer.whole() + answer.undecided()).all()


def test_a_capture_is_grouped_as_go_does(page):
    """`go tool pprof -traces -tagroot=endpoint -sample_index=samples`, folded; samples without it are `<unknown>`."""
    profile = read_profile((DATA / "labels.pb.gz").read_bytes(), "labels.pb.gz")
    tree = top_down(profile)
    answer = page.ask(tree, asked(set(), "endpoint"), labels=label_weights(profile, tree))
    found: Counter[str] = Counter()
    for path, weights in answer.own().items():
        group = path[0][0].removeprefix("endpoint: ").replace("without endpoint", "<unknown>")
        found[";".join([group, *(node[0] for node in path[1:])])] += int(weights[0])
    lines = (DATA / "labels.endpoint.golden").read_text().splitlines()
    assert found == Counter({stack: int(weight) for stack, weight in (line.rsplit(" ", 1) for line in lines)})


def test_a_capture_is_filtered_as_go_does(page):
    """`go tool pprof -tags -sample_index=samples`: how many samples have each value."""
    profile = read_profile((DATA / "labels.pb.gz").read_bytes(), "labels.pb.gz")
    tree = top_down(profile)
    labels = label_weights(profile, tree)
    text = (DATA / "labels.tags.txt").read_text()
    found = re.findall(r"^ (\w+): Total|^ +(\d+) \(.*?\): (.*)$", text, re.MULTILINE)
    key = ""
    for heading, samples, value in found:
        key = heading or key
        if not heading:
            answer = page.ask(tree, asked({(key, value)}, ""), labels=labels)
            assert answer.totals[0][0] == int(samples)
    assert len(found) == 7
