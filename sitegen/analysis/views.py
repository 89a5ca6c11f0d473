"""The views of a profile by their names: each a function `Profile -> CallTree | None`, None where it does not apply."""

from __future__ import annotations

from collections.abc import Callable

from sitegen.analysis.call_tree import top_down
from sitegen.model import CallTree, Profile

VIEWS: dict[str, Callable[[Profile], CallTree | None]] = {
    "flame": top_down,
    "icicle": top_down,
}
