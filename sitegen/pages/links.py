"""The links of a note: to pages of notes and profiles, and to files, which are copied because a page links to them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from sitegen.errors import Problem, closest, quoted
from sitegen.pages.content import Content


@dataclass(slots=True)
class NoteLinks:
    """Rewrites one note's links. urls: the page of each note and of each profile that has one.

    copied: content files that the page links to, which the site must therefore hold.
    """

    content: Content
    note: str
    page_url: str
    source: str
    urls: Mapping[str, str]
    copied: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def rewrite(self, href: str) -> str:
        """The link as the page has it; links to elsewhere and within the page stay as they are."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not parts.path:
            return href
        path = unquote(parts.path)
        start = "" if path.startswith("/") else posixpath.dirname(self.note)
        target = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        if target.startswith("../"):
            self._fault(href, f"the link {quoted(href)} leads out of the content")
            return href
        found = self._destination(target)
        if found is None:
            known = [*self.content.notes, *self.content.profiles, *self.content.files]
            near = closest(target, known)
            self._fault(href, f"the link {quoted(href)} leads to no file of the content{near}")
            return href
        relative = quote(posixpath.relpath(found, posixpath.dirname(self.page_url) or "."))
        tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        return relative + tail

    def _destination(self, target: str) -> str | None:
        for candidate in (target, posixpath.normpath(f"{target}/index.md"), f"{target}.md"):
            if candidate in self.urls:
                return self.urls[candidate]
        if target in self.content.files or target in self.content.profiles:
            self.copied.add(target)
            return target
        return None

    def _fault(self, href: str, message: str) -> None:
        at = self.source.find(href)
        line = self.source.count("\n", 0, at) + 1 if at >= 0 else None
        column = at - self.source.rfind("\n", 0, at) if at >= 0 else None
        self.problems.append(Problem(self.content.shown(self.note), line, column, message))
