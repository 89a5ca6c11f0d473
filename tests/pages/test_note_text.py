"""The text of a note as a search reads it."""

from __future__ import annotations

from sitegen.pages.markup import Markup
from sitegen.pages.note_source import scan_note
from sitegen.pages.note_text import TextSection, text_sections


def sections(body: str, said: str = "", number: str = "12%") -> list[TextSection]:
    source = scan_note(body)
    rendered = Markup().render(source.text)
    figures = {fence.placeholder: said for fence in source.fences}
    numbers = {role.placeholder: number for role in source.roles}

    def plain(text: str) -> str:
        for placeholder, value in numbers.items():
            text = text.replace(placeholder, value)
        return text

    return list(text_sections(rendered.html, rendered.headings, figures, plain))


def test_headings_part_the_text_and_lend_it_their_anchors():
    assert sections("Before.\n\n## One & two\n\nText.\n\n### Deeper\n\n- a\n- b\n") == [
        TextSection("", "", "Before."),
        TextSection("one--two", "One & two", "Text."),
        TextSection("deeper", "Deeper", "a b"),
    ]


def test_markup_within_a_word_does_not_part_it_and_blocks_do():
    assert sections("a**b**c `x<y>` &lt;\n\n| h | i |\n|---|---|\n| 1 | 2 |\n") == [
        TextSection("", "", "abc x<y> < h i 1 2")
    ]


def test_numbers_and_what_is_said_of_figures_are_text_too():
    body = "It is `{pct} x` of all.\n\n```flame cpu\n```\n\n1. `work` is slow\n\n## `{pct} x` more\n"
    assert sections(body, "A title. A caption.") == [
        TextSection("", "", "It is 12% of all. A title. A caption. work is slow"),
        TextSection("more", "12% more", ""),
    ]


def test_a_greater_sign_in_an_attribute_ends_no_tag():
    assert sections('<span title="a > b">c</span>\n') == [TextSection("", "", "c")]
