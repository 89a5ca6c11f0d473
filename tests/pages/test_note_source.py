"""Our fences, callouts and code spans in a note's body."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.note_source import PLACEHOLDER, NoteSource, PlacedText, scan_note

PIECES = (
    "\n|\n\n|- |1. |2) |> |```flame a|```|~~~~flame-diff|~~~~|````|`|``| |    |\t|a|b|# |---|<div>|<!--|-->|\\|\\{x} |"
    "{x}|`\\{x} a`|`{y} b`|!!! note|[^1]: |:   |title: x|\u00e9|\x02|\u2028"
)


def with_names(source: NoteSource) -> str:
    """The text with FIGURE1, FIGURE2 for its placeholders, ROLE1 and PIN1 for those within a line."""
    text = source.text
    figures = [fence.placeholder for fence in source.fences]
    roles = [role.placeholder for role in source.roles if role.placeholder]
    pins = [callout.placeholder for fence in source.fences for callout in fence.callouts if callout.placeholder]
    for word, placeholders in (("FIGURE", figures), ("ROLE", roles), ("PIN", pins)):
        for number, placeholder in enumerate(placeholders, 1):
            assert text.count(placeholder) == 1
            text = text.replace(placeholder, f"{word}{number}")
    return text


def test_a_flame_fence_becomes_a_placeholder_between_blank_lines() -> None:
    source = scan_note("a\n```flame cpu.pb.gz\ntitle: b\n```\nc\n")
    assert with_names(source) == "a\n\nFIGURE1\n\nc\n"


def test_blank_lines_that_are_there_are_not_doubled() -> None:
    source = scan_note("```flame a\n```\n\n~~~flame b\n~~~\n")
    assert with_names(source) == "FIGURE1\n\nFIGURE2\n"


def test_a_fence_is_given_with_its_places_in_the_file() -> None:
    (fence,) = scan_note('a\n\n  ~~~~   flame\tbefore zoom="x y"  \n  title: b\n    c\n  ~~~~', first_line=8).fences
    assert (fence.kind, fence.line, fence.column, fence.is_closed) == ("flame", 10, 3, True)
    assert fence.info == PlacedText('before zoom="x y"', 10, 16)
    assert fence.body == (PlacedText("title: b", 11, 3), PlacedText("  c", 12, 3))


def test_columns_count_characters_after_quote_and_list_markers() -> None:
    (fence,) = scan_note("> é\n> 1. ```flame a.pb\n>    title: b\n>    ```").fences
    assert (fence.line, fence.column) == (2, 6)
    assert fence.info == PlacedText("a.pb", 2, 15)
    assert fence.body == (PlacedText("title: b", 3, 6),)


def test_an_open_fence_says_so() -> None:
    (fence,) = scan_note("```flame a\ntitle: b\n\nprose").fences
    assert not fence.is_closed
    assert [line.text for line in fence.body] == ["title: b", "", "prose"]


@pytest.mark.parametrize("info", ["flames a", "Flame a", "flame.svg", "go flame", "{.flame}", '"flame"'])
def test_other_words_are_not_ours(info: str) -> None:
    body = f"```{info}\nx\n```"
    assert scan_note(body) == NoteSource(body, (), ())


@pytest.mark.parametrize(
    "body",
    [
        "````markdown\n```flame a\n```\n````",
        "a\n\n    ```flame a\n    ```",
        "<!--\n```flame a\n```\n-->",
        "<div>\n```flame a\n```\n</div>",
        "a ```flame a``` b",
        "\\```flame a\n",
        "    `{pct} a`",
        "<!-- `{pct} a` -->",
        "```go\n`{pct} a`\n```",
        "\\`{pct} a\\`",
        "`` `{pct} a` ``",
    ],
)
def test_what_lies_in_code_html_or_escapes_is_not_ours(body: str) -> None:
    assert scan_note(body) == NoteSource(body, (), ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("- a\n  ```flame x\n  ```\n- b", "- a\n\n    FIGURE1\n\n- b"),
        ("- a\n    - b\n\n      ```flame x\n      ```", "- a\n    - b\n\n        FIGURE1"),
        ("- a\n  - b\n    ```flame x\n    ```", "- a\n  - b\n\n    FIGURE1"),
        ("1. ```flame x\n   ```\n2. b", "1. FIGURE1\n\n2. b"),
        ("> a\n> ```flame x\n> ```\n> b", "> a\n>\n> FIGURE1\n>\n> b"),
        ("> a\n> ```flame x\n> ```\nb", "> a\n>\n> FIGURE1\n\nb"),
        ("a\n> ```flame x\n> ```", "a\n\n> FIGURE1"),
        ("> a\n>\n```flame x\n```", "> a\n>\n\nFIGURE1"),
        ("> - a\n>   ```flame x\n>   ```", "> - a\n>\n>     FIGURE1"),
        ("- > ```flame x\n  > ```", "- > FIGURE1"),
        ("- a\n\n  > ```flame x\n  > ```", "- a\n\n    > FIGURE1"),
        ("!!! note\n    ```flame x\n    ```", "!!! note\n\n    FIGURE1"),
        ("[^1]: a\n\n    ```flame x\n    ```\n\nb", "[^1]: a\n\n    FIGURE1\n\nb"),
        ("```flame x\n```\n```flame y\n```", "FIGURE1\n\nFIGURE2"),
    ],
)
def test_a_placeholder_lies_where_python_markdown_finds_its_container(body: str, expected: str) -> None:
    """Four columns for each list level, whatever the author gave, and blank lines of the shared containers around."""
    assert with_names(scan_note(body)) == expected


def test_a_span_with_a_role_becomes_a_placeholder_and_its_paragraph_stays_one() -> None:
    source = scan_note("a `{pct} main.work in\nmain.main` b\n\n> `{delta}\n> x`\n> c", first_line=3)
    assert with_names(source) == "a ROLE1 b\n\n> ROLE2\n> c"
    assert [(role.role, role.text, role.line, role.column) for role in source.roles] == [
        ("pct", "main.work in main.main", 3, 3),
        ("delta", "x", 6, 3),
    ]
    assert source.problems("n.md") == ()


def test_two_roles_on_a_line_keep_their_order() -> None:
    source = scan_note("`{pct} a`, `\\{pct} b` and `{self} c`")
    assert with_names(source) == "ROLE1, `{pct} b` and ROLE2"
    assert [role.role for role in source.roles] == ["pct", "self"]


def test_unknown_roles_stay_text_and_are_warnings() -> None:
    body = "a `{pcd} main.work` b\n\n> `` {b-2} ` ``\n"
    source = scan_note(body, first_line=3)
    assert source.text == body
    assert [(role.role, role.text, role.line, role.column) for role in source.roles] == [
        ("pcd", "main.work", 3, 3),
        ("b-2", "`", 5, 3),
    ]
    assert [str(problem) for problem in source.problems("n.md")] == [
        'n.md:3:3: warning: unknown role "{pcd}" (closest: pct): it stays text; begin the span with \\{ to say so',
        'n.md:5:3: warning: unknown role "{b-2}": it stays text; begin the span with \\{ to say so',
    ]


@pytest.mark.parametrize("span", ["{}", "{ a}", "{1}", "{a b}", "a {pct} b", '{"a": 1}', "{a", "\\{2,3\\}"])
def test_a_span_is_a_role_only_when_it_begins_with_a_word_in_braces(span: str) -> None:
    body = f"`{span}`"
    assert scan_note(body) == NoteSource(body, (), ())


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("`\\{pct} a`", "`{pct} a`"),
        ("`` \\{pct} a ``", "`` {pct} a ``"),
        ("> a\n> `\n>  \\{x} a `", "> a\n> `\n>  {x} a `"),
        ("`\\{a}` `\\{b}`", "`{a}` `{b}`"),
        ("`\\\\{a}`", "`\\\\{a}`"),
        ("\\{a}", "\\{a}"),
    ],
)
def test_a_backslash_before_a_role_is_taken_away_in_code_alone(body: str, expected: str) -> None:
    assert scan_note(body) == NoteSource(expected, (), ())


def test_a_span_does_not_cross_the_rows_of_a_table() -> None:
    """Read as one paragraph the lone backticks would pair, and both roles lie outside of code."""
    source = scan_note("| a ` | b |\n|---|:-:|\n| `{x} y` | ` |\n| `{z}` |")
    assert [(role.role, role.line, role.column) for role in source.roles] == [("x", 3, 3), ("z", 4, 3)]


def test_the_paragraph_before_a_table_keeps_its_spans() -> None:
    assert [role.role for role in scan_note("`{x}\na` b\nc | d\n--|--\n`{y}` | e").roles] == ["x", "y"]


FIGURE = "```flame a\n```\n"


def test_callouts_are_the_ordered_list_after_a_figure() -> None:
    items = "1. `log.Printf in a` Every\n   line.\n\n   `x`\n2. **no** `x`\n3.  `\\{a} b` c\n4. `{pct} x`\n"
    (fence,) = scan_note(f"{FIGURE}\n{items}\nb\n\n1. `y`", first_line=11).fences
    assert [(callout.ordinal, callout.line, callout.column) for callout in fence.callouts] == [
        (1, 14, 1),
        (2, 18, 1),
        (3, 19, 1),
        (4, 20, 1),
    ]
    assert [callout.name for callout in fence.callouts] == [
        PlacedText("log.Printf in a", 14, 4),
        None,
        PlacedText("{a} b", 19, 5),
        None,
    ]


def test_callouts_stay_in_the_text_with_a_placeholder_before_each_name() -> None:
    source = scan_note(f"{FIGURE}1. `a` b\n2. c\n3. `d`")
    assert with_names(source) == "FIGURE1\n\n1. PIN1`a` b\n2. c\n3. PIN2`d`"


def test_callouts_stand_in_the_figures_own_container() -> None:
    (fence,) = scan_note("- x\n\n    ```flame a\n    ```\n\n    1. `a`\n    2. `b`\n\n1. `c`").fences
    assert [callout.name.text for callout in fence.callouts if callout.name] == ["a", "b"]


@pytest.mark.parametrize(
    "after",
    [
        "text\n\n1. `a`",
        "- `a`",
        "1. a\n2. b",
        "> 1. `a`",
        "# a\n1. `a`",
        "1. > `a`",
        "1. - `a`",
        "1. ```\n   `a`\n   ```",
        "***\n1. `a`",
        "",
    ],
)
def test_other_blocks_after_a_figure_are_no_callouts(after: str) -> None:
    (fence,) = scan_note(FIGURE + after).fences
    assert fence.callouts == ()


def test_a_list_with_another_marker_is_another_list() -> None:
    (fence,) = scan_note(f"{FIGURE}1. `a`\n2) `b`").fences
    assert len(fence.callouts) == 1


def test_a_list_around_the_figure_is_not_its_callouts() -> None:
    (fence,) = scan_note("1. ```flame a\n   ```\n2. `b`").fences
    assert fence.callouts == ()


def test_a_list_after_benchmark_results_names_no_frames() -> None:
    (fence,) = scan_note("```bench a\n```\n1. `a`").fences
    assert fence.callouts == ()


def test_no_note_can_hold_a_placeholder_of_its_own() -> None:
    """A note that repeats the placeholder of its former self gets another one."""
    (fence,) = scan_note(FIGURE).fences
    body = f"{fence.placeholder}\n\n{FIGURE}"
    (forged,) = scan_note(body).fences
    assert forged.placeholder != fence.placeholder
    assert scan_note(body).text.count(forged.placeholder) == 1


def test_placeholders_are_the_same_in_every_build() -> None:
    assert scan_note(FIGURE) == scan_note(FIGURE)


@pytest.mark.parametrize("html", ["", "{0}{0}", "<pre>\n{0} b</pre>"])
def test_a_figure_that_did_not_come_through_as_a_block_is_an_error(html: str) -> None:
    source = scan_note(f"{FIGURE}\n{FIGURE}", first_line=4)
    first, second = (fence.placeholder for fence in source.fences)
    html = f"<pre>a</pre>{first}{html.format(second)}<pre>c</pre>"
    assert [str(problem) for problem in source.lost_figures("n.md", html)] == [
        "n.md:7:1: error: a figure cannot stand here; move it out of HTML, "
        "or leave a blank line before the list around it"
    ]


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join), st.integers(1, 99))
def test_all_that_is_not_ours_stays_as_it_was(body: str, first_line: int) -> None:
    """Our fences cut out and the blank lines left aside, the text is the body but for backslashes before roles."""
    source = scan_note(body, first_line)
    lines = body.split("\n")
    for fence in reversed(source.fences):
        start = fence.line - first_line
        end = start + len(fence.body) + fence.is_closed
        lines[start : end + 1] = [lines[start][: fence.column - 1] if end >= start else ""]
    kept = PLACEHOLDER.sub("", source.text).split("\n")

    def comparable(parts: list[str]) -> str:
        return re.sub(r"[\s>]+", "", re.sub(r"\\\{(?=[A-Za-z])", "{", "".join(parts)))

    assert comparable(kept) == comparable(lines)


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=30).map("".join), st.integers(1, 99))
def test_places_point_at_what_was_found(body: str, first_line: int) -> None:
    source = scan_note(body, first_line)
    lines = body.split("\n")
    for fence in source.fences:
        assert lines[fence.line - first_line][fence.column - 1 :].startswith(("```", "~~~"))
        for part in (fence.info, *fence.body):
            assert lines[part.line - first_line][part.column - 1 :].startswith(part.text)
        for callout in fence.callouts:
            assert re.match(r"[0-9]+[.)]", lines[callout.line - first_line][callout.column - 1 :])
            if callout.name:
                assert lines[callout.name.line - first_line][callout.name.column - 1] == "`"
    for role in source.roles:
        assert lines[role.line - first_line][role.column - 1] == "`"


@given(st.text())
def test_no_text_breaks_the_scanner(body: str) -> None:
    scan_note(body)
