"""How wide a text is in a TrueType font, and whether the font has all its characters.

Only what the cards' own fonts need of the format: the tables head, hhea, hmtx, and cmap in format 4, which maps the
Basic Multilingual Plane. See the OpenType specification, chapters "hmtx" and "cmap".
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path

_BMP_FORMAT = 4


@dataclass(frozen=True, slots=True)
class Typeface:
    """A font's family and file, and the advance of each character that it has, in ems."""

    family: str
    file: Path
    advances: dict[str, float]

    def covers(self, text: str) -> bool:
        """Whether the font has every character of a text."""
        return all(character in self.advances for character in text)

    def width(self, text: str, size_px: float) -> float:
        """The width of a text in px, without kerning: at most a few percent more than it is drawn."""
        return sum(self.advances.get(character, 1.0) for character in text) * size_px

    def cut(self, text: str, size_px: float, room_px: float) -> str:
        """The text, or as much of it as has room, and an ellipsis."""
        if self.width(text, size_px) <= room_px:
            return text
        while text and self.width(f"{text}…", size_px) > room_px:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def lines(self, text: str, size_px: float, room_px: float) -> list[str]:
        """The text broken between words; a word without room has a line of its own, cut."""
        lines: list[str] = []
        for word in text.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and self.width(longer, size_px) <= room_px:
                lines[-1] = longer
            else:
                lines.append(self.cut(word, size_px, room_px))
        return lines

    def paragraph(self, text: str, size_px: float, room_px: float, most: int) -> list[str]:
        """The text in lines of about one length, at most so many; what has no room is cut from the last."""
        lines = self.lines(text, size_px, room_px)
        if len(lines) > most:
            return [*lines[: most - 1], self.cut(" ".join(lines[most - 1 :]), size_px, room_px)]
        # The narrowest room that takes as few lines, between that of the widest word and that of all.
        narrow, wide = int(max((self.width(word, size_px) for word in text.split()), default=0)), int(room_px)
        while wide - narrow > 1:
            middle = (narrow + wide) // 2
            if len(self.lines(text, size_px, middle)) <= len(lines):
                wide = middle
            else:
                narrow = middle
        return self.lines(text, size_px, wide)


def read_typeface(family: str, file: Path) -> Typeface:
    """Reads a font that we ship."""
    content = file.read_bytes()
    (count,) = struct.unpack_from(">H", content, 4)
    records = (struct.unpack_from(">4sLLL", content, 12 + 16 * number) for number in range(count))
    tables = {tag: content[offset : offset + length] for tag, _, offset, length in records}
    (units,) = struct.unpack_from(">H", tables[b"head"], 18)
    (widths,) = struct.unpack_from(">H", tables[b"hhea"], 34)
    advances = [struct.unpack_from(">H", tables[b"hmtx"], 4 * glyph)[0] / units for glyph in range(widths)]
    glyphs = _glyphs(tables[b"cmap"])
    return Typeface(family, file, {chr(code): advances[min(glyph, widths - 1)] for code, glyph in glyphs.items()})


def _glyphs(cmap: bytes) -> dict[int, int]:
    """The glyph of each character that has one."""
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = [struct.unpack_from(">HHL", cmap, 4 + 8 * number)[2] for number in range(count)]
    start = next(offset for offset in offsets if struct.unpack_from(">H", cmap, offset)[0] == _BMP_FORMAT)
    (doubled,) = struct.unpack_from(">H", cmap, start + 6)
    segments = doubled // 2

    def column(number: int, gap: int = 2) -> tuple[int, ...]:
        return struct.unpack_from(f">{segments}H", cmap, start + 14 + number * doubled + (gap if number else 0))

    ends, starts, deltas, ranges = (column(number) for number in range(4))
    glyphs: dict[int, int] = {}
    for segment, (first, last, delta, jump) in enumerate(zip(starts, ends, deltas, ranges, strict=True)):
        # Where `jump` is not 0 it is the way from its own place to the glyph of the segment's first character.
        place = start + 14 + 3 * doubled + 2 + 2 * segment + jump
        for code in range(first, min(last, 0xFFFE) + 1):
            found = struct.unpack_from(">H", cmap, place + 2 * (code - first))[0] if jump else code
            if found and (found + delta) % 0x10000:
                glyphs[code] = (found + delta) % 0x10000
    return glyphs
