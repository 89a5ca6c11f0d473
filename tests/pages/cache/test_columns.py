"""Profiles and graphs that were kept: the same numbers bit by bit, or none at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sitegen.drawing.page_data import PageData
from sitegen.errors import SourceError
from sitegen.formats import read_profile
from sitegen.model import Profile
from sitegen.pages.cache.columns import decoded, encoded, kept_or_made
from sitegen.pages.cache.store import Store
from sitegen.pages.difference import DifferenceOptions, make_difference
from sitegen.pages.graph import Graph, make_graph

DATA = Path(__file__).resolve().parents[2] / "data"
FILES = [
    path
    for folder in ("folded", "pprof", "pprof_raw", "speedscope", "whoami_runs")
    for path in sorted((DATA / folder).rglob("*"))
    if path.is_file() and path.suffix not in (".py", ".md", ".txt", ".toml") and path.stat().st_size < 1 << 18
]


@dataclass(frozen=True)
class Columns:
    column: NDArray[np.float64]
    number: float


@dataclass(frozen=True)
class Unreadable:
    number: NotImported  # type: ignore[name-defined] # noqa: F821


def profiles() -> list[Profile]:
    found = []
    for path in FILES:
        try:
            found.append(read_profile(path.read_bytes(), path.name))
        except SourceError:
            continue
    assert len(found) > 20
    return found


def page_json(graph: Graph) -> str:
    data = PageData()
    data.add_tree(graph.tree, graph.functions, graph.comparisons)
    return data.to_json()


def test_every_profile_of_the_tests_comes_back_bit_by_bit():
    for profile in profiles():
        again = decoded(encoded(profile), Profile)
        assert again is not None
        assert encoded(again) == encoded(profile)
        assert repr(again.labels) == repr(profile.labels)
        if not profile.is_difference and len(profile.sample_stack):
            graph = make_graph(profile)
            same = decoded(encoded(graph), Graph)
            assert same is not None and page_json(same) == page_json(make_graph(again)) == page_json(graph)


def test_a_difference_comes_back_with_its_verdicts():
    sides = [[read_profile(f"m;x {count + run}\nm;y 9\n".encode(), "a.folded") for run in range(3)] for count in (3, 9)]
    graph = make_difference(sides[0], sides[1], DifferenceOptions())
    again = decoded(encoded(graph), Graph)
    assert again is not None and page_json(again) == page_json(graph)


def test_columns_keep_their_order_in_memory_and_stay_read_only():
    """A sum of floats depends on the order in which they are added."""
    table = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    again = decoded(encoded(Columns(table, 1.0)), Columns)
    assert again is not None
    assert again.column.flags.f_contiguous and again.column.tolist() == table.tolist()
    with pytest.raises(ValueError, match="read-only"):
        again.column[0, 0] = 1


def test_what_would_not_come_back_the_same_is_not_kept(tmp_path):
    """An integer where the type says float would come back as a float, and be written otherwise."""
    store, made = Store(tmp_path), []

    def make(number: float) -> Columns:
        made.append(number)
        return Columns(np.zeros(1), number)

    for number in (1.5, 1.5, 2, 2):
        kept = kept_or_made(store, "graphs", (number,), Columns, lambda number=number: make(number))
        assert repr(kept.number) == repr(number)
    assert made == [1.5, 2, 2]


def test_what_holds_more_than_columns_is_made_each_time(tmp_path):
    """A new field of a graph must never make a build fail for the sake of the cache."""
    store = Store(tmp_path)
    for content in ({"a": object()}, {"a": lambda: None}):
        assert kept_or_made(store, "graphs", ("any",), dict, lambda content=content: content) is content
    assert kept_or_made(store, "graphs", ("local",), Unreadable, lambda: Unreadable(1)) == Unreadable(1)
    assert not list(tmp_path.rglob("*"))


@pytest.mark.parametrize("content", [b"", b"\xc1", b"\x90", encoded([1, 2]), encoded(Columns(np.zeros(2), 1.0))[:-1]])
def test_other_bytes_are_none(content):
    assert decoded(content, Columns) is None
    assert decoded(content, Profile) is None
