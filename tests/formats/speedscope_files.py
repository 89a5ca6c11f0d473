"""Small speedscope files for tests, and what is read of them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from sitegen.errors import SourceError
from sitegen.formats import speedscope
from sitegen.formats.folded_text import write_folded
from sitegen.model import Profile


def document(*profiles: dict[str, Any], frames: str = "abc", **keys: Any) -> dict[str, Any]:
    """A file of these profiles, whose frames have names of one letter."""
    return {
        "$schema": "https://www.speedscope.app/file-format-schema.json",
        "shared": {"frames": [{"name": name} for name in frames]},
        "profiles": list(profiles),
        **keys,
    }


def sampled(
    samples: list[list[int]], weights: list[float], unit: str = "none", start: float = 0, **keys: Any
) -> dict[str, Any]:
    return {
        "type": "sampled",
        "name": "",
        "unit": unit,
        "startValue": start,
        "endValue": start + sum(weights),
        "samples": samples,
        "weights": weights,
        **keys,
    }


def read(content: dict[str, Any] | str | bytes) -> Profile:
    if isinstance(content, dict):
        content = json.dumps(content)
    return speedscope.read(content.encode() if isinstance(content, str) else content, "x.speedscope.json")


def fold(profile: Profile, metric: str = "samples") -> list[str]:
    index = profile.metric_index(metric)
    assert index is not None
    return [line.rstrip("\n") for line in write_folded(profile, index)]


def fails(content: dict[str, Any] | str | bytes) -> str:
    with pytest.raises(SourceError) as caught:
        read(content)
    return str(caught.value)


def path_of(profile: Profile, stack: int) -> list[str]:
    names: list[str] = []
    while stack >= 0:
        names.insert(0, profile.frames.name[profile.stack_frame[stack]])
        stack = int(profile.stack_parent[stack])
    return names
