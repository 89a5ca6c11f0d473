"""The YAML that nearly all heads are written in, read as YAML reads it, thirty times faster and without loading PyYAML.

    title: What page 7 found out        names with text, plain or in quotes without escapes,
    tags: [go, "http 2"]                lists in brackets,
    profiles:                           and such a table within one
      before: runs/before-*.pb.gz

Whatever is not as plain as that is left to `source_value`, and so are all faults.
"""

from __future__ import annotations

import re

from sitegen.pages.source_value import SourceValue

_LONGEST = 8_000  # characters, in which there are fewer values than are allowed
# Letters, signs and punctuation of all scripts; no line ends, no spaces but the common one.
_PRINTABLE = re.compile(r"[\n -~\u00a1-\u167f\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff]*")
_LINE = re.compile(r"( *)([A-Za-z][A-Za-z0-9_-]{0,63}):(?: +(\S(?:.*\S)?) *)?")
_TEXT = re.compile(r"[A-Za-z0-9_./(](?:(?!: |:$| #).)*")
_QUOTED = re.compile(r"""(?!.*\\)(?:"([^"]*)"|'([^']*)')""")
_ITEM = r"[A-Za-z0-9_./](?:[A-Za-z0-9_./ +-]*[A-Za-z0-9_./+-])?"
_LIST = re.compile(rf"\[ *(?:{_ITEM}(?: *, *{_ITEM})*)? *\]")

_Line = tuple[int, "re.Match[str]"]


def read_plain_yaml(text: str, first_line: int) -> SourceValue | None:
    """What a plain head says, with the places that YAML would give; None where it is not plain."""
    if len(text) > _LONGEST or not _PRINTABLE.fullmatch(text):
        return None
    lines: list[_Line] = []
    for number, content in enumerate(text.split("\n"), first_line):
        found = _LINE.fullmatch(content)
        if found:
            lines.append((number, found))
        elif content:
            return None
    return _table(lines, is_inner=False) if lines and not lines[0][1][1] else None


def _table(lines: list[_Line], is_inner: bool) -> SourceValue | None:
    """The names and values of lines, the first of which is a name of the table's own."""
    indent = lines[0][1][1]
    entries = []
    start = 0
    while start < len(lines):
        number, line = lines[start]
        end = start + 1
        while end < len(lines) and len(lines[end][1][1]) > len(indent):
            end += 1
        is_table = line[3] is None and end > start + 1 and not is_inner
        is_value = line[3] is not None and end == start + 1
        value = _table(lines[start + 1 : end], True) if is_table else _value(number, line) if is_value else None
        if value is None or line[1] != indent:
            return None
        entries.append((SourceValue(number, len(indent) + 1, text=line[2]), value))
        start = end
    return SourceValue(lines[0][0], len(indent) + 1, entries=tuple(entries))


def _value(number: int, line: re.Match[str]) -> SourceValue | None:
    text, column = line[3], line.start(3) + 1
    if _TEXT.fullmatch(text):
        return SourceValue(number, column, text=text)
    if quoted := _QUOTED.fullmatch(text):
        return SourceValue(number, column, text=quoted[1] if quoted[1] is not None else quoted[2])
    if _LIST.fullmatch(text):
        items = re.compile(_ITEM).finditer(text)
        return SourceValue(
            number, column, items=tuple(SourceValue(number, column + i.start(), text=i[0]) for i in items)
        )
    return None
