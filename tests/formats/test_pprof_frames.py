"""What pprof's locations become: frames with names, modules and kinds, worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.formats import pprof
from sitegen.formats.pprof_schema import message_class
from sitegen.model import Kind
from tests.formats.pprof_messages import folded, pprof_message, read_message

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "pprof"


def test_inlined_lines_lie_below_the_function_they_were_inlined_into() -> None:
    """line[0] is the innermost callee; only the last line of a location is not inlined."""
    locations = {
        1: (0, 0, [("copy", "c.go", 3), ("append", "c.go", 9), ("grow", "g.go", 7)]),
        2: (0, 0, [("main", "m.go", 5)]),
    }
    profile = read_message([([1, 2], [4])], locations)
    assert folded(profile, kinds=True) == ["main;grow;append_[i];copy_[i] 4"]
    kinds = dict(zip(profile.frames.name, profile.frames.kind.tolist(), strict=True))
    assert kinds == {"main": Kind.NATIVE, "grow": Kind.NATIVE, "append": Kind.INLINED, "copy": Kind.INLINED}
    lines = dict(zip(profile.frames.name, profile.frames.line.tolist(), strict=True))
    assert lines == {"main": 5, "grow": 7, "append": 9, "copy": 3}


def test_equal_frames_of_different_addresses_are_one_node() -> None:
    locations = {
        1: (0, 0x10, [("work", "w.go", 3)]),
        2: (0, 0x20, [("work", "w.go", 3)]),
        3: (0, 0x30, [("inner", "w.go", 1), ("work", "w.go", 3)]),
    }
    profile = read_message([([1], [1]), ([2], [2]), ([3], [4])], locations)
    assert len(profile.stack_parent) == 2
    assert folded(profile) == ["work 3", "work;inner 4"]


def test_a_location_without_lines_is_named_by_its_file_or_address() -> None:
    locations = {
        1: (1, 0x1F2E, []),
        2: (2, 0xFFFF, []),
        3: (0, 0xABC, []),
        4: (1, 0x5000, [("main", "", 0)]),
    }
    mappings = {1: "/usr/lib/libfoo.so.1 (deleted)", 2: "[kernel.kallsyms]_text"}
    profile = read_message([([1, 4], [1]), ([2, 4], [2]), ([3, 4], [3]), ([4], [6])], locations, mappings=mappings)
    assert folded(profile) == ["main 6", "main;0xabc 3", "main;[kernel.kallsyms] 2", "main;[libfoo.so.1] 1"]
    assert profile.frames.kind.tolist().count(Kind.UNSYMBOLISED) == 3
    (note,) = profile.skipped
    assert note.line is None and "50.00%" in note.reason  # 6 of 12


def test_a_function_without_a_name_has_its_system_name_or_none() -> None:
    message = pprof_message([([1, 2], [1])])
    function = message_class("Function").FromString(message.function[0])
    function.system_name, function.name = function.name, 0
    message.function[0] = function.SerializeToString()
    function = message_class("Function").FromString(message.function[1])
    function.name = 0
    message.function[1] = function.SerializeToString()
    assert folded(pprof.read(message.SerializeToString(), "x.pb")) == ["0x0;f1 1"]


def test_the_module_is_the_mapped_file_and_one_for_a_function() -> None:
    """A location of a function without a mapping joins the function's others, unless they disagree."""
    locations = {
        1: (1, 1, [("main", "m.go", 1)]),
        2: (0, 2, [("main", "m.go", 1)]),
        3: (1, 3, [("init", "i.c", 1)]),
        4: (2, 4, [("init", "i.c", 1)]),
        5: (0, 5, [("init", "i.c", 1)]),
    }
    mappings = {1: "/srv/shop", 2: "C:\\lib\\shop.dll"}
    profile = read_message([([number], [1]) for number in locations], locations, mappings=mappings)
    pairs = sorted(zip(profile.frames.name, profile.frames.module, strict=True))
    assert pairs == [("init", ""), ("init", "shop"), ("init", "shop.dll"), ("main", "shop")]


@pytest.mark.parametrize(
    ("mapping", "kind"),
    [
        ("[kernel.kallsyms]", Kind.KERNEL),
        ("[guest.kernel.kallsyms.1]", Kind.KERNEL),
        ("/lib/modules/6.1/nf_nat.ko.xz", Kind.KERNEL),
        ("/run/perf-123.map", Kind.JIT),
        ("//anon", Kind.JIT),
        ("/usr/bin/kernel", Kind.NATIVE),
        ("/usr/bin/canon", Kind.NATIVE),
    ],
)
def test_kinds_follow_the_mapping(mapping: str, kind: Kind) -> None:
    profile = read_message([([1], [1])], {1: (1, 1, [("f", "f.c", 1)])}, mappings={1: mapping})
    assert profile.frames.kind.tolist() == [kind]
