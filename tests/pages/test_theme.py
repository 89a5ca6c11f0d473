"""Which files a theme is made of, and in which order a page loads them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import FlamesiteError
from sitegen.pages.theme import default_folder, find_theme


def test_tokens_come_first_and_print_last():
    styles = find_theme().styles()
    assert styles[:2] == ["css/tokens.css", "css/fonts.css"]
    assert styles[-1] == "css/print.css"


def test_only_main_runs_code_and_comes_last():
    scripts = find_theme().scripts()
    assert scripts[-1] == "js/main.js"
    assert "js/scheme.js" not in scripts


def test_an_authors_file_shadows_and_adds(tmp_path: Path):
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "print.css").write_text("/* mine */")
    (tmp_path / "css" / "extra.css").write_text("/* more */")
    theme = find_theme(tmp_path)
    assert theme.assets()["css/print.css"] == b"/* mine */"
    assert "css/extra.css" in theme.styles()
    assert theme.text("css/tokens.css") == (default_folder() / "css" / "tokens.css").read_text()


def test_a_theme_that_is_no_folder_is_an_error(tmp_path: Path):
    with pytest.raises(FlamesiteError, match="expected a theme's folder"):
        find_theme(tmp_path / "nothing")


def test_the_themes_files_keep_to_their_own_folder():
    """No style sheet imports another or reaches outside the assets; colours stand in tokens.css alone."""
    theme = find_theme()
    for path in theme.styles():
        text = theme.text(path)
        assert "@import" not in text, path
        assert "http" not in text, path
