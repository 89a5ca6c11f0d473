"""The documentation's pages for tests: their fences, tables and sections."""

from __future__ import annotations

import re
from pathlib import Path

from sitegen.pages.front_matter import split_note

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = tuple(sorted(path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")))


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def fences(text: str, language: str) -> list[str]:
    """The fenced blocks of a language, those of four backticks too; none of those inside of another."""
    found = re.finditer(r"^(`{3,4})(\w+)\b[^\n]*\n(.*?)^\1$", text, re.DOTALL | re.MULTILINE)
    return [block[3] for block in found if block[2] == language]


def head_of(name: str) -> str:
    """A page's front matter, as it stands there."""
    return split_note(name, page(name)).head


def section(text: str, heading: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    level = len(heading.split(" ")[0])
    below = text.partition(f"\n{heading}\n")[2]
    assert below, heading
    return re.split(rf"^#{{1,{level}}} ", below, maxsplit=1, flags=re.MULTILINE)[0]


def table(text: str, first_cell: str) -> list[list[str]]:
    """The rows of the one table whose header begins with this cell."""
    (rows,) = re.findall(rf"^\| {re.escape(first_cell)} \|.*\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows.splitlines()]


def words(cell: str) -> list[str]:
    """What stands in a cell's code spans."""
    return re.findall(r"`([^`]+)`", cell)


def first_words(text: str, first_cell: str) -> list[str]:
    """All code spans of a table's first column."""
    return [word for row in table(text, first_cell) for word in words(row[0])]
