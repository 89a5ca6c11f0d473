"""Labels as the page's data hold them; sitegen.drawing.page_data says what the fields mean."""

from __future__ import annotations

from typing import Any

import numpy as np

from sitegen.analysis.label_weights import LabelWeights
from sitegen.drawing.columns import columns
from sitegen.drawing.markup_text import clean


def label_block(labels: LabelWeights) -> dict[str, Any]:
    """The block of a tree's labels."""
    before = labels.self_before
    return {
        "keys": [{"key": clean(key.key), "values": [clean(value) for value in key.values]} for key in labels.keys],
        "left_out": [clean(key) for key in labels.left_out],
        "sets": labels.sets.tolist(),
        "rows": [np.diff(rows, prepend=np.int64(0)).tolist() for rows in labels.rows],
        "self": [columns(weight) for weight in labels.self_weight],
        "before": None if before is None else [columns(weight) for weight in before],
    }
