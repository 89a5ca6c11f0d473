"""The tags of a site: which pages carry each, and the folder of its page."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sitegen.errors import Problem
from sitegen.pages.content import PAGE_NAME
from sitegen.pages.page import Page
from sitegen.pages.reading_order import newest_first

TAGS_FOLDER = "tags"

_NOT_IN_SLUG = re.compile(r"[^\w.+-]+")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag with its pages in the order of lists; slug is its name in URLs."""

    name: str
    slug: str
    pages: tuple[Page, ...]

    @property
    def folder(self) -> str:
        """The folder of its page and its feed."""
        return f"{TAGS_FOLDER}/{self.slug}"

    @property
    def url(self) -> str:
        """The URL of its page."""
        return f"{self.folder}/{PAGE_NAME}"

    @property
    def feed_url(self) -> str:
        """The URL of its feed."""
        return f"{self.folder}/feed.xml"


def tag_slug(name: str) -> str:
    """A tag's name in URLs: lower case, hyphens for spaces and punctuation but `+ . _ -`.

    >>> tag_slug("Flame graphs"), tag_slug("C++"), tag_slug("C#")
    ('flame-graphs', 'c++', 'c-sharp')
    """
    plain = unicodedata.normalize("NFC", name).casefold().replace("#", " sharp")
    return _NOT_IN_SLUG.sub("-", plain).strip("-.") or "tag"


def find_tags(pages: Iterable[Page]) -> dict[str, Tag]:
    """The tags of the pages by name, sorted by name whatever its case."""
    tagged: dict[str, list[Page]] = {}
    for page in newest_first(pages):
        for name in page.tags:
            tagged.setdefault(name, []).append(page)
    names = sorted(tagged, key=lambda name: (name.casefold(), name))
    return {name: Tag(name, tag_slug(name), tuple(tagged[name])) for name in names}


def tag_problems(notes: Iterable[tuple[str, tuple[str, ...]]], shown: Callable[[str], str]) -> list[Problem]:
    """An error for each tag that has the URL of another one; notes are given by path and tags, shown names a path."""
    first: dict[str, tuple[str, str]] = {}
    slugs: dict[str, str] = {}
    problems = []
    for path, names in notes:
        for name in names:
            slug = slugs.get(name) or slugs.setdefault(name, tag_slug(name))
            other, place = first.setdefault(slug, (name, path))
            if other != name:
                message = f'the tags "{name}" and "{other}" (in {shown(place)}) would have one page; write them alike'
                problems.append(Problem(shown(path), None, None, message))
    return problems
