"""Which colour class a frame has in each palette, the same on every page; the theme says what the classes look like.

    package  hue by package; the runtime and the kernel stay in the background
    kind     by how the code came to run
    file     hue by source file, where there is none by module
    hot      the warm colours of other flame graphs, by name; they mean nothing
    one      all frames alike

The page's script does the same (themes/default/js/palette.js); tests/data/palette.json holds both to one table.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable
from functools import cache, lru_cache

from sitegen.drawing.markup_text import clean
from sitegen.drawing.packages import package
from sitegen.model import CallTree, FrameTable, Kind
from sitegen.model.tree import FOLDED, ROOT

PALETTES = ("package", "kind", "file", "hot", "one")
HUES = 12
WARM_TONES = 8
_MOST_REMEMBERED = 1 << 15  # a site's profiles have the same functions again and again, and each several pictures

Look = Callable[[int], tuple[str, str]]
"""The CSS classes of a row of a tree, and what its label begins with."""

FrameLook = tuple[str, str]
"""A frame's CSS class, and the group that it shares it with; "" where a colour stands for no group."""

KIND_NAMES = {
    Kind.NATIVE: "ordinary code",
    Kind.INLINED: "inlined",
    Kind.KERNEL: "kernel",
    Kind.JIT: "compiled at run time",
    Kind.UNSYMBOLISED: "without a symbol",
}
_KIND_CLASSES = {
    Kind.NATIVE: "hue-ordinary",
    Kind.INLINED: "hue-inlined",
    Kind.KERNEL: "hue-kernel",
    Kind.JIT: "hue-jit",
    Kind.UNSYMBOLISED: "hue-none",
}
_CALM_PACKAGES = frozenset({"runtime", "syscall", "internal", "<frozen importlib", "libc", "ld-linux-x86-64"})


def frame_looks(frames: FrameTable, color: str) -> list[FrameLook]:
    """The look of each frame in one of the palettes.

    >>> from sitegen.model.frames import frame_table
    >>> frame_looks(frame_table(["runtime.mallocgc"], [""], [""], [0], [0]), "package")
    [('hue-calm', 'runtime')]
    """
    rows = zip(frames.name, frames.file, frames.module, frames.kind.tolist(), strict=True)
    return [_frame_look(color, *row) for row in rows]


def look_by_color(tree: CallTree, color: str) -> Look:
    """The look of a tree's rows in one of the palettes."""
    others = {ROOT: "hue-root", FOLDED: "hue-folded"}
    looks = frame_looks(tree.frames, color)
    frames = tree.frame.tolist()

    def look(row: int) -> tuple[str, str]:
        frame = frames[row]
        return (looks[frame][0] if frame >= 0 else others[frame]), ""

    return look


@lru_cache(maxsize=_MOST_REMEMBERED)
def _frame_look(color: str, name: str, file: str, module: str, kind: int) -> FrameLook:
    return _LOOKS[color](clean(name), clean(file), clean(module), Kind(kind))


def _by_package(name: str, file: str, module: str, kind: Kind) -> FrameLook:
    if kind == Kind.UNSYMBOLISED or not name:
        return "hue-none", KIND_NAMES[Kind.UNSYMBOLISED]
    if kind == Kind.KERNEL:
        return "hue-calm", KIND_NAMES[kind]
    where = package(name, file, module)
    return "hue-calm" if where.split("/", 1)[0] in _CALM_PACKAGES else _hue_class(where), where


def _by_kind(name: str, file: str, module: str, kind: Kind) -> FrameLook:
    told = kind if name else Kind.UNSYMBOLISED
    return _KIND_CLASSES[told], KIND_NAMES[told]


def _by_file(name: str, file: str, module: str, kind: Kind) -> FrameLook:
    where = file or module
    return (_hue_class(where), where) if where else ("hue-none", "without a file")


def _hot(name: str, file: str, module: str, kind: Kind) -> FrameLook:
    return f"hue-warm-{_hash(name) % WARM_TONES}", ""


def _all_alike(name: str, file: str, module: str, kind: Kind) -> FrameLook:
    return "hue-0", ""


@cache
def _hue_class(where: str) -> str:
    return f"hue-{_hash(where) % HUES}"


def _hash(text: str) -> int:
    return zlib.crc32(text.encode("utf-8"))


_LOOKS = {"package": _by_package, "kind": _by_kind, "file": _by_file, "hot": _hot, "one": _all_alike}
