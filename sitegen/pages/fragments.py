"""Links to places within pages, checked when all pages are made: anchors, and states of figures."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import unquote

from sitegen.errors import Problem, closest, quoted
from sitegen.pages.figure_state import state_faults
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


def fragment_problems(links: Sequence[FragmentLink], pages: Mapping[str, Places]) -> list[Problem]:
    """A warning for each link that leads to no place of its page; pages by URL."""
    problems = []
    for link in links:
        places = pages.get(link.url)
        if places is None:
            continue
        for fault in _faults(link.fragment, places):
            message = f"the link {quoted(link.href)} does not fit its page: {fault}"
            problems.append(Problem(link.path, link.line, link.column, message, "warning"))
    return problems


def _faults(fragment: str, places: Places) -> list[str]:
    if fragment.startswith("!"):
        return state_faults(fragment, places.figures)
    anchor = unquote(fragment)
    if not anchor or anchor == "top" or anchor in places.ids:
        return []
    return [f"it has no anchor {quoted(anchor)}{closest(anchor, places.ids)}"]
