"""All pages of a site to its files: HTML, cards, what machines read, the theme's assets, copied files.

A page that would come out as it did is not rendered: its bytes are known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import structs

from sitegen.errors import Problem, quoted
from sitegen.pages.addresses import Addresses
from sitegen.pages.cache.fingerprint import fingerprint
from sitegen.pages.cache.packs import Packs
from sitegen.pages.cache.records import KeptFile
from sitegen.pages.cache.store import Store
from sitegen.pages.cards import CardDrawer, card_file
from sitegen.pages.content import Content
from sitegen.pages.fragments import FragmentLink, Places, fault_problem, ids_of, link_faults
from sitegen.pages.output import KnownFile, OutputFile, SiteFile
from sitegen.pages.page import Page
from sitegen.pages.review import Review
from sitegen.pages.search_index import search_parts
from sitegen.pages.search_scripts import SearchScripts, part_key
from sitegen.pages.settings import Settings
from sitegen.pages.theme import Theme

if TYPE_CHECKING:
    from sitegen.pages.arrangement import Arrangement
    from sitegen.pages.page_html import PageHtml
    from sitegen.pages.tags import Tag
    from sitegen.pages.templates import Templates

ASSETS = "assets/"
"""Where the theme's files lie in a site."""
ROOT_FILES = ("CNAME", "favicon.ico", "robots.txt")
"""Files that a web server or a host looks for at the root, copied from the content's root without a link to them."""


@dataclass(slots=True)
class SiteFiles:
    """Makes the files of one site. made_by: the key of program, theme and settings. again: pages in full, by URL.
    render: files of pages. anew: a file's bytes, made without the cache.
    keys: of what each file was made from, where that is known; faults: of links to places, by place. feeds, cards and
    pictured: as a `KeptSite` has them.
    """

    made_by: str
    content: Content
    settings: Settings
    theme: Theme
    addresses: Addresses
    review: Review
    store: Store
    again: Callable[[Sequence[str]], dict[str, Page]]
    render: Callable[[Sequence[Page], PageHtml], Iterable[SiteFile]]
    anew: Callable[[str], bytes]
    keys: dict[str, str] = field(default_factory=dict)
    faults: dict[str, tuple[str, ...]] = field(default_factory=dict)
    feeds: tuple[str, ...] = ()
    cards: dict[str, str] = field(default_factory=dict)
    pictured: str = ""
    packs: Packs = field(init=False)
    search: SearchScripts = field(init=False)

    def __post_init__(self) -> None:
        self.packs = Packs(self.store)
        self.search = SearchScripts(self.review, self.packs, self.again)

    def of(
        self, arranged: Arrangement, cards: Mapping[str, bytes], copied: Iterable[str], new: Iterable[str]
    ) -> tuple[tuple[SiteFile, ...], tuple[SiteFile, ...]]:
        """All files by path, and those among them that are pages.

        cards: the pictures that were drawn, by URL; new: the URLs of the pages that were made.
        """
        from sitegen.pages.feeds import ROBOTS_URL, Feeds, make_robots, make_sitemap
        from sitegen.pages.templates import Templates  # jinja2, which a site without changes does not need

        templates = Templates(self.theme, self.store)
        pictures = list(self._cards(arranged, cards))
        feeds = Feeds(self.settings, templates, self.addresses)
        machines: list[SiteFile] = [*feeds.of_site(arranged.placed), *feeds.of_tags(arranged.tags.values())]
        self.feeds = tuple(file.path for file in machines)
        self.cards = {url: file.path for url, file in pictures}
        html = self.page_html(templates, arranged.tags.values(), self.feeds, self.cards)
        rendering = self._rendered(arranged, html)
        machines += make_sitemap(arranged.pages, templates, self.addresses)
        machines += self._search(arranged, list(new))
        if ROBOTS_URL not in self.content.files:
            machines.append(make_robots(self.addresses))
        not_found = OutputFile("404.html", html.render_not_found(arranged.home.added["entries"]))
        pages = tuple(rendering)
        files = [*pages, not_found, *machines, *(file for _, file in pictures), OutputFile(".nojekyll", b"")]
        files += (OutputFile(f"{ASSETS}{path}", content) for path, content in self.theme.assets().items())
        files += (OutputFile(path, (self.content.root / path).read_bytes()) for path in self.copied(copied))
        return tuple(sorted(files, key=lambda file: file.path)), pages

    def copied(self, linked: Iterable[str]) -> list[str]:
        """The content's files that are in the site as they are."""
        return sorted({*linked, *(path for path in ROOT_FILES if path in self.content.files)})

    def fragment_problems(
        self, links: Iterable[FragmentLink], page_at: Callable[[str], Page], html: Mapping[str, SiteFile]
    ) -> list[Problem]:
        """A warning for each link that leads to no place of its page; html: the pages' files by URL."""
        problems = []
        ids: dict[str, frozenset[str]] = {}
        for link in links:
            if link.url not in html:
                continue
            place = f"{html[link.url].digest}#{link.fragment}"
            faults = self.faults.get(place, self.review.faults(place))
            if faults is None:
                if link.url not in ids:
                    ids[link.url] = ids_of(html[link.url].content.decode("utf-8"))
                faults = tuple(link_faults(link.fragment, Places(ids[link.url], page_at(link.url).figures)))
            self.faults[place] = faults
            problems += [fault_problem(link, fault) for fault in faults]
        return problems

    def domain_problems(self) -> Iterator[Problem]:
        """GitHub Pages serves a site with a CNAME at that name only."""
        if "CNAME" not in self.content.files or not self.addresses.is_known:
            return
        name = (self.content.root / "CNAME").read_text("utf-8", errors="replace").strip()
        host = urlsplit(self.addresses.base_url or "").hostname
        if name.casefold() != host:
            message = f"the site's name is {quoted(name)}, but base_url leads to {host}; make them agree"
            yield Problem(self.content.shown("CNAME"), 1, 1, message, "warning")

    def _cards(self, arranged: Arrangement, drawn: Mapping[str, bytes]) -> Iterator[tuple[str, SiteFile]]:
        """The cards by the URLs of their pages: of notes with a graph, and of the home page with the first there is.

        None where the host is not known, because previews ask for absolute addresses, and drawing takes its time.
        """
        if not (self.settings.cards and self.addresses.is_known):
            return
        for page in arranged.placed:
            if page.is_written and page.has_figures:
                path = card_file(page.url, b"").path
                yield page.url, self._known(path, page.key) or card_file(page.url, drawn[page.url])
        first = next((page for page in (arranged.home, *arranged.placed) if page.has_figures), None)
        if first is None:
            return
        self.pictured = first.url
        key = fingerprint("home", first.key)
        path = card_file(arranged.home.url, b"").path
        yield arranged.home.url, self._known(path, key) or card_file(arranged.home.url, self.home_card(first))

    def home_card(self, first: Page) -> bytes:
        """The picture of the whole site, over the graph of its first page with one."""
        page = first if first.lead else self.again([first.url])[first.url]
        return CardDrawer(self.settings, self.theme).of_home(page)

    def _rendered(self, arranged: Arrangement, html: PageHtml) -> Iterator[SiteFile]:
        """The files of all pages; where other processes render, they have begun when this returns."""
        keys = {page.url: self.html_key(html, page) for page in arranged.pages if self.store.folder}
        known: dict[str, SiteFile | None] = {url: self._known(url, key) for url, key in keys.items()}
        lacking = [page.url for page in arranged.pages if not known.get(page.url) and page.key and not page.context]
        full = self.again(lacking)
        pages = [page for page in arranged.pages if not known.get(page.url)]
        pages = [structs.replace(page, context=full[page.url].context) if page.url in full else page for page in pages]
        rendered = iter(self.render(pages, html))
        return (known.get(page.url) or next(rendered) for page in arranged.pages)

    def page_html(
        self, templates: Templates, tags: Iterable[Tag], feeds: Sequence[str], cards: Mapping[str, str]
    ) -> PageHtml:
        """What renders pages of a site with these tags, feeds and cards."""
        from sitegen.pages.page_html import PageHtml, SiteLinks

        links = SiteLinks(self.addresses, {tag.name: tag.url for tag in tags}, feeds, cards)
        return PageHtml(self.settings, self.theme, templates, links)

    def html_key(self, html: PageHtml, page: Page) -> str:
        """Changes whenever the page's bytes could."""
        return fingerprint(self.made_by, html.key(page))

    def search_key(self, part: str) -> str:
        """Changes whenever a script of the search could; part: the key of what it tells."""
        return fingerprint(self.made_by, part)

    def _search(self, arranged: Arrangement, new: Sequence[str]) -> Iterator[SiteFile]:
        for part in search_parts(arranged.placed, arranged.home):
            key = self.search_key(part_key({page.url: page.key for page in part.pages}, part.parts))
            yield self._known(part.path, key) or self.search.make(part, new)

    def _known(self, path: str, key: str) -> KnownFile | None:
        """The file of the build before, where it was made from the same; the key is kept for the next build."""
        self.keys[path] = key
        kept = self.review.file(path, key)
        if kept is None:
            return None
        return self.known_file(path, kept)

    def known_file(self, path: str, kept: KeptFile, is_copied: bool = False) -> KnownFile:
        """A file whose bytes are known: in the cache, the theme or the content.

        Where the cache lost them, they are made again with the whole site.
        """

        def fetch() -> bytes:
            if is_copied:
                return (self.content.root / path).read_bytes()
            if path.startswith(ASSETS):
                return self.theme.file(path.removeprefix(ASSETS)).read_bytes()
            content = self.packs.get(kept.pack, kept.digest)
            return self.anew(path) if content is None else content

        return KnownFile(path, kept.digest, kept.size, fetch)
