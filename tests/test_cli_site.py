"""The verbs of a site, beyond that they build: the day of the build."""

from __future__ import annotations

from pathlib import Path

import pytest


@pytest.mark.parametrize(
    ("arguments", "epoch", "held"),
    [
        ((), None, False),
        (("--now", "2026-11-20"), None, True),
        (("--now", "2026-11-21"), None, False),
        ((), "1795219199", True),  # 2026-11-20 23:59:59 UTC, by GNU date
        ((), "1795219200", False),
        (("--now", "2026-11-21"), "0", False),
    ],
)
def test_the_day_of_the_build_is_said_or_comes_from_source_date_epoch(
    run, tmp_path, monkeypatch, arguments, epoch, held
):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "n.md").write_text("---\ndate: 2026-11-21\n---\n# N\n")
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    if epoch is not None:
        monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    _, _, err = run("build", "content", *arguments)
    assert ("1 note held back" in err) is held
    assert (tmp_path / "output/n/index.html").exists() is not held


def test_single_files_are_the_pages_of_the_site_alone(run, tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "n.md").write_text("# N\n")
    code, _, err = run("build", "content", "--single-file")
    assert code == 0
    assert err.startswith("3 pages, 3 files, ")
    written = sorted(path.relative_to("output").as_posix() for path in Path("output").rglob("*") if path.is_file())
    assert written == [".flamesite.json", "archive/index.html", "index.html", "n/index.html"]


def test_a_day_that_is_none_is_bad_usage(run, tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    assert run("build", "content", "--now", "tomorrow")[0] == 2
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    code, _, err = run("build", "content")
    assert code == 2
    assert "SOURCE_DATE_EPOCH=soon: expected seconds since 1970" in err
