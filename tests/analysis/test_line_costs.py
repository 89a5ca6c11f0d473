"""What lines of source files weigh."""

from __future__ import annotations

from sitegen.analysis.line_costs import LineCosts, line_costs
from sitegen.model import Metric, Profile, ProfileBuilder


def profile_of(stacks: dict[str, float]) -> Profile:
    """Stacks as `function file:line;...`, root first."""
    builder = ProfileBuilder("shop", "test", [Metric("samples", "count"), Metric("cpu", "nanoseconds")])
    for stack, weight in stacks.items():
        frames = []
        for call in stack.split(";"):
            name, place = call.split(" ")
            file, line = place.rsplit(":", 1)
            frames.append(builder.frame(name, file=file, line=int(line)))
        builder.add(frames, [weight, 10 * weight])
    return builder.build()


def table(costs: LineCosts) -> list[tuple[int, int, str, float, float]]:
    """File, line, function, self and total in the first metric."""
    columns = costs.self_weight[:, 0].tolist(), costs.total_weight[:, 0].tolist()
    return list(zip(costs.file.tolist(), costs.line.tolist(), costs.frames.name, *columns, strict=True))


def test_a_line_weighs_itself_and_what_it_calls() -> None:
    """By hand: 5 of 6 samples pass line 3, 1 ends on line 4, 5 end on line 8."""
    profile = profile_of({"main main.go:3;work main.go:8": 5, "main main.go:4": 1})
    costs = line_costs(profile, {"main.go": 0})
    assert table(costs) == [(0, 3, "main", 0, 5), (0, 4, "main", 1, 1), (0, 8, "work", 5, 5)]
    assert costs.total_weight[:, 1].tolist() == [50, 10, 50]


def test_a_line_that_calls_itself_counts_each_sample_once() -> None:
    profile = profile_of({"f a.py:2;f a.py:2;f a.py:2": 3, "f a.py:2;g a.py:5;f a.py:2": 4})
    assert table(line_costs(profile, {"a.py": 0})) == [(0, 2, "f", 7, 7), (0, 5, "g", 0, 4)]


def test_files_that_were_not_asked_for_and_frames_without_a_line_are_left_out() -> None:
    profile = profile_of({"main main.go:3;copy lib.go:9;copy main.go:0": 2})
    assert table(line_costs(profile, {"main.go": 0})) == [(0, 3, "main", 0, 2)]
    assert len(line_costs(profile, {}).line) == 0


def test_lines_are_by_file_in_the_order_asked_for() -> None:
    profile = profile_of({"main b.go:3;work a.go:8;work b.go:1": 2})
    found = [row[:3] for row in table(line_costs(profile, {"b.go": 0, "a.go": 1}))]
    assert found == [(0, 1, "work"), (0, 3, "main"), (1, 8, "work")]


def test_two_names_of_one_file_are_that_file() -> None:
    profile = profile_of({"f /src/a.py:2;f src/a.py:2": 3})
    assert table(line_costs(profile, {"/src/a.py": 0, "src/a.py": 0})) == [(0, 2, "f", 3, 3)]
