"""Labels are shortened as tests/data/labels.json says; tests/js/labels.test.js holds the page's script to the same."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.drawing.labels import fitted_label
from sitegen.drawing.short_names import short_names

ROWS: list[dict[str, Any]] = json.loads((Path(__file__).parents[1] / "data/labels.json").read_text("utf-8"))["rows"]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['rule']} {row['name'][:40]}")
def test_the_table_of_labels(row: dict[str, Any]) -> None:
    if row["rule"] == "forms":
        assert short_names(row["name"]) == row["forms"]
    else:
        assert fitted_label(row["name"], row["width"]) == row["label"]


@given(st.text(), st.floats(min_value=0, max_value=2000))
def test_a_label_never_has_more_characters_than_fit(name: str, width_px: float) -> None:
    label = fitted_label(name, width_px)
    assert len(label) <= max(0, (width_px - 8) / 6.9)
    assert label in short_names(name) or label == "" or label.endswith("…")
