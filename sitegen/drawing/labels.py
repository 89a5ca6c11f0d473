"""What is written on a frame: its name, shortened from the uninteresting end until it fits.

The page's script does the same (themes/default/js/labels.js); tests/data/labels.json holds both to one table.
"""

from __future__ import annotations

CHARACTER_PX = 6.9
"""The mean width of a character at 12 px in a wide sans such as DejaVu, so that a label rather ends early."""

INSET_PX = 4
FEWEST_CHARACTERS = 4


def short_names(name: str) -> list[str]:
    """A name and its shorter forms, the longest first: without folders, then without the package.

    >>> short_names("net/http.(*conn).serve")
    ['net/http.(*conn).serve', 'http.(*conn).serve', '(*conn).serve']
    """
    forms = [name]
    head = _head(name)
    slash = name.rfind("/", 0, head) + 1
    if slash:
        forms.append(name[slash:])
    for separator in (".", "::"):
        at = name.find(separator, slash, head)
        if at > slash and at + len(separator) < len(name):
            forms.append(name[at + len(separator) :])
            break
    return forms


def fitted_label(name: str, width_px: float) -> str:
    """The longest form of a name that fits, else the start of the shortest and an ellipsis; empty below 4 characters.

    >>> fitted_label("net/http.(*conn).serve", 100)
    '(*conn).serve'
    """
    room = int((width_px - 2 * INSET_PX) / CHARACTER_PX)
    if room < FEWEST_CHARACTERS:
        return ""
    forms = short_names(name)
    for form in forms:
        if len(form) <= room:
            return form
    return cut_label(forms[-1], width_px)


def cut_label(text: str, width_px: float) -> str:
    """A text that is no name, as much of it as fits: the start and an ellipsis; empty below 4 characters.

    >>> cut_label("all · 41.1 µs/request", 100)
    'all · 41.1 µ…'
    """
    room = int((width_px - 2 * INSET_PX) / CHARACTER_PX)
    if room < FEWEST_CHARACTERS:
        return ""
    return text if len(text) <= room else text[: room - 1] + "…"


def _head(name: str) -> int:
    """Where type arguments, parameters or a receiver begin; dots and slashes behind it belong to them."""
    ends = [at for at in (name.find(mark) for mark in "[(<") if at > 0]
    return min(ends, default=len(name))
