"""The scripts of the search's index, from one build to the next: what they said of pages that did not change stays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

from sitegen.pages.cache.fingerprint import fingerprint
from sitegen.pages.cache.packs import Packs
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.review import Review
from sitegen.pages.search_index import (
    INDEX_URL,
    SearchPart,
    SearchRecord,
    is_search_script,
    make_search_part,
    part_of,
    read_records,
    search_records,
    write_records,
)


@dataclass(slots=True)
class SearchScripts:
    """Writes the index of one site. again: pages in full, by URL."""

    review: Review
    packs: Packs
    again: Callable[[Sequence[str]], dict[str, Page]]
    _read: dict[str, dict[str, SearchRecord]] = field(default_factory=dict)

    def make(self, part: SearchPart, new: Iterable[str]) -> OutputFile:
        """One script; new: the URLs of pages that are known in full."""
        full = set(new)
        records = search_records(page for page in part.pages if page.url in full or not page.key)
        rest = [page.url for page in part.pages if page.url not in records]
        records |= {url: record for url in rest if (record := self._kept(url, part.path)) is not None}
        lost = [url for url in rest if url not in records]
        records |= search_records(self.again(lost).values() if lost else ())
        return make_search_part(part, records)

    def mend(self, pages: Sequence[Page], of: int) -> Iterator[OutputFile]:
        """The scripts that tell of these pages, in a site of so many, where all others are as they were."""
        by_part: dict[str, dict[str, SearchRecord]] = {}
        for url, record in search_records(pages).items():
            by_part.setdefault(part_of(url, of), {})[quote(url)] = record
        for path, records in by_part.items():
            held = self._script(path)
            yield OutputFile(path, write_records(list((held | records).values()), path != INDEX_URL))

    def can_mend(self, pages: Iterable[Page], of: int) -> bool:
        """Whether the scripts that told of these pages are known."""
        return all(quote(page.url) in self._script(part_of(page.url, of)) for page in pages)

    def _kept(self, url: str, path: str) -> SearchRecord | None:
        """What the build before said of a page, most likely in the script at this path."""
        known = self._script(path).get(quote(url))
        if known is not None or self.review.before is None:
            return known
        others = (self._script(other).get(quote(url)) for other in self.review.before.files if is_search_script(other))
        return next((record for record in others if record is not None), None)

    def _script(self, path: str) -> dict[str, SearchRecord]:
        """The records of a script of the build before by their pages' addresses, in order."""
        if path not in self._read:
            kept = self.review.before.files.get(path) if self.review.before else None
            content = self.packs.get(kept.pack, kept.digest) if kept else None
            self._read[path] = {record.page["url"]: record for record in read_records(content)} if content else {}
        return self._read[path]


def part_key(keys: Mapping[str, str], parts: Sequence[str] = ()) -> str:
    """Changes with a script: with what its pages were made from, by URL, and the parts that it names."""
    return fingerprint(repr(sorted(keys.items())), *parts)
