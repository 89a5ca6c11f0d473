"""The build: content in, files out. Everything is gathered and every problem collected before anything is written."""

from __future__ import annotations

import posixpath
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit

from sitegen import __version__
from sitegen.errors import Problem, SourceError, SourceErrors
from sitegen.formats import is_profile_name, profile_stem
from sitegen.model.profile import in_short
from sitegen.pages.content import Content, discover, note_url, profile_url, url_problems
from sitegen.pages.fragments import FragmentLink, Places, fragment_problems, ids_of
from sitegen.pages.markup import Markup
from sitegen.pages.note_page import NoteMaker
from sitegen.pages.notes import NotePage, read_note
from sitegen.pages.output import OutputFile
from sitegen.pages.page import Page, written_date
from sitegen.pages.profile_page import make_profile_page
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.settings import SETTINGS_NAME, Settings, read_settings
from sitegen.pages.source_folder import BadSource, SourceFolder, find_folder
from sitegen.pages.templates import Templates
from sitegen.pages.theme import Theme, find_theme

INDEX_NOTE = "index.md"


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What the command line says instead of site.toml, and what else it asks for."""

    base_url: str | None = None
    theme: Path | None = None
    drafts: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A built site: its files, how many are pages, the warnings on the way, how many claims and callouts it has."""

    files: tuple[OutputFile, ...]
    pages: int
    warnings: tuple[Problem, ...]
    claims: int = 0
    callouts: int = 0


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
        self._fragments: list[FragmentLink] = []
        self._claims = self._callouts = 0

    def run(self) -> Site:
        """Reads notes, decides which profiles have pages, makes all pages, renders them, adds the rest."""
        notes = self._read_notes()
        urls = {note.path: note.url for note in notes}
        used = {path for note in notes for path in note.used}
        everything = self._settings.profile_pages == "all"
        alone = [path for path in self._content.profiles if everything or path not in used]
        urls |= {path: profile_url(path, profile_stem) for path in alone}
        self._problems += url_problems(self._content, urls.items())
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
        made_pages = [(page, self._html(page)) for page in (*pages, self._index(pages, intro))]
        if not any(problem.severity == "error" for problem in self._problems):
            self._warn_of_fragments(made_pages, intro)
        if any(problem.severity == "error" for problem in self._problems):
            raise SourceErrors(self._problems)
        warnings = tuple(SourceErrors(self._problems).problems)
        return Site(self._files(made_pages), len(pages) + 1, warnings, self._claims, self._callouts)

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
            if not note.front_matter.draft or self._options.drafts:
                notes.append(note)
                self._problems += note.problems
        return notes

    def _note_page(self, note: NotePage, urls: dict[str, str]) -> Page | None:
        stores = self._store, self._results
        maker = NoteMaker(self._content, urls, *stores, self._templates, self._markup, self._settings, self._source)
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

    def _warn_of_fragments(self, pages: list[tuple[Page, bytes]], intro: Page | None) -> None:
        """Links to places that are not there; of a site with errors, not all pages are known."""
        places = {page.url: Places(ids_of(html.decode("utf-8")), page.figures) for page, html in pages}
        if intro is not None:
            places["index.html"] = Places(places["index.html"].ids, intro.figures)
        self._problems += fragment_problems(self._fragments, places)

    def _files(self, pages: list[tuple[Page, bytes]]) -> tuple[OutputFile, ...]:
        files = [OutputFile(page.url, html) for page, html in pages]
        files.append(OutputFile("404.html", self._html(self._not_found(), self._site_root())))
        files.append(OutputFile(".nojekyll", b""))
        for path, content in self._theme.assets().items():
            files.append(OutputFile(f"assets/{path}", content))
        for path in sorted(self._copied):
            files.append(OutputFile(path, (self._content.root / path).read_bytes()))
        return tuple(sorted(files, key=lambda file: file.path))

    def _html(self, page: Page, root: str | None = None) -> bytes:
        settings = self._settings
        context = {
            "site": {
                "title": settings.title,
                "author": settings.author,
                "description": settings.description,
                "licence": settings.licence,
                "language": settings.language,
                "version": __version__,
            },
            "page": {
                "title": page.title,
                "url": page.url,
                "root": "../" * page.url.count("/") if root is None else root,
                "summary": page.summary,
                "date": page.date.isoformat() if page.date else None,
                "date_text": written_date(page.date) if page.date else None,
                "tags": list(page.tags),
                "styles": [f"assets/{path}" for path in self._theme.styles()],
                "scripts": [f"assets/{path}" for path in self._theme.scripts()] if page.has_figures else [],
            },
            **page.context,
        }
        return self._templates.render(page.template, context).encode("utf-8")

    def _index(self, pages: list[Page], intro: Page | None) -> Page:
        context = intro.context if intro else {"note": None, "payload_json": ""}
        entries = [
            {
                "title": page.title,
                "url": quote(page.url),
                "date_text": written_date(page.date) if page.date else None,
                "summary": page.summary,
                "tags": list(page.tags),
                "thumbnail_svg": page.thumbnail_svg,
                "facts": list(page.card_facts),
            }
            for page in sorted(pages, key=_reading_order)
        ]
        return Page(
            "index.html",
            "index.html",
            intro.title if intro else self._settings.title,
            {**context, "entries": entries},
            summary=intro.summary if intro else None,
            has_figures=bool(intro and intro.has_figures),
        )

    def _not_found(self) -> Page:
        return Page("404.html", "not_found.html", "Not found", {})

    def _site_root(self) -> str:
        # A server shows 404.html at any depth, so it alone cannot be relative.
        base = self._options.base_url or self._settings.base_url or "/"
        path = urlsplit(base).path
        return path if path.endswith("/") else f"{path}/"


def _reading_order(page: Page) -> tuple[bool, int, int, str, str]:
    """By weight where notes have one, then the newest first, then what has no date by title."""
    newest_first = -page.date.toordinal() if page.date else 0
    return page.weight is None, page.weight or 0, newest_first, page.title, page.url
