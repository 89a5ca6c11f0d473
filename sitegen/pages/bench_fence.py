"""What a `bench` fence asks for: the files of one side or of two, and the options of its info line and body.

    ```bench log/wrk_[1-5].txt -> nolog/wrk_[1-5].txt metric="requests/s, latency mean"
    title: Requests a second rose, latency cannot be told
    ```

In comes a `NoteFence`, out goes a `BenchRequest`; no file has been looked for yet. A side is one name or several with
spaces between them: paths, globs, aliases; in quotes where a name holds spaces or `->`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sitegen.errors import quoted
from sitegen.pages.fence_options import (
    Findings,
    Place,
    any_text,
    begins_option,
    identifier,
    part,
    place_of,
    read_options,
    read_word,
)
from sitegen.pages.note_source import NoteFence, PlacedText

_ARROW = "->"


@dataclass(frozen=True, slots=True)
class BenchRequest:
    """Benchmark results as their author asks for them; an option that was not given is None.

    before: the names of the only side, where after is empty. metrics: those to show, in this order; all where None.
    graph: the id of the difference graph of the same change.
    """

    before: tuple[PlacedText, ...]
    after: tuple[PlacedText, ...]
    line: int
    column: int
    places: tuple[Place, ...]
    metrics: tuple[str, ...] | None = None
    title: str | None = None
    caption: str | None = None
    alt: str | None = None
    id: str | None = None
    graph: str | None = None

    def place(self, option: str) -> tuple[int, int]:
        """Line and column of an option's value; the fence's own where it was not given."""
        return place_of(option, self.places, self.line, self.column)


def parse_bench(path: str, fence: NoteFence) -> BenchRequest:
    """Read a fence of the kind bench; path is the note's, for messages. Raises SourceErrors with all its problems."""
    findings = Findings(path)
    before, after, rest = _read_sides(fence, findings)
    values, places = read_options(rest, fence.body, BENCH_OPTIONS, findings)
    findings.stop_if_any(fence)
    return BenchRequest(before, after, fence.line, fence.column, tuple(places), **values)


def _read_sides(
    fence: NoteFence, findings: Findings
) -> tuple[tuple[PlacedText, ...], tuple[PlacedText, ...], PlacedText]:
    """The names of both sides and the rest of the info line, from the first `key=` on."""
    words, arrows, rest = _read_words(fence.info, findings)
    first = arrows[0] if arrows else len(words)
    before, after = tuple(words[:first]), tuple(words[first + 1 :])
    if not before:
        findings.add(fence.info, "expected benchmark files after bench: paths, globs or aliases, as in bench A -> B")
    elif arrows and not after:
        findings.add(words[first], "expected benchmark files after ->", len(_ARROW))
    for second in arrows[1:]:
        findings.add(words[second], "expected one -> between two sides, found a second")
    return before, after, rest


def _read_words(info: PlacedText, findings: Findings) -> tuple[list[PlacedText], list[int], PlacedText]:
    """The words before the first option, which of them are arrows, and the rest of the line."""
    words: list[PlacedText] = []
    arrows: list[int] = []
    position = 0
    while position < len(info.text) and not begins_option(info.text[position:]):
        is_bare = info.text[position] != '"'
        word, end = read_word(info, position, findings)
        if not word.text:
            findings.add(word, "expected a file's path, a glob or an alias, got empty quotes")
        elif is_bare and word.text == _ARROW:
            arrows.append(len(words))
        elif is_bare and _ARROW in word.text:
            message = f"expected spaces around ->, got {quoted(word.text)}; a name that holds it goes in quotes"
            findings.add(word, message)
        words.append(word)
        position = end + len(info.text[end:]) - len(info.text[end:].lstrip())
    return words, arrows, part(info, position)


def _metrics(text: str) -> tuple[str, ...]:
    names = [name.strip() for name in text.split(",")]
    if not all(names):
        raise ValueError("expected metrics with commas between them, such as requests/s, latency p99")
    return tuple(dict.fromkeys(names))


BENCH_OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "metric": ("metrics", _metrics),
    "title": ("title", any_text),
    "caption": ("caption", any_text),
    "alt": ("alt", any_text),
    "id": ("id", identifier),
    "graph": ("graph", identifier),
}
"""Every option of a bench fence: the attribute of BenchRequest that it sets, and how its text is read."""
