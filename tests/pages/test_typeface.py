"""The widths of the cards' fonts. Expected values are those that fontTools 4.68.0 reads from the same files."""

from __future__ import annotations

import pytest

from sitegen.pages.theme import default_folder
from sitegen.pages.typeface import Typeface, read_typeface

FONTS = default_folder() / "card"


@pytest.fixture(scope="module")
def sans() -> Typeface:
    return read_typeface("Flamesite Sans", FONTS / "flamesite-sans.ttf")


@pytest.fixture(scope="module")
def display() -> Typeface:
    return read_typeface("Flamesite Serif Display", FONTS / "flamesite-serif-display.ttf")


@pytest.mark.parametrize(
    ("name", "count", "advances"),
    [
        ("sans", 307, {"A": 551, "i": 254, "0": 505, "…": 956, "–": 480, "→": 618}),
        ("display", 309, {"A": 637, "i": 290, "0": 501, "…": 760, "–": 503, "→": 660}),
    ],
)
def test_advances_are_those_of_the_font(request, name, count, advances):
    face = request.getfixturevalue(name)
    assert len(face.advances) == count
    assert {character: round(face.advances[character] * 1000) for character in advances} == advances
    assert face.width("Ai", 20) == pytest.approx((advances["A"] + advances["i"]) / 50)


@pytest.mark.parametrize("name", ["flamesite-sans.ttf", "flamesite-serif-display.ttf"])
def test_a_font_has_the_characters_that_its_readme_lists(name):
    """Every range of fonts/README.md begins and ends with a character of the font; it has no other scripts."""
    face = read_typeface("x", FONTS / name)
    assert face.covers(" !~\u00a0ÿĂƒ–“”…€→−≈≥✓")
    assert not face.covers("日")
    assert not face.covers("Ж")
    assert not face.covers("\U0001f525")


def test_a_text_is_cut_where_there_is_no_room(sans):
    assert sans.cut("short", 10, 1000) == "short"
    cut = sans.cut("a rather long title", 20, 100)
    assert cut.endswith("…")
    assert sans.width(cut, 20) <= 100 < sans.width("a rather long title", 20)


def test_lines_break_between_words_and_have_room(display):
    lines = display.lines("one two three four five six seven", 40, 260)
    assert " ".join(lines) == "one two three four five six seven"
    assert len(lines) > 1
    assert all(display.width(line, 40) <= 260 for line in lines)
    assert display.lines("pneumonoultramicroscopic", 40, 200)[0].endswith("…")
    assert display.lines("", 40, 200) == []


def test_the_lines_of_a_paragraph_are_alike_and_no_more_than_allowed(display):
    """`every time` with `longer` above is narrower than `longer every` over a lone `time`: read off the words."""
    text = "A merge that takes longer every time"
    room = display.width("A merge that takes longer every", 68) + 1
    assert display.lines(text, 68, room) == ["A merge that takes longer every", "time"]
    assert display.paragraph(text, 68, room, 2) == ["A merge that takes", "longer every time"]
    assert display.paragraph(text, 68, 10_000, 2) == [text]
    cut = display.paragraph("one two three four five six seven", 40, 260, 1)
    assert len(cut) == 1
    assert cut[0].endswith("…")
    assert display.paragraph("pneumonoultramicroscopic", 40, 200, 2) == display.lines(
        "pneumonoultramicroscopic", 40, 200
    )
    assert display.paragraph("", 40, 200, 2) == []
