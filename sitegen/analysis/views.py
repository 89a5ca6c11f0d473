"""The views of a profile by their names: each makes a CallTree of a profile, or None where it does not apply.

Its second argument is the whole profile, which shares are of; the first is what filters have left of it.
"""

from __future__ import annotations

from collections.abc import Callable

from sitegen.analysis.call_tree import top_down
from sitegen.model import CallTree, Profile

View = Callable[[Profile, Profile], CallTree | None]

VIEWS: dict[str, View] = {
    "flame": top_down,
    "icicle": top_down,
    # What travels is the top-down tree; these are made of it in the page, the chart of the Timeline beside it.
    **dict.fromkeys(("bottom-up", "sandwich", "top", "tree", "chart", "source"), top_down),
}
