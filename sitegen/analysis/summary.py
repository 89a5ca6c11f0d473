"""What a profile holds, as one record: the contract of `inspect --json`."""

from __future__ import annotations

from typing import Any

import numpy as np

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from sitegen.model import Profile, trie


def summarise(profile: Profile, metric: int, top: int = 20) -> dict[str, Any]:
    """The summary as plain values for JSON; `top` hottest functions of the chosen metric, all where it is 0."""
    functions = functions_of(top_down(profile))
    hottest = functions.hottest(metric, top or None)
    return {
        "format": profile.format,
        "default_metric": profile.metrics[profile.default_metric].name,
        "metrics": [
            {"name": kind.name, "unit": kind.unit, "total": whole(total)}
            for kind, total in zip(profile.metrics, profile.totals().tolist(), strict=True)
        ],
        "samples": len(profile.sample_stack),
        "stacks": distinct_stacks(profile),
        "frames": len(functions.functions),
        "duration_seconds": profile.provenance.duration_s,
        "labels": sorted({column.key for column in profile.labels}),
        "skipped": [
            {"line": skipped.line, "reason": skipped.reason} for skipped in profile.skipped if not skipped.is_remark
        ],
        "hottest": [
            {
                "name": functions.functions.name[row],
                "file": functions.functions.file[row],
                "self": whole(functions.self_change[row, metric]),
                "total": whole(functions.total_change[row, metric]),
            }
            for row in hottest.tolist()
        ],
    }


def distinct_stacks(profile: Profile) -> int:
    """How many different call stacks the samples have, by (name, file); lines and kinds ignored."""
    function, _ = profile.frames.functions()
    _, _, node = trie.merge(profile.stack_parent, function[profile.stack_frame])
    is_held = np.zeros(len(node) + 1, np.bool_)  # the last for the -1 of samples without frames
    is_held[np.append(node, np.int32(-1))[profile.sample_stack]] = True
    return int(np.count_nonzero(is_held))


def whole(value: float) -> int | float:
    """The number as JSON should write it: an integer where it is one."""
    return int(value) if float(value).is_integer() else float(value)
