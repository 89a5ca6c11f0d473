"""Folded text as it is written: the contract of `fold`, worked out the slow way."""

from __future__ import annotations

import json
import time
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.formats import folded
from sitegen.formats.folded_text import fold_json, write_folded
from sitegen.model import Kind, Metric, Profile, ProfileBuilder
from sitegen.model.units import exact_number

METRICS = (Metric("samples"), Metric("cpu", "nanoseconds"))

Samples = list[tuple[list[tuple[str, Kind]], list[float]]]


def profile_of(samples: Samples) -> Profile:
    builder = ProfileBuilder("x", "test", METRICS)
    for stack, weights in samples:
        builder.add([builder.frame(name, kind=kind) for name, kind in stack], weights)
    return builder.build()


def plain(*stacks: tuple[str, float]) -> Profile:
    """A profile of `a;b` texts and weights, the same in both metrics."""
    return profile_of(
        [([(name, Kind.NATIVE) for name in stack.split(";")], [weight, weight]) for stack, weight in stacks]
    )


def written(profile: Profile, metric: int = 0, kinds: bool = False) -> list[str]:
    lines = list(write_folded(profile, metric, kinds))
    assert all(line.endswith("\n") for line in lines)
    return [line[:-1] for line in lines]


def test_one_line_a_distinct_stack_of_names() -> None:
    """Files, modules, lines and kinds do not count; neither do samples."""
    builder = ProfileBuilder("x", "test", [Metric("samples")])
    for file, line, kind in (("a.c", 1, Kind.NATIVE), ("b.c", 2, Kind.KERNEL), ("", 0, Kind.INLINED)):
        builder.add([builder.frame("main"), builder.frame("f", file, file, line, kind)], [2])
    assert written(builder.build()) == ["main;f 6"]


def test_kinds_are_marked_where_asked_for() -> None:
    kinds = [Kind.NATIVE, Kind.INLINED, Kind.KERNEL, Kind.JIT, Kind.UNSYMBOLISED]
    profile = profile_of([([("main", Kind.NATIVE), ("f", kind)], [1, 1]) for kind in kinds])
    assert written(profile, kinds=True) == ["main;f 2", "main;f_[i] 1", "main;f_[j] 1", "main;f_[k] 1"]


def test_weight_of_zero_is_left_out_also_where_it_cancels() -> None:
    assert written(plain(("a", 0), ("b;c", 5), ("b;c", -5), ("b", -2))) == ["b -2"]


def test_separators_and_line_breaks_are_replaced() -> None:
    names = ["f(int[3]; 4)", "two\nlines", "dos\r\nlines", "mac\rline", "page\x0cseparator\u2028", "tab\tstays"]
    profile = profile_of([([(name, Kind.NATIVE) for name in names], [1, 1])])
    assert written(profile) == ["f(int[3]: 4);two lines;dos lines;mac line;page separator ;tab\tstays 1"]


def test_names_that_become_equal_are_one_stack() -> None:
    assert written(profile_of([([("a;b", Kind.NATIVE)], [1, 1]), ([("a:b", Kind.NATIVE)], [2, 2])])) == ["a:b 3"]


def test_a_sample_without_frames_is_a_count_alone() -> None:
    assert written(profile_of([([], [4, 0]), ([("a", Kind.NATIVE)], [1, 0])])) == [" 4", "a 1"]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (3.0, "3"),
        (-3.0, "-3"),
        (0.1, "0.1"),
        (-2.5, "-2.5"),
        (1e-7, "0.0000001"),
        (2.0**53, "9007199254740992"),
        (1e22, "10000000000000000000000"),
        (0.1 + 0.2, "0.30000000000000004"),
        (123456789.125, "123456789.125"),
    ],
)
def test_numbers_are_integers_or_the_shortest_decimal(number: float, text: str) -> None:
    assert exact_number(number) == text
    assert float(text) == number


def test_lines_lie_in_the_order_of_their_whole_texts() -> None:
    """`foo.bar` lies between `foo 1` and `foo;`, and counts and names meet in one order."""
    profile = plain(
        ("x;foo", 3),
        ("x;foo.bar;z", 1),
        ("x;foo;z", 1),
        ("x", 9),
        ("x;foo 20", 1),
        ("x;", 1),
        ("x;\t", 2),
        ("x;foo 3\t", 5),
    )
    lines = written(profile)
    assert lines == sorted(lines) and len(lines) == 8


KINDS = st.sampled_from([Kind.NATIVE, Kind.KERNEL, Kind.INLINED])
FRAMES = st.tuples(st.text("ab.; 1\t\n", max_size=3), KINDS)
SAMPLES = st.lists(
    st.tuples(
        st.lists(FRAMES, max_size=5),
        st.lists(st.one_of(st.integers(-9, 9), st.sampled_from([0.5, 0.25])).map(float), min_size=2, max_size=2),
    ),
    max_size=25,
)


@given(SAMPLES, st.booleans())
def test_lines_are_those_of_a_dictionary_sorted(samples: Samples, kinds: bool) -> None:
    weights: Counter[str] = Counter()
    suffix = {Kind.NATIVE: "", Kind.KERNEL: "_[k]", Kind.INLINED: "_[i]"}
    for stack, (_, weight) in samples:
        texts = [name.replace(";", ":").replace("\n", " ") + (suffix[kind] if kinds else "") for name, kind in stack]
        weights[";".join(texts)] += weight  # type: ignore[assignment]
    expected = sorted(f"{stack} {exact_number(float(weight))}" for stack, weight in weights.items() if weight)
    # A stack of one frame without a name and a stack of none are the same text.
    found = written(profile_of(samples), metric=1, kinds=kinds)
    if not any(len(stack) == 1 and not stack[0][0] for stack, _ in samples):
        assert found == expected
    assert found == sorted(found)


@given(SAMPLES)
def test_json_holds_all_stacks_and_metrics_exactly(samples: Samples) -> None:
    weights: dict[tuple[str, ...], list[float]] = {}
    for stack, values in samples:
        summed = weights.setdefault(tuple(name for name, _ in stack), [0, 0])
        summed[:] = [one + other for one, other in zip(summed, values, strict=True)]
    document = json.loads("".join(fold_json(profile_of(samples))))
    assert document["metrics"] == [{"name": "samples", "unit": "count"}, {"name": "cpu", "unit": "nanoseconds"}]
    assert len(document["stacks"]) == len(weights)
    assert {tuple(names): values for names, values in document["stacks"]} == weights


def test_json_keeps_names_as_they_are() -> None:
    name = 'a;b\n"c"\\ </script> größe'
    document = json.loads("".join(fold_json(profile_of([([(name, Kind.NATIVE)], [0, 0])]))))
    assert document["stacks"] == [[[name], [0, 0]]]


def test_a_profile_without_samples_has_no_lines() -> None:
    empty = profile_of([])
    assert written(empty) == []
    assert json.loads("".join(fold_json(empty)))["stacks"] == []


def test_deep_recursion_takes_time_in_proportion() -> None:
    """A hundred thousand frames and a fork at the end; copying the path a frame would be gigabytes."""
    stack = ";".join(["f"] * 100_000)
    began = time.process_time()
    lines = written(folded.read(f"{stack} 2\n{stack};g 3\n".encode(), "x"))
    assert lines == [f"{stack} 2", f"{stack};g 3"]
    assert time.process_time() - began < 20
