"""When the rows of a Timeline were, as the page's data hold it; sitegen.drawing.page_data says what is in it."""

from __future__ import annotations

from typing import Any

import numpy as np

from sitegen.drawing.columns import columns
from sitegen.model import Timeline


def time_block(timeline: Timeline) -> dict[str, Any]:
    """Each row's begin after its parent's, of the root after the recording's, its length, and the threads' rows."""
    above = np.append(0.0, timeline.begin_ns[timeline.tree.parent[1:]])
    begin, length = columns(np.stack((timeline.begin_ns - above, timeline.length_ns), axis=1))
    return {"begin": begin, "length": length, "lanes": timeline.lanes.tolist()}
