"""Cards: which pages have one, that they hold the real graph and the title, always in the same bytes."""

from __future__ import annotations

import re
import struct
import zlib
from html import unescape
from pathlib import Path

import pytest

from sitegen.formats import read_profile
from sitegen.pages.build import BuildOptions, Site, build_site
from sitegen.pages.difference import DifferenceOptions, make_difference
from sitegen.pages.graph import Graph, make_graph
from sitegen.pages.social_card import CardPainter, CardText, make_painter
from sitegen.pages.theme import find_theme
from tests.text_profiles import profile_of

BASE = "https://example.org/notes/"
FOLDED = b"main;work 3\nmain;idle 1\n"


@pytest.fixture(scope="module")
def painter() -> CardPainter:
    return make_painter(find_theme())


@pytest.fixture(scope="module")
def graph() -> Graph:
    return make_graph(read_profile(FOLDED, "cpu.folded"))


def pixels(png: bytes) -> tuple[int, int, list[bytes]]:
    """Width, height and the rows of a PNG of 8 bits a channel with alpha, by the rules of its specification."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    at, compressed, header = 8, b"", b""
    while at < len(png):
        length, kind = struct.unpack_from(">L4s", png, at)
        content = png[at + 8 : at + 8 + length]
        header, compressed = (
            (content, compressed) if kind == b"IHDR" else (header, compressed + content * (kind == b"IDAT"))
        )
        at += length + 12
    width, height, depth, colour = struct.unpack_from(">LLBB", header)
    assert (depth, colour) == (8, 6)
    raw, stride = zlib.decompress(compressed), 4 * width
    rows, above = [], bytes(stride)
    for start in range(0, len(raw), stride + 1):
        rows.append(unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + stride]), above))
        above = rows[-1]
    return width, height, rows


def unfiltered(kind: int, row: bytearray, above: bytes) -> bytes:
    for at in range(len(row)):
        left, up = row[at - 4] if at >= 4 else 0, above[at]
        corner = above[at - 4] if at >= 4 else 0
        near = left + up - corner
        paeth = min((left, up, corner), key=lambda value: abs(near - value))
        row[at] = (row[at] + (0, left, up, (left + up) // 2, paeth)[kind]) & 255
    return bytes(row)


def colour(row: bytes, x: int) -> str:
    return "#" + row[4 * x : 4 * x + 3].hex()


def test_a_card_shows_the_graph_in_the_theme_s_colours(painter, graph):
    """main fills the row above the root; above it idle has the first quarter, and work the rest."""
    png = painter.png(CardText("Title", "", "Site"), graph, 0)
    width, height, rows = pixels(png)
    assert (width, height) == (1200, 630)
    svg = painter.svg(CardText("Title", "", "Site"), graph, 0)
    frames = re.findall(r'<rect x="(.*?)" y="(.*?)" width="(.*?)" height="(.*?)" rx="1.5" fill="(.*?)"/>', svg)
    assert [(float(left), float(wide)) for left, _, wide, _, _ in frames] == [
        (0, 1199),
        (0, 1199),
        (0, 299),
        (300, 899),
    ]
    for left, top, wide, high, fill in frames:
        x, y = int(float(left) + float(wide) - 8), int(float(top) + float(high) / 2)
        assert colour(rows[y], x) == fill
        assert fill in painter.fills.values()
    assert colour(rows[300], 600) == "#fcfcfc", "nothing is drawn above the graph"
    dark = sum(row[at] < 64 for row in rows[96:200] for at in range(0, len(row), 4))
    assert dark > 500, "the title is drawn: without a font nothing would be, and no error said so"


def test_two_cards_of_one_page_have_the_same_bytes(painter, graph):
    text = CardText("Title", "12% of it", "Site")
    assert painter.png(text, graph, 0) == make_painter(find_theme()).png(text, graph, 0)


def texts(svg: str) -> list[str]:
    return [unescape(text) for text in re.findall(r"<text[^>]*>(.*?)</text>", svg)]


def test_text_is_escaped_and_what_the_fonts_cannot_write_is_left_out(painter, graph):
    svg = painter.svg(CardText("<b> & “more”", "日本語", "日本 site"), graph, 0)
    assert texts(svg) == ["<b> & “more”", "main", "idle", "work"] or texts(svg) == [
        "<b> & “more”",
        "main",
        "work",
        "idle",
    ]
    assert texts(painter.svg(CardText("Ж title", "fine", "Site"), graph, 0))[:2] == ["Site", "fine"]


def test_a_long_title_takes_three_lines_and_is_cut(painter, graph):
    svg = painter.svg(CardText("a long title " * 30, "", ""), graph, 0)
    lines = re.findall(r'font-family="Flamesite Serif Display" font-size="(\d+)"[^>]*>(.*?)<', svg)
    assert [size for size, _ in lines] == ["50", "50", "50"]
    assert lines[-1][1].endswith("…")


def test_a_headline_takes_two_lines_before_it_is_cut(painter, graph):
    headline = "Small programs, measured, drawn and explained: a Go web server and two Python scripts."
    shown = texts(painter.svg(CardText("Title", headline, "Site"), graph, 0))
    assert " ".join(shown[2:4]) == headline
    assert texts(painter.svg(CardText("Title", headline * 4, "Site"), graph, 0))[3].endswith("…")


def test_a_frame_too_narrow_for_its_name_has_no_label_and_no_mark(painter):
    """Of 400 samples a frame with one has 3 px, and is gone, which has a mark of its own."""
    sides = (["main;work 399\nmain;gone_from_here 1\n"], ["main;work 399\nmain 1\n"])
    before, after = ([profile_of(text) for text in runs] for runs in sides)
    difference = make_difference(before, after, DifferenceOptions())
    shown = texts(painter.svg(CardText("Title", "", "Site"), difference, 0))
    assert [text.split()[-1] for text in shown] == ["Site", "Title", "main", "work"]


def test_a_deep_graph_is_cut_below_the_title(painter):
    deep = make_graph(read_profile((";".join(f"f{at}" for at in range(500)) + " 1\n").encode(), "deep.folded"))
    svg = painter.svg(CardText("Title", "", ""), deep, 0)
    tops = [float(top) for top in re.findall(r'<rect x=".*?" y="(.*?)"', svg)]
    assert min(tops) >= 96
    assert len(tops) < 60


def a_site(folder: Path, base_url: str | None = BASE, settings: str = "") -> Site:
    (folder / "story").mkdir(parents=True)
    (folder / "story/index.md").write_text("# Story\n\n```flame ../cpu.folded\n```\n")
    (folder / "prose.md").write_text("# Prose\n")
    (folder / "cpu.folded").write_bytes(FOLDED)
    (folder / "alone.folded").write_bytes(FOLDED)
    (folder / "site.toml").write_text(settings)
    return build_site(folder, BuildOptions(base_url=base_url))


def image(site: Site, url: str) -> str | None:
    page = next(file.content.decode() for file in site.files if file.path == url)
    found = re.search(r'<meta property="og:image" content="(.*?)">', page)
    return found[1] if found else None


def test_notes_with_a_graph_have_cards_and_others_show_that_of_the_site(tmp_path):
    site = a_site(tmp_path)
    assert [file.path for file in site.files if file.path.endswith(".png")] == ["card.png", "story/card.png"]
    assert image(site, "story/index.html") == f"{BASE}story/card.png"
    for url in ("index.html", "prose/index.html", "alone/index.html", "archive/index.html"):
        assert image(site, url) == f"{BASE}card.png"
    assert image(site, "404.html") is None


@pytest.mark.parametrize(("base_url", "settings"), [(None, ""), (BASE, "cards = false\n"), ("/repo/", "")])
def test_there_are_no_cards_where_nobody_could_ask_for_them_or_wants_them(tmp_path, base_url, settings):
    site = a_site(tmp_path, base_url, settings)
    assert not [file.path for file in site.files if file.path.endswith(".png")]
    assert image(site, "story/index.html") is None
