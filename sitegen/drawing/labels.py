"""What is written on a frame: its name, shortened from the uninteresting end until it fits.

The page's script does the same (themes/default/js/labels.js); tests/data/labels.json holds both to one table.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from sitegen.drawing.short_names import short_names

CHARACTER_PX = 6.9
"""The mean width of a character at 12 px in a wide sans such as DejaVu, so that a label rather ends early."""

INSET_PX = 4
FEWEST_CHARACTERS = 4

_forms = lru_cache(maxsize=20_000)(short_names)
"""A picture has the same few names over and over."""


def has_room(width_px: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Which widths have room for a label at all."""
    characters = (width_px - 2 * INSET_PX) / CHARACTER_PX
    return np.asarray(characters >= FEWEST_CHARACTERS, dtype=np.bool_)


def fitted_label(name: str, width_px: float) -> str:
    """The longest form of a name that fits, else the start of the shortest and an ellipsis; empty below 4 characters.

    >>> fitted_label("net/http.(*conn).serve", 100)
    '(*conn).serve'
    """
    room = int((width_px - 2 * INSET_PX) / CHARACTER_PX)
    if room < FEWEST_CHARACTERS:
        return ""
    if len(name) <= room:
        return name
    forms = _forms(name)
    return next((form for form in forms if len(form) <= room), None) or cut_label(forms[-1], width_px)


def cut_label(text: str, width_px: float) -> str:
    """A text that is no name, as much of it as fits: the start and an ellipsis; empty below 4 characters.

    >>> cut_label("all · 41.1 µs/request", 100)
    'all · 41.1 µ…'
    """
    room = int((width_px - 2 * INSET_PX) / CHARACTER_PX)
    if room < FEWEST_CHARACTERS:
        return ""
    return text if len(text) <= room else text[: room - 1] + "…"
