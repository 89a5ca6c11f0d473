"""The build: content in, files out. Everything is gathered and every problem collected before anything is written.

What still holds of the build before is taken from the cache (`review`, `cache`), the rest is made (`making`), and
`site_files` turns all pages into the files of the site.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import Problem, SourceErrors
from sitegen.pages.addresses import Addresses
from sitegen.pages.cache.digests import FileDigests, Stamp
from sitegen.pages.cache.fingerprint import fingerprint, folder_fingerprint, program_fingerprint
from sitegen.pages.cache.records import KeptFile, KeptSite, decode_site, encode_site
from sitegen.pages.cache.store import Store
from sitegen.pages.content import discover
from sitegen.pages.making import INDEX_NOTE, Making, Tell
from sitegen.pages.mending import Mending
from sitegen.pages.output import KnownFile, OutputFile, SiteFile
from sitegen.pages.profile_names import ProfileNames
from sitegen.pages.review import Review
from sitegen.pages.settings import SETTINGS_NAME, Settings, read_settings
from sitegen.pages.site_files import ASSETS, SiteFiles
from sitegen.pages.theme import find_theme
from sitegen.pages.workers import Workers, Workshop

if TYPE_CHECKING:
    from sitegen.pages.source_folder import SourceFolder


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line says instead of site.toml, and what else it asks for.

    now: the day of the build; notes of later days are held back. Without it none is, whatever the clock says.
    single_file: the site is its pages alone, each with all that it needs. jobs: how many processes make pages.
    cache: the folder where results of other builds are found and kept.
    """

    base_url: str | None = None
    theme: Path | None = None
    drafts: bool = False
    now: date | None = None
    single_file: bool = False
    jobs: int = 1
    cache: Path | None = None


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its files, how many are pages, the warnings on the way, how many claims and callouts it has.

    held_back: how many notes are drafts, or of a later day. made: how many pages were made, the others being known
    from the build before. seconds: what each stage took.
    """

    files: tuple[SiteFile, ...]
    pages: int
    warnings: tuple[Problem, ...]
    claims: int = 0
    callouts: int = 0
    held_back: int = 0
    made: int = 0
    seconds: Mapping[str, float] = field(default_factory=dict)


def build_site(root: Path, options: BuildOptions, tell: Tell = lambda what, done, of: None) -> Site:
    """Builds the site of a content folder. Raises SourceErrors with every problem found."""
    if not options.single_file:
        return _Build(root, options, tell).run()
    from sitegen.pages.single_file import single_files

    # Made of finished pages, and kept nowhere.
    build = _Build(root, replace(options, cache=None), tell)
    site = build.run()
    files = [OutputFile(file.path, file.content) for file in site.files]
    alone = single_files(files, build.page_urls, build.addresses)
    return replace(site, files=alone, pages=len(alone))


class _Build:
    """One build's state: what is known so far and what was found wrong."""

    def __init__(self, root: Path, options: BuildOptions, tell: Tell) -> None:
        self._watch = _Stopwatch()
        self._root, self._options, self._tell = root, options, tell
        self._problems: list[Problem] = []
        self._settings = self._read_settings(root)
        self._theme = find_theme(options.theme or (root / self._settings.theme if self._settings.theme else None))
        self._store = Store(options.cache)
        self._made_by = self._fingerprint() if options.cache else ""
        self._site_key = fingerprint(str(root.resolve()), str(root), str(options.theme), options.base_url or "")
        before = self._before()
        self._lost: dict[str, bytes] = {}
        self.page_urls: tuple[str, ...] = ()  # of the pages, where their places were found anew
        self._names = ProfileNames(before.suffixes if before else None)
        seen: dict[str, Stamp] = {}
        self._content = discover(root, is_profile=self._names.is_profile, stamps=seen)
        self._source = self._source_folder()
        base = options.base_url or self._settings.base_url
        self.addresses = Addresses(f"{base.rstrip('/')}/" if base else None)
        self._review = Review(self._content, before, FileDigests(str(root), before.stamps if before else None, seen))

    def run(self) -> Site:
        """Reads notes, decides which profiles have pages, makes all pages, renders them, adds the rest."""
        addresses = self.addresses
        draws_cards = self._settings.cards and addresses.is_known
        options, content = self._options, self._content
        shop = Workshop(self._made_by, content, self._settings, self._theme, draws_cards, options.cache, self._source)
        with Workers(shop, options.jobs) as workers:
            making = Making(
                content,
                self._settings,
                self._review,
                workers,
                self._names.stem,
                self._tell,
                options.drafts,
                options.now,
            )
            making.read()
            self._watch.lap("read")
            making.make()
            self._problems += making.problems
            self._watch.lap("make pages")
            if any(problem.severity == "error" for problem in self._problems):
                raise SourceErrors(self._problems)
            files = SiteFiles(
                self._made_by,
                content,
                self._settings,
                self._theme,
                addresses,
                self._review,
                self._store,
                making.again,
                workers.render,
                self._anew,
            )
            return self._site(making, files)

    def _site(self, making: Making, files: SiteFiles) -> Site:
        published = [making.sources[path] for path in making.around.urls]
        copied = files.copied(path for kept in published for path in kept.copied)
        before = self._review.before
        if before and (mending := Mending(making, files, before)).is_enough:
            made, pages, tags = mending.site_files(copied), before.pages, before.tags
            files.feeds, files.cards, files.pictured = before.feeds, before.cards, before.pictured
        else:
            made, pages, tags = self._arranged(making, files, copied)
        self._watch.lap("write HTML")
        urls = set(making.around.urls.values())
        links = [link for kept in published for link in kept.fragments]
        self._problems += files.fragment_problems(
            links, making.page_at, {file.path: file for file in made if file.path in urls}
        )
        self._problems += files.domain_problems()
        self._watch.lap("check links")
        site = Site(
            made,
            pages,
            SourceErrors(self._problems).problems,
            sum(kept.claims for kept in published),
            sum(kept.callouts for kept in published),
            len(making.around.unpublished),
            len(making.new),
        )
        if self._options.cache and not self._is_kept(made):
            self._keep(site, making, files, copied, tags)
        self._watch.lap("keep")
        return replace(site, seconds=self._watch.seconds)

    def _arranged(
        self, making: Making, files: SiteFiles, copied: Sequence[str]
    ) -> tuple[tuple[SiteFile, ...], int, tuple[str, ...]]:
        """All files, made from the pages in their places, how many are pages, and the tags."""
        from sitegen.pages.arrangement import arrange

        pages = making.pages()
        arranged = arrange(
            [page for path, page in pages.items() if path != INDEX_NOTE], pages.get(INDEX_NOTE), self._settings
        )
        made, html = files.of(arranged, making.pictures, copied, [page.url for page in making.new.values()])
        placed = {page.url: page for page in arranged.placed}
        if self._options.cache:
            for path, page in pages.items():
                page = placed.get(page.url, page)
                making.place(path, page, "entries" in page.added)
        self.page_urls = tuple(file.path for file in html)
        return made, len(html), tuple(arranged.tags)

    def _is_kept(self, files: Sequence[SiteFile]) -> bool:
        """Whether the build before has kept what this one would."""
        before = self._review.before
        if before is None or len(files) != len(before.files) or self._review.digests.stamps != before.stamps:
            return False
        return all(isinstance(file, KnownFile) for file in files)

    def _keep(self, site: Site, making: Making, files: SiteFiles, copied: Sequence[str], tags: tuple[str, ...]) -> None:
        before = self._review.before.files if self._review.before else {}
        elsewhere = set(copied)
        new = [file for file in site.files if isinstance(file, OutputFile) and file.path not in elsewhere]
        packs = files.packs.keep((file.digest, file.content) for file in new if not file.path.startswith(ASSETS))
        kept = {}
        for file in site.files:
            pack = before[file.path].pack if isinstance(file, KnownFile) else packs.get(file.digest, "")
            kept[file.path] = KeptFile(file.digest, file.size, files.keys.get(file.path, ""), pack)
        digests = self._review.digests
        for source in making.sources.values():
            for path in source.files:
                digests.of(path)
        record = KeptSite(
            self._made_by,
            making.listing,
            self._names.known,
            digests.stamps,
            making.sources,
            kept,
            tuple(copied),
            files.faults,
            site.warnings,
            *(site.pages, site.claims, site.callouts, site.held_back),
            files.feeds,
            tags,
            files.cards,
            files.pictured,
        )
        self._store.put("sites", self._site_key, encode_site(record))
        self._store.use("files", {file.pack for file in kept.values() if file.pack})
        self._store.prune()

    def _anew(self, path: str) -> bytes:
        """A file of the site whose bytes the cache has lost."""
        if not self._lost:
            site = build_site(self._root, replace(self._options, cache=None, jobs=1))
            self._lost = {file.path: file.content for file in site.files}
        return self._lost[path]

    def _before(self) -> KeptSite | None:
        content = self._store.get("sites", self._site_key)
        before = decode_site(content) if content is not None else None
        return before if before is not None and before.made_by == self._made_by else None

    def _fingerprint(self) -> str:
        folders = [folder_fingerprint(folder) for folder in self._theme.folders]
        path = self._root / SETTINGS_NAME
        settings = path.read_bytes().hex() if path.is_file() else self._root.resolve().name
        return fingerprint(program_fingerprint(), str(self._root), settings, *folders)

    def _source_folder(self) -> SourceFolder | None:
        if self._settings.source is None:
            return None
        from sitegen.pages.source_folder import BadSource, find_folder

        try:
            return find_folder(self._content, self._settings.source)
        except BadSource as err:
            self._problems.append(Problem(self._content.shown(SETTINGS_NAME), None, None, str(err)))
            return None

    def _read_settings(self, root: Path) -> Settings:
        try:
            return read_settings(root)
        except SourceErrors as err:
            # The notes' problems are listed in the same run, under the defaults.
            self._problems += err.problems
            return Settings(title=root.name)


class _Stopwatch:
    """What each stage of a build took."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._began = time.perf_counter()

    def lap(self, stage: str) -> None:
        """A stage has ended."""
        now = time.perf_counter()
        self.seconds[stage] = now - self._began
        self._began = now
