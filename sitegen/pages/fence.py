"""What a `flame` fence asks for: the profile, and the options of its info line and body.

    ```flame before zoom="net/http.(*conn).serve" min=0.01%
    title: Before
    caption: CPU, three runs
      of ten seconds
    ```

In comes a `NoteFence`, out goes a `FigureRequest` whose options are typed but not yet looked up in any profile. An
option may stand on the info line or in the body, where its text runs to the end of the line and over indented lines.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from sitegen.analysis.select import FrameName
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
from sitegen.pages.frame_name import parse_frame_name
from sitegen.pages.note_source import Callout, NoteFence, PlacedText

_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(%?)")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """A figure as its author asks for it; an option that was not given is None.

    source_name: a path relative to the page, or an alias. min_share: a share of the total, 0 keeps every frame.
    places: (option, line, column) of every option's value, and of the source under the name "source".
    """

    source_name: str
    line: int
    column: int
    places: tuple[Place, ...]
    callouts: tuple[Callout, ...] = ()
    metric: str | None = None
    view: Literal["flame", "icicle"] | None = None
    zoom: FrameName | None = None
    focus: FrameName | None = None
    ignore: FrameName | None = None
    hide: FrameName | None = None
    root: FrameName | None = None
    min_share: float | None = None
    depth: int | None = None
    height_px: int | None = None
    color: str | None = None
    title: str | None = None
    caption: str | None = None
    alt: str | None = None
    id: str | None = None

    def place(self, option: str) -> tuple[int, int]:
        """Line and column of an option's value, by its name in the fence; the fence's own where it was not given."""
        return place_of(option, self.places, self.line, self.column)


def parse_figure(path: str, fence: NoteFence) -> FigureRequest:
    """Read a fence of the kind flame; path is the note's, for messages. Raises SourceErrors with all its problems."""
    findings = Findings(path)
    source, rest = _read_source(fence, findings)
    values, places = read_options(rest, fence.body, _OPTIONS, findings)
    findings.stop_if_any(fence)
    places.insert(0, ("source", source.line, source.column))
    return FigureRequest(source.text, fence.line, fence.column, tuple(places), fence.callouts, **values)


def parse_share(text: str) -> float:
    """A share of the total: `0.01%`, or `0.0001`, or `0`. Raises ValueError.

    >>> parse_share("0.01%")
    0.0001
    """
    found = _SHARE.fullmatch(text)
    share = Decimal(found[1]) / (100 if found[2] else 1) if found else Decimal(1)
    if share >= 1:
        raise ValueError("expected a share of the total below 1, such as 0.01% or 0.0001")
    return float(share)


def _read_source(fence: NoteFence, findings: Findings) -> tuple[PlacedText, PlacedText]:
    """The figure's profile and the rest of the info line."""
    info = fence.info
    if not info.text or begins_option(info.text) in _OPTIONS:
        findings.add(info, f"expected a profile's path or alias after {fence.kind}")
        return info, info
    source, end = read_word(info, 0, findings)
    if not source.text:
        findings.add(info, f"expected a profile's path or alias after {fence.kind}, got empty quotes")
    return source, part(info, end)


def _view(text: str) -> str:
    if text not in ("flame", "icicle"):
        raise ValueError("expected flame or icicle")
    return text


def _count(text: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) == 0:
        raise ValueError("expected a whole number above 0")
    return int(text)


# Every option of a fence: the attribute of FigureRequest that it sets, and how its text is read.
_OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "metric": ("metric", any_text),
    "view": ("view", _view),
    "zoom": ("zoom", parse_frame_name),
    "focus": ("focus", parse_frame_name),
    "ignore": ("ignore", parse_frame_name),
    "hide": ("hide", parse_frame_name),
    "root": ("root", parse_frame_name),
    "min": ("min_share", parse_share),
    "depth": ("depth", _count),
    "height": ("height_px", _count),
    "color": ("color", any_text),
    "title": ("title", any_text),
    "caption": ("caption", any_text),
    "alt": ("alt", any_text),
    "id": ("id", identifier),
}
