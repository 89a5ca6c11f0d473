"""Which nodes a frame's name means: by literal name or pattern, below another frame, from a file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from sitegen.analysis.patterns import compile_pattern
from sitegen.errors import FlamesiteError, closest, quoted
from sitegen.model import FrameTable, trie

Bools = NDArray[np.bool_]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class FrameName:
    """A frame as an author names it: a literal name or a pattern, narrowed by an ancestor and by a file."""

    kind: Literal["literal", "pattern"]
    text: str
    within: FrameName | None = None
    file: str | None = None

    def __str__(self) -> str:
        parts = [self.text if self.kind == "literal" else f"/{self.text}/"]
        if self.file is not None:
            parts.append(f"from {self.file}")
        if self.within is not None:
            parts.append(f"in {self.within}")
        return " ".join(parts)


class NoSuchFrame(FlamesiteError):
    """A name that fits no frame; `hint` is the tail of the message that says what there is instead."""

    def __init__(self, reason: str, hint: str = "") -> None:
        super().__init__(reason, hint)
        self.reason = reason
        self.hint = hint

    def __str__(self) -> str:
        return self.reason + self.hint


class AmbiguousFrame(FlamesiteError):
    """A name that fits several functions where one is meant, with what would tell them apart."""


def select(parent: Ints, frame: Ints, frames: FrameTable, name: FrameName) -> Bools:
    """The nodes that a name means, bool (K,); parent and frame are a trie's or a tree's, with parent < child.

    Raises NoSuchFrame where there are none, PatternError for a pattern outside RE2's syntax.
    """
    marked = _marked(frame, _named(frames, name))
    if not marked.any():
        raise NoSuchFrame(f"no frame {quoted(str(name))} is left", " (a filter or min took it out)")
    if name.within is not None:
        above = select(parent, frame, frames, name.within)
        beneath = trie.any_above(parent, above)
        # Strictly below: a frame is not its own ancestor, unless it recurses.
        marked &= np.where(parent < 0, False, beneath[np.maximum(parent, 0)])
        if not marked.any():
            raise NoSuchFrame(f"no frame {quoted(name.text)} lies below {quoted(str(name.within))}")
    return marked


def select_one(parent: Ints, frame: Ints, frames: FrameTable, name: FrameName) -> Bools:
    """As `select`, where one function is meant. Raises AmbiguousFrame where the name fits several."""
    nodes = select(parent, frame, frames, name)
    found = sorted({(frames.name[row], frames.file[row]) for row in np.unique(frame[nodes]).tolist()})
    names = sorted({text for text, _ in found})
    if len(names) > 1:
        raise AmbiguousFrame(f"{quoted(str(name))} fits {len(names)} functions: {_listed(names)}; name one of them")
    if len(found) > 1:
        files = [file or "(no file)" for _, file in found]
        raise AmbiguousFrame(f"{quoted(names[0])} is in {len(files)} files: {_listed(files)}; add ` from FILE`")
    return nodes


def _named(frames: FrameTable, name: FrameName) -> Bools:
    distinct = sorted(set(frames.name))
    if name.kind == "pattern":
        verdicts = compile_pattern(name.text).matches(distinct)
        hits = {text for text, fits in zip(distinct, verdicts.tolist(), strict=True) if fits}
    else:
        hits = {name.text} & set(distinct)
    if not hits:
        near = "" if name.kind == "pattern" else closest(name.text, distinct)
        raise NoSuchFrame(f"no frame matches {quoted(str(name))}", near)
    chosen = np.array([text in hits for text in frames.name], dtype=np.bool_)
    if name.file is not None:
        from_file = np.array([_is_from(file, name.file) for file in frames.file], dtype=np.bool_)
        if not (chosen & from_file).any():
            files = sorted({file for file, fits in zip(frames.file, chosen.tolist(), strict=True) if fits})
            raise NoSuchFrame(
                f"no frame {quoted(name.text)} is from {quoted(name.file)}", f" (it is in: {_listed(files)})"
            )
        chosen &= from_file
    return chosen


def _is_from(file: str, wanted: str) -> bool:
    """Whether a path is the wanted one or ends in it, folder by folder."""
    return file == wanted or file.endswith("/" + wanted)


def _marked(frame: Ints, chosen: Bools) -> Bools:
    """Nodes whose frame is chosen; the root and rows of smaller frames (negative) are never."""
    if not len(chosen):
        return np.zeros(len(frame), np.bool_)
    return np.asarray((frame >= 0) & chosen[np.maximum(frame, 0)])


def _listed(names: Sequence[str], most: int = 3) -> str:
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
