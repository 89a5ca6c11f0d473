"""TOML with the places of its keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.pages.toml_source import read_toml

TEXT = '''# a comment with a = 1
title = "x"
  'quoted key' = """
not = "a key"
"""
list = [
  "a", # ]
  { b = 1 },
]
"é".b . c = 'd = 1'

[limits] # [not]
max = { deep = 1 }

[[runs]]
name = "a"

[[runs]]
[a."b.c"]
d = "\\"["
'''


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ((), (3, 1)),
        (("title",), (4, 1)),
        (("quoted key",), (5, 3)),
        (("list",), (8, 1)),
        (("é",), (12, 1)),
        (("é", "b", "c"), (12, 1)),
        (("limits",), (14, 1)),
        (("limits", "max"), (15, 1)),
        (("limits", "max", "deep"), (15, 1)),
        (("runs", "name"), (18, 1)),
        (("a", "b.c", "d"), (22, 1)),
        (("not",), (3, 1)),
    ],
)
def test_each_key_has_the_place_where_it_is_first_written(keys: tuple[str, ...], place: tuple[int, int]) -> None:
    assert read_toml("site.toml", TEXT, first_line=3).place(*keys) == place


def test_the_tables_are_those_of_tomllib() -> None:
    assert read_toml("site.toml", "a.b = 1\n[c]\nd = 1.10", parse_float=str).tables == {
        "a": {"b": 1},
        "c": {"d": "1.10"},
    }


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a = 1\nb = \n", "site.toml:11:5: error: not valid TOML: Invalid value"),
        ("a = 1\na = 2\n", "site.toml:11:6: error: not valid TOML: Cannot overwrite a value"),
        ("a = 1\nb =", "site.toml:11:4: error: not valid TOML: Invalid value"),
        ('a = "x\n', "site.toml:10:7: error: not valid TOML: Illegal character"),
        (f"a = {'[' * 5_000}", "site.toml:10:1: error: not valid TOML: brackets are nested too deep"),
    ],
)
def test_a_fault_has_its_place(text: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_toml("site.toml", text, first_line=10)
    assert str(caught.value).startswith(place)


KEYS = st.sampled_from(["a", "b-1", '"c d"', "'e'", "f.g", 'h."i"'])
VALUES = st.sampled_from(["1", '"x"', "[\n1,\n]", '"""\nz = 1\n"""', "'''[y]'''", "{ q = 1 }", "true # r = [", '"]"'])


@given(st.lists(st.tuples(KEYS, VALUES), max_size=6, unique_by=lambda pair: pair[0]), st.booleans())
def test_a_key_is_found_on_the_line_that_writes_it(pairs: list[tuple[str, str]], in_table: bool) -> None:
    text, expected = ("[t]\n", {}) if in_table else ("", {})
    for key, value in pairs:
        path = tuple(part.strip("\"'") for part in key.split("."))
        expected[("t", *path) if in_table else path] = (text.count("\n") + 1, 1)
        text += f"{key} = {value}\n"
    source = read_toml("t.toml", text)
    assert {keys: source.place(*keys) for keys in expected} == expected
