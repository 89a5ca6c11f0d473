"""The settings of a site."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.errors import SourceErrors
from sitegen.pages.settings import Limits, Settings, read_settings


def read(folder: Path, text: str) -> Settings:
    (folder / "site.toml").write_text(text, "utf-8")
    return read_settings(folder)


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(SourceErrors) as caught:
        read(folder, text)
    return [str(problem).removeprefix(f"{folder / 'site.toml'}:") for problem in caught.value.problems]


def test_without_the_file_a_site_has_its_folders_name_and_the_defaults(tmp_path: Path) -> None:
    folder = tmp_path / "my notes"
    folder.mkdir()
    assert read_settings(folder) == Settings(
        title="my notes",
        author=None,
        description=None,
        base_url=None,
        language="en",
        theme=None,
        downloads=False,
        profile_pages="auto",
        metric=None,
        licence=None,
        limits=Limits(max_input_mb=1024),
    )


def test_every_setting_is_read(tmp_path: Path) -> None:
    (tmp_path / "looks").mkdir()
    text = """
title = "Where the time went"
author = "Ada"
description = "Notes about speed"
base_url = "https://example.org:8080/notes"
language = "pt-BR"
theme = "looks"
downloads = true
profile_pages = "all"
metric = "cpu"
licence = "CC BY 4.0"
limits.max_input_mb = 64
"""
    assert read(tmp_path, text) == Settings(
        title="Where the time went",
        author="Ada",
        description="Notes about speed",
        base_url="https://example.org:8080/notes/",
        language="pt-BR",
        theme="looks",
        downloads=True,
        profile_pages="all",
        metric="cpu",
        licence="CC BY 4.0",
        limits=Limits(max_input_mb=64),
    )


def test_an_empty_file_has_the_defaults(tmp_path: Path) -> None:
    assert read(tmp_path, "") == Settings(title=tmp_path.name)


def test_all_faults_are_found_with_their_places(tmp_path: Path) -> None:
    text = """titel = "x"
author = 3
base_url = "example.org"
language = "english!"
theme = "nowhere"
downloads = "yes"
profile_pages = "every"
metric = ""
licence = ["a"]
xyz = 1

[limits]
max_input_mb = 0
  max_imput_mb = 4
"""
    assert faults(tmp_path, text) == [
        '1:1: error: unknown key "titel" (closest: title)',
        "2:1: error: expected text, got a whole number",
        '3:1: error: expected an address such as https://example.org/notes/, got "example.org"',
        '4:1: error: expected a language such as en or pt-BR, got "english!"',
        '5:1: error: expected a folder, relative to the content, got "nowhere"',
        "6:1: error: expected true or false, got text",
        '7:1: error: expected auto or all, got "every"',
        "8:1: error: expected text of length >= 1",
        "9:1: error: expected text, got a list",
        '10:1: error: unknown key "xyz": expected one of title, author, description, base_url, language, theme, '
        "downloads, profile_pages, metric, source, licence, cards, limits",
        "13:1: error: expected a whole number >= 1",
        '14:3: error: unknown key "max_imput_mb" (closest: max_input_mb)',
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("limits = 5", "1:1: error: expected a table, got a whole number"),
        ("title = 2026-11-20", "1:1: error: expected text, got a date"),
        ("limits.max_input_mb = 1.5", "1:1: error: expected a whole number, got a number"),
        ("title = \n", "1:9: error: not valid TOML: Invalid value"),
    ],
)
def test_a_fault_is_said_in_plain_words(tmp_path: Path, text: str, fault: str) -> None:
    assert faults(tmp_path, text) == [fault]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org",
        "https://",
        "https://example.org/?a",
        "https://example.org/#a",
        "https://ada@example.org/",
        "https://example.org:port/",
        "https://[::1",
        "https://example.org/a b",
        'https://example.org/\\">',
    ],
)
def test_a_base_url_is_a_bare_web_address(tmp_path: Path, url: str) -> None:
    assert "expected an address" in faults(tmp_path, f'base_url = "{url}"')[0]


def test_a_file_that_is_not_utf8_is_an_error_with_its_place(tmp_path: Path) -> None:
    (tmp_path / "site.toml").write_bytes(b'title = "\xe9"\n')
    with pytest.raises(SourceErrors, match=r"site\.toml:1:10: error: expected text in UTF-8"):
        read_settings(tmp_path)


def test_settings_cannot_be_changed(tmp_path: Path) -> None:
    with pytest.raises(AttributeError):
        read_settings(tmp_path).title = "x"  # type: ignore[misc]
