"""The questions in a figure's link, checked against what the figure holds: focus, hide, what-if and their like.

    focus=main.serve/%2F%5Eruntime%2F   hide=...   recursion=direct   label=thread=main   whatif=log.Printf~0.5

themes/default/js/question.js and frame_choice.js read them in the page.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from sitegen.analysis.patterns import PatternError, compile_pattern
from sitegen.analysis.select import FrameName
from sitegen.drawing.markup_text import clean
from sitegen.errors import closest, quoted
from sitegen.pages.frame_name import unescaped
from sitegen.pages.graph import Graph

NAMED = ("focus", "ignore", "hide", "root", "collapse")
"""Questions whose texts name functions."""

QUESTIONS = (*NAMED, "label", "group", "recursion", "whatif")

_PATTERN = re.compile(r"/(.+)/", re.DOTALL)
_QUOTED = re.compile(r'"((?:[^"\\]|\\["\\])*)"', re.DOTALL)
_FACTOR = re.compile(r"[0-9]+(\.[0-9]+)?")


def question_fault(graph: Graph, kind: str, value: str) -> str:
    """What of a question's value does not fit the figure, or ""; an empty value asks nothing."""
    faults = (_fault(graph, kind, unquote(text)) for text in value.split("/") if value)
    return next((fault for fault in faults if fault), "")


def name_fault(graph: Graph, text: str) -> str:
    """Why a text names no function of the figure, as the page would read it, or ""."""
    names = sorted({clean(name) for name in graph.tree.frames.name})
    if pattern := _PATTERN.fullmatch(text):
        try:
            found = compile_pattern(pattern[1])
        except PatternError as err:
            return f"{quoted(text)}: {err}"
        return "" if found.matches(names).any() else f"no frame matches {quoted(text)}"
    literal = _QUOTED.fullmatch(text)
    wanted = unescaped(literal[1]) if literal else text
    if wanted in names:
        return ""
    return f"there is no function {quoted(wanted)}{closest(wanted, names)}"


def name_in_links(name: FrameName) -> str:
    """A function's name as the page reads one: without what narrows it, in quotes where it could be mistaken.

    >>> name_in_links(FrameName("literal", "log.Printf")), name_in_links(FrameName("literal", "/a/"))
    ('log.Printf', '"/a/"')
    """
    if name.kind == "pattern":
        return f"/{name.text}/"
    return '"' + re.sub(r'(["\\])', r"\\\1", name.text) + '"' if name.text[:1] in ('"', "/") else name.text


def _fault(graph: Graph, kind: str, text: str) -> str:
    if kind in NAMED:
        return name_fault(graph, text)
    if kind == "whatif":
        name, _, factor = text.rpartition("~")
        if not name or not _FACTOR.fullmatch(factor):
            return f"expected a function and a factor, such as main.work~0.5, found {quoted(text)}"
        return name_fault(graph, name)
    if kind == "recursion":
        return "" if text in ("direct", "all") else f"expected recursion direct or all, found {quoted(text)}"
    return _label_fault(graph, kind, text)


def _label_fault(graph: Graph, kind: str, text: str) -> str:
    labels = graph.labels.keys if graph.labels else ()
    keys = [label.key for label in labels]
    if kind == "group":
        return "" if text in keys else f"there is no label {quoted(text)}{closest(text, keys)}"
    for label in labels:
        value = text.removeprefix(f"{label.key}=")
        if value != text and (not value or value in label.values):
            return ""
    return f"there is no label {quoted(text)}{closest(text.partition('=')[0], keys)}"
