"""What a note asks for in its fences and spans: the parser of each kind, and the sources that they name.

Loaded for the notes that ask for anything.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sitegen.errors import FlamesiteError
from sitegen.pages.bench_fence import BenchRequest, parse_bench
from sitegen.pages.claim_syntax import parse_claim, source_names
from sitegen.pages.fence import FigureRequest, parse_figure
from sitegen.pages.note_source import NoteFence, RoleSpan

Request = FigureRequest | BenchRequest
"""What a fence of ours asks for, by its kind."""

_PARSERS: Mapping[str, Callable[[str, NoteFence], Request]] = {
    "flame": parse_figure,
    "flame-diff": parse_figure,
    "bench": parse_bench,
}


def parse_request(shown: str, fence: NoteFence) -> Request:
    """What a fence of the note asks for, which messages name as `shown`. Raises SourceErrors."""
    return _PARSERS[fence.kind](shown, fence)


def requested_names(request: Request) -> tuple[str, ...]:
    """What a figure's fence names: aliases, paths, globs."""
    if isinstance(request, BenchRequest):
        return tuple(name.text for name in (*request.before, *request.after))
    return tuple(name for name in (request.before_name, request.source_name) if name is not None)


def claimed_names(role: RoleSpan) -> tuple[str, ...]:
    """What a claim names: aliases, paths, globs; nothing where it cannot be read, which is told when it is written."""
    try:
        return source_names(parse_claim(role.role, role.text))
    except FlamesiteError:
        return ()
