"""The grammar of naming a frame."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.analysis.select import FrameName
from sitegen.pages.frame_name import MOST_ANCESTORS, FrameNameError, parse_frame_name, unescaped


@pytest.mark.parametrize(
    "name",
    [
        "log.Printf",
        "net/http.(*conn).serve",
        "gen.F[go.shape.struct { X int }]",
        "std::map<K, V>::operator[](K const&)",
        "<T as core::iter::Iterator>::next",
        "(anonymous namespace)::run",
        "indent.in",
        'operator"" _km',
        "swift.Array.map<A>((A) throws -> B) -> [B]",
        "{closure#0}",
        "Größe.berechne",
        "in",
        "from",
        "in b",
    ],
)
def test_a_bare_name_is_taken_literally(name: str) -> None:
    assert parse_frame_name(name) == FrameName("literal", name)


def test_space_around_a_name_does_not_count() -> None:
    assert parse_frame_name("  log.Printf \t") == FrameName("literal", "log.Printf")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('"a in b"', "a in b"),
        ('"a from b"', "a from b"),
        ('"/usr/lib/x.so"', "/usr/lib/x.so"),
        (r'"say \"hi\""', 'say "hi"'),
        (r'"a\\b"', r"a\b"),
        (r'"a\b"', r"a\b"),
    ],
)
def test_quotes_hold_any_name(text: str, name: str) -> None:
    assert parse_frame_name(text) == FrameName("literal", name)


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("/^runtime\\./", "^runtime\\."),
        ("/net/http/", "net/http"),
        ("/a in b/", "a in b"),
        (r"/a\/ in b/", r"a\/ in b"),
        ('/"x"/', '"x"'),
    ],
)
def test_slashes_hold_a_pattern_that_may_hold_slashes(text: str, pattern: str) -> None:
    assert parse_frame_name(text) == FrameName("pattern", pattern)


def test_in_narrows_to_what_has_an_ancestor_and_from_to_a_file() -> None:
    assert parse_frame_name("a in b") == FrameName("literal", "a", FrameName("literal", "b"))
    assert parse_frame_name("a from x y.go") == FrameName("literal", "a", file="x y.go")


def test_a_file_belongs_to_the_name_before_it() -> None:
    assert parse_frame_name('a from "x in y.c" in /b/ from z.go in "c"') == FrameName(
        "literal",
        "a",
        FrameName("pattern", "b", FrameName("literal", "c"), file="z.go"),
        file="x in y.c",
    )


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("", 0, "expected the name of a frame, got nothing"),
        ("  ", 2, "expected the name of a frame, got nothing"),
        ('"a', 0, 'expected a closing quote after ""a"'),
        ('"a"b', 3, 'expected " in NAME", " from FILE" or the end after the closing quote, got "b"'),
        ('a in ""', 5, "expected a name between the quotes, got nothing"),
        ("//", 0, "expected a pattern between the slashes, got nothing"),
        ("x in /a", 5, "put a name that begins with / in quotes"),
        ("/usr/lib", 0, "put a name that begins with / in quotes"),
        ("/a/b", 0, "expected a closing slash"),
        ("a from b from c", 14, "expected one file after from"),
        (" in ".join("a" * (MOST_ANCESTORS + 2)), 5 * (MOST_ANCESTORS + 1), "expected at most 32 ancestors"),
    ],
)
def test_a_fault_says_where_it_is_and_how_to_mend_it(text: str, offset: int, message: str) -> None:
    with pytest.raises(FrameNameError) as caught:
        parse_frame_name(text)
    assert message in str(caught.value)
    assert caught.value.offset == offset


def test_unescaping_leaves_the_backslashes_of_patterns() -> None:
    assert unescaped(r"\d\\\"\.") == r"\d\"\."


NAMES = st.recursive(
    st.builds(FrameName, st.sampled_from(["literal"]), st.text("ab /\"\\inform'.", min_size=1)),
    lambda inner: st.builds(
        FrameName,
        st.just("literal"),
        st.text('ab "\\', min_size=1),
        inner,
        st.none() | st.text('ab /"\\', min_size=1),
    ),
    max_leaves=4,
)


def written(name: FrameName) -> str:
    def in_quotes(text: str) -> str:
        escaped = text.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'

    text = in_quotes(name.text)
    if name.file is not None:
        text += f" from {in_quotes(name.file)}"
    return text if name.within is None else f"{text} in {written(name.within)}"


@given(NAMES)
def test_every_name_can_be_written_in_quotes(name: FrameName) -> None:
    assert parse_frame_name(written(name)) == name


@given(st.text('ab"/\\ inform'))
def test_any_text_is_a_name_or_a_fault_inside_of_it(text: str) -> None:
    try:
        parse_frame_name(text)
    except FrameNameError as error:
        assert 0 <= error.offset <= len(text)
