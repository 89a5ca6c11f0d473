"""The picture by which programs preview a link to a page: 1200 by 630 pixels, its title over its real graph, as PNG.

In come a title and a graph, out come the bytes, the same for the same input on every machine: resvg draws with the
theme's two fonts and none of the system's. Text that the fonts cannot write is left out, not drawn as boxes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape

import resvg_py

from sitegen.drawing.changes import coloured
from sitegen.drawing.labels import fitted_label
from sitegen.drawing.layout import lay_out
from sitegen.drawing.markup_text import clean
from sitegen.model.tree import ROOT
from sitegen.pages.graph import Graph
from sitegen.pages.metadata import CARD_HEIGHT_PX, CARD_WIDTH_PX
from sitegen.pages.theme import Theme
from sitegen.pages.typeface import Typeface, read_typeface

WIDTH_PX, HEIGHT_PX = CARD_WIDTH_PX, CARD_HEIGHT_PX
_EDGE_PX = 64
_ROOM_PX = WIDTH_PX - 2 * _EDGE_PX
_TITLE_SIZES_PX = (68, 58, 50)
"""The largest in which a title takes two lines; in the smallest it may take three, and is cut."""
_MOST_LINES = 3
_MOST_HEADLINE_LINES = 2
_HEADLINE_PX = 32
_SITE_PX = 26
_LABEL_PX = 15
_LABEL_SCALE = 12 / _LABEL_PX  # labels are fitted for 12 px
_ROW_PX = (10, 34)
"""The least and the most that a row is high: a deep graph is cut rather than drawn in hairlines."""
_MOST_FRAMES = 600
_FILL = re.compile(r"^\.([\w-]+) rect \{ fill: (#[0-9a-f]{6}); \}", re.MULTILINE)
_INK, _QUIET, _PAPER, _ACCENT = "#1d1f24", "#565a62", "#fcfcfc", "#b03a22"
_MARK = "M0 13h18v5H0zM0 7h12v5H0zM4 1h5v5H4z"


@dataclass(frozen=True, slots=True)
class CardText:
    """What a card says: the page's title, its headline or "", the site's title."""

    title: str
    headline: str
    site: str


@dataclass(frozen=True, slots=True)
class CardPainter:
    """Draws the cards of one site; fills: the light scheme's colour of each class of frames."""

    display: Typeface
    sans: Typeface
    fills: dict[str, str]

    def png(self, text: CardText, graph: Graph, metric: int) -> bytes:
        """A card's bytes."""
        return resvg_py.svg_to_bytes(
            svg_string=self.svg(text, graph, metric),
            font_files=[str(self.display.file), str(self.sans.file)],
            skip_system_fonts=True,
        )

    def svg(self, text: CardText, graph: Graph, metric: int) -> str:
        """The card as SVG, without anything that resvg would look for elsewhere."""
        words, bottom_px = self._words(text)
        frames = "".join(self._frames(graph, metric, bottom_px + 28))
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH_PX}" height="{HEIGHT_PX}">'
            f'<rect width="{WIDTH_PX}" height="{HEIGHT_PX}" fill="{_PAPER}"/>{words}{frames}</svg>'
        )

    def _words(self, text: CardText) -> tuple[str, float]:
        """Site, title and headline; and where they end."""
        mark = f'<path transform="translate({_EDGE_PX} 50) scale(1.5)" fill="{_ACCENT}" d="{_MARK}"/>'
        site_px = _EDGE_PX + 42
        parts = [mark, _line(self.sans, text.site, site_px, 72, _SITE_PX, _QUIET, _ROOM_PX - 42)]
        baseline = 96.0
        size, lines = self._title(text.title)
        for line in lines:
            baseline += size * 1.12
            parts.append(_line(self.display, line, _EDGE_PX, baseline, size, _INK, _ROOM_PX))
        if text.headline and self.sans.covers(text.headline):
            baseline += _HEADLINE_PX * 0.4
            for line in self.sans.paragraph(text.headline, _HEADLINE_PX, _ROOM_PX, _MOST_HEADLINE_LINES):
                baseline += _HEADLINE_PX * 1.3
                parts.append(_line(self.sans, line, _EDGE_PX, baseline, _HEADLINE_PX, _QUIET, _ROOM_PX))
        return "".join(parts), baseline

    def _title(self, title: str) -> tuple[int, list[str]]:
        if not self.display.covers(" ".join(title.split())):
            return _TITLE_SIZES_PX[0], []
        for size in _TITLE_SIZES_PX:
            lines = self.display.paragraph(title, size, _ROOM_PX, _MOST_LINES)
            if len(lines) < _MOST_LINES:
                break
        return size, lines

    def _frames(self, graph: Graph, metric: int, top_px: float) -> Iterator[str]:
        """The lowest rows of the graph that have room, over the whole width, roots at the bottom edge."""
        tree, metric, look = coloured(graph.tree, metric, graph.changes(metric), "package")
        picture = lay_out(tree, metric, WIDTH_PX, most=_MOST_FRAMES)
        least, most = _ROW_PX
        row_px = max(least, min(most, (HEIGHT_PX - top_px) / (picture.deepest + 1)))
        places = zip(picture.rows.tolist(), picture.left_px.tolist(), picture.width_px.tolist(), strict=True)
        for row, left, width in places:
            top = HEIGHT_PX - (int(tree.depth[row]) + 1) * row_px
            if top < top_px - 0.5 or width < 1:
                continue
            classes, mark = look(row)
            yield (
                f'<rect x="{left:.2f}" y="{top:.2f}" width="{max(width - 1, 0.5):.2f}" height="{row_px - 1:.2f}" '
                f'rx="1.5" fill="{self.fills[classes.split()[0]]}"/>'
            )
            name = clean(tree.row_name(row)) if tree.frame[row] != ROOT and row_px >= _LABEL_PX + 2 else ""
            words = fitted_label(name, (width - self.sans.width(mark, _LABEL_PX)) * _LABEL_SCALE)
            if words and self.sans.covers(mark + words):
                middle = top + row_px / 2 + _LABEL_PX * 0.33
                yield _line(self.sans, mark + words, left + 6, middle, _LABEL_PX, _INK, width - 8)


def make_painter(theme: Theme) -> CardPainter:
    """The painter with a theme's fonts and colours."""
    display = read_typeface("Flamesite Serif Display", theme.file("card/flamesite-serif-display.ttf"))
    sans = read_typeface("Flamesite Sans", theme.file("card/flamesite-sans.ttf"))
    light = theme.text("standalone/picture.css").partition("@media")[0]
    return CardPainter(display, sans, dict(_FILL.findall(light)))


def _line(face: Typeface, text: str, x: float, y: float, size_px: float, fill: str, room_px: float) -> str:
    """One line of text where the font has its characters; nothing where it has not."""
    if not face.covers(text):
        return ""
    return (
        f'<text x="{x:.2f}" y="{y:.2f}" font-family="{face.family}" font-size="{size_px}" fill="{fill}">'
        f"{escape(face.cut(text, size_px, room_px))}</text>"
    )
