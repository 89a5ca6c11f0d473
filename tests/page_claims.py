"""The claims of a page for tests: a folder of profiles drawn as text, and spans as an author writes them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from sitegen.analysis.call_tree import top_down
from sitegen.formats.pprof_message import write_pprof
from sitegen.model import Profile
from sitegen.pages.claim_markup import ClaimRecord
from sitegen.pages.claim_sources import ShownFigure
from sitegen.pages.claims import PageClaims
from sitegen.pages.figure_ids import FigureIds
from sitegen.pages.note_source import scan_note
from sitegen.pages.profiles import ProfileStore
from sitegen.pages.result_store import ResultStore
from sitegen.pages.templates import Templates
from sitegen.pages.theme import find_theme

TEMPLATES = Templates(find_theme())


def page_claims(
    folder: Path,
    files: Mapping[str, str | bytes | Profile],
    aliases: Mapping[str, Sequence[str]] | None = None,
    metric: str | None = None,
    broken: Sequence[str] = (),
) -> PageClaims:
    """The claims of a note in a folder of these files; those with a `Profile` are written as pprof."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Profile):
            content = write_pprof(content)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    stores = ProfileStore(folder, "content", 1 << 20), ResultStore(folder, "content")
    ids = FigureIds({"claim-2"})
    return PageClaims("n.md", folder, aliases or {}, *stores, TEMPLATES, metric, ids, broken=broken)


def claim(claims: PageClaims, span: str) -> ClaimRecord:
    """The record of one span, as `{pct} a`; what is wrong with it as an AssertionError."""
    assert claims.write(scan_note(f"`{span}`").roles[0]) is not None, [str(problem) for problem in claims.problems]
    return claims.records[-1]


def fault(claims: PageClaims, span: str) -> str:
    """What is said of a span that has an error."""
    before = len(claims.problems)
    assert claims.write(scan_note(f"\n\na `{span}`").roles[0]) is None
    (problem,) = claims.problems[before:]
    assert str(problem).startswith("n.md:3:3: error: ")
    return problem.message


def shown(claims: PageClaims, figure_id: str, line: int, *names: str) -> ShownFigure:
    """A figure of the page that shows one profile; of two sides it shows the second's tree."""
    sides = tuple(claims.profiles.resolve(name, claims.folder, claims.aliases) for name in names)
    return ShownFigure(figure_id, line, top_down(claims.profiles.read(sides[-1])), names, sides, 0)
