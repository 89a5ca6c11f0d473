"""The same function built in another folder, or into a program of another name."""

from __future__ import annotations

from sitegen.analysis.compare import compare, unite_saved
from sitegen.model import Metric, Profile, ProfileBuilder


def profile_at(*stacks: tuple[list[tuple[str, str, str]], int]) -> Profile:
    """Stacks of (name, file, module), each with its samples."""
    builder = ProfileBuilder("test", "test", (Metric("samples"),))
    for frames, count in stacks:
        builder.add([builder.frame(name, file, module) for name, file, module in frames], [float(count)])
    return builder.build()


def rows(before: Profile, after: Profile) -> list[tuple[str, str, float, float]]:
    comparison = compare([before], [after], scaling="absolute")
    tree, change = comparison.tree, comparison.total_change
    return [
        (tree.row_name(row), tree.frames.file[tree.frame[row]], float(change.before[row]), float(change.after[row]))
        for row in range(1, len(tree))
    ]


def test_a_function_whose_file_lies_in_another_folder_is_one_row():
    before = profile_at(([("main", "old/main.go", "server-old")], 3))
    after = profile_at(([("main", "new/main.go", "server")], 5))
    assert rows(before, after) == [("main", "new/main.go", 3.0, 5.0)]


def test_a_name_that_stands_for_several_functions_stays_apart():
    before = profile_at(([("init", "a.go", "")], 3), ([("init", "b.go", "")], 4))
    after = profile_at(([("init", "c.go", "")], 5))
    assert sorted(rows(before, after)) == [
        ("init", "a.go", 3.0, 0.0),
        ("init", "b.go", 4.0, 0.0),
        ("init", "c.go", 0.0, 5.0),
    ]


def test_exchanged_sides_give_the_negative():
    sides = profile_at(([("f", "x/f.c", "a")], 3)), profile_at(([("f", "y/f.c", "b")], 5))
    assert [row[2:] for row in rows(*sides)] == [(3.0, 5.0)]
    assert [row[2:] for row in rows(*reversed(sides))] == [(5.0, 3.0)]


def test_both_sides_of_one_file_are_told_apart_by_their_weights():
    """A saved difference holds the frames of both sides in one table; main lies in one file on either side."""
    saved = profile_at(([("main", "old/main.go", "")], -3), ([("main", "new/main.go", "")], 5))
    tree = unite_saved(saved).tree
    assert [tree.row_name(row) for row in range(len(tree))] == ["all", "main"]
