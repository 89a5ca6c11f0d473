"""The tags of a finished page, with their places, so that some can be replaced and all else stays byte for byte."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

_TAG = re.compile(
    r"""<!--.*?-->|<(?P<name>/?[a-z][^\s/>]*)(?P<attributes>(?:[^>"']|"[^"]*"|'[^']*')*+)>""", re.DOTALL | re.IGNORECASE
)
_ATTRIBUTE = re.compile(r"""([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
# The parser reads these to their end tags as text.
_TEXT_ELEMENTS = {name: re.compile(f"</{name}[\\s/>]", re.IGNORECASE) for name in ("script", "style", "textarea")}


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of the page: its name in lower case, with a slash for an end tag, and its place in the text."""

    name: str
    text: str
    start: int
    end: int

    def attributes(self) -> dict[str, str]:
        """The values by name in lower case; "" for a name without one."""
        found = _ATTRIBUTE.findall(self.text[len(self.name) + 1 : -1])
        return {name.lower(): unescape(double or single or bare) for name, double, single, bare in found}

    def with_value(self, name: str, value: str) -> str:
        """The tag's text with another value of one attribute."""
        attributes = {**self.attributes(), name: value}
        written = "".join(f' {key}="{escape(text)}"' for key, text in attributes.items())
        return f"<{self.name}{written}{'/' if self.text.endswith('/>') else ''}>"


def tags(html: str) -> Iterator[Tag]:
    """All tags in their order, but for those in comments and in the text of scripts and styles."""
    at = 0
    while found := _TAG.search(html, at):
        at = found.end()
        if found["name"] is None:
            continue
        name = found["name"].lower()
        yield Tag(name, found[0], found.start(), at)
        if name in _TEXT_ELEMENTS:
            end = _TEXT_ELEMENTS[name].search(html, at)
            at = end.start() if end else len(html)
