"""The build: content in, files out. Everything is gathered and every problem collected before anything is written."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlsplit

from sitegen.errors import Problem, SourceError, SourceErrors, quoted
from sitegen.formats import is_profile_name, profile_stem
from sitegen.model.profile import in_short
from sitegen.pages.addresses import Addresses
from sitegen.pages.arrangement import Arrangement, arrange, own_folder_problems
from sitegen.pages.cards import make_cards
from sitegen.pages.content import Content, discover, note_url, profile_url, url_problems
from sitegen.pages.feeds import ROBOTS_URL, Feeds, make_robots, make_sitemap
from sitegen.pages.fragments import FragmentLink, Places, fragment_problems, ids_of
from sitegen.pages.markup import Markup
from sitegen.pages.note_page import NoteMaker
from sitegen.pages.notes import NotePage, read_note
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page
from sitegen.pages.page_html import PageHtml
from sitegen.pages.profile_page import make_profile_page
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.search_index import make_search_index
from sitegen.pages.settings import SETTINGS_NAME, Settings, read_settings
from sitegen.pages.single_file import single_files
from sitegen.pages.source_folder import BadSource, SourceFolder, find_folder
from sitegen.pages.tags import tag_problems
from sitegen.pages.templates import Templates
from sitegen.pages.theme import Theme, find_theme

INDEX_NOTE = "index.md"
ROOT_FILES = ("CNAME", "favicon.ico", "robots.txt")
"""Files that a web server or a host looks for at the root, copied from the content's root without a link to them."""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line says instead of site.toml, and what else it asks for.

    now: the day of the build; notes of later days are held back. Without it none is, whatever the clock says.
    single_file: the site is its pages alone, each with all that it needs.
    """

    base_url: str | None = None
    theme: Path | None = None
    drafts: bool = False
    now: date | None = None
    single_file: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its files, how many are pages, the warnings on the way, how many claims and callouts it has.

    held_back: how many notes are drafts, or of a later day.
    """

    files: tuple[OutputFile, ...]
    pages: int
    warnings: tuple[Problem, ...]
    claims: int = 0
    callouts: int = 0
    held_back: int = 0


def build_site(root: Path, options: BuildOptions, tell: Callable[[str], None] = lambda doing: None) -> Site:
    """Builds the site of a content folder. Raises SourceErrors with every problem found."""
    return _Build(root, options, tell).run()


class _Build:
    """One build's state: what is known so far and what was found wrong."""

    def __init__(self, root: Path, options: BuildOptions, tell: Callable[[str], None]) -> None:
        self._options = options
        self._tell = tell
        self._problems: list[Problem] = []
        self._settings = self._read_settings(root)
        self._theme: Theme = find_theme(options.theme or self._theme_folder(root))
        self._templates = Templates(self._theme)
        self._content: Content = discover(root, is_profile=is_profile_name)
        self._store = ProfileStore(root.resolve(), str(root), self._settings.limits.max_input_mb << 20)
        self._results = ResultStore(root.resolve(), str(root))
        self._source = self._source_folder()
        self._markup = Markup()
        self._copied: set[str] = set()
        self._unpublished: dict[str, str] = {}
        self._fragments: list[FragmentLink] = []
        self._claims = self._callouts = 0

    def run(self) -> Site:
        """Reads notes, decides which profiles have pages, makes all pages, renders them, adds the rest."""
        everything_written = self._read_notes()
        self._unpublished = self._held_back(everything_written)
        notes = [note for note in everything_written if note.path not in self._unpublished]
        self._problems += [problem for note in notes for problem in note.problems]
        self._problems += tag_problems((self._content.shown(note.path), note.front_matter.tags) for note in notes)
        urls = {note.path: note.url for note in notes}
        # Those of notes that are held back too: the profiles of a draft are not published before it.
        used = {path for note in everything_written for path in note.used}
        everything = self._settings.profile_pages == "all"
        alone = [path for path in self._content.profiles if everything or path not in used]
        urls |= {path: profile_url(path, profile_stem) for path in alone}
        self._problems += url_problems(self._content, urls.items())
        self._problems += own_folder_problems((self._content.shown(path), url) for path, url in urls.items())
        pages: list[Page] = []
        intro: Page | None = None
        for note in notes:
            self._tell(note.path)
            page = self._note_page(note, urls)
            if note.path == INDEX_NOTE:
                intro = page
            elif page is not None:
                pages.append(page)
        for path in alone:
            self._tell(path)
            made = self._profile_page(path, urls[path])
            if made is not None:
                pages.append(made)
        self._warn_of_skipped()
        if any(problem.severity == "error" for problem in self._problems):
            raise SourceErrors(self._problems)
        arranged = arrange(pages, intro, self._settings)
        addresses = Addresses(self._base_url)
        for_machines = self._for_machines(arranged, addresses)
        feeds = [file.path for file in for_machines if file.path.endswith("feed.xml")]
        cards = make_cards(arranged, self._settings, self._theme, addresses)
        for_machines += cards.values()
        card_urls = {url: file.path for url, file in cards.items()}
        html = PageHtml(self._settings, self._theme, self._templates, addresses, arranged.tags, feeds, card_urls)
        made_pages = [(page, html.render(page)) for page in arranged.pages]
        self._warn_of_fragments(made_pages)
        self._warn_of_domain(addresses)
        not_found = OutputFile("404.html", html.render_not_found(arranged.home.context["entries"]))
        warnings = tuple(SourceErrors(self._problems).problems)
        files = self._files(made_pages, [not_found, *for_machines])
        return Site(
            files,
            len(files) if self._options.single_file else len(made_pages),
            warnings,
            self._claims,
            self._callouts,
            len(self._unpublished),
        )

    @property
    def _base_url(self) -> str | None:
        base = self._options.base_url or self._settings.base_url
        return f"{base.rstrip('/')}/" if base else None

    def _read_settings(self, root: Path) -> Settings:
        try:
            return read_settings(root)
        except SourceErrors as err:
            # The notes' problems are listed in the same run, under the defaults.
            self._problems += err.problems
            return Settings(title=root.name)

    def _theme_folder(self, root: Path) -> Path | None:
        return root / self._settings.theme if self._settings.theme else None

    def _source_folder(self) -> SourceFolder | None:
        try:
            return find_folder(self._content, self._settings.source) if self._settings.source else None
        except BadSource as err:
            self._problems.append(Problem(self._content.shown(SETTINGS_NAME), None, None, str(err)))
            return None

    def _read_notes(self) -> list[NotePage]:
        notes = []
        for path in self._content.notes:
            try:
                note = read_note(self._content, path, note_url(path), self._store)
            except SourceErrors as err:
                self._problems += err.problems
                continue
            except SourceError as err:
                self._problems.append(err.problem)
                continue
            notes.append(note)
        return notes

    def _held_back(self, notes: Sequence[NotePage]) -> dict[str, str]:
        """Why notes are not published, by path: drafts, and notes of a day that has not come."""
        reasons = {}
        for note in notes:
            head, now = note.front_matter, self._options.now
            if head.draft and not self._options.drafts:
                reasons[note.path] = "it is a draft"
            elif now is not None and head.date is not None and head.date > now:
                reasons[note.path] = f"its date is {head.date.isoformat()}"
        return reasons

    def _note_page(self, note: NotePage, urls: dict[str, str]) -> Page | None:
        stores = self._store, self._results
        maker = NoteMaker(
            self._content,
            urls,
            *stores,
            self._templates,
            self._markup,
            self._settings,
            self._unpublished,
            self._source,
        )
        made = maker.make(note)
        self._problems += made.problems
        self._claims += made.claims
        self._callouts += made.callouts
        self._fragments += made.fragments
        self._copied |= made.copied
        return made.page

    def _profile_page(self, path: str, url: str) -> Page | None:
        download = self._download(path, url)
        try:
            profile = self._store.read((self._store.content / path,))
        except SourceError as err:
            self._problems.append(err.problem)
            return None
        return make_profile_page(path, url, profile, self._templates, self._settings.metric, download, self._source)

    def _download(self, path: str, url: str) -> str | None:
        if not self._settings.downloads:
            return None
        self._copied.add(path)
        return quote(posixpath.relpath(path, posixpath.dirname(url)))

    def _warn_of_skipped(self) -> None:
        profiles = [(name, profile.skipped) for name, profile in self._store.read_so_far()]
        results = [(name, file.skipped) for name, file in self._results.read_so_far()]
        for name, skipped in (*profiles, *results):
            warning = in_short(skipped)
            if warning is not None:
                self._problems.append(Problem(name, warning.line, None, warning.reason, "warning"))

    def _warn_of_fragments(self, pages: Sequence[tuple[Page, bytes]]) -> None:
        """Links to places that are not there."""
        places = {page.url: Places(ids_of(html.decode("utf-8")), page.figures) for page, html in pages}
        self._problems += fragment_problems(self._fragments, places)

    def _warn_of_domain(self, addresses: Addresses) -> None:
        """GitHub Pages serves a site with a CNAME at that name only."""
        if "CNAME" not in self._content.files or not addresses.is_known:
            return
        name = (self._content.root / "CNAME").read_text("utf-8", errors="replace").strip()
        host = urlsplit(addresses.base_url or "").hostname
        if name.casefold() != host:
            message = f"the site's name is {quoted(name)}, but base_url leads to {host}; make them agree"
            self._problems.append(Problem(self._content.shown("CNAME"), 1, 1, message, "warning"))

    def _for_machines(self, arranged: Arrangement, addresses: Addresses) -> list[OutputFile]:
        feeds = Feeds(self._settings, self._templates, addresses)
        files = [*feeds.of_site(arranged.placed), *feeds.of_tags(arranged.tags.values())]
        files += make_sitemap(arranged.pages, self._templates, addresses)
        files.append(make_search_index((*arranged.placed, arranged.home)))
        return files if ROBOTS_URL in self._content.files else [*files, make_robots(addresses)]

    def _files(self, pages: Sequence[tuple[Page, bytes]], others: Sequence[OutputFile]) -> tuple[OutputFile, ...]:
        files = [OutputFile(page.url, content) for page, content in pages]
        files += [*others, OutputFile(".nojekyll", b"")]
        for path, content in self._theme.assets().items():
            files.append(OutputFile(f"assets/{path}", content))
        root_files = (path for path in ROOT_FILES if path in self._content.files)
        for path in sorted(self._copied.union(root_files)):
            files.append(OutputFile(path, (self._content.root / path).read_bytes()))
        files.sort(key=lambda file: file.path)
        if self._options.single_file:
            return single_files(files, [page.url for page, _ in pages], Addresses(self._base_url))
        return tuple(files)
