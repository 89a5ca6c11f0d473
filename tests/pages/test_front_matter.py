"""The head of a note."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError, SourceErrors
from sitegen.pages.decoding import decode_note
from sitegen.pages.front_matter import (
    AliasSource,
    FrontMatter,
    NoteParts,
    ProfileAlias,
    read_front_matter,
    split_note,
)

YAML = """---
title: Logging was a seventh of our request time
date: 2026-11-20
updated: "2026-12-01"
tags: [go, http]
summary: >
  Two
  lines.
profiles:
  before: log/cpu_10s_[1-3].pb.gz
  after: [a.pb.gz, "b c.pb.gz"]
draft: true
weight: -3
---
Body
"""
TOML = """+++
title = "Logging was a seventh of our request time"
date = 2026-11-20
updated = "2026-12-01"
tags = ["go", "http"]
summary = "Two lines."
draft = true
weight = -3
[profiles]
before = "log/cpu_10s_[1-3].pb.gz"
after = ["a.pb.gz", "b c.pb.gz"]
+++
Body
"""


def read(text: str) -> FrontMatter:
    return read_front_matter(split_note("n.md", text))


def head(yaml: str) -> FrontMatter:
    return read(f"---\n{yaml}\n---\n")


def faults(yaml: str) -> list[str]:
    with pytest.raises(SourceErrors) as caught:
        head(yaml)
    return [str(problem).removeprefix("n.md:") for problem in caught.value.problems]


@pytest.mark.parametrize("text", [YAML, TOML])
def test_yaml_and_toml_say_the_same(text: str) -> None:
    front_matter = read(text)
    assert front_matter == FrontMatter(
        title="Logging was a seventh of our request time",
        date=datetime.date(2026, 11, 20),
        updated=datetime.date(2026, 12, 1),
        tags=("go", "http"),
        summary="Two lines.",
        profiles=front_matter.profiles,
        draft=True,
        weight=-3,
    )
    assert {alias.name: [source.text for source in alias.sources] for alias in front_matter.profiles} == {
        "before": ["log/cpu_10s_[1-3].pb.gz"],
        "after": ["a.pb.gz", "b c.pb.gz"],
    }


def test_aliases_and_their_paths_have_places() -> None:
    assert read(YAML).profiles[1] == ProfileAlias(
        "after", (AliasSource("a.pb.gz", 11, 11), AliasSource("b c.pb.gz", 11, 20)), 11, 3
    )


def test_the_body_knows_its_line() -> None:
    assert split_note("n.md", YAML) == NoteParts("n.md", "yaml", YAML[4:-10], "Body\n", 15)
    assert split_note("n.md", "a\n---\nb") == NoteParts("n.md", None, "", "a\n---\nb", 1)


@pytest.mark.parametrize("text", ["", "# A\n", " ---\na: b\n---\n", "----\n", "\n---\ntitle: a\n---\n"])
def test_a_note_without_a_head_is_all_body(text: str) -> None:
    assert split_note("n.md", text).body == text
    assert read(text) == FrontMatter()


@pytest.mark.parametrize("text", ["---\n---\n", "---\n# nothing\n---", "+++\n+++", "---  \ntitle:\n---\t\n"])
def test_an_empty_head_says_nothing(text: str) -> None:
    assert read(text) == FrontMatter()


@pytest.mark.parametrize("text", ["---\ntitle: a\n", "+++\ntitle = 1\n---\n", "---", "---\na\n ---\n"])
def test_a_head_without_an_end_is_an_error(text: str) -> None:
    with pytest.raises(SourceError, match=r"n.md:1:1: error: the front matter is not closed: expected a second line"):
        split_note("n.md", text)


def test_what_looks_like_a_number_or_a_truth_value_stays_text() -> None:
    front_matter = head("title: 1.10\nsummary: no\ntags: [on, 2026-01-01, null, 0o7]")
    assert (front_matter.title, front_matter.summary) == ("1.10", "no")
    assert front_matter.tags == ("on", "2026-01-01", "null", "0o7")


def test_a_version_in_toml_keeps_its_last_digit() -> None:
    assert read("+++\ntitle = 1.10\n+++\n").title == "1.10"


def test_the_folder_of_source_code_keeps_its_place() -> None:
    assert head("title: a\nsource: src").source == AliasSource("src", 3, 9)
    assert faults("source: [a, b]") == ["2:9: error: expected a folder of source code, got a list"]


def test_a_tag_given_twice_counts_once() -> None:
    assert head("tags: [b, a, b]").tags == ("b", "a")


def test_all_faults_are_found_with_their_places() -> None:
    assert faults(
        "titel: x\ndate: 20.11.2026\nupdated: 2026-02-30\ntags: go\nsummary: [a]\ndraft: yes\nweight: heavy\n"
        "profiles:\n  1st: a.pb\n  ok: []\n  worse: [{a: b}]\n  before: a.pb\n  before: b.pb\nweight: 1\nxyz: 1"
    ) == [
        '2:1: error: unknown key "titel" (closest: title)',
        '3:7: error: expected a date such as 2026-11-20, got "20.11.2026"',
        '4:10: error: expected a date such as 2026-11-20, got "2026-02-30"',
        '5:7: error: expected a list such as [go, http], got "go"',
        "6:10: error: expected text, got a list",
        '7:8: error: expected true or false, got "yes"',
        '8:9: error: expected a whole number, got "heavy"',
        '10:3: error: expected an alias of a letter, then letters, digits, - or _, got "1st"',
        '11:7: error: expected at least one path or glob for "ok"',
        "12:11: error: expected a path or glob, got a table",
        '14:3: error: the key "before" is given twice, first on line 13',
        '15:1: error: the key "weight" is given twice, first on line 8',
        '16:1: error: unknown key "xyz": expected one of title, date, updated, tags, summary, headline, '
        "profiles, source, draft, weight",
    ]


@pytest.mark.parametrize(
    ("yaml", "fault"),
    [
        ("- a", "2:1: error: expected lines of key: value, got a list"),
        ("just text", '2:1: error: expected lines of key: value, got "just text"'),
        ("[a]: b", "2:1: error: expected a name, got a list"),
        ("profiles: a.pb", '2:11: error: expected aliases, such as before: cpu.pb.gz, got "a.pb"'),
        ("profiles: {a: }", "2:14: error: expected a path or glob, got nothing"),
        ('title: ""', "2:8: error: expected text, got nothing"),
        ("tags: [a, '']", "2:11: error: expected a tag, got nothing"),
        ("date: {a: b}", "2:7: error: expected a date such as 2026-11-20, got a table"),
        ("date: 2026-11-20T10:00:00Z", "2:7: error: expected a date such as 2026-11-20"),
        ("title: a: b", "2:9: error: not valid YAML"),
        ("_title: a", '2:1: error: unknown key "_title" (closest: title)'),
    ],
)
def test_a_fault_has_its_place(yaml: str, fault: str) -> None:
    assert faults(yaml)[0].startswith(fault)


def test_faults_in_toml_have_their_places() -> None:
    with pytest.raises(SourceErrors) as caught:
        read('+++\ntitle = "a"\ntag = []\n\n[profiles]\n"1" = "a"\n+++\n')
    assert [str(problem) for problem in caught.value.problems] == [
        'n.md:3:1: error: unknown key "tag" (closest: tags)',
        'n.md:6:1: error: expected an alias of a letter, then letters, digits, - or _, got "1"',
    ]


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_a_byte_order_mark_and_other_line_ends_make_no_difference(line_end: str) -> None:
    content = "\ufeff" + YAML.replace("\n", line_end)
    assert decode_note("n.md", content.encode()) == YAML


@pytest.mark.parametrize(
    ("content", "place"),
    [(b"a\xff", "1:2"), (b"\xef\xbb\xbfa\r\nb\xc3\xa9\xe9c", "2:3"), (b"\xff\xfea\x00", "1:1"), (b"a\n\n\xc3", "3:1")],
)
def test_bytes_that_are_not_utf8_have_their_place(content: bytes, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        decode_note("n.md", content)
    assert str(caught.value).startswith(f"n.md:{place}: error: expected text in UTF-8, got the byte 0x")


@given(st.sampled_from(["---", "+++"]), st.text("title:=[]{}&*a1\"'\n \t#-|>!%@", max_size=60))
def test_any_head_is_read_or_refused_with_places(fence: str, text: str) -> None:
    try:
        read(f"{fence}\n{text}\n{fence}\n")
    except SourceErrors as error:
        assert all(problem.line is not None and problem.line >= 2 for problem in error.problems)
