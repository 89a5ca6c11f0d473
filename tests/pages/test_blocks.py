"""The block structure of notes, by CommonMark's rules and with markdown-it-py as the oracle."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.pages import blocks
from sitegen.pages.blocks import read_blocks
from sitegen.pages.code_span import find_code_spans
from sitegen.pages.leaves import Leaf

# What CommonMark gives a meaning to, but for links, whose targets may hold backticks.
PIECES = (
    "\n|\n\n|- |-|+ |* |1. |1) |2. |12. |> |>|```|~~~|````|`|``| |  |    |\t|a|b c|flame x|# |===|---|***|\\|*|<div>|"
    "</div>|<!--|-->|<a>|<a b='|'>|<b|<http://a`|<script>|</script>|<?|?>|<!X"
)


def leaves(text: str) -> list[Leaf]:
    return read_blocks(text.split("\n"))


def fences(text: str) -> list[tuple[str, str]]:
    """Info and body of each fence."""
    return [
        (leaf.info.text, "\n".join(part.text for part in leaf.fragments))
        for leaf in leaves(text)
        if leaf.info is not None
    ]


def kinds(text: str) -> list[str]:
    return [leaf.kind for leaf in leaves(text)]


def holders(leaf: Leaf) -> list[str]:
    return [container.kind for container in leaf.containers]


@pytest.mark.parametrize("opening", ["```", "~~~", "`````", "~~~~~~~~", "   ```"])
def test_a_fence_is_three_or_more_backticks_or_tildes(opening: str) -> None:
    assert fences(f"{opening}flame x\nbody\n{opening}\ntext") == [("flame x", "body")]


@pytest.mark.parametrize("line", ["``", "~~", "    ```", "\t```", "``` a`b", "\\```", "a ```"])
def test_what_is_no_fence(line: str) -> None:
    assert fences(f"{line}\nbody") == []


@pytest.mark.parametrize("closing", ["```", "``", "~~~~", "```` x", "    ````", "a ````"])
def test_a_fence_is_closed_by_its_own_kind_alone_and_at_least_as_long(closing: str) -> None:
    assert fences(f"````\n{closing}\n````")[0] == ("", closing)


@pytest.mark.parametrize("closing", ["````", "`````  ", "   ````\t"])
def test_a_longer_or_slightly_indented_run_closes_a_fence(closing: str) -> None:
    assert kinds(f"````\nx\n{closing}\ntext") == ["fence", "prose"]


def test_tildes_may_have_backticks_in_their_info() -> None:
    assert fences("~~~ a `b` ~~~\nx\n~~~") == [("a `b` ~~~", "x")]


def test_the_body_loses_the_indentation_of_the_fence_and_no_more() -> None:
    assert fences("  ```\n    a\n b\nc\n  ```") == [("", "  a\nb\nc")]


def test_a_fence_inside_a_longer_fence_is_text() -> None:
    assert fences("````markdown\n```flame a\n```\n````") == [("markdown", "```flame a\n```")]


def test_an_open_fence_runs_to_the_end_of_its_container() -> None:
    (quoted_fence, prose) = leaves("> ```\n> a\nb")
    assert (quoted_fence.kind, quoted_fence.last_line, quoted_fence.is_closed) == ("fence", 1, False)
    assert (prose.kind, prose.first_line) == ("prose", 2)


def test_an_open_fence_runs_to_the_end_of_the_note() -> None:
    (fence,) = leaves("```\na\n\n# b")
    assert (fence.last_line, fence.is_closed) == (3, False)


def test_a_fence_without_a_body_at_the_end_of_the_note() -> None:
    (fence,) = leaves("a\n\n```flame")[1:]
    assert (fence.first_line, fence.last_line, fence.fragments) == (2, 2, ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- ```\n  x\n  ```", ["item"]),
        ("- a\n\n  ```\n  x\n  ```", ["item"]),
        ("10) a\n\n    ```\n    x\n    ```", ["item"]),
        ("> ```\n> x\n> ```", ["quote"]),
        (">```\n>x\n>```", ["quote"]),
        ("> - a\n>   ```\n>   x\n>   ```", ["quote", "item"]),
        ("- > ```\n  > x\n  > ```", ["item", "quote"]),
        ("- - ```\n    x\n    ```", ["item", "item"]),
        ("-\ta\n\n\t```\n\tx\n\t```", ["item"]),
        ("!!! note\n    ```\n    x\n    ```", ["indented"]),
        ('???+ tip "A `b`"\n\n    ```\n    x\n    ```', ["indented"]),
        ("[^1]: a\n\n    ```\n    x\n    ```", ["indented"]),
        ("term\n:   ```\n    x\n    ```", ["indented"]),
    ],
)
def test_fences_stand_in_list_items_quotes_and_indented_containers(text: str, expected: list[str]) -> None:
    fence = leaves(text)[-1]
    assert (fence.kind, holders(fence), fence.is_closed) == ("fence", expected, True)
    assert [part.text for part in fence.fragments] == ["x"]


def test_a_list_item_ends_where_the_indentation_ends() -> None:
    item, fence = leaves("- a\n\n ```\n ```")
    assert holders(item) == ["item"]
    assert (fence.kind, holders(fence)) == ("fence", [])


@pytest.mark.parametrize("text", ["a\n\n    ```\n    x", "- a\n\n      ```\n      x", ">     ```", "- ab\n\n\t\t```"])
def test_indented_code_holds_no_fence(text: str) -> None:
    assert "code" in kinds(text)
    assert fences(text) == []


def test_an_indented_line_goes_on_with_a_paragraph() -> None:
    assert kinds("a\n    ```") == ["prose"]


def test_a_paragraph_goes_on_lazily_after_a_quote_but_a_fence_does_not() -> None:
    assert kinds("> a\nb") == ["prose"]
    assert [holders(leaf) for leaf in leaves("> a\n```\nb\n```")] == [["quote"], []]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!--\n```\nx\n```\n\n```\n-->\n```\ny\n```", ["y"]),
        ("<div>\n```\nx\n```\n</div>\n\n```\ny\n```", ["y"]),
        ("<script>\n\n```\nx\n```\n</script>\n```\ny\n```", ["y"]),
        ("<details>\n\n```\ny\n```\n\n</details>", ["y"]),
    ],
)
def test_html_blocks_hold_no_fences(text: str, expected: list[str]) -> None:
    """A block of `<div>` or `<details>` ends at the blank line, a comment or script where it is closed."""
    assert [body for _, body in fences(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# a\nb", ["prose", "prose"]),
        ("a\n===\nb", ["prose", "prose"]),
        ("a\n---\nb", ["prose", "prose"]),
        ("---\na", ["break", "prose"]),
        ("* * *\na", ["break", "prose"]),
        ("a\n\nb\nc", ["prose", "prose"]),
        ("#a", ["prose"]),
        ("####### a", ["prose"]),
    ],
)
def test_headings_breaks_and_paragraphs_are_told_apart(text: str, expected: list[str]) -> None:
    assert kinds(text) == expected


def test_the_items_of_a_list_share_its_number() -> None:
    items = [
        leaf.containers[0]
        for leaf in leaves("1. a\n2. b\n\n   c\n3. d\n\ne\n\n1. f\n1) g\n- h\n+ i")[:]
        if leaf.containers
    ]
    numbers = [item.list_number for item in items]
    assert [item.ordinal for item in items] == [1, 2, 2, 3, 1, 1, 1, 1]
    assert len(set(numbers)) == 5
    assert numbers[:4] == [numbers[0]] * 4
    assert [item.ordered for item in items] == [True] * 6 + [False] * 2


def test_a_number_but_one_or_an_empty_item_does_not_interrupt_a_paragraph() -> None:
    assert holders(leaves("a\n2. b")[-1]) == []
    assert holders(leaves("a\n-\n")[-1]) == []
    assert holders(leaves("a\n1. b")[-1]) == ["item"]


def test_an_item_may_begin_with_one_blank_line_at_most() -> None:
    assert holders(leaves("-\n  a")[0]) == ["item"]
    assert holders(leaves("-\n\n  a")[0]) == []


def test_prose_keeps_the_place_of_each_line() -> None:
    (leaf,) = leaves(">  ab\n>   cd\nef")
    assert [(part.line, part.offset, part.text) for part in leaf.fragments] == [
        (0, 3, "ab"),
        (1, 4, "cd"),
        (2, 0, "ef"),
    ]


def test_what_nests_deeper_than_a_hundred_is_prose() -> None:
    """2,000 lines of 2,000 markers each would be four million containers to match."""
    (leaf,) = leaves("\n".join([">" * 2_000] * 2_000))
    assert len(leaf.containers) == 100


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=25).map("".join))
@example("- ```\n\t- ")
@example("> ```\n```")
def test_fences_and_spans_are_those_of_an_independent_reader(text: str) -> None:
    """markdown-it-py reads the same text; runs of white space are not compared, since it strips fewer of them."""
    expected_fences, expected_spans = [], []
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence":
            expected_fences.append((token.info.strip().replace("\\", ""), token.content.split()))
        for child in token.children or ():
            if child.type == "code_inline":
                expected_spans.append(child.content.split())
    spans = [
        span.text.split()
        for leaf in leaves(text)
        if leaf.kind == "prose"
        for span in find_code_spans("\n".join(part.text for part in leaf.fragments))
    ]
    assert [(info.replace("\\", ""), body.split()) for info, body in fences(text)] == expected_fences
    assert spans == expected_spans


@given(
    st.lists(st.sampled_from([*PIECES.split("|"), "!!! note", "??? a", ": ", "[^1]: ", "word"]), max_size=25).map(
        "".join
    )
)
def test_lines_that_are_taken_at_once_are_read_as_by_all_rules(text: str) -> None:
    quick = leaves(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(blocks._Reader, "_take_plain", lambda *_: False)
        thorough = leaves(text)
    assert [repr(leaf) for leaf in quick] == [
        repr(leaf) for leaf in thorough
    ]  # containers are equal to none but themselves
