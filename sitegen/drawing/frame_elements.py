"""Frames, and hatched runs of those too narrow to draw, as SVG text: columns in, one string out.

A picture has thousands of frames but a few hundred names and weights, so that each of these is written once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sitegen.drawing.markup_text import escaped
from sitegen.drawing.telling import Telling
from sitegen.model import CallTree

Floats = NDArray[np.float64]
Longs = NDArray[np.int64]

Line = tuple[float, float, float]
"""A row of a picture: its top, its frames' height and its labels' baseline, in px."""

_FRACTIONS = tuple(f".{number:02}".rstrip("0").rstrip(".") for number in range(100))
_NEARLY_HALF = 1e-6


@dataclass(frozen=True, slots=True)
class Boxes:
    """Where boxes are, in px: left and width float64 (r,), and the number of each one's line, (r,)."""

    line: Longs | NDArray[np.int32]
    left: Floats
    width: Floats


@dataclass(frozen=True, slots=True)
class Label:
    """What is written on a frame, and where it begins in px."""

    text: str
    left: float


def frame_elements(
    tree: CallTree,
    telling: Telling,
    rows: Longs,
    boxes: Boxes,
    lines: Mapping[int, Line],
    classes: Sequence[str],
    labels: Mapping[int, Label],
) -> str:
    """Each of a tree's rows as a group with `data-w`, a title, its box and its label.

    classes: of each one; labels: by place in these columns, none where there is no room for one.
    """
    texts = [""] * len(rows)
    for place, label in labels.items():
        _, _, baseline = lines[int(boxes.line[place])]
        texts[place] = f'<text x="{px(label.left)}" y="{px(baseline)}">{escaped(label.text)}</text>'
    drawn = zip(classes, _names(tree, rows), telling.of_rows(rows), _rectangles(boxes, lines), texts, strict=True)
    return "".join(
        [
            f'<g class="frame {look}" data-w="{stored}"><title>{name} {weight}</title>'
            f'<rect {rectangle} rx="1.5"/>{text}</g>'
            for look, name, (stored, weight), rectangle, text in drawn
        ]
    )


def run_elements(boxes: Boxes, lines: Mapping[int, Line]) -> str:
    """Hatched runs of frames too narrow to draw."""
    return "".join([f'<rect class="run" {rectangle}/>' for rectangle in _rectangles(boxes, lines)])


def px(value: float) -> str:
    """Pixels to a hundredth, without idle zeros."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def px_column(values: Floats) -> list[str]:
    """As `px` writes each of them.

    >>> px_column(np.array([1200.0, 0.125, 7.1]))
    ['1200', '0.12', '7.1']
    """
    hundredths = values * 100
    rounded = np.rint(hundredths)
    whole, rest = np.divmod(rounded.astype(np.int64), 100)
    texts = [f"{number}{_FRACTIONS[part]}" for number, part in zip(whole.tolist(), rest.tolist(), strict=True)]
    # Half a hundredth is rounded by the exact value, which the product with 100 is not; zero may have a sign.
    is_close = np.abs(np.abs(hundredths - rounded) - 0.5) < _NEARLY_HALF
    for place in np.flatnonzero(is_close | np.signbit(values)).tolist():
        texts[place] = px(float(values[place]))
    return texts


def _names(tree: CallTree, rows: Longs) -> list[str]:
    frames = tree.frame[rows]
    by_frame = {frame: escaped(tree.frames.name[frame]) for frame in np.unique(frames[frames >= 0]).tolist()}
    drawn = zip(rows.tolist(), frames.tolist(), strict=True)
    return [by_frame[frame] if frame >= 0 else escaped(tree.row_name(row)) for row, frame in drawn]


def _rectangles(boxes: Boxes, lines: Mapping[int, Line]) -> list[str]:
    tops = {number: f'y="{px(top)}"' for number, (top, _, _) in lines.items()}
    heights = {number: f'height="{px(height)}"' for number, (_, height, _) in lines.items()}
    columns = zip(boxes.line.tolist(), px_column(boxes.left), px_column(boxes.width), strict=True)
    return [f'x="{left}" {tops[line]} width="{width}" {heights[line]}' for line, left, width in columns]
