"""Which colour class a frame has: hue by package, the same on every page; the theme says what the classes look like."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from sitegen.model import CallTree, FrameTable, Kind
from sitegen.model.tree import FOLDED, ROOT

HUES = 12
CALM = HUES
NONE = HUES + 1
"""Codes beyond the hues: runtime and kernel code that stays in the background, and frames without a name."""

Look = Callable[[int], tuple[str, str]]
"""The CSS classes of a row of a tree, and what its label begins with."""

_CALM_PACKAGES = frozenset({"runtime", "syscall", "internal", "<frozen importlib", "libc", "ld-linux-x86-64", "kernel"})


def hue_class(code: int) -> str:
    """The CSS class of a colour code.

    >>> hue_class(3), hue_class(CALM)
    ('hue-3', 'hue-calm')
    """
    return "hue-calm" if code == CALM else "hue-none" if code == NONE else f"hue-{code}"


def frame_hues(frames: FrameTable) -> list[int]:
    """The colour code of each frame, 0 to 11, CALM or NONE."""
    rows = zip(frames.name, frames.file, frames.module, frames.kind.tolist(), strict=True)
    return [_hue(name, file, module, kind) for name, file, module, kind in rows]


def look_by_hue(tree: CallTree, hues: Sequence[int]) -> Look:
    """The look of a tree's rows by the colour codes of its frames."""
    classes = {ROOT: "hue-root", FOLDED: "hue-folded"}
    frames = tree.frame.tolist()

    def look(row: int) -> tuple[str, str]:
        frame = frames[row]
        return (hue_class(hues[frame]) if frame >= 0 else classes[frame]), ""

    return look


def package(name: str, file: str = "", module: str = "") -> str:
    """The package of a function: up to the first `.` or `::` after the last `/`; else its file's or module's name.

    >>> package("net/http.(*conn).serve"), package("std::vec::Vec<T>::push"), package("main", "app/report.py")
    ('net/http', 'std', 'report')
    """
    cut = name.split("[", 1)[0].split("(", 1)[0].split("<", 1)[0] or name
    slash = cut.rfind("/") + 1
    ends = [at for at in (cut.find(".", slash), cut.find("::", slash)) if at > slash]
    if ends:
        return cut[: min(ends)]
    if file:
        return PurePosixPath(file).stem
    return module or name


def _hue(name: str, file: str, module: str, kind: int) -> int:
    if kind == Kind.UNSYMBOLISED or not name:
        return NONE
    where = package(name, file, module)
    if kind == Kind.KERNEL or where.split("/", 1)[0] in _CALM_PACKAGES:
        return CALM
    return zlib.crc32(where.encode("utf-8", "replace")) % HUES
