"""The labels in the text of `go tool pprof -raw`: below a sample one line of texts, then one of numbers.

    handler:[/index.html] user:[Ada]
    bytes:[4096] wait:[12 milliseconds]

Values are neither quoted nor told apart from their separators, so a text is one value, blanks and all. A lone line
is of numbers where each has a unit or a key that pprof itself counts in bytes.
"""

from __future__ import annotations

import re
from array import array

import numpy as np
from numpy.typing import NDArray

from sitegen.formats.pprof_samples import BASE_KEY, KEYS_IN_BYTES
from sitegen.model import LabelColumn
from sitegen.model.builder import label_columns

_BETWEEN_LABELS = re.compile(r"\] (?=\S[^\[\]]*:\[)")
_NUMBERS = re.compile(r"-?\d+(?: -?\d+)*")
_WITH_UNITS = re.compile(r"-?\d+ [^\s\d-]\S*(?: -?\d+ [^\s\d-]\S*)*")

Labels = list[tuple[str, str]]


class RawLabels:
    """Takes the label lines of samples in their order."""

    def __init__(self) -> None:
        self._lines: list[tuple[int, Labels]] = []

    def take(self, sample: int, text: str) -> bool:
        """Takes a line below a sample; False where it holds no labels."""
        labels: Labels = []
        for label in _BETWEEN_LABELS.split(text.removesuffix("]")):
            key, found, value = label.partition(":[")
            labels.append((key, value))
            if not found:
                return False
        self._lines.append((sample, labels))
        return text.endswith("]")

    def columns(self) -> tuple[tuple[LabelColumn, ...], NDArray[np.int32]]:
        """The labels by key and unit, and the samples of a difference's base."""
        columns: dict[tuple[str, str], tuple[array[int], list[str | float]]] = {}
        base = array("i")
        for place, (sample, labels) in enumerate(self._lines):
            is_second = place > 0 and self._lines[place - 1][0] == sample
            is_first = place + 1 < len(self._lines) and self._lines[place + 1][0] == sample
            numeric = is_second or (not is_first and all(map(_is_numeric, labels)))
            for key, text in labels:
                if key == BASE_KEY:
                    base.append(sample)
                    continue
                for value, unit in _numbers(key, text) if numeric else [(text, "")]:
                    samples, values = columns.setdefault((key, unit), (array("i"), []))
                    samples.append(sample)
                    values.append(value)
        return label_columns(columns), np.array(base, dtype=np.int32)


def _is_numeric(label: tuple[str, str]) -> bool:
    key, text = label
    return bool(_WITH_UNITS.fullmatch(text) or (key in (*KEYS_IN_BYTES, "bytes") and _NUMBERS.fullmatch(text)))


def _numbers(key: str, text: str) -> list[tuple[str | float, str]]:
    if _NUMBERS.fullmatch(text):
        return [(float(number), "bytes" if key in KEYS_IN_BYTES else key) for number in text.split()]
    if _WITH_UNITS.fullmatch(text):
        words = text.split()
        return [(float(number), unit) for number, unit in zip(words[::2], words[1::2], strict=True)]
    return [(text, "")]
