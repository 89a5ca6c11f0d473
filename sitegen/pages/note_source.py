r"""Our fences, the callouts after them and our code spans, found in a note's body before Markdown runs.

In comes the body of a note, out comes a `NoteSource`: the same text with a placeholder for every fence of ours, for
every span with a role of ours and before every callout, and what was found, each with its line and column in the
author's file. A code span that begins with `\{role}` loses the backslash; every other character stays as it was.

A placeholder is one word of letters and digits that holds a digest of the body, so no body can hold its own. A
fence's placeholder stands alone between blank lines, indented so that Python-Markdown, which wants four columns for
each list level where CommonMark takes two, puts it into the same list item or quote.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from sitegen.errors import Problem, closest, quoted
from sitegen.pages.blocks import CODE_INDENT, read_blocks
from sitegen.pages.leaves import Container, Leaf
from sitegen.pages.placed_span import PlacedSpan, placed_spans

FIGURE_KINDS = ("flame", "flame-diff", "bench")
PINNED_KINDS = ("flame", "flame-diff")  # whose frames the list after the figure may name
ROLES = ("pct", "self", "total", "samples", "delta", "ratio", "bench", "predict")
PLACEHOLDER_WORD = "flamesite"  # what every placeholder begins with
PLACEHOLDER = re.compile(PLACEHOLDER_WORD + "[0-9a-f]{32}n[0-9]+x")
INLINE_PLACEHOLDER = re.compile(PLACEHOLDER_WORD + "[0-9a-f]{32}[rc][0-9]+x")
"""What stands for a span with a role (r), or before the name of a callout (c), within a line."""

_WORD = re.compile(r"\S+")
_JOINED = "\ue000joined\ue000"  # a line whose text moved to the line before


@dataclass(frozen=True, slots=True)
class PlacedText:
    """A piece of an author's line with the place of its first character."""

    text: str
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Callout:
    """An item of the list after a figure; name is the code span it begins with, None where it begins otherwise.

    placeholder stands right before the name, empty where there is none.
    """

    ordinal: int
    name: PlacedText | None
    line: int
    column: int
    placeholder: str = ""


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
    """A code span that begins with `{role}`; text is what follows the role, the place that of the first backtick.

    placeholder stands for the span, empty where the role is none of ours: then the span stays text.
    """

    role: str
    text: str
    line: int
    column: int
    placeholder: str = ""


@dataclass(frozen=True, slots=True)
class NoteSource:
    """A note's body, ready for Markdown, and what was found in it, in order."""

    text: str
    fences: tuple[NoteFence, ...]
    roles: tuple[RoleSpan, ...]

    def problems(self, path: str) -> tuple[Problem, ...]:
        """Warnings of spans that begin with a role which there is none of."""
        return tuple(
            Problem(
                path,
                role.line,
                role.column,
                f"unknown role {quoted('{' + role.role + '}')}{closest(role.role, ROLES)}: it stays text; begin the "
                "span with \\{ to say so",
                "warning",
            )
            for role in self.roles
            if role.role not in ROLES
        )

    def lost_figures(self, path: str, html: str) -> tuple[Problem, ...]:
        """Errors for the fences whose placeholder did not come through Markdown and the sanitiser as a block."""
        message = "a figure cannot stand here; move it out of HTML, or leave a blank line before the list around it"
        lost = (fence for fence in self.fences if not _stands_once(fence.placeholder, html))
        return tuple(Problem(path, fence.line, fence.column, message) for fence in lost)


def scan_note(body: str, first_line: int = 1) -> NoteSource:
    """Find what is ours in a note's body, which begins at first_line of its file; line ends are line feeds."""
    lines = body.split("\n")
    leaves = read_blocks(lines)
    spans = _spans(leaves)
    stem = f"{PLACEHOLDER_WORD}{sha256(body.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
    found: dict[int, tuple[Leaf, NoteFence]] = {}
    pins: dict[tuple[int, int], str] = {}
    for index, leaf in enumerate(leaves):
        fence = _our_fence(leaf, first_line, f"{stem}n{len(found)}x")
        if fence is None:
            continue
        if fence.kind in PINNED_KINDS:
            fence = replace(fence, callouts=_callouts(leaves, spans, index, first_line, f"{stem}c{{}}x", pins))
        found[index] = leaf, fence
    roles: list[RoleSpan] = []
    for span in (span for row in spans for span in row if span.role):
        assert span.role is not None
        text = span.text[span.role.end() :].strip()
        placeholder = f"{stem}r{len(roles)}x" if span.role[1] in ROLES else ""
        roles.append(RoleSpan(span.role[1], text, first_line + span.line, span.offset + 1, placeholder))
    _put_placeholders(lines, [span for row in spans for span in row], roles, pins)
    text = _with_placeholders(lines, leaves, found)
    return NoteSource(text, tuple(fence for _, fence in found.values()), tuple(roles))


def _spans(leaves: Sequence[Leaf]) -> list[list[PlacedSpan]]:
    """The code spans of each leaf: those that may have a role, and all where they may name a figure's frames."""
    has_figures = any(leaf.info is not None and leaf.info.text.startswith(PINNED_KINDS) for leaf in leaves)
    return [
        placed_spans(leaf) if has_figures or any("{" in part.text for part in leaf.fragments) else [] for leaf in leaves
    ]


def _put_placeholders(
    lines: list[str], spans: Sequence[PlacedSpan], roles: Sequence[RoleSpan], pins: dict[tuple[int, int], str]
) -> None:
    """Put placeholders for the spans with roles of ours and before the callouts, and take backslashes out.

    From the last to the first, so that the places of those before stay true.
    """
    claims = iter(reversed(roles))
    for span in reversed(spans):
        if span.escape:
            line, offset = span.escape
            lines[line] = lines[line][:offset] + lines[line][offset + 1 :]
        elif span.role and (placeholder := next(claims).placeholder):
            # What follows on the span's last line moves up, because a line that was left blank would end the paragraph.
            rest = lines[span.end_line][span.end_offset :]
            lines[span.line] = lines[span.line][: span.offset] + placeholder + rest
            for line in range(span.line + 1, span.end_line + 1):
                lines[line] = _JOINED
        elif pin := pins.get((span.line, span.offset)):
            lines[span.line] = lines[span.line][: span.offset] + pin + lines[span.line][span.offset :]


def _stands_once(placeholder: str, html: str) -> bool:
    before, *after = html.split(placeholder)
    in_code = before.rfind("<pre") > before.rfind("</pre>")
    return len(after) == 1 and not in_code


def _our_fence(leaf: Leaf, first_line: int, placeholder: str) -> NoteFence | None:
    if leaf.info is None or leaf.opening is None:
        return None
    word = _WORD.match(leaf.info.text)
    if word is None or word[0] not in FIGURE_KINDS:
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
    leaves: Sequence[Leaf],
    spans: Sequence[Sequence[PlacedSpan]],
    figure: int,
    first_line: int,
    word: str,
    pins: dict[tuple[int, int], str],
) -> tuple[Callout, ...]:
    """The items of the ordered list right after the figure, or nothing where none begins with a name.

    word: what placeholders are made of; pins: gets those of the callouts, by line and offset.
    """
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
        name, placeholder = None, ""
        if begins and not begins.role:
            name = PlacedText(begins.text, first_line + begins.line, begins.offset + 1)
            placeholder = pins.setdefault((begins.line, begins.offset), word.format(len(pins)))
        callouts.append(Callout(item.ordinal, name, first_line + item.line, item.offset + 1, placeholder))
    return tuple(callouts) if any(callout.name for callout in callouts) else ()


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
    return "\n".join(line for line in (*text, *lines[done:]) if line != _JOINED)


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
