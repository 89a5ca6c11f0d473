"""Text as XML and HTML hold it: escaped, and without the characters that XML forbids."""

from __future__ import annotations

import re
from html import escape

_ANY_TO_CHANGE = re.compile("[&<>\"'\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


def clean(text: str) -> str:
    """The text with each character that XML forbids, and lone surrogates, replaced by U+FFFD."""
    return _FORBIDDEN.sub("�", text)


def escaped(text: str) -> str:
    """The text for element content and quoted attributes alike."""
    # Most names have none of these, and a picture has thousands of names.
    return escape(clean(text), quote=True) if _ANY_TO_CHANGE.search(text) else text
