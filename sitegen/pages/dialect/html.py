"""A tree of elements as HTML, byte for byte as Python-Markdown's `to_xhtml_string` writes it, and faster."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from xml.etree.ElementTree import HTML_EMPTY

from markdown.serializers import RE_AMP, to_xhtml_string

_RAW = frozenset({"script", "style"})


def to_html(element: etree.Element) -> str:
    """The HTML of an element and of what follows it."""
    parts: list[str] = []
    try:
        _write(parts.append, element)
    except (RecursionError, TypeError):  # nested very deep, or a comment, which has no text as its tag
        return to_xhtml_string(element)
    return "".join(parts)


def _write(write: Callable[[str], None], element: etree.Element) -> None:
    tag = element.tag
    if type(tag) is not str:
        raise TypeError(tag)
    opening = f"<{tag}"
    if items := element.items():
        for name, value in sorted(items):
            # An attribute without a value is written without one.
            opening += f" {name}" if value is None else f' {name}="{_attribute(value)}"'
    kind = tag.lower()
    if kind in HTML_EMPTY:
        write(f"{opening} />")
    else:
        text = element.text
        write(f"{opening}>{text if kind in _RAW else _escaped(text)}" if text else f"{opening}>")
        for child in element:
            _write(write, child)
        write(f"</{tag}>")
    if element.tail:
        write(_escaped(element.tail))


def _escaped(text: str) -> str:
    if "&" in text:
        text = RE_AMP.sub("&amp;", text)  # an ampersand that begins an entity stays one
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def _attribute(value: str) -> str:
    return _escaped(value).replace('"', "&quot;")
