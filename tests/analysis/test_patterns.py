"""One dialect on both sides: a shared table, and random patterns put to RE2 and to the page's own matcher."""

from __future__ import annotations

import json
import random
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.patterns import PatternError, compile_pattern

TESTS = Path(__file__).parent.parent
ROWS: list[dict[str, Any]] = json.loads((TESTS / "data" / "patterns.json").read_text(encoding="utf-8"))


def literally(text: str) -> str:
    """The pattern that stands for a text: RE2 takes a backslash before any ASCII sign for the sign itself."""
    return re.sub(r"([\x00-/:-@\[-`{-\x7f])", r"\\\1", text)


def verdict(source: str, names: Sequence[str], *, ignore_case: bool = False) -> list[bool] | None:
    """For each name whether the pattern occurs in it, or None where the pattern is refused."""
    try:
        return compile_pattern(source, ignore_case=ignore_case).matches(names).tolist()
    except PatternError:
        return None


def refusal(source: str) -> PatternError:
    with pytest.raises(PatternError) as caught:
        compile_pattern(source)
    return caught.value


def test_the_table_that_the_page_is_held_to_holds_here():
    """Every row of the shared table comes out as the table says."""
    wrong = []
    for row in ROWS:
        source = literally(row["pattern"]) if row.get("plain") else row["pattern"]
        found = verdict(source, row.get("names", []), ignore_case=row.get("ignoreCase", False))
        expected = None if row.get("error") else [name in row["matches"] for name in row["names"]]
        if found != expected:
            wrong.append(row["pattern"])
    assert wrong == []


def test_the_table_is_large_and_sound():
    """Rows are distinct, and each either fails or says which of its names match."""
    keys = {(row["pattern"], row.get("plain"), row.get("ignoreCase")) for row in ROWS}
    assert len(keys) == len(ROWS) >= 150
    assert all(row.get("error") or set(row["matches"]) <= set(row["names"]) for row in ROWS)


def test_matches_are_one_boolean_a_name_in_order():
    """main.work matches "work$" and "^main", not "^work"."""
    names = ["main.work", "main.main", "", "work"]
    matches = compile_pattern("work$").matches(names)
    assert matches.dtype == np.bool_
    assert matches.tolist() == [True, False, False, True]
    assert compile_pattern("work").matches([]).shape == (0,)


@given(st.text(alphabet="ab.*\\(é😀\0\n", max_size=4), st.text(alphabet="ab.*\\(é😀\0\n", max_size=12))
def test_a_quoted_text_is_found_where_the_text_is(text: str, name: str):
    """Python's own `in` is the other tool."""
    assert verdict(literally(text), [name]) == [text in name]


def test_names_with_halves_of_surrogate_pairs_or_nul_are_matched():
    """A half is a character, two halves in order are one, as in the page's UTF-16."""
    names = ["\ud800", "\ud83d\ude00", "\U0001f600", "\0", "\udc80\0"]
    assert verdict("^.$", names) == [True, True, True, True, False]
    assert verdict(r"\x{DC80}\x00", names) == [False, False, False, False, True]
    assert verdict("\ud83d\ude00", names) == [False, True, True, False, False]


def test_nothing_is_written_about_a_refused_pattern(capfd: pytest.CaptureFixture[str]):
    """RE2 would log to standard error by itself."""
    refusal("(?=a)")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("source", "position", "message"),
    [
        ("a(?=b)", 2, 'look-around is not supported, at character 2: "(?="'),
        ("é(?<!b)", 2, 'look-around is not supported, at character 2: "(?<!"'),
        (r"(a)\1", 4, r'back-references are not supported, at character 4: "\1"'),
        (r"a\y", 2, r'there is no such escape, at character 2: "\y"'),
        ("a++", 2, 'a repeat cannot be repeated; put the first in brackets, at character 2: "++"'),
        ("(a", None, 'a group is not closed, ")" is missing: "(a"'),
        ("a)", None, '")" has no "(" before it: "a)"'),
        ("x[a", 2, 'a class is not closed, "]" is missing, at character 2: "[a"'),
        ("[z-a]", 2, 'there is no such class or range of characters, at character 2: "z-a"'),
        ("a|*", 3, 'there is nothing to repeat, at character 3: "*"'),
        ("a**b**", None, 'a repeat cannot be repeated; put the first in brackets: "**"'),
        ("a\\", 2, 'a single backslash stands at the end, at character 2: "\\"'),
        (r"\Q\C\E\\C\C", 10, r'single bytes are not supported, at character 10: "\C"'),
        ("a" * 5001, None, "the pattern has 5001 characters, and 5000 are the most"),
        (r"\pL{1000}", None, "the pattern is too large; use smaller counts"),
    ],
)
def test_a_refusal_says_why_and_where(source: str, position: int | None, message: str):
    """The place is in characters from 1, and left out where RE2 does not tell it."""
    error = refusal(source)
    assert (error.position, str(error)) == (position, message)


def test_hostile_patterns_on_long_names_come_to_an_end():
    """Each of these takes a backtracking matcher longer than anyone waits."""
    long = "a" * 12_000
    for source in ("(a+)+$", "^(a|a)*$", "^(a*)*$", "^(a?){50}a{50}$", "(.*)*x"):
        assert verdict(source, [long + "b"]) == [False]
    assert verdict("(a|b)*a(a|b){900}c", [long]) == [False]


CHARACTERS = "aabbcABkK1_ .-:é\n" * 6 + "ſ\u212aßẞσςΣλ中😀\ud800\udc00\x00\u00b5\u03bc"
ESCAPES = [
    r"\d",
    r"\D",
    r"\w",
    r"\W",
    r"\s",
    r"\S",
    r"\pL",
    r"\PL",
    r"\p{Lu}",
    r"\P{Lu}",
    r"\p{^Ll}",
    r"\p{Greek}",
    r"\pN",
    r"\.",
    r"\x61",
    r"\x{1F600}",
    r"\n",
    r"\101",
    r"\0",
    r"\_",
    r"\x{212A}",
]
ASSERTIONS = [
    r"^",
    r"$",
    r"\b",
    r"\B",
    r"\A",
    r"\z",
    r"(?i)",
    r"(?m)",
    r"(?s)",
    r"(?-i)",
    r"(?U)",
    r"()",
    r"(?:)",
    r"\Q\E",
]
GROUPS = ["(", "(?:", "(?i:", "(?s:", "(?m:", "(?-i:", "(?P<n>", "(?<m>", "(?U:"]
NAMED_CLASSES = [
    "[:alpha:]",
    "[:^alpha:]",
    "[:word:]",
    "[:upper:]",
    "[:lower:]",
    "[:space:]",
    "[:punct:]",
    "[:^digit:]",
    "[:print:]",
]
REPEATS = ["*", "+", "?", "*?", "+?", "??", "{0}", "{1}", "{2}", "{0,2}", "{1,3}", "{2,}", "{1,2}?", "{,2}", "{"]
GARBAGE = "()[]{}|*+?^$.\\aabb12,-:<>=!PQEpLdwsbBAzxiCé "


class Patterns:
    """Random patterns: most of them sound, some bent afterwards, some never meant to be one."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)

    def character(self) -> str:
        return self.random.choice(CHARACTERS)

    def bracketed(self) -> str:
        parts: list[Callable[[], str]] = [
            lambda: literally(self.character()),
            lambda: "-".join(map(literally, sorted([self.character(), self.character()]))),
            lambda: self.random.choice(ESCAPES),
            lambda: self.random.choice(NAMED_CLASSES),
            lambda: "-",
        ]
        inside = "".join(self.random.choice(parts)() for _ in range(self.random.randint(1, 3)))
        return f"[{self.random.choice(['', '', '^', ']', '^]'])}{inside}]"

    def atom(self) -> str:
        parts: list[Callable[[], str]] = [
            lambda: ".",
            lambda: self.random.choice(ESCAPES),
            lambda: self.random.choice(ASSERTIONS),
            lambda: rf"\Q{self.character()}{self.random.choice(['', '*', '('])}\E",
            self.bracketed,
            *[lambda: literally(self.character())] * 4,
        ]
        return self.random.choice(parts)()

    def sound(self, depth: int) -> str:
        parts: list[Callable[[], str]] = [
            lambda: self.sound(depth - 1) + self.sound(depth - 1),
            lambda: f"{self.random.choice(GROUPS)}{self.sound(depth - 1)})",
            lambda: f"(?:{self.sound(depth - 1)}|{self.random.choice(['', self.sound(depth - 1)])})",
            lambda: f"(?:{self.sound(depth - 1)}){self.random.choice(REPEATS)}",
            lambda: f"{self.sound(depth - 1)}{self.random.choice(REPEATS)}",
        ]
        return self.atom() if depth == 0 else self.random.choice(parts)()

    def bent(self) -> str:
        source = list(self.sound(2))
        place = self.random.randrange(len(source))
        source[place : place + self.random.randint(0, 1)] = self.random.choice(GARBAGE)
        return "".join(source)

    def case(self) -> dict[str, Any]:
        kinds: list[Callable[[], str]] = [
            *[lambda: self.sound(self.random.randint(0, 4))] * 7,
            *[self.bent] * 2,
            lambda: "".join(self.random.choices(GARBAGE, k=self.random.randint(1, 10))),
        ]
        names = ["".join(self.character() for _ in range(self.random.randint(0, 7))) for _ in range(9)]
        ignore_case = self.random.random() < 0.2
        return {"pattern": self.random.choice(kinds)(), "ignoreCase": ignore_case, "names": ["", *names]}


PAGE = """
const { load, PATTERN_SCRIPTS } = require(process.argv[1]);
const { Pattern, PatternError } = load(PATTERN_SCRIPTS, ["Pattern", "PatternError"]);
const verdict = ({ pattern, ignoreCase, names }) => {
  try {
    const compiled = Pattern.compile(pattern, { ignoreCase });
    return names.map((name) => compiled.test(name));
  } catch (error) {
    if (error instanceof PatternError) { return null; }
    throw error;
  }
};
const cases = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(cases.map(verdict)));
"""


def test_the_page_and_re2_agree_on_random_patterns():
    """2,000 patterns with 10 names each, refused or matched alike."""
    patterns = Patterns(20_261)
    cases = [patterns.case() for _ in range(2_000)]
    ours = [verdict(case["pattern"], case["names"], ignore_case=case["ignoreCase"]) for case in cases]
    run = subprocess.run(
        ["node", "-e", PAGE, str(TESTS / "js" / "load.js")],
        input=json.dumps(cases),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    differences = [
        (case, in_python, in_page)
        for case, in_python, in_page in zip(cases, ours, json.loads(run.stdout), strict=True)
        if in_python != in_page
    ]
    assert differences == []
    refused = sum(found is None for found in ours)
    matched = sum(sum(found) for found in ours if found is not None)
    assert 200 < refused < 1_000  # else the generator asks too little
    assert 0.1 < matched / (10 * (len(cases) - refused)) < 0.7
