"""Plain heads: what is read without YAML must be what YAML says, with the same places."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.pages.plain_yaml import read_plain_yaml
from sitegen.pages.source_value import SourceValue, read_yaml_values

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = (
    "title:",
    "tags:",
    "a-b:",
    "x_1:",
    "y:",
    "9:",
    "- ",
    "?",
    "<<:",
    "#",
    "---",
    "...",
    "%YAML 1.1",
    "{",
    "é:",
    "a :",
)
VALUES = (
    *(
        "",
        " ",
        "  ",
        " x",
        " a b ",
        " 1.10",
        " -1",
        " no",
        " ~",
        " null",
        " 2026-11-20",
        " 10:30",
        " a:",
        " a: b",
        " a #b",
    ),
    *(
        " a#b",
        " #b",
        " it's",
        ' "',
        ' ""',
        " ''",
        ' "a: b # c"',
        ' "a\\n"',
        " 'a''b'",
        " 'a\\b'",
        ' "a" b',
        ' "a"#b',
        " 'é – ’'",
    ),
    *(
        " []",
        " [ ]",
        " [a]",
        " [a, b c]",
        " [ a ,b ]",
        " [a,]",
        " [a: b]",
        ' ["a"]',
        " [a",
        " [[a]]",
        " [a]x",
        " [a] # c",
    ),
    *(
        " |",
        " >-",
        " &a b",
        " *a",
        " !x y",
        " @a",
        " `a",
        " % a",
        " é",
        " /a/*.gz",
        " (a) [b], {c}",
        " a\tb",
        "\tb",
        " a\u00a0b",
    ),
    *(
        " a\u2028b",
        " a\x85b",
        " \ufeffa",
        " 😀",
        " a\x07",
        " .5",
        " _a",
        " a\\nb",
        " <<",
        " =",
        " a, b",
        " - a",
        " a!",
        ' a"b"',
    ),
)
LINES = st.builds(
    lambda indent, name, value: f"{indent}{name}{value}",
    st.sampled_from(("", "", "", "  ", "  ", "    ", " ", "\t")),
    st.sampled_from(NAMES) | st.sampled_from(NAMES[:5]),
    st.sampled_from(VALUES),
)


def by_yaml(text: str) -> SourceValue | None:
    try:
        return read_yaml_values("n.md", text, 2)
    except SourceError:
        return None


@given(st.lists(LINES | st.just(""), max_size=6).map("\n".join))
def test_what_is_plain_means_to_yaml_what_is_read(text: str) -> None:
    plain = read_plain_yaml(text, 2)
    assert plain is None or plain == by_yaml(text)


@given(st.lists(st.sampled_from(list("ab1 :#-[],'\"\n.é")), max_size=25).map("".join))
def test_any_text_means_to_yaml_what_is_read(text: str) -> None:
    plain = read_plain_yaml(f"a: {text}", 2)
    assert plain is None or plain == by_yaml(f"a: {text}")


@pytest.mark.parametrize("value", VALUES)
def test_a_value_alone_means_to_yaml_what_is_read(value: str) -> None:
    for text in (f"a:{value}", f"a:\n  b:{value}\n", f"\na:{value}\n\nb: c"):
        plain = read_plain_yaml(text, 2)
        assert plain is None or plain == by_yaml(text)


def test_the_heads_that_authors_write_are_plain() -> None:
    head = (
        'title: What page 7 found out (in 3.5 ms)\ndate: 2026-11-20\ntags: [go, http 2]\nsummary: "One: two"\n'
        "profiles:\n  before: runs/before-*.pb.gz\n  after: 'a b.gz'\n\nweight: 3\ndraft: true\n"
    )
    plain = read_plain_yaml(head, 2)
    assert plain is not None and plain == by_yaml(head)
    assert [key.text for key, _ in plain.entries or ()] == [
        "title",
        "date",
        "tags",
        "summary",
        "profiles",
        "weight",
        "draft",
    ]


def test_the_heads_of_our_own_notes_mean_the_same() -> None:
    notes = [*ROOT.glob("content/**/*.md"), *ROOT.glob("docs/**/*.md")]
    heads = [text.split("---\n")[1] for text in (note.read_text("utf-8") for note in notes) if text.startswith("---\n")]
    read = [(read_plain_yaml(head, 2), by_yaml(head)) for head in heads]
    assert all(plain is None or plain == yaml for plain, yaml in read)
    assert sum(plain is not None for plain, _ in read) > len(read) / 2


def test_a_very_long_head_is_left_to_yaml() -> None:
    lines = [f"a{number}: {random.Random(number).random()}" for number in range(500)]
    assert read_plain_yaml("\n".join(lines[:50]), 2) is not None
    assert read_plain_yaml("\n".join(lines), 2) is None
