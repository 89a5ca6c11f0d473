"""A site of which some pages were made anew, and nothing that any other page says of them: all else is as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from msgspec import structs

from sitegen.pages.cache.fingerprint import fingerprint
from sitegen.pages.cache.records import KeptSite, decode_page, face_of
from sitegen.pages.cards import card_file
from sitegen.pages.content import HOME_URL
from sitegen.pages.making import INDEX_NOTE, Making
from sitegen.pages.output import OutputFile, SiteFile
from sitegen.pages.page import Page
from sitegen.pages.search_index import INDEX_URL, part_of
from sitegen.pages.search_scripts import part_key
from sitegen.pages.site_files import SiteFiles


@dataclass(slots=True)
class Mending:
    """Puts new pages into the site of the build before. All that lacked is made."""

    making: Making
    files: SiteFiles
    before: KeptSite
    _count: int = field(init=False)

    def __post_init__(self) -> None:
        # The pages of lists: all but the introduction of the home page.
        self._count = len(self.making.around.urls.keys() - {INDEX_NOTE})

    @property
    def is_enough(self) -> bool:
        """Whether the new pages are in the places of the old ones, and others may say of them what they said."""
        making = self.making
        if not making.is_listed_as_before or not all(map(self._is_told_alike, making.new)):
            return False
        return self.files.search.can_mend(making.new.values(), self._count)

    def site_files(self, copied: Sequence[str]) -> tuple[SiteFile, ...]:
        """All files by path; copied: the content's files that are among them as they are."""
        before, files = self.before, self.files
        files.keys.update({path: kept.key for path, kept in before.files.items()})
        gone = set(before.copied)
        known = {path: files.known_file(path, kept) for path, kept in before.files.items() if path not in gone}
        made: dict[str, SiteFile] = {**known, **{path: self._copied(path) for path in copied}}
        pages = list(self._placed())
        made |= {file.path: file for file in (*self._html(pages), *self._cards(pages), *self._search(pages))}
        return tuple(made[path] for path in sorted(made))

    def _is_told_alike(self, path: str) -> bool:
        kept = self.before.sources.get(path)
        if path == INDEX_NOTE or kept is None or not kept.url:
            return False
        old = decode_page(kept)
        face = face_of(self.making.new[path])
        return not old.holds and structs.replace(face, key=old.face.key) == old.face

    def _placed(self) -> Iterator[Page]:
        """The new pages in their places, which are those of the old ones."""
        for path, page in self.making.new.items():
            placed = structs.replace(page, place=decode_page(self.before.sources[path]).place)
            self.making.place(path, placed, holds=False)
            yield placed

    def _html(self, pages: Sequence[Page]) -> Iterator[OutputFile]:
        if not pages:
            return
        from sitegen.pages.tags import Tag, tag_slug
        from sitegen.pages.templates import Templates

        before, files = self.before, self.files
        tags = [Tag(name, tag_slug(name), ()) for name in before.tags]
        html = files.page_html(Templates(files.theme, files.store), tags, before.feeds, before.cards)
        for page in pages:
            files.keys[page.url] = files.html_key(html, page)
            yield OutputFile(page.url, html.render(page))

    def _cards(self, pages: Sequence[Page]) -> Iterator[OutputFile]:
        for page in pages:
            if page.url in self.before.cards:
                self.files.keys[self.before.cards[page.url]] = page.key
                yield card_file(page.url, self.making.pictures[page.url])
            if page.url == self.before.pictured:
                self.files.keys[self.before.cards[HOME_URL]] = fingerprint("home", page.key)
                yield card_file(HOME_URL, self.files.home_card(page))

    def _search(self, pages: Sequence[Page]) -> Iterator[OutputFile]:
        paths = {part_of(page.url, self._count) for page in pages}
        keys = {path: {HOME_URL: ""} if path == INDEX_URL else {} for path in paths}
        for source, url in self.making.around.urls.items() if paths else ():
            path = part_of(url, self._count)
            if path in keys:
                keys[path][url] = self.making.key_of(source)
        self.files.keys.update({path: self.files.search_key(part_key(held)) for path, held in keys.items()})
        yield from self.files.search.mend(pages, self._count)

    def _copied(self, path: str) -> SiteFile:
        kept, digest = self.before.files.get(path), self.files.review.digests.of(path)
        if kept is not None and path in self.before.copied and kept.digest == digest:
            return self.files.known_file(path, kept, is_copied=True)
        return OutputFile(path, (self.files.content.root / path).read_bytes())
