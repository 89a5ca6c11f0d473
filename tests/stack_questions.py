"""Questions to a profile answered stack by stack, in the plainest way: what Python and the page are held to.

A stack is a tuple of frames (name, file, module, line, kind), root first; a sample is a stack with its weights.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from hypothesis import strategies

from sitegen.model import CallTree, Kind, Metric, Profile, ProfileBuilder

Frame = tuple[str, str, str, int, int]
Node = tuple[str, str, str, int]
Function = tuple[str, str]
Path = tuple[Node, ...]
Weights = tuple[float, ...]
Marks = Callable[[Node], bool]

THE_FUNCTION: Node = ("the function", "", "", 0)
"""What stands for the common row of a sandwich."""


@dataclass(frozen=True)
class Sample:
    """A stack with a weight a metric, those before in a difference, values of the label `tag` and one of `lane`.

    is_net: whether the profile is told the change alone, of which one side is zero.
    """

    stack: tuple[Frame, ...]
    after: Weights
    before: Weights | None = None
    tags: tuple[str, ...] = ()
    is_net: bool = False
    lane: str = ""

    @property
    def path(self) -> Path:
        """The nodes of the stack: lines left out, inlined as native."""
        return tuple(node_of(frame) for frame in self.stack)

    @property
    def weights(self) -> Weights:
        """The weights after, then those before, zeros where there is one side."""
        return (*self.after, *(self.before or (0.0,) * len(self.after)))


def node_of(frame: Frame) -> Node:
    name, file, module, _, kind = frame
    return (name, file, module, kind_of_node(kind))


def kind_of_node(kind: int) -> int:
    """The kind as it tells nodes apart: that code was inlined is said of a node, and makes it no other."""
    return int(Kind.NATIVE) if kind == Kind.INLINED else kind


def profile_of_stacks(samples: Iterable[Sample]) -> Profile:
    """The profile of the samples in two metrics."""
    builder = ProfileBuilder("test", "test", (Metric("samples"), Metric("cpu", "nanoseconds")))
    for sample in samples:
        frames = [builder.frame(*frame[:4], kind=Kind(frame[4])) for frame in sample.stack]
        if sample.is_net and sample.before is not None:
            row = builder.add(
                frames, [after - before for after, before in zip(sample.after, sample.before, strict=True)]
            )
        else:
            row = builder.add(frames, sample.after, sample.before)
        for tag in sample.tags:
            builder.label(row, "tag", tag)
        if sample.lane:
            builder.label(row, "lane", sample.lane)
    return builder.build()


def own_weights(tree: CallTree) -> dict[Path, Weights]:
    """The own weights of a tree's paths, after and before; those without any left out."""
    paths: list[Path] = []
    before = np.zeros_like(tree.self_weight) if tree.self_before is None else tree.self_before
    kinds = [kind_of_node(kind) for kind in tree.frames.kind.tolist()]
    columns = (tree.frames.name, tree.frames.file, tree.frames.module, kinds)
    for frame, parent in zip(tree.frame.tolist(), tree.parent.tolist(), strict=True):
        paths.append(() if parent < 0 else (*paths[parent], tuple(column[frame] for column in columns)))  # type: ignore[arg-type]
    assert len(set(paths)) == len(paths)
    weights = np.concatenate((tree.self_weight, before), axis=1).tolist()
    return {path: tuple(held) for path, held in zip(paths, weights, strict=True) if any(held)}


def marked_nodes(profile: Profile, is_marked: Marks) -> np.ndarray:
    """The stack nodes whose frame is marked, bool (K,)."""
    frames = profile.frames
    columns = (frames.name, frames.file, frames.module, frames.line.tolist(), frames.kind.tolist())
    chosen = [is_marked(node_of(frame)) for frame in zip(*columns, strict=True)]
    return np.array([chosen[frame] for frame in profile.stack_frame.tolist()], dtype=np.bool_)


def named(name: str) -> Marks:
    return lambda node: node[0] == name


def of_function(node: Node) -> Marks:
    return lambda other: other[:2] == node[:2]


def some_node(drawn: list[Sample], choice: int) -> Node:
    nodes = sorted({node for sample in drawn for node in sample.path})
    return nodes[choice % len(nodes)] if nodes else ("a", "", "", 0)


def focus(path: Path, is_marked: Marks) -> Path | None:
    return path if any(map(is_marked, path)) else None


def ignore(path: Path, is_marked: Marks) -> Path | None:
    return None if any(map(is_marked, path)) else path


def hide(path: Path, is_marked: Marks) -> Path | None:
    return tuple(node for node in path if not is_marked(node))


def root(path: Path, is_marked: Marks) -> Path | None:
    return next((path[place:] for place, node in enumerate(path) if is_marked(node)), None)


def collapse_direct(path: Path, is_marked: Marks) -> Path | None:
    left: list[Node] = []
    for place, node in enumerate(path):
        if place == 0 or node[:2] != path[place - 1][:2] or not is_marked(node):
            left.append(node)
    return tuple(left)


def collapse_recursion(path: Path, is_marked: Marks) -> Path | None:
    left: list[Node] = []
    for node in path:
        functions = [other[:2] for other in left]
        if is_marked(node) and node[:2] in functions:
            del left[functions.index(node[:2]) + 1 :]
        else:
            left.append(node)
    return tuple(left)


def invert(path: Path, is_marked: Marks) -> Path | None:
    return path[::-1]


def callees(path: Path, is_marked: Marks) -> Path | None:
    below = root(path, is_marked)
    return below and (THE_FUNCTION, *below[1:])


def callers(path: Path, is_marked: Marks) -> Path | None:
    below = root(path, is_marked)
    return below and (THE_FUNCTION, *path[: len(path) - len(below)][::-1])


QUESTIONS = {
    "focus": focus,
    "ignore": ignore,
    "hide": hide,
    "root": root,
    "collapse direct": collapse_direct,
    "collapse": collapse_recursion,
    "invert": invert,
    "callers": callers,
    "callees": callees,
}


def answered(samples: Iterable[Sample], *questions: tuple[str, Marks]) -> dict[Path, Weights]:
    """The own weights of each path that the samples have after the questions; those without any left out."""
    sums: dict[Path, np.ndarray] = {}
    for sample in samples:
        path: Path | None = sample.path
        for kind, is_marked in questions:
            path = None if path is None else QUESTIONS[kind](path, is_marked)
        if path is not None:
            sums[path] = sums.get(path, np.zeros(4)) + np.array(sample.weights)
    return {path: tuple(weights.tolist()) for path, weights in sums.items() if weights.any()}


def totals(own: dict[Path, Weights]) -> dict[Path, Weights]:
    """Each path's weight with that of all that begin with it; those without any left out."""
    sums: dict[Path, np.ndarray] = {}
    for path, weights in own.items():
        for stop in range(len(path) + 1):
            sums[path[:stop]] = sums.get(path[:stop], np.zeros(4)) + np.array(weights)
    return {path: tuple(weights.tolist()) for path, weights in sums.items() if weights.any()}


def functions(own: dict[Path, Weights]) -> dict[Function, tuple[Weights, Weights]]:
    """What each function weighs itself and in all, once a stack however deep it recurses."""
    selves: dict[Function, np.ndarray] = {}
    sums: dict[Function, np.ndarray] = {}
    for path, weights in own.items():
        for function in {node[:2] for node in path}:
            selves.setdefault(function, np.zeros(4))
            sums[function] = sums.get(function, np.zeros(4)) + np.array(weights)
        if path:
            selves[path[-1][:2]] += np.array(weights)
    return {key: (tuple(selves[key].tolist()), tuple(sums[key].tolist())) for key in sums}


_functions = strategies.tuples(
    strategies.sampled_from("aaabbc") | strategies.sampled_from(["é", "\U0001f600", "\uffee"]),
    strategies.sampled_from(["", "", "x.c"]),
)
"""Few names; some that UTF-16 and code points order differently."""
_places = strategies.tuples(
    strategies.sampled_from(["", "", "lib"]),
    strategies.sampled_from([0, 7]),
    strategies.sampled_from([int(Kind.NATIVE), int(Kind.INLINED), int(Kind.KERNEL)]),
)
"""What tells frames of one function apart: module, line, kind."""


@strategies.composite
def sample_lists(draw: strategies.DrawFn) -> list[Sample]:
    """Samples of one side, of two, or of net changes, over few frames, so that stacks share them and recurse."""
    functions = strategies.sampled_from(draw(strategies.lists(_functions, min_size=1, max_size=3, unique=True)))
    frames = strategies.tuples(functions, _places).map(lambda drawn: (*drawn[0], *drawn[1]))
    table = draw(strategies.lists(frames, min_size=1, max_size=6, unique=True))
    stack = strategies.lists(strategies.sampled_from(table), max_size=8).map(tuple)
    sides = draw(strategies.sampled_from(["one", "two", "net"]))
    is_multiple = draw(strategies.booleans())  # then the second metric is ten times the first
    weight = strategies.integers(min_value=0, max_value=20)

    def weights() -> Weights:
        first = draw(weight)
        return float(first), float(10 * first if is_multiple else draw(weight))

    samples = []
    for path in draw(strategies.lists(stack, max_size=25)):
        after = weights()
        before: Weights | None = None
        if sides == "two":
            before = weights()
        elif sides == "net":
            before, after = (after, (0.0, 0.0)) if draw(strategies.booleans()) else ((0.0, 0.0), after)
        tags = draw(strategies.lists(strategies.sampled_from("xyz"), max_size=2, unique=True))
        lane = draw(strategies.sampled_from(["", "p", "q=r"]))
        samples.append(Sample(path, after, before, tuple(tags), sides == "net", lane))
    return samples
