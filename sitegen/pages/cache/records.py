"""What is kept of the build before: of each page what other pages say of it, its place, and what it was made from.

The page's content itself is not kept: where it is asked for, the page is made again. What only a build asks for in
which pages moved or changed their titles stays encoded until then (`KeptPage`), because there are thousands of it.
"""

from __future__ import annotations

import datetime
from typing import Any

import msgspec

from sitegen.errors import Problem
from sitegen.pages.cache.digests import Stamp
from sitegen.pages.cache.trace import Lookup
from sitegen.pages.fragments import FragmentLink
from sitegen.pages.page import Headline, Mention, Page


class Face(msgspec.Struct, frozen=True, array_like=True):
    """What a page is to others: its record without its context, its text and its graphs."""

    url: str
    template: str
    title: str
    summary: str | None
    date: datetime.date | None
    updated: datetime.date | None
    headline: Headline | None
    is_written: bool
    weight: int | None
    tags: tuple[str, ...]
    has_figures: bool
    thumbnail_svg: str
    card_facts: tuple[str, ...]
    mentions: dict[str, Mention]
    key: str
    figures: tuple[str, ...]


class KeptPage(msgspec.Struct, frozen=True, array_like=True):
    """A page in its site: what it is to others, where the links of its source led, by their targets, and its place.

    holds: whether the page is a section's own, and lists the pages in it.
    """

    face: Face
    led: dict[str, str]
    place: dict[str, Any]
    holds: bool


class Kept(msgspec.Struct, frozen=True, array_like=True):
    """A source that became a page: what it was made from, and what came of it.

    files: digests of all that was read, its own file included. used: the content's files that it names. skipped:
    warnings of what readers left out. url: of its page, empty before that is made. page: its `KeptPage`, encoded.
    """

    files: dict[str, str]
    lookups: tuple[Lookup, ...]
    used: tuple[str, ...]
    is_draft: bool
    date: datetime.date | None
    tags: tuple[str, ...]
    problems: tuple[Problem, ...] = ()
    skipped: tuple[Problem, ...] = ()
    copied: tuple[str, ...] = ()
    claims: int = 0
    callouts: int = 0
    fragments: tuple[FragmentLink, ...] = ()
    url: str = ""
    page: msgspec.Raw = msgspec.Raw(b"\xc0")


class KeptFile(msgspec.Struct, frozen=True, array_like=True):
    """A file of the site. key: of all that a page was rendered from, empty for other files. pack: where its bytes are
    kept, empty for those of the theme and the content.
    """

    digest: str
    size: int
    key: str = ""
    pack: str = ""


class KeptSite(msgspec.Struct, frozen=True, array_like=True):
    """A whole build. stamps: of the content's files; listing: a key of their names and of what was asked for.

    suffixes: of the names of profiles, None where nobody asked for them. copied: the content's files that are in the
    site as they are. faults: what was found of links to places, by the page's digest and the fragment. cards: the URLs
    of cards by those of their pages; pictured: the page whose graph is on the home page's.
    """

    made_by: str
    listing: str
    suffixes: tuple[str, ...] | None
    stamps: dict[str, tuple[Stamp, str]]
    sources: dict[str, Kept]
    files: dict[str, KeptFile]
    copied: tuple[str, ...]
    faults: dict[str, tuple[str, ...]]
    warnings: tuple[Problem, ...]
    pages: int
    claims: int
    callouts: int
    held_back: int
    feeds: tuple[str, ...]
    tags: tuple[str, ...]
    cards: dict[str, str]
    pictured: str


_PAGES = msgspec.msgpack.Decoder(KeptPage)
_DECODER = msgspec.msgpack.Decoder(KeptSite)


def decode_site(content: bytes) -> KeptSite | None:
    """A build that was kept; None where the bytes are something else."""
    try:
        return _DECODER.decode(content)
    except (msgspec.DecodeError, ValueError):
        return None


def encode_site(site: KeptSite) -> bytes:
    """The bytes of a build."""
    return msgspec.msgpack.encode(site)


def decode_page(kept: Kept) -> KeptPage:
    """The page of a source that has one."""
    return _PAGES.decode(kept.page)


def encode_page(page: KeptPage) -> msgspec.Raw:
    """A page as it is kept."""
    return msgspec.Raw(msgspec.msgpack.encode(page))


def face_of(page: Page) -> Face:
    """What of a page is kept."""
    shared = {name: getattr(page, name) for name in Face.__struct_fields__ if name != "figures"}
    return Face(**shared, figures=tuple(page.figures))
