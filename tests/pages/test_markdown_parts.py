"""The inline patterns that are left out because they cannot match: the result must be that of trying them all."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from markdown.treeprocessors import InlineProcessor

from sitegen.pages import markup
from sitegen.pages.markup import Markup

ROOT = Path(__file__).resolve().parent.parent.parent
QUICK, THOROUGH = Markup(), Markup()
# Python-Markdown's own class, which tries every pattern.
THOROUGH._markdown.treeprocessors.register(InlineProcessor(THOROUGH._markdown), "inline", 20)

PIECES = (
    "word",
    " ",
    "  \n",
    "\n",
    "\n\n",
    "\\",
    "\\*",
    "`",
    "``",
    "*",
    "**",
    "_",
    "__",
    "==",
    "~~",
    "[",
    "]",
    "](a.md)",
    "![",
    "[^1]",
    "[^1]: note\n",
    "[word]: <b c.md> 'title'\n",
    "<a@b.example>",
    "<https://example.org>",
    "https://example.org/a_b_c",
    "WWW.Example.org",
    "ftp://example.org",
    "a.b@example.org",
    "&amp;",
    "&#60;",
    "<b>",
    "</b>",
    "<!-- c -->",
    "- ",
    "> ",
    "| a | b |\n|---|---|\n| `c` | *d* |\n",
    "\x02klzzwxh:0000\x03",
)


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join))
def test_a_text_comes_out_as_if_every_pattern_were_tried(text: str) -> None:
    assert QUICK.render(text) == THOROUGH.render(text)


def test_our_own_notes_come_out_as_if_every_pattern_were_tried() -> None:
    notes = [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted(ROOT.glob("content/**/*.md"))]
    for note in notes:
        text = note.read_text("utf-8")
        assert QUICK.render(text) == THOROUGH.render(text), note


def test_the_quick_class_is_in_use_and_knows_python_markdowns_names() -> None:
    """A new version of Python-Markdown may rename what is overridden here; the pages would stay right, and be slow."""
    assert isinstance(QUICK._markdown.treeprocessors["inline"], markup.InlineProcessor)
    assert hasattr(InlineProcessor, "_InlineProcessor__handleInline")
    patterns = QUICK._markdown.inlinePatterns
    assert all(name in patterns for name in markup._NEEDED)
    assert {patterns.get_index_for_name(name) for name in markup._NEEDED} == set(range(len(patterns)))
