"""What a frame's text in folded stacks says: mostly its name and nothing else.

* `_[k]`, `_[i]` and `_[j]` behind a name are FlameGraph's marks of kernel, inlined and compiled code: they become the
  frame's kind. Other marks (`_[w]` of a waker, async-profiler's `_[0]` and `_[1]`) have no kind here and stay in the
  name, so that such frames stay apart.
* py-spy writes `work (app.py:12)` for a line of a function, `thread (4): MainThread` and `process 7:"app"` above.
  Where a whole file looks so, the function is `work`, in `app.py`, and lines are lines.
* austin 3 writes `app.py:work:12`, and comments that say what was measured.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from sitegen.model import Kind, Metric
from sitegen.model.frames import KIND_SUFFIX

Frame = tuple[str, str, str, int, Kind]
"""Name, file, module, line and kind."""

_KIND_OF_SUFFIX = {suffix: kind for kind, suffix in KIND_SUFFIX.items()}
_SUFFIX_LENGTH = 4

_PY_SPY = re.compile(r"(?P<name>.*) \((?P<file>[^()]+?)(?::(?P<line>[1-9][0-9]{0,8}))?\)")
_PY_SPY_OTHER = re.compile(r'process \d+:".*"|thread \([^()]*\)(?:: .*)?')
_AUSTIN = re.compile(r"(?P<file>.*):(?P<name>[^:]+):(?P<line>[1-9][0-9]{0,8})")
_PYTHON_SUFFIXES = (".py", ".pyx", ".pyi", ".pxd")

_AUSTIN_METRICS = {
    "wall": Metric("wall", "microseconds"),
    "cpu": Metric("cpu", "microseconds"),
    "memory": Metric("memory", "bytes"),
}


@dataclass(frozen=True, slots=True)
class FrameReading:
    """How the frames of one file are read, and what its counts count."""

    metric: Metric
    frame: Callable[[str], Frame]


def frame_reading(texts: Iterable[str], comments: Sequence[str]) -> FrameReading:
    """How to read a file of these frames; its comments may tell its writer."""
    if any(comment.startswith("austin: ") for comment in comments):
        mode = next((comment.removeprefix("mode: ") for comment in comments if comment.startswith("mode: ")), "")
        return FrameReading(_AUSTIN_METRICS.get(mode, Metric("samples")), _austin_frame)
    return FrameReading(Metric("samples"), _py_spy_frame if _is_py_spy(texts) else _plain_frame)


def _plain_frame(text: str) -> Frame:
    kind = _KIND_OF_SUFFIX.get(text[-_SUFFIX_LENGTH:])
    return (text, "", "", 0, Kind.NATIVE) if kind is None else (text[:-_SUFFIX_LENGTH], "", "", 0, kind)


def _is_py_spy(texts: Iterable[str]) -> bool:
    python = False
    for text in texts:
        frame = _PY_SPY.fullmatch(text)
        if not frame and not _PY_SPY_OTHER.fullmatch(text):
            return False
        python = python or bool(frame and frame["file"].endswith(_PYTHON_SUFFIXES))
    return python


def _py_spy_frame(text: str) -> Frame:
    frame = _PY_SPY.fullmatch(text)
    if not frame or _PY_SPY_OTHER.fullmatch(text):
        return text, "", "", 0, Kind.NATIVE
    kind = Kind.UNSYMBOLISED if frame["name"].startswith("0x") else Kind.NATIVE
    if frame["line"] or frame["file"].endswith(_PYTHON_SUFFIXES):
        return frame["name"], frame["file"], "", int(frame["line"] or 0), kind
    # Native code without debug information has its library in the brackets.
    return frame["name"], "", frame["file"], 0, kind


def _austin_frame(text: str) -> Frame:
    frame = _AUSTIN.fullmatch(text)
    if not frame:  # `P2658` is a process, `T0:2658` a thread
        return text, "", "", 0, Kind.NATIVE
    return frame["name"], frame["file"], "", int(frame["line"] or 0), Kind.NATIVE
