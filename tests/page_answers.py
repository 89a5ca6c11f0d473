"""What the page makes of a tree: one Node process derives trees with the theme's scripts, and tests read the rows."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path as FilePath
from typing import Any

import numpy as np

from sitegen.analysis.hotspots import FunctionTable, functions_of
from sitegen.analysis.label_weights import LabelWeights
from sitegen.drawing.page_data import PageData
from sitegen.model import CallTree
from tests.stack_questions import THE_FUNCTION, Marks, Node, Path, Weights, kind_of_node

SCRIPT = FilePath(__file__).parent / "js" / "across.mjs"
FOLDED: Node = ("smaller frames", "", "", 0)


class Page:
    """One Node process that answers questions about pages' trees as the browser would."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            ["node", str(SCRIPT)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def close(self) -> None:
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        assert self._process.wait() == 0

    def ask(
        self,
        tree: CallTree,
        *questions: dict[str, Any],
        functions: FunctionTable | None = None,
        labels: LabelWeights | None = None,
    ) -> Answer:
        """The answer to questions put one after another; their marks are functions that tell marked nodes."""
        collected = PageData()
        collected.add_tree(tree, functions or functions_of(tree), labels=labels)
        block = json.loads(collected.to_json())
        nodes = nodes_of(block)
        put = [
            {**question, "marks": [frame for frame, node in enumerate(nodes) if question["marks"](node)]}
            if "marks" in question
            else question
            for question in questions
        ]
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps({"page": block, "questions": put}) + "\n")
        self._process.stdin.flush()
        return Answer(nodes, json.loads(self._process.stdout.readline()))


class Answer:
    """The rows that the page derived; weights are those after in each metric, then those before."""

    def __init__(self, nodes: list[Node], raw: dict[str, Any]) -> None:
        self.nodes: list[Node] = [*nodes, *((name, "", "", 0) for name in raw["added"])]
        self.raw = raw
        self.paths = list(_paths(self.nodes, raw["frame"], raw["depth"]))
        self.weights: list[Weights] = list(zip(*raw["self"], *raw["before"], strict=True))
        self.totals: list[Weights] = list(zip(*raw["total"], *raw["totalBefore"], strict=True))

    def own(self, is_sandwich: bool = False) -> dict[Path, Weights]:
        """The own weights by path, those without any left out; every path is one row."""
        paths = [(THE_FUNCTION, *path[1:]) if is_sandwich and path else path for path in self.paths]
        assert len(set(paths)) == len(paths)
        return {path: weights for path, weights in zip(paths, self.weights, strict=True) if any(weights)}

    def widths(self, metric: int) -> list[float]:
        """How wide each row is drawn."""
        return self.raw["width"][metric]  # type: ignore[no-any-return]

    def whole(self) -> np.ndarray:
        """What the root holds."""
        return np.array(self.totals[0])

    def undecided(self) -> np.ndarray:
        """What lies in rows that the questions could not look into."""
        sides = self.raw["undecided"]
        return np.array([side[key] for key in ("weight", "before") for side in sides])

    def table(self) -> dict[tuple[str, str], tuple[Weights, Weights]]:
        """Self and total of each function with weight."""
        tables = self.raw["table"]
        none = [0.0] * len(tables[0]["frame"])

        def weights(after: str, before: str) -> Iterator[Weights]:
            return zip(*(table[after] for table in tables), *(table[before] or none for table in tables), strict=True)

        functions = [self.nodes[frame][:2] for frame in tables[0]["frame"]]
        rows = zip(functions, weights("self", "selfBefore"), weights("total", "totalBefore"), strict=True)
        return {function: (own, total) for function, own, total in rows if any(total)}


def nodes_of(block: dict[str, Any]) -> list[Node]:
    """The frames of a page as nodes."""
    frames, strings = block["frames"], block["strings"]
    texts = [[strings[text] for text in frames[key]] for key in ("name", "file", "module")]
    return list(zip(*texts, [kind_of_node(kind) for kind in frames["kind"]], strict=True))


def _paths(nodes: list[Node], frames: list[int], depths: list[int]) -> Iterator[Path]:
    path: Path = ()
    for frame, depth in zip(frames, depths, strict=True):
        assert depth <= len(path) + 1
        if depth:
            path = (*path[: depth - 1], FOLDED if frame == -2 else nodes[frame])
        yield path


def marked(question: str, is_marked: Marks) -> dict[str, Any]:
    return {"kind": question, "marks": is_marked}
