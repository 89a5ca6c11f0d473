"""Colours by package, the same on every page."""

from __future__ import annotations

import pytest

from sitegen.drawing.palette import CALM, HUES, NONE, frame_hues, package
from sitegen.model import Kind
from sitegen.model.frames import frame_table


@pytest.mark.parametrize(
    ("name", "file", "expected"),
    [
        ("net/http.(*conn).serve", "", "net/http"),
        ("github.com/a/b.v2/c.Do", "", "github.com/a/b.v2/c"),
        ("gen.F[go.shape.struct { X int }]", "", "gen"),
        ("std::vec::Vec<T>::push", "", "std"),
        ("java.util.HashMap.get", "", "java"),
        ("parse_time", "app/report.py", "report"),
        ("main", "", "main"),
        ("operator()", "", "operator()"),
    ],
)
def test_a_package_is_what_stands_before_the_function(name, file, expected):
    assert package(name, file) == expected


def hues(name: str, kind: Kind = Kind.NATIVE) -> int:
    return frame_hues(frame_table([name], [""], [""], [0], [kind]))[0]


def test_functions_of_a_package_share_a_hue():
    assert hues("net/http.Get") == hues("net/http.(*conn).serve")
    assert 0 <= hues("net/http.Get") < HUES


def test_the_runtime_and_the_kernel_are_calm_and_the_nameless_have_none():
    assert hues("runtime.mallocgc") == CALM
    assert hues("internal/poll.(*FD).Read") == CALM
    assert hues("do_syscall_64", Kind.KERNEL) == CALM
    assert hues("0x401000", Kind.UNSYMBOLISED) == NONE
    assert hues("") == NONE
