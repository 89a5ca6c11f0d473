"""A note that has been read becomes a page: Markdown, its figures with their callouts, its claims, its provenance."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from sitegen.errors import Problem, SourceError
from sitegen.pages.content import Content
from sitegen.pages.fragments import FragmentLink
from sitegen.pages.links import NoteLinks
from sitegen.pages.markup import Heading, Markup, MarkupError, Rendered
from sitegen.pages.note_text import text_sections
from sitegen.pages.notes import NotePage
from sitegen.pages.page import Page
from sitegen.pages.plain_parts import PlainParts, is_plain, plain_headline
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.settings import Settings
from sitegen.pages.templates import Templates

if TYPE_CHECKING:
    from sitegen.pages.note_parts import NoteParts
    from sitegen.pages.source_folder import SourceFolder

_FIRST_HEADING = re.compile(r"<h1\b.*?</h1>\s*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class MadePage:
    """A note's page, or None where it has errors; the files it links to; what was found wrong; how much it claims.

    led: where the content's paths led that it links to.
    """

    page: Page | None
    copied: frozenset[str]
    problems: tuple[Problem, ...]
    claims: int = 0
    callouts: int = 0
    fragments: tuple[FragmentLink, ...] = ()
    led: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoteMaker:
    """Makes the pages of one build's notes; `urls` are those of all its pages, by path.

    unpublished: why notes have no page, by path.
    """

    content: Content
    urls: Mapping[str, str]
    store: ProfileStore
    results: ResultStore
    templates: Templates
    markup: Markup
    settings: Settings
    unpublished: Mapping[str, str] = field(default_factory=dict)
    source: SourceFolder | None = None

    def make(self, note: NotePage) -> MadePage:
        """Renders a note: Markdown, then its figures and numbers in their places, provenance and the page's data."""
        links = NoteLinks(self.content, note.path, note.url, note.text, self.urls, self.unpublished)
        try:
            rendered = self.markup.render(note.source.text, links.rewrite)
        except MarkupError as err:
            return MadePage(None, frozenset(), (Problem(self.content.shown(note.path), None, None, str(err)),))
        try:
            parts = self._parts(note, rendered.headings)
        except SourceError as err:
            return MadePage(None, frozenset(), (err.problem,))
        html = parts.fill(rendered.html)
        title, title_id = note.front_matter.title, ""
        if title is None:
            title, title_id, html = _title_from(html, parts.headings, note.path)
        lost = note.source.lost_figures(self.content.shown(note.path), rendered.html)
        problems = (*links.problems, *parts.problems, *lost)
        if any(problem.severity == "error" for problem in (*note.problems, *problems)):
            return MadePage(None, frozenset(links.copied), problems)
        foot = parts.foot(html)
        context = {
            "note": {
                "html": html,
                "title_id": title_id,
                "headings": [{"id": each.id, "title": each.text} for each in parts.headings if each.level == 2],
            },
            **foot.context,
        }
        copied = frozenset(links.copied | foot.copied)
        page = _page(note, title, context, parts, rendered)
        # Each heading has a link to itself, and the page holds it, unless a theme leaves the title out.
        own = {f"#{heading.id}" for heading in parts.headings if heading.id != title_id}
        fragments = tuple(link for link in links.fragments if link.href not in own)
        return MadePage(page, copied, problems, parts.claims, parts.callouts, fragments, links.led)

    def _parts(self, note: NotePage, headings: Sequence[Heading]) -> NoteParts | PlainParts:
        if is_plain(note):
            return PlainParts(headings, plain_headline(note) if note.broken is not None else None)
        from sitegen.pages.note_parts import NoteParts

        return NoteParts(note, headings, self)


def _page(
    note: NotePage, title: str, context: dict[str, Any], parts: NoteParts | PlainParts, rendered: Rendered
) -> Page:
    head = note.front_matter
    page = Page(
        note.url,
        "note.html",
        title,
        context,
        summary=head.summary,
        date=head.date,
        updated=head.updated,
        headline=parts.headline,
        is_written=True,
        weight=head.weight,
        tags=head.tags,
        sections=text_sections(rendered.html, rendered.headings, parts.words(), parts.plain),
    )
    return parts.shown_on(page)


def _title_from(html: str, headings: Sequence[Heading], path: str) -> tuple[str, str, str]:
    """A title for a note that gives none, its anchor, and the body without it: the first heading of level 1.

    Without one it is the file's name, which has no anchor.
    """
    first = next((heading for heading in headings if heading.level == 1), None)
    if first is None:
        stem = PurePosixPath(path).stem
        return (PurePosixPath(path).parent.name if stem == "index" else stem) or "Untitled", "", html
    return first.text, first.id, _FIRST_HEADING.sub("", html, count=1)
