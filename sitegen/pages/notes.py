"""A note on its way to a page: read and scanned first, for which files it uses; drawn when all URLs are known."""

from __future__ import annotations

import contextlib
import posixpath
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

from sitegen.errors import Problem, SourceErrors
from sitegen.pages.bench import PageBenches
from sitegen.pages.bench_fence import BenchRequest, parse_bench
from sitegen.pages.content import Content
from sitegen.pages.fence import FigureRequest, parse_figure
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.figures import PageFigures
from sitegen.pages.front_matter import BadHead, FrontMatter, decode_note, read_front_matter, split_note
from sitegen.pages.links import NoteLinks
from sitegen.pages.markup import Heading, Markup, MarkupError
from sitegen.pages.note_source import NoteFence, NoteSource, scan_note
from sitegen.pages.page import Page, card, provenance
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.settings import Settings
from sitegen.pages.sources import Aliases, NoSuchSource, find_files
from sitegen.pages.templates import Templates

Request = FigureRequest | BenchRequest
"""What a fence of ours asks for, by its kind."""

_PARSERS: Mapping[str, Callable[[str, NoteFence], Request]] = {"flame": parse_figure, "bench": parse_bench}
_FIRST_HEADING = re.compile(r"<h1\b.*?</h1>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class NotePage:
    """A note that has been read: its head, its body with placeholders, its figures, the content's files they use.

    requests: the figures by placeholder, but those whose alias is already known to be wrong.
    """

    path: str
    url: str
    text: str
    front_matter: FrontMatter
    source: NoteSource
    requests: Mapping[str, Request]
    used: tuple[str, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class MadePage:
    """A note's page, or None where it has errors; the files it links to; what was found wrong."""

    page: Page | None
    copied: frozenset[str]
    problems: tuple[Problem, ...]


def read_note(content: Content, path: str, url: str, store: ProfileStore) -> NotePage:
    """Reads and scans one note, with all that is wrong in it. Raises SourceError where it is no UTF-8 text."""
    shown = content.shown(path)
    text = decode_note(shown, (content.root / path).read_bytes())
    parts = split_note(shown, text)
    source = scan_note(parts.body, parts.body_line)
    problems = list(source.problems(shown))
    has_aliases = True
    try:
        front_matter = read_front_matter(parts)
    except BadHead as err:
        problems += err.problems
        front_matter, has_aliases = err.readable, err.has_profiles
    requests: dict[str, Request] = {}
    for fence in source.fences:
        if fence.kind not in _PARSERS:
            continue
        try:
            requests[fence.placeholder] = _PARSERS[fence.kind](shown, fence)
        except SourceErrors as err:
            problems += err.problems
    folder = (store.content / path).parent
    used, faults, broken = _alias_files(front_matter, shown, folder, store)
    # What hangs on an alias that is known to be wrong would only be wrong once more.
    requests = {
        placeholder: request
        for placeholder, request in requests.items()
        if has_aliases and broken.isdisjoint(_source_names(request))
    }
    used += _figure_files(requests.values(), _aliases(front_matter), folder, store)
    return NotePage(path, url, text, front_matter, source, requests, tuple(dict.fromkeys(used)), (*problems, *faults))


def make_note_page(
    note: NotePage,
    content: Content,
    urls: Mapping[str, str],
    store: ProfileStore,
    results: ResultStore,
    templates: Templates,
    markup: Markup,
    settings: Settings,
) -> MadePage:
    """Renders a note: Markdown, then its figures in their places, provenance and the page's data."""
    links = NoteLinks(content, note.path, note.url, note.text, urls)
    try:
        rendered = markup.render(note.source.text, links.rewrite)
    except MarkupError as err:
        return MadePage(None, frozenset(), (Problem(content.shown(note.path), None, None, str(err)),))
    shown, folder, aliases = content.shown(note.path), (store.content / note.path).parent, _aliases(note.front_matter)
    ids = FigureIds({heading.id for heading in rendered.headings})
    figures = PageFigures(shown, folder, aliases, store, templates, settings.metric, ids)
    benches = PageBenches(shown, folder, aliases, results, templates, ids)
    html = rendered.html
    for placeholder, request in note.requests.items():
        if isinstance(request, BenchRequest):
            figure = benches.draw(request)
        else:
            drawn = figures.draw(request)
            figure = drawn.html if drawn else None
        html = html.replace(placeholder, figure or "", 1)
    title = note.front_matter.title
    if title is None:
        title, html = _title_from(html, rendered.headings, note.path)
    lost = note.source.lost_figures(shown, rendered.html)
    problems = (*links.problems, *figures.problems, *benches.problems, *lost)
    if any(problem.severity == "error" for problem in (*note.problems, *problems)):
        return MadePage(None, frozenset(links.copied), problems)
    sources, downloads = _sources(note, figures, store, settings.downloads)
    sides, more_downloads = benches.provenance(note.url, settings.downloads)
    picture, facts = card(*_first(figures)) if figures.drawn else ("", ())
    head = note.front_matter
    page = Page(
        note.url,
        "note.html",
        title,
        {
            "note": {
                "html": html,
                "headings": [
                    {"id": heading.id, "title": heading.text} for heading in rendered.headings if heading.level == 2
                ],
            },
            "profiles": sources,
            "benchmarks": sides,
            "payload_json": figures.data.to_json() if figures.drawn else "",
        },
        summary=head.summary,
        date=head.date,
        weight=head.weight,
        tags=head.tags,
        has_figures=bool(figures.drawn),
        thumbnail_svg=picture,
        card_facts=facts,
    )
    return MadePage(page, frozenset(links.copied | downloads | more_downloads), problems)


def _aliases(front_matter: FrontMatter) -> dict[str, tuple[str, ...]]:
    """The paths and globs of each alias."""
    return {alias.name: tuple(source.text for source in alias.sources) for alias in front_matter.profiles}


def _source_names(request: Request) -> tuple[str, ...]:
    """What a figure's fence names: aliases, paths, globs."""
    if isinstance(request, BenchRequest):
        return tuple(name.text for name in (*request.before, *request.after))
    return (request.source_name,)


def _alias_files(
    front_matter: FrontMatter, shown: str, folder: Path, store: ProfileStore
) -> tuple[list[str], list[Problem], set[str]]:
    """The files of all aliases, used in a figure or not, as content paths; what is wrong, and with which aliases.

    Nothing is read: a file is read as what the figure needs that uses it.
    """
    used: list[str] = []
    faults: list[Problem] = []
    broken: set[str] = set()
    for alias in front_matter.profiles:
        for source in alias.sources:
            try:
                used += _below(store, find_files(store.content, store.shown, source.text, folder, {}, "a file's path"))
            except NoSuchSource as err:
                faults.append(Problem(shown, source.line, source.column, f"alias {alias.name}: {err}"))
                broken.add(alias.name)
    return used, faults, broken


def _figure_files(requests: Iterable[Request], aliases: Aliases, folder: Path, store: ProfileStore) -> list[str]:
    used: list[str] = []
    for name in (name for request in requests for name in _source_names(request)):
        # A source that names nothing is reported by the figure, with its own place.
        with contextlib.suppress(NoSuchSource):
            used += _below(store, store.resolve(name, folder, aliases))
    return used


def _below(store: ProfileStore, paths: tuple[Path, ...]) -> list[str]:
    return [path.relative_to(store.content).as_posix() for path in paths]


def _first(figures: PageFigures) -> tuple[Any, Any, int]:
    first = figures.drawn[0]
    return first.profile, first.graph, first.metric


def _sources(
    note: NotePage, figures: PageFigures, store: ProfileStore, downloads: bool
) -> tuple[list[dict[str, Any]], set[str]]:
    """What the foot says of each file that a figure was drawn from, and which of them the site must hold."""
    records, copied = [], set()
    for path in figures.sources:
        below = path.relative_to(store.content).as_posix()
        download = quote(posixpath.relpath(below, posixpath.dirname(note.url) or ".")) if downloads else None
        if downloads:
            copied.add(below)
        records.append(provenance(below, store.read((path,)), download))
    return records, copied


def _title_from(html: str, headings: Sequence[Heading], path: str) -> tuple[str, str]:
    """A title for a note that gives none: its first heading of level 1, taken out of the body; else the file's name."""
    first = next((heading for heading in headings if heading.level == 1), None)
    if first is None:
        stem = PurePosixPath(path).stem
        return (PurePosixPath(path).parent.name if stem == "index" else stem) or "Untitled", html
    return first.text, _FIRST_HEADING.sub("", html, count=1)
