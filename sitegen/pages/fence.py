"""What a `flame` or `flame-diff` fence asks for: its profiles, and the options of its info line and body.

    ```flame before zoom="net/http.(*conn).serve" min=0.01%
    title: Before
    caption: CPU, three runs
      of ten seconds
    ```

    ```flame-diff before after per="log/wrk_[1-3].txt -> nolog/wrk_[1-3].txt"
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
from urllib.parse import unquote

from sitegen.analysis.select import FrameName
from sitegen.analysis.views import VIEWS
from sitegen.errors import quoted
from sitegen.model.comparison import SCALINGS, ScalingName
from sitegen.pages.fence_options import (
    Findings,
    KnownOptions,
    Place,
    any_text,
    begins_option,
    identifier,
    part,
    place_of,
    read_options,
    read_word,
)
from sitegen.pages.figure_state import pasted_state
from sitegen.pages.frame_name import parse_frame_name
from sitegen.pages.note_source import Callout, NoteFence, PlacedText
from sitegen.pages.operations import AskedOperations, parse_operations

_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?|\.[0-9]+)(%?)")
_NUMBER = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class FigureRequest:
    """A figure as its author asks for it; an option that was not given is None.

    source_name: a path relative to the page, or an alias; of a difference the side after, and before_name the other.
    min_share: a share of the total, 0 keeps every frame. state: keys and encoded values of a link, as pasted.
    scaling, width and per are a difference's.
    places: (option, line, column) of every option's value, and of the source under the name "source".
    """

    source_name: str
    line: int
    column: int
    places: tuple[Place, ...]
    callouts: tuple[Callout, ...] = ()
    metric: str | None = None
    view: str | None = None
    order: Literal["name", "heavy"] | None = None
    of: FrameName | None = None
    state: dict[str, str] | None = None
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
    before_name: str | None = None
    scaling: ScalingName | None = None
    width: str | None = None
    per: AskedOperations | None = None

    def place(self, option: str) -> tuple[int, int]:
        """Line and column of an option's value, by its name in the fence; the fence's own where it was not given."""
        return place_of(option, self.places, self.line, self.column)


def parse_figure(path: str, fence: NoteFence) -> FigureRequest:
    """Read a fence of a kind of flame graph; path is the note's, for messages.

    Raises SourceErrors with all its problems.
    """
    findings = Findings(path)
    options = OPTIONS[fence.kind]
    names, rest = _read_sources(fence, 2 if fence.kind == "flame-diff" else 1, options, findings)
    values, places = read_options(rest, fence.body, options, findings)
    if values.get("state"):
        values = _with_pasted(values, options, places, findings)
    findings.stop_if_any(fence)
    source = names[-1]
    places.insert(0, ("source", source.line, source.column))
    if len(names) == 2:
        values["before_name"] = names[0].text
        places.insert(0, ("before", names[0].line, names[0].column))
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


_PASTED_OPTIONS = ("metric", "view", "order", "color", "scale", "width")
"""What a pasted state says that options say too: the picture without scripts follows those."""


def _with_pasted(
    values: dict[str, Any], options: KnownOptions, places: list[Place], findings: Findings
) -> dict[str, Any]:
    """The values with what the pasted state says of options; the rest of it stays for the page to read."""
    line, column = place_of("state", tuple(places), 0, 0)
    state = dict(values["state"])
    values = dict(values)
    for option in _PASTED_OPTIONS:
        text = unquote(state.pop(option, ""))
        if not text or option not in options:
            continue
        attribute, convert = options[option]
        if attribute in values:
            findings.add(
                PlacedText(text, line, column), f"state says {option}={text}, and so does the option; keep one"
            )
            continue
        try:
            values[attribute] = convert(text)
        except ValueError as err:
            findings.add(PlacedText(text, line, column), f"state: {option}: {err}, got {quoted(text)}")
    return {**values, "state": state}


def _read_sources(
    fence: NoteFence, count: int, options: KnownOptions, findings: Findings
) -> tuple[list[PlacedText], PlacedText]:
    """The names of the figure's profiles and the rest of the info line."""
    wanted = f"a profile's path or alias after {fence.kind}"
    if count == 2:
        wanted = f"two profiles' paths or aliases after {fence.kind}, before and after"
    names: list[PlacedText] = []
    rest = fence.info
    while len(names) < count:
        if not rest.text or begins_option(rest.text) in options:
            findings.add(rest, f"expected {wanted}")
            return names or [rest], rest
        name, end = read_word(rest, 0, findings)
        if not name.text:
            findings.add(rest, f"expected {wanted}, got empty quotes")
        names.append(name)
        spaces = len(rest.text[end:]) - len(rest.text[end:].lstrip())
        rest = part(rest, end + spaces)
    return names, rest


def _one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise ValueError(f"expected {', '.join(words[:-1])} or {words[-1]}")
        return text

    return read


def _count(text: str) -> int:
    if not _NUMBER.fullmatch(text) or int(text) == 0:
        raise ValueError("expected a whole number above 0")
    return int(text)


_FLAME_OPTIONS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "metric": ("metric", any_text),
    "view": ("view", _one_of(*VIEWS)),
    "order": ("order", _one_of("name", "heavy")),
    "of": ("of", parse_frame_name),
    "state": ("state", pasted_state),
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
_DIFFERENCE_OPTIONS: KnownOptions = {
    **_FLAME_OPTIONS,
    "color": ("color", _one_of("safe", "classic")),
    "scale": ("scaling", _one_of(*SCALINGS)),
    "width": ("width", _one_of("larger", "before", "after")),
    "per": ("per", parse_operations),
}
OPTIONS: dict[str, KnownOptions] = {"flame": _FLAME_OPTIONS, "flame-diff": _DIFFERENCE_OPTIONS}
"""Every option of each kind of fence: the attribute of FigureRequest that it sets, and how its text is read."""
