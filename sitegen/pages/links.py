"""The links of a note: to pages of notes and profiles, and to files, which are copied because a page links to them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, unquote, urlsplit

from sitegen.errors import Problem, closest, quoted
from sitegen.pages.content import Content
from sitegen.pages.fragments import FragmentLink

# Nothing in them has a meaning but the path, or the name of a place in the page; `urlsplit` says the same.
_PLAIN_PATH = re.compile(r"[A-Za-z0-9_.-][A-Za-z0-9_./-]*")
_PLAIN_ANCHOR = re.compile(r"#[A-Za-z0-9_.-]+")


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
    _shown: str = field(init=False)

    def __post_init__(self) -> None:
        self._shown = self.content.shown(self.note)

    def rewrite(self, href: str) -> str:
        """The link as the page has it; links to elsewhere and within the page stay as they are."""
        if _PLAIN_ANCHOR.fullmatch(href):  # every heading has one
            self._remember(href, self.page_url, href[1:])
            return href
        if _PLAIN_PATH.fullmatch(href):
            return self._led(href, href, "", "")
        parts = urlsplit(href)
        if parts.scheme or parts.netloc:
            return href
        if not parts.path:
            self._remember(href, self.page_url, parts.fragment)
            return href
        return self._led(href, unquote(parts.path), parts.query, parts.fragment)

    def _led(self, href: str, path: str, query: str, fragment: str) -> str:
        """The link to a file of the content, by what it says without escapes."""
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
        self._remember(href, found, fragment)
        relative = quote(relative_path(found, posixpath.dirname(self.page_url)))
        return relative + (f"?{query}" if query else "") + (f"#{fragment}" if fragment else "")

    def _remember(self, href: str, url: str, fragment: str) -> None:
        if fragment:
            self.fragments.append(FragmentLink(url, fragment, href, self._shown, *self._place(href)))

    def _fault(self, href: str, message: str) -> None:
        self.problems.append(Problem(self._shown, *self._place(href), message))

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
