"""States of figures in links, as the page's scripts write and read them, checked against what the figures hold.

    #!v=1;cpu.path=main/net%2Fhttp.serve;cpu.metric=samples

themes/default/js/location_hash.js and frame_path.js do the same; tests/data/hash.json holds both to one table.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from sitegen.analysis.patterns import PatternError, compile_pattern
from sitegen.analysis.views import VIEWS
from sitegen.drawing.changes import WIDTHS
from sitegen.drawing.markup_text import clean
from sitegen.drawing.palette import PALETTES
from sitegen.errors import closest, quoted
from sitegen.model import CallTree
from sitegen.model.units import metric_index
from sitegen.pages.graph import Graph
from sitegen.pages.question_state import QUESTIONS, name_fault, question_fault

_NUMBERED = re.compile(r"(.*?)(?:~([0-9]+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class StateHash:
    """What a hash says: for each figure its values by key, still encoded; unread are the parts that make no sense."""

    figures: Mapping[str, Mapping[str, str]]
    unread: tuple[str, ...]


def parse_state(fragment: str) -> StateHash:
    """Reads a fragment that begins with `!`.

    >>> parse_state("!v=1;cpu.metric=samples;x").figures, parse_state("!v=1;cpu.metric=samples;x").unread
    ({'cpu': {'metric': 'samples'}}, ('x',))
    """
    figures: dict[str, dict[str, str]] = {}
    unread = []
    for part in fragment.removeprefix("!").split(";"):
        if part in ("", "v=1"):
            continue
        target, equals, value = part.partition("=")
        figure, dot, key = target.rpartition(".")
        if not equals or not dot or not figure:
            unread.append(part)
            continue
        figures.setdefault(unquote(figure), {})[key] = value
    return StateHash(figures, tuple(unread))


def state_faults(fragment: str, figures: Mapping[str, Graph]) -> list[str]:
    """What in a fragment does not fit the figures of its page, by their ids."""
    state = parse_state(fragment)
    faults = [f"{quoted(part)} is no FIGURE.key=value" for part in state.unread]
    for figure, values in state.figures.items():
        if figure not in figures:
            faults.append(f"the page has no figure {quoted(figure)}{closest(figure, figures)}")
            continue
        faults += value_faults(figures[figure], values)
    return faults


def value_faults(graph: Graph, values: Mapping[str, str]) -> list[str]:
    """What in a figure's values of a link, still encoded, does not fit it."""
    faults = []
    for key, value in values.items():
        check = _CHECKS.get(key)
        if check is None:
            faults.append(f"{quoted(key)} is no key of a figure{closest(key, _CHECKS)}")
        elif fault := check(graph, value, values):
            faults.append(fault)
    return faults


def pasted_state(text: str) -> dict[str, str]:
    """The values of the one figure that a copied link speaks of, still encoded. Raises ValueError.

    >>> pasted_state("https://example.org/post/index.html#!v=1;cpu.view=icicle;cpu.focus=main.work")
    {'view': 'icicle', 'focus': 'main.work'}
    """
    fragment = text.partition("#")[2] or text
    state = parse_state(fragment)
    if not fragment.startswith("!") or len(state.figures) != 1 or state.unread:
        raise ValueError("expected a copied link's state of one figure, such as #!v=1;cpu.focus=main.work")
    (values,) = state.figures.values()
    return dict(values)


def row_of_path(tree: CallTree, path: str) -> tuple[int, str]:
    """The row that a path names, as far down as the tree has it, and the first name that was not found, or ""."""
    row = 0
    for step in path.split("/") if path else ():
        found = _NUMBERED.fullmatch(step)
        assert found is not None
        name = unquote(found[1])
        child = _child(tree, row, name, int(found[2] or 1))
        if child < 0:
            return row, name
        row = child
    return row, ""


def _child(tree: CallTree, row: int, name: str, place: int) -> int:
    child = row + 1
    while child < tree.end[row]:
        if clean(tree.row_name(child)) == name:
            place -= 1
            if not place:
                return child
        child = int(tree.end[child])
    return -1


def _path(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    view = unquote(values.get("view", "flame"))
    if view == "chart":
        return ""
    if view == "bottom-up" or any(key in QUESTIONS for key in values):
        # Only the page makes that tree; its frames are these.
        names = [unquote(_NUMBERED.fullmatch(step)[1]) for step in value.split("/") if value]  # type: ignore[index]
        known = {clean(name) for name in graph.tree.frames.name}
        strange = next((name for name in names if name not in known), None)
        return f"there is no frame {quoted(strange)}" if strange is not None else ""
    row, missing = row_of_path(graph.tree, value)
    return f"there is no frame {quoted(missing)} under {quoted(graph.tree.row_name(row))}" if missing else ""


def _metric(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    names = [metric.name for metric in graph.tree.metrics]
    if metric_index(graph.tree.metrics, unquote(value)) is not None:
        return ""
    return f"there is no metric {quoted(unquote(value))}{closest(unquote(value), names)}"


def _search(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    if values.get("plain") == "1":
        return ""
    try:
        compile_pattern(unquote(value))
    except PatternError as err:
        return f"search: {err}"
    return ""


def _scale(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    offered = sorted({changes.scaling for changes, _ in graph.comparisons})
    name = unquote(value)
    return "" if name in offered else f"there is no scale {quoted(name)}{closest(name, offered)}"


def _one_of(key: str, *words: str) -> Callable[[Graph, str, Mapping[str, str]], str]:
    def check(graph: Graph, value: str, values: Mapping[str, str]) -> str:
        name = unquote(value)
        return "" if name in words else f"there is no {key} {quoted(name)}{closest(name, words)}"

    return check


def _color(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    words = ("safe", "classic") if graph.comparisons else PALETTES
    return _one_of("color", *words)(graph, value, values)


def _of(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    return name_fault(graph, unquote(value)) if value else ""


def _question(kind: str) -> Callable[[Graph, str, Mapping[str, str]], str]:
    return lambda graph, value, values: question_fault(graph, kind, value)


def _anything(graph: Graph, value: str, values: Mapping[str, str]) -> str:
    return ""


_CHECKS: dict[str, Callable[[Graph, str, Mapping[str, str]], str]] = {
    "path": _path,
    "metric": _metric,
    "view": _one_of("view", *VIEWS),
    "search": _search,
    "plain": _one_of("value of plain", "0", "1"),
    "nocase": _one_of("value of nocase", "0", "1"),
    "scale": _scale,
    "width": _one_of("width", *WIDTHS),
    "color": _color,
    "order": _one_of("order", "name", "heavy"),
    "of": _of,
    "from": _anything,
    "to": _anything,
    "thread": _anything,
    **{kind: _question(kind) for kind in QUESTIONS},
}
