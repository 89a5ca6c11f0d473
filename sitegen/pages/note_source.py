r"""Our fences, the callouts after them and our code spans, found in a note's body before Markdown runs.

In comes the body of a note, out comes a `NoteSource`: the same text with a placeholder for every fence of ours, and
what was found, each with its line and column in the author's file. A code span that begins with `\{role}` loses the
backslash; every other character outside our fences stays as it was.

A placeholder is one word of letters and digits that holds a digest of the body, so no body can hold its own. The
fence's placeholder stands alone between blank lines, indented so that Python-Markdown, which wants four columns for
each list level where CommonMark takes two, puts it into the same list item or quote.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import accumulate

from sitegen.errors import Problem, quoted
from sitegen.pages.blocks import CODE_INDENT, Container, Fragment, Leaf, read_blocks
from sitegen.pages.code_span import find_code_spans

FIGURE_KINDS = ("flame", "bench")
PINNED_KINDS = ("flame",)  # whose frames the list after the figure may name
LATER_KINDS = ("flame-diff",)  # words that are ours already, so that no note uses them otherwise
PLACEHOLDER = re.compile("flamesite[0-9a-f]{32}n[0-9]+x")

_WORD = re.compile(r"\S+")
_ROLE = re.compile(r"\{([A-Za-z][A-Za-z0-9_-]*)\}")
_TABLE_RULE = re.compile(r"\s*:?-+:?\s*")


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A piece of an author's line with the place of its first character."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Callout:
    """An item of the list after a figure; name is the code span it begins with, None where it begins otherwise."""

    ordinal: int
    name: PlacedText | None
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class NoteFence:
    """A fence of ours: kind is its first word, info what follows it on the line, body its lines.

    line and column are those of the fence's first backtick or tilde.
    """

    kind: str
    info: PlacedText
    body: tuple[PlacedText, ...]
    line: int
    column: int
    is_closed: bool
    placeholder: str
    callouts: tuple[Callout, ...] = ()


@dataclass(frozen=True, slots=True)
class RoleSpan:
    """A code span that begins with `{role}`; text is what follows the role, the place that of the first backtick."""

    role: str
    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A note's body, ready for Markdown, and what was found in it, in order."""

    text: str
    fences: tuple[NoteFence, ...]
    roles: tuple[RoleSpan, ...]

    def problems(self, path: str) -> tuple[Problem, ...]:
        """What this version cannot honour: kinds of figures that come later are errors, unknown roles warnings."""
        drawn = " and ".join(FIGURE_KINDS)
        later = (
            Problem(
                path,
                fence.line,
                fence.column,
                f"figures of the kind {fence.kind} are not supported by this version; it draws {drawn}",
            )
            for fence in self.fences
            if fence.kind in LATER_KINDS
        )
        unknown = (
            Problem(
                path,
                role.line,
                role.column,
                f"unknown role {quoted('{' + role.role + '}')}: it stays text; begin the span with \\{{ to say so",
                "warning",
            )
            for role in self.roles
        )
        return (*later, *unknown)

    def lost_figures(self, path: str, html: str) -> tuple[Problem, ...]:
        """Errors for the fences whose placeholder did not come through Markdown and the sanitiser as a block."""
        message = "a figure cannot stand here; move it out of HTML, or leave a blank line before the list around it"
        lost = (fence for fence in self.fences if not _stands_once(fence.placeholder, html))
        return tuple(Problem(path, fence.line, fence.column, message) for fence in lost)


@dataclass(frozen=True, slots=True)
class _PlacedSpan:
    """A code span with the place of its first backtick; escape is the place of a backslash that has to go."""

    text: str
    line: int
    offset: int
    begins_block: bool
    role: re.Match[str] | None
    escape: tuple[int, int] | None


def scan_note(body: str, first_line: int = 1) -> NoteSource:
    """Find what is ours in a note's body, which begins at first_line of its file; line ends are line feeds."""
    lines = body.split("\n")
    leaves = read_blocks(lines)
    spans = [_placed_spans(leaf) for leaf in leaves]
    digest = sha256(body.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    found: dict[int, tuple[Leaf, NoteFence]] = {}
    for index, leaf in enumerate(leaves):
        fence = _our_fence(leaf, first_line, f"flamesite{digest}n{len(found)}x")
        if fence is None:
            continue
        if fence.kind in PINNED_KINDS:
            fence = replace(fence, callouts=_callouts(leaves, spans, index, first_line))
        found[index] = leaf, fence
    for line, offset in sorted((span.escape for row in spans for span in row if span.escape), reverse=True):
        lines[line] = lines[line][:offset] + lines[line][offset + 1 :]
    roles = tuple(
        RoleSpan(span.role[1], span.text[span.role.end() :].strip(), first_line + span.line, span.offset + 1)
        for row in spans
        for span in row
        if span.role
    )
    return NoteSource(_with_placeholders(lines, leaves, found), tuple(fence for _, fence in found.values()), roles)


def _stands_once(placeholder: str, html: str) -> bool:
    before, *after = html.split(placeholder)
    in_code = before.rfind("<pre") > before.rfind("</pre>")
    return len(after) == 1 and not in_code


def _our_fence(leaf: Leaf, first_line: int, placeholder: str) -> NoteFence | None:
    if leaf.info is None or leaf.opening is None:
        return None
    word = _WORD.match(leaf.info.text)
    if word is None or word[0] not in FIGURE_KINDS + LATER_KINDS:
        return None
    rest = leaf.info.text[word.end() :].lstrip(" \t")
    info_offset = leaf.info.offset + len(leaf.info.text) - len(rest)
    return NoteFence(
        kind=word[0],
        info=PlacedText(rest, first_line + leaf.first_line, info_offset + 1),
        body=tuple(PlacedText(part.text, first_line + part.line, part.offset + 1) for part in leaf.fragments),
        line=first_line + leaf.first_line,
        column=leaf.opening.offset + 1,
        is_closed=leaf.is_closed,
        placeholder=placeholder,
    )


def _callouts(
    leaves: Sequence[Leaf], spans: Sequence[Sequence[_PlacedSpan]], figure: int, first_line: int
) -> tuple[Callout, ...]:
    """The items of the ordered list right after the figure, or nothing where none begins with a name."""
    holders = leaves[figure].containers
    depth = len(holders)
    callouts = []
    items: list[Container] = []
    for leaf, row in zip(leaves[figure + 1 :], spans[figure + 1 :], strict=True):
        if leaf.containers[:depth] != holders or len(leaf.containers) == depth:
            break
        item = leaf.containers[depth]
        if not item.ordered or (items and item.list_number != items[0].list_number):
            break
        if items and item is items[-1]:
            continue
        items.append(item)
        begins = row[0] if row and row[0].begins_block and len(leaf.containers) == depth + 1 else None
        name = None
        if begins and not begins.role:
            name = PlacedText(begins.text, first_line + begins.line, begins.offset + 1)
        callouts.append(Callout(item.ordinal, name, first_line + item.line, item.offset + 1))
    return tuple(callouts) if any(callout.name for callout in callouts) else ()


def _placed_spans(leaf: Leaf) -> list[_PlacedSpan]:
    if leaf.kind != "prose":
        return []
    placed = []
    for number, run in enumerate(_runs(leaf.fragments)):
        text = "\n".join(fragment.text for fragment in run)
        starts = list(accumulate((len(fragment.text) + 1 for fragment in run), initial=0))
        for span in find_code_spans(text):
            begins_block = number == 0 and span.start == 0
            line, offset = _position(run, starts, span.start)
            if span.text.startswith("\\") and _ROLE.match(span.text, 1):
                escape = _position(run, starts, span.content_start)
                placed.append(_PlacedSpan(span.text[1:], line, offset, begins_block, None, escape))
            else:
                placed.append(_PlacedSpan(span.text, line, offset, begins_block, _ROLE.match(span.text), None))
    return placed


def _position(run: Sequence[Fragment], starts: Sequence[int], index: int) -> tuple[int, int]:
    """Line index and offset of a character of the run's text, given where its lines start in that text."""
    number = bisect_right(starts, index) - 1
    return run[number].line, run[number].offset + index - starts[number]


def _runs(fragments: Sequence[Fragment]) -> list[Sequence[Fragment]]:
    """The lines that a code span may cross: all of a paragraph, but one row of a table."""
    for index in range(1, len(fragments)):
        header, rule = fragments[index - 1].text, fragments[index].text
        cells = rule.strip().removeprefix("|").removesuffix("|").split("|")
        if "|" in header and "|" in rule and all(_TABLE_RULE.fullmatch(cell) for cell in cells):
            rows = [fragments[row : row + 1] for row in range(index - 1, len(fragments))]
            return [fragments[: index - 1], *rows] if index > 1 else rows
    return [fragments]


def _with_placeholders(lines: Sequence[str], leaves: Sequence[Leaf], found: dict[int, tuple[Leaf, NoteFence]]) -> str:
    text: list[str] = []
    done = 0
    for index, (leaf, fence) in found.items():
        text += lines[done : leaf.first_line]
        older = [holder for holder in leaf.containers if holder.line < leaf.first_line]
        _separate(text, text[-1] if text else "", _prefix(older))
        begins_item = any(holder.kind != "quote" for holder in leaf.containers[len(older) :])
        prefix = lines[leaf.first_line][: fence.column - 1] if begins_item else _prefix(leaf.containers)
        text.append(prefix + fence.placeholder)
        done = leaf.last_line + 1
        after = leaves[index + 1].containers if index + 1 < len(leaves) else ()
        shared = [holder for holder, other in zip(leaf.containers, after, strict=False) if holder is other]
        _separate(text, lines[done] if done < len(lines) else "", _prefix(shared))
    return "\n".join(text + list(lines[done:]))


def _separate(text: list[str], neighbour: str, prefix: str) -> None:
    """Add a blank line of these containers, unless the neighbour is one."""
    if neighbour.strip() and neighbour.strip() != prefix.strip():
        text.append(prefix.rstrip())


def _prefix(holders: Sequence[Container]) -> str:
    """What a line begins with to lie in these containers for Python-Markdown."""
    prefix, indent = "", 0
    for holder in holders:
        if holder.kind == "quote":
            prefix += " " * indent + "> "
            indent = 0
        else:
            indent = holder.column // CODE_INDENT * CODE_INDENT + CODE_INDENT
    return prefix + " " * indent
