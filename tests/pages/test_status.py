"""The line under a picture, by the table that the page's script is held to as well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sitegen.model import Metric
from sitegen.pages.status import Earlier, Status, status_sentence

TABLE = Path(__file__).resolve().parent.parent / "data" / "status.json"


@pytest.mark.parametrize("row", json.loads(TABLE.read_text("utf-8"))["rows"], ids=lambda row: row["text"])
def test_the_line_is_that_of_the_table(row):
    status = Status(
        [Metric(**metric) for metric in row["metrics"]],
        row["whole"],
        row["metric"],
        row["shown"],
        row["duration"],
        row["folded"],
        row["foldedWeight"],
        row["nodes"],
        Earlier(before["whole"], before["shown"], before["isNet"]) if (before := row.get("before")) else None,
    )
    assert status_sentence(status) == row["text"]
