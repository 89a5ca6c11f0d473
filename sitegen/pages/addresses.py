"""Where a site's pages are on the web, as far as its base_url says; within the site every link is relative."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from sitegen.pages.content import PAGE_NAME


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of one site; base_url ends in a slash, and is None or a mere path where the host is not known."""

    base_url: str | None

    @property
    def is_known(self) -> bool:
        """Whether pages have absolute addresses."""
        return bool(self.base_url and urlsplit(self.base_url).scheme)

    @property
    def root_path(self) -> str:
        """The path of the site's root on its host, with slashes on both ends."""
        return urlsplit(self.base_url or "/").path or "/"

    def absolute(self, url: str) -> str | None:
        """The address of an output file, a page's without `index.html`; None where the host is not known.

        >>> Addresses("https://example.org/notes/").absolute("a b/index.html")
        'https://example.org/notes/a%20b/'
        """
        return f"{self.base_url}{quote(_without_page_name(url))}" if self.is_known else None

    def link(self, url: str, holder: str) -> str:
        """A link to an output file from another one that is read elsewhere, such as a feed: absolute where it can be.

        >>> Addresses(None).link("a/index.html", "tags/go/feed.xml")
        '../../a/index.html'
        """
        return self.absolute(url) or quote(posixpath.relpath(url, posixpath.dirname(holder) or "."))

    def identity(self, url: str, title: str) -> str:
        """What names a page for good: its address, else a URN of its path and the site's title."""
        known = self.absolute(url)
        if known:
            return known
        from uuid import NAMESPACE_URL, uuid5

        return uuid5(NAMESPACE_URL, f"flamesite:{title}:{url}").urn


def _without_page_name(url: str) -> str:
    return url.removesuffix(PAGE_NAME) if posixpath.basename(url) == PAGE_NAME else url
