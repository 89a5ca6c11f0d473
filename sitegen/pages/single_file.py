"""The pages of a site as one HTML file each, to mail: what a page loads is in it, and its policy allows just that.

In come the files of a finished site and which of them are pages; out go the pages alone. Styles, scripts, fonts,
images and the icon are in each. Links from page to page stay as they are, for pages may travel together. Other files
do not travel: a link to one leads to the site on the web, and where nobody said its address, becomes text; after
that of a download stands that it is not here. Links to the search and the feeds are left out then.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from urllib.parse import unquote, urlsplit, urlunsplit

from sitegen.errors import FlamesiteError
from sitegen.pages.addresses import Addresses
from sitegen.pages.feeds import FEED_URL
from sitegen.pages.html_tags import Tag, tags
from sitegen.pages.inlined import data_url, inline_script, inline_style, policy_hash
from sitegen.pages.output import OutputFile
from sitegen.pages.search_index import SEARCH_URL

_LEFT_OUT = " (not in this file)"
# All that these do is the search, which reads an index of the whole site from a file beside the page.
_SEARCH_SCRIPTS = "assets/js/site/"
_POLICY = (
    "default-src 'none'; script-src {scripts}; style-src {styles}; font-src data:; img-src data:; media-src data:; "
    "base-uri 'none'; form-action 'none'"
)
_LOADS = {"img": "src", "source": "src", "video": "src", "audio": "src", "image": "href"}
_CSS_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")


def single_files(
    files: Sequence[OutputFile], page_urls: Collection[str], addresses: Addresses
) -> tuple[OutputFile, ...]:
    """The pages of a site but that of its search. Raises FlamesiteError where a page loads a file that is missing."""
    travelling = frozenset(page_urls) - {SEARCH_URL}
    site = _Site({file.path: file.content for file in files}, travelling, addresses)
    return tuple(_SinglePage(site, file.path).made() for file in files if file.path in travelling)


@dataclass(frozen=True, slots=True)
class _Site:
    """What all pages need: the site's files, and the text of each style and script as a part of a page."""

    files: Mapping[str, bytes]
    travelling: frozenset[str]
    addresses: Addresses
    texts: dict[str, str] = field(default_factory=dict)

    def script(self, path: str, holder: str) -> str:
        if path not in self.texts:
            self.texts[path] = inline_script(self._content(path, holder).decode("utf-8-sig"))
        return self.texts[path]

    def style(self, path: str, holder: str) -> str:
        if path not in self.texts:
            css = self._content(path, holder).decode("utf-8-sig")
            self.texts[path] = inline_style(_CSS_URL.sub(lambda found: self._css_url(found, path), css))
        return self.texts[path]

    def data_url(self, path: str, holder: str) -> str:
        return data_url(path, self._content(path, holder))

    def _css_url(self, found: re.Match[str], holder: str) -> str:
        path = _local(found[2], holder)
        return f'url("{self.data_url(path, holder)}")' if path else found[0]

    def _content(self, path: str, holder: str) -> bytes:
        if path not in self.files:
            raise FlamesiteError(f"{holder}: error: it loads {path}, which is not in the site; mend the theme")
        return self.files[path]


class _SinglePage:
    """One page on its way to a single file: the parts that stand, and how far its text has been taken."""

    def __init__(self, site: _Site, url: str) -> None:
        self._site = site
        self._url = url
        self._html = site.files[url].decode("utf-8")
        self._parts: list[str] = []
        self._at = 0
        self._policy_part: int | None = None
        self._allowed: dict[str, list[str]] = {"script": [], "style": []}
        self._deferred: list[str] = []
        self._after_link: str | None = None

    def made(self) -> OutputFile:
        for tag in tags(self._html):
            if tag.start >= self._at:  # not in an element that went as a whole
                self._take(tag)
        self._parts += (self._html[self._at :], self._deferred_scripts())
        if self._policy_part is not None:
            self._parts[self._policy_part] = self._policy()
        return OutputFile(self._url, "".join(self._parts).encode("utf-8"))

    def _take(self, tag: Tag) -> None:
        if tag.name == "meta":
            self._take_meta(tag)
        elif tag.name == "link":
            self._take_resource(tag)
        elif tag.name == "script":
            self._take_script(tag)
        elif tag.name in _LOADS:
            self._take_loaded(tag, _LOADS[tag.name])
        elif tag.name == "a":
            self._take_link(tag)
        elif tag.name == "/a" and self._after_link is not None:
            self._put(tag, self._after_link)
            self._after_link = None
        elif tag.name == "/body":
            self._put(tag, self._deferred_scripts() + tag.text)

    def _put(self, tag: Tag, text: str) -> None:
        self._parts += (self._html[self._at : tag.start], text)
        self._at = tag.end

    def _drop(self, tag: Tag, end: int) -> None:
        self._parts.append(self._html[self._at : tag.start].rstrip())
        self._at = end

    def _take_meta(self, tag: Tag) -> None:
        if tag.attributes().get("http-equiv", "").lower() == "content-security-policy":
            self._put(tag, "")
            self._policy_part = len(self._parts) - 1

    def _policy(self) -> str:
        allowed = {f"{kind}s": " ".join(dict.fromkeys(found)) or "'none'" for kind, found in self._allowed.items()}
        return f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(**allowed)}">'

    def _take_resource(self, tag: Tag) -> None:
        attributes = tag.attributes()
        path = _local(attributes.get("href", ""), self._url)
        kinds = attributes.get("rel", "").lower().split()
        if path is None:
            return
        address = self._site.addresses.absolute(path)
        if "stylesheet" in kinds:
            css = self._site.style(path, self._url)
            self._allowed["style"].append(policy_hash(css))
            media = f' media="{escape(attributes["media"])}"' if "media" in attributes else ""
            self._put(tag, f"<style{media}>{css}</style>")
        elif "icon" in kinds:
            self._put(tag, tag.with_value("href", self._site.data_url(path, self._url)))
        elif "alternate" in kinds and address:
            self._put(tag, tag.with_value("href", address))
        else:
            self._drop(tag, tag.end)

    def _take_script(self, tag: Tag) -> None:
        attributes = tag.attributes()
        path = _local(attributes.get("src", ""), self._url)
        if path is None:
            return
        end = self._element_end(tag)
        if path.startswith(_SEARCH_SCRIPTS):
            self._drop(tag, end)
            return
        text = self._site.script(path, self._url)
        self._allowed["script"].append(policy_hash(text))
        kind = f' type="{escape(attributes["type"])}"' if "type" in attributes else ""
        script = f"<script{kind}>{text}</script>"
        if "defer" in attributes:  # nothing defers a script within the page but its place
            self._deferred.append(script)
            self._drop(tag, end)
        else:
            self._put(tag, script)
            self._at = end

    def _deferred_scripts(self) -> str:
        scripts = "".join(f"{script}\n" for script in self._deferred)
        self._deferred.clear()
        return scripts

    def _take_loaded(self, tag: Tag, attribute: str) -> None:
        path = _local(tag.attributes().get(attribute, ""), self._url)
        if path is not None:
            self._put(tag, tag.with_value(attribute, self._site.data_url(path, self._url)))

    def _take_link(self, tag: Tag) -> None:
        attributes = tag.attributes()
        href = attributes.get("href", "")
        path = _local(href, self._url)
        if path is None or path in self._site.travelling:
            return
        if address := self._site.addresses.absolute(path):
            parts = urlsplit(href)
            self._put(tag, tag.with_value("href", urlunsplit(urlsplit(address)[:3] + parts[3:])))
        elif path == SEARCH_URL or posixpath.basename(path) == FEED_URL:
            self._drop(tag, self._element_end(tag))
        else:
            self._put(tag, "")
            self._after_link = _LEFT_OUT if "download" in attributes else ""

    def _element_end(self, tag: Tag) -> int:
        """The end of an element that holds none of its own kind."""
        found = re.compile(rf"</{tag.name}\s*>", re.IGNORECASE).search(self._html, tag.end)
        return found.end() if found else len(self._html)


def _local(href: str, holder: str) -> str | None:
    """The file of the site that a relative link of another file leads to; None for all other links."""
    parts = urlsplit(href)
    path = posixpath.normpath(posixpath.join(posixpath.dirname(holder), unquote(parts.path)))
    is_local = parts.path and not parts.scheme and not parts.netloc and not path.startswith(("/", "../"))
    return path if is_local else None
