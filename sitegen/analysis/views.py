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
    "chart": top_down,  # beside it the figure carries the Timeline
}
