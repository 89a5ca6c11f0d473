"""The links of a note: to pages of notes and profiles, and to files, which are copied because a page links to them."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from sitegen.errors import Problem, closest, quoted
from sitegen.pages.content import Content
from sitegen.pages.fragments import FragmentLink


@dataclass(slots=True)
class NoteLinks:
    """Rewrites one note's links. urls: the page of each note and of each profile that has one.

    copied: content files that the page links to, which the site must therefore hold. fragments: the links to places
    within pages, which can be checked once all pages are made. unpublished: why a note of the content has no page.
    led: where the content's paths led that the page links to.
    """

    content: Content
    note: str
    page_url: str
    source: str
    urls: Mapping[str, str]
    unpublished: Mapping[str, str] = field(default_factory=dict)
    copied: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    fragments: list[FragmentLink] = field(default_factory=list)
    led: dict[str, str] = field(default_factory=dict)

    def rewrite(self, href: str) -> str:
        """The link as the page has it; links to elsewhere and within the page stay as they are."""
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        if not parts.path:
            self._remember(href, self.page_url, parts.fragment)
            return href
        path = unquote(parts.path)
        start = "" if path.startswith("/") else posixpath.dirname(self.note)
        target = posixpath.normpath(posixpath.join(start, path.lstrip("/")))
        if target.startswith("../"):
            self._fault(href, f"the link {quoted(href)} leads out of the content")
            return href
        found = destination(target, self.content, self.urls)
        if found is None:
            reason = next((self.unpublished[path] for path in _candidates(target) if path in self.unpublished), None)
            if reason is not None:
                self._fault(href, f"the link {quoted(href)} leads to a note that is not published: {reason}")
                return href
            known = [*self.content.notes, *self.content.profiles, *self.content.files]
            near = closest(target, known)
            self._fault(href, f"the link {quoted(href)} leads to no file of the content{near}")
            return href
        self.led[target] = found
        if found == target:
            self.copied.add(target)
        self._remember(href, found, parts.fragment)
        relative = quote(relative_path(found, posixpath.dirname(self.page_url)))
        tail = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        return relative + tail

    def _remember(self, href: str, url: str, fragment: str) -> None:
        if fragment:
            self.fragments.append(FragmentLink(url, fragment, href, self.content.shown(self.note), *self._place(href)))

    def _fault(self, href: str, message: str) -> None:
        self.problems.append(Problem(self.content.shown(self.note), *self._place(href), message))

    def _place(self, href: str) -> tuple[int | None, int | None]:
        """Line and column of a link's target in the note; Python-Markdown keeps no places."""
        at = self.source.find(href)
        if at < 0:
            return None, None
        return self.source.count("\n", 0, at) + 1, at - self.source.rfind("\n", 0, at)


def relative_path(path: str, folder: str) -> str:
    """A path as seen from a folder; both begin at one root and are in their normal form.

    `posixpath.relpath` says the same, and asks for the working directory and takes both apart each time.

    >>> relative_path("b/index.html", "a/note"), relative_path("a/b", "a"), relative_path("a/b", "")
    ('../../b/index.html', 'b', 'a/b')
    """
    if not folder:
        return path
    parts, folders = path.split("/"), folder.split("/")
    shared = 0
    for one, other in zip(parts, folders, strict=False):
        if one != other:
            break
        shared += 1
    return "/".join([*[".."] * (len(folders) - shared), *parts[shared:]]) or "."


def destination(target: str, content: Content, urls: Mapping[str, str]) -> str | None:
    """Where a path of the content leads in the site: to a page, or to the file itself."""
    if target in urls:
        return urls[target]
    for candidate in _candidates(target):
        if candidate in urls:
            return urls[candidate]
    return target if target in content.files or target in content.profiles else None


def _candidates(target: str) -> tuple[str, ...]:
    """The files that a link may mean: a file, a folder's note, a note without its suffix."""
    return target, posixpath.normpath(f"{target}/index.md"), f"{target}.md"
