"""Folded text: a call stack a line, frames root first and joined by `;`, a blank, and one count, or two.

The grammar is that of flamegraph.pl (https://github.com/brendangregg/FlameGraph): no sign and no exponent. What
differs is that two counts, as difffolded.pl writes them, are decided for the whole file: there every line has them,
while a lone `a;thread 12 100` is a frame whose name ends in a number. Counts may have fractions, and equal stacks
add up.

    main;parse 3
    main;parse;read 2     ->  parse 5, of which read 2
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from math import isfinite

from sitegen.errors import SourceError, quoted
from sitegen.formats.folded_frames import frame_reading
from sitegen.formats.notes import inexact
from sitegen.formats.text import numbered_lines
from sitegen.model import Metric, Profile, ProfileBuilder, Provenance
from sitegen.model.frames import frame_table

SUFFIXES = (".folded", ".folded.gz", ".collapsed", ".collapsed.gz")

_COUNT = re.compile(r"[0-9]+(?:\.[0-9]*)?")
# The number after such a word tells threads apart, and counts nothing.
_NUMBERED_NOUN = re.compile(
    r"(?:thread|worker|goroutine|process|task|fiber|core|cpu|job|shard|pool|executor|[pt]id)[ \t#:_-]*$", re.IGNORECASE
)
_BLANKS = " \t"
_LINES_SNIFFED = 100


def sniff(head: bytes, filename: str) -> bool:
    """Whether it is text of which at least half the first lines have a count, or at least is called folded."""
    if not head or b"\0" in head:  # other control codes may stand in a name
        return False
    if filename.lower().endswith(SUFFIXES):
        return True
    lines = [line for _, line in islice(numbered_lines(head), _LINES_SNIFFED)]
    stacks = [line for line in lines if line.strip(_BLANKS) and not _is_comment(line)]
    valid = sum(_split_count(line) is not None for line in stacks)
    return valid > 0 and 2 * valid >= len(stacks)


def read(content: bytes, source: str, two_counts: bool | None = None) -> Profile:
    """The profile in folded text. `two_counts` says whether a line has counts before and after; None: see above.

    Lines that do not fit are skipped and noted. Raises SourceError where none fits.
    """
    if two_counts is None:
        two_counts = _has_two_counts(content)
    builder = ProfileBuilder(source, "folded", [Metric("samples")])
    numbers: dict[str, int] = {}
    comments: list[str] = []
    row = -1
    for line_number, line in numbered_lines(content):
        if _is_comment(line):
            comments.append(line[1:].strip())
        elif sample := _split_sample(line, two_counts):
            stack, before, after = sample
            row = builder.add(_rows(stack, numbers, builder), [after], [before] if two_counts else None)
        elif line.strip(_BLANKS):
            builder.skip(line_number, _problem(line, two_counts))
    if row < 0:
        raise _no_stacks(content, source, two_counts)
    blanks = sum(text != text.strip(_BLANKS) for text in numbers)
    if blanks:
        names = f"{blanks:,} name{'s' if blanks > 1 else ''}"
        builder.skip(None, f"blanks were taken off {names}; a ';' within a name, as in [u8; 8], leaves such")
    return _with_frames_read(builder.build(Provenance(comments=tuple(comments))))


def _rows(stack: str, numbers: dict[str, int], builder: ProfileBuilder) -> list[int]:
    frames = stack.split(";") if stack else []
    try:
        return [numbers[frame] for frame in frames]
    except KeyError:
        for frame in frames:
            if frame not in numbers:
                numbers[frame] = builder.frame(frame.strip(_BLANKS))
        return [numbers[frame] for frame in frames]


def _with_frames_read(profile: Profile) -> Profile:
    """The same with what the names say beyond themselves, once the whole file is known."""
    reading = frame_reading(profile.frames.name, profile.provenance.comments)
    frames = [reading.frame(text) for text in profile.frames.name]
    name, file, module, line, kind = (list(column) for column in zip(*frames, strict=True)) if frames else ([],) * 5
    return replace(
        profile,
        metrics=(reading.metric,),
        frames=frame_table(name, file, module, line, kind),
        skipped=(*profile.skipped, *inexact(profile.weight)),
    )


def _is_comment(line: str) -> bool:
    return line.startswith("# ") or line == "#"


def _split_sample(line: str, two_counts: bool) -> tuple[str, float, float] | None:
    """The stack and its counts before and after."""
    last = _split_count(line)
    if last is None or not two_counts:
        return last and (last[0], 0.0, last[1])
    first = _split_count(last[0])
    return first and (first[0], first[1], last[1])


def _split_count(text: str) -> tuple[str, float] | None:
    """What is left of the last blank, and the count to the right of it; of " 5" an empty stack."""
    text = text.rstrip(_BLANKS)
    at = _last_blank(text)
    if at < 0 or not _COUNT.fullmatch(text, at + 1):
        return None
    count = float(text[at + 1 :])
    return (text[:at].strip(_BLANKS), count) if isfinite(count) else None


def _last_blank(text: str) -> int:
    return max(text.rfind(" "), text.rfind("\t"))


def _has_two_counts(content: bytes) -> bool:
    """Whether every line has two counts, and not every one of them names a thread or the like."""
    counts = names = 0
    for _, line in numbered_lines(content):
        last = None if _is_comment(line) else _split_count(line)
        if last is None:
            continue
        first = _split_count(last[0])
        if first is None:
            return False
        counts += 1
        names += bool(_NUMBERED_NOUN.search(first[0]))
    return counts > names


def _problem(line: str, two_counts: bool) -> str:
    counts = "two counts" if two_counts else "a count"
    return f"expected frames joined by ';', a blank and {counts} without sign or exponent, found {quoted(line)}"


def _no_stacks(content: bytes, source: str, two_counts: bool) -> SourceError:
    """The error for a file without stacks, about its first line that should have been one."""
    for number, line in numbered_lines(content):
        if line.strip(_BLANKS) and not _is_comment(line):
            column = _last_blank(line.rstrip(_BLANKS)) + 2
            return SourceError(source, number, column, f"{_problem(line, two_counts)}; record the profile again")
    return SourceError(source, 1, 1, "expected folded stacks, found blank lines only; record the profile again")
