"""Short marks of how a frame's code came to run, as FlameGraph has them: `[k]` kernel, `[i]` inlined, `[j]` compiled.

The page's script does the same (themes/default/js/badges.js); tests/data/palette.json holds both to one table.
"""

from __future__ import annotations

from sitegen.drawing.labels import CHARACTER_PX, INSET_PX
from sitegen.model import CallTree
from sitegen.model.frames import KIND_SUFFIX

_BADGES = {int(kind): suffix.removeprefix("_") for kind, suffix in KIND_SUFFIX.items()}


def kind_badge(kind: int) -> str:
    """The badge of a kind; "" where it is nothing special, or the name says so.

    >>> kind_badge(2), kind_badge(0)
    ('[k]', '')
    """
    return _BADGES.get(kind, "")


def row_badge(tree: CallTree, row: int) -> str:
    """The badge of a row's frame."""
    frame = int(tree.frame[row])
    return kind_badge(int(tree.frames.kind[frame])) if frame >= 0 else ""


def badged_label(label: str, badge: str, width_px: float) -> str:
    """A label with a badge behind it where there is room for it: never at the cost of the name.

    >>> badged_label("do_syscall_64", "[k]", 150), badged_label("do_syscall_64", "[k]", 110)
    ('do_syscall_64 [k]', 'do_syscall_64')
    """
    room = int((width_px - 2 * INSET_PX) / CHARACTER_PX)
    is_cut = label == "" or label.endswith("…")
    return label if badge == "" or is_cut or len(label) + 1 + len(badge) > room else f"{label} {badge}"
