"""The parts of Python-Markdown that are replaced by faster ones: what comes out must be what its own make of it."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from sitegen.pages.dialect import blocks, inline
from sitegen.pages.dialect.extensions import OPTIONAL, new_markdown, wanted_by
from sitegen.pages.markup import Markup
from sitegen.pages.note_source import scan_note

ROOT = Path(__file__).resolve().parents[3]
QUICK, THOROUGH = Markup(), Markup()
QUICK.render(" ".join(mark for marks in OPTIONAL.values() for mark in marks))  # from now on it has all extensions
THOROUGH._optional = frozenset(OPTIONAL)
THOROUGH._markdown = new_markdown(THOROUGH._slugger.slug)  # the library's own parts, as its extensions register them

WORDS = ("word", "two words", "x", "é", "1", "49.4%", "()", ".", ", ", "'", '"', "#", "!", "{", "}", "{.c}", "{: #i }")
MARKS = ("*", "**", "***", "_", "__", "a_b_c", "*a*", "**a**", " **b c** ", "*d*e", "=", "==", "~~", "==m==", "~~d~~")
GAPS = (" ", "  ", "  \n", "\n", "\t", "\u00a0", "\u2028", "\\", "\\\\", "\\*", "\\`", "\\_")
CODE = (
    "`",
    "``",
    "`a`",
    "`` ` ``",
    "`#!py x`",
    "`:::c y`",
    "<",
    ">",
    "<b>",
    "</b>",
    "<br>",
    "<!-- c -->",
    "&amp;",
    "&#60;",
)
LINKS = (
    "[",
    "]",
    "[a](b.md)",
    "](a.md)",
    "](<a b> 'c')",
    '(d "e")',
    "![",
    "![i](p.png)",
    "[word][]",
    "[x][word]",
    "[^1]",
)
PLACES = ("<a@b.example>", "<https://example.org>", "https://example.org/a_b_c", "WWW.Example.org", "a.b@example.org")
INNER = (
    "\x02klzzwxh:0000\x03",
    "\x02wzxhzdk:0\x03",
    "\x0242\x03",
    "klzzwxh:",
    "HTML",
    "&",
    "&#60;",
    "[x][word]",
    "ftp://a.org",
    "~",
)
INLINE = (*WORDS, *MARKS, *GAPS, *CODE, *LINKS, *PLACES, *INNER)

LISTS = ("\n\n", "\n\n", "\n", "- ", "* ", "+ ", "1. ", "3. ", "> ", ">", "    ", "  ", "\t", "- [ ] a\n- [x] b\n")
RULES = (
    "# ",
    "## ",
    "###### ",
    "#",
    "===\n",
    "---\n",
    "- - -\n",
    "***\n",
    "[TOC]\n",
    "{: .c #i }\n",
    "a {#own}\n",
    "-->\n",
)
TABLES = ("| a | b |\n|---|--:|\n| `c` | *d* |\n", "a | b\n--|--\n1 | 2\n", "|a|\n|-|\n", "|", ":-")
FENCES = ("```py\nx = 1\n```\n", "```\n", "~~~\n", "```go\nif a < b && c {\n}\n```\n", "```{.py hl_lines=1}\na\n```\n")
BOXES = ("!!! note\n", '!!! tip "T"\n', "??? note\n", '???+ a "B"\n', "/// note\n", "///\n", "> [!NOTE]\n> a\n")
NOTES = ("[^1]: note\n", "[word]: <b c.md> 'title'\n", "*[HTML]: Markup\n", "term\n:   what it is\n", ":   x\n")
HTML = (
    "<div markdown>\n",
    "<div>\n",
    "</div>\n",
    "<p>a</p>\n",
    "<hr>\n",
    '<details markdown="1">\n',
    "<!--\n",
    "-->\n",
)
BLOCK = (*LISTS, *RULES, *TABLES, *FENCES, *BOXES, *NOTES, *HTML)
# One each for what the faster parts must leave to the library, or may not leave out.
TRICKY = (
    *(
        "**a _b_ c**",
        "*a **b** c*",
        "*a ~~b~~ c*",
        "**a=b==c** d==",
        "*a **b** _c_ d",
        "*a **b *c* d** e* *f*",
        "**a*b*",
    ),
    *("[a](b 'c')", "[a](b'c')", '[a](b "c)', "[a]( b )", "[a](b(c))", "[[a](b)](c)", "![a](b) [c](d)", "\\`a` `b\\`"),
    *("[https://example.org](a.md)", "[a@b.example](c.md)", "[www.example.org][word]\n\n[word]: x\n", "a &#x41 b"),
    *("term\n: what\n", "term\n:  what\n", "- [ ] a\n", "- [x] a\n", "* [X] a\n", "/// note\na\n\nb\n\n- c\n///\n\nd"),
    *(
        "# a\n\n<p markdown id='a'>b</p>",
        "<h2 markdown id='b'>T</h2>\n\n# b\n",
        "# a [TOC] &amp; <b>\n",
        "# a\n\n[TOC]\n\n# a\n",
    ),
    *("<b>\n\n```py\nx\n```\n", "<a href=x>y\n\n```\nx\n```\n", "<p>\n\n```\nx\n```\n", "```\na\u00a0b\x00\n```\n"),
    *(
        "```\na\u00a0b &nbsp; c\n```\n",
        "- a\n\n    ```py\n    x\n    ```\n",
        "> ```py\n> x\n> ```\n",
        "a\n```\nb\n```\nc",
    ),
    *(
        "\t\n```\n```{1}\n```",
        "    ```\n    {.a} \\* [ ] \n    ```\n",
        "\t\n```\n\\* {.a} # b\n```",
        "1. a\n\n```\nb\n```\n",
    ),
)
# Few kinds of pieces in one text, each several times: what is far apart in the lists above comes close together.
FEW = st.lists(st.sampled_from([*INLINE, *BLOCK, *TRICKY]), min_size=2, max_size=5, unique=True)
DOCUMENTS = FEW.flatmap(lambda pieces: st.lists(st.sampled_from([*pieces, "\n\n"]), max_size=10).map("".join))


@cache
def written_here() -> tuple[str, ...]:
    """All that our own notes say, whole and block by block, and every text of the tests that could be Markdown."""
    notes = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", ROOT / "CHANGELOG.md"]
    notes += [*sorted(ROOT.glob("content/**/*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
    texts = [note.read_text("utf-8") for note in notes]
    texts += [scan_note(text).text for text in texts]
    texts += [block for text in texts for block in text.split("\n\n")]
    for module in sorted(ROOT.glob("tests/pages/**/test_*.py")):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and len(node.value) < 2000:
                texts.append(node.value)
    return tuple(dict.fromkeys(texts))


@cache
def having(optional: frozenset[str]) -> Markup:
    """Ours with no other optional extensions than these."""
    markup = Markup()
    markup._optional = optional
    markup._markdown = markup._new_markdown()
    return markup


def assert_same(text: str) -> None:
    expected = THOROUGH.render(text)
    assert QUICK.render(text) == expected
    assert having(wanted_by(text)).render(text) == expected


@given(st.lists(st.sampled_from([*INLINE, *TRICKY[:15]]), max_size=12).map("".join))
@settings(max_examples=500)
def test_what_stands_in_a_line_comes_out_as_by_the_librarys_own_parts(text: str) -> None:
    assert_same(text)


@pytest.mark.parametrize("text", TRICKY)
def test_what_is_not_plain_comes_out_as_by_the_librarys_own_parts(text: str) -> None:
    for whole in (text, f"word {text} word", f"- {text}\n\n> {text}", f"# {text}\n\n{text}\n\n<b>{text}"):
        assert_same(whole)


@given(DOCUMENTS)
@settings(max_examples=1000)
def test_blocks_of_all_kinds_come_out_as_by_the_librarys_own_parts(text: str) -> None:
    assert_same(text)


@given(st.lists(st.sampled_from(written_here()), max_size=4).map("\n\n".join))
def test_what_is_written_here_comes_out_the_same_in_any_order(text: str) -> None:
    assert_same(text)


def test_each_text_that_is_written_here_comes_out_the_same() -> None:
    for text in written_here():
        assert_same(text)
    assert len(written_here()) > 3000


@given(st.lists(DOCUMENTS, min_size=2, max_size=3))
def test_one_note_leaves_no_more_to_the_next_than_with_the_librarys_own_parts(texts: list[str]) -> None:
    assert list(map(QUICK.render, texts)) == list(map(THOROUGH.render, texts))


def test_extensions_are_loaded_with_the_first_text_that_may_need_them() -> None:
    markup = Markup()
    assert markup.render("a = b").html == "<p>a = b</p>"
    assert markup._optional == frozenset()
    assert markup.render("a ==b== c").html == "<p>a <mark>b</mark> c</p>"
    assert markup._optional == {"pymdownx.mark"}
    assert markup.render("a ~~b~~ ==c==").html == "<p>a <del>b</del> <mark>c</mark></p>"
    assert markup.render("/// note\na\n///").html.startswith('<div class="admonition note">')
    assert markup._optional == OPTIONAL.keys()


def test_the_parts_are_in_use_and_know_python_markdowns_names() -> None:
    """A new version of Python-Markdown may rename what is overridden here; the pages would stay right, and be slow."""
    assert isinstance(QUICK._markdown.treeprocessors["inline"], inline.InlineProcessor)
    for name in ("handleInline", "processPlaceholders", "processElementText"):
        assert hasattr(InlineProcessor, f"_InlineProcessor__{name}")
    patterns = QUICK._markdown.inlinePatterns
    assert all(name in patterns for name in inline.NEEDED)
    assert {patterns.get_index_for_name(name) for name in inline.NEEDED} == set(range(len(patterns)))


def test_the_parser_of_blocks_is_in_use_and_knows_every_processor() -> None:
    processors = QUICK._markdown.parser.blockprocessors
    assert isinstance(QUICK._markdown.parser, blocks.QuickParser)
    assert all(processor.parser is QUICK._markdown.parser for processor in processors)
    names = (*blocks.NEEDED, "empty", "paragraph")
    assert {processors.get_index_for_name(name) for name in names} == set(range(len(processors)))
