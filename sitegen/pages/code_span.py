"""Code spans in a run of prose, by CommonMark's rules.

In comes the text of a paragraph or heading, lines joined by line breaks; out come its code spans in order. A span
opens with a run of backticks and closes with the next run of the same length. What is escaped by a backslash or
stands in an HTML tag, a comment or an autolink opens none. See https://spec.commonmark.org/0.31.2/#code-spans.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from sitegen.pages.html_syntax import inline_html_end

_RUN = re.compile("`+")
_NEXT = re.compile(r"[\\`<]")


@dataclass(frozen=True, slots=True)
class CodeSpan:
    """A code span of a text: start and end count characters, backticks included; content_start is after them."""

    start: int
    end: int
    content_start: int
    text: str


def find_code_spans(text: str) -> tuple[CodeSpan, ...]:
    """The code spans of the text in order; a span's text is what a reader sees, line breaks as spaces.

    >>> [span.text for span in find_code_spans("a `map<K,V>` and `` ` ``")]
    ['map<K,V>', '`']
    """
    runs: dict[int, list[int]] = defaultdict(list)
    for run in _RUN.finditer(text):
        runs[len(run[0])].append(run.start())
    spans = []
    position = 0
    while found := _NEXT.search(text, position):
        position = found.start()
        if text[position] == "\\":
            position += 2
        elif text[position] == "<":
            position = inline_html_end(text, position)
        else:
            span = _span_at(text, position, runs)
            position = span.end if span else _after_run(text, position)
            if span:
                spans.append(span)
    return tuple(spans)


def _span_at(text: str, start: int, runs: dict[int, list[int]]) -> CodeSpan | None:
    content_start = _after_run(text, start)
    length = content_start - start
    closers = runs[length]
    index = bisect_left(closers, content_start)
    if index == len(closers):
        return None
    content = text[content_start : closers[index]].replace("\n", " ")
    if content.startswith(" ") and content.endswith(" ") and content.strip(" "):
        content = content[1:-1]
        content_start += 1
    return CodeSpan(start, closers[index] + length, content_start, content)


def _after_run(text: str, start: int) -> int:
    run = _RUN.match(text, start)
    assert run is not None
    return run.end()
