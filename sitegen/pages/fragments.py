"""Links to places within pages, checked when all pages are made: anchors, and states of figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.errors import Problem, closest, quoted

if TYPE_CHECKING:
    from sitegen.pages.graph import Graph

_ID = re.compile(r'\sid="([^"]+)"')


@dataclass(frozen=True, slots=True)
class FragmentLink:
    """A link with a fragment: the URL of the page that it leads to, the fragment as typed, and where it stands."""

    url: str
    fragment: str
    href: str
    path: str
    line: int | None
    column: int | None


@dataclass(frozen=True, slots=True)
class Places:
    """What of a page can be linked to: its elements' ids, and its figures by id."""

    ids: frozenset[str]
    figures: Mapping[str, Graph] = field(default_factory=dict)


def ids_of(html: str) -> frozenset[str]:
    """The ids of a page's elements."""
    return frozenset(_ID.findall(html))


def fault_problem(link: FragmentLink, fault: str) -> Problem:
    """The warning of a link that leads to no place of its page."""
    message = f"the link {quoted(link.href)} does not fit its page: {fault}"
    return Problem(link.path, link.line, link.column, message, "warning")


def link_faults(fragment: str, places: Places) -> list[str]:
    """Why a fragment leads to no place of its page; nothing where it does."""
    if fragment.startswith("!"):
        from sitegen.pages.figure_state import state_faults  # it needs graphs, which most builds do not

        return state_faults(fragment, places.figures)
    anchor = unquote(fragment)
    if not anchor or anchor == "top" or anchor in places.ids:
        return []
    return [f"it has no anchor {quoted(anchor)}{closest(anchor, places.ids)}"]
