"""Styles, scripts and files as parts of a page."""

from __future__ import annotations

import pytest

from sitegen.pages.inlined import data_url, inline_script, inline_style, policy_hash


def test_a_script_cannot_end_its_element():
    assert inline_script("a = '</script>' + '</SCRIPT>' + '<!--' + '</p>';") == (
        r"a = '<\/script>' + '<\/SCRIPT>' + '<\!--' + '</p>';"
    )


def test_a_style_cannot_end_its_element():
    assert inline_style('a::before { content: "</style>"; }') == r'a::before { content: "<\/style>"; }'


@pytest.mark.parametrize("inline", [inline_script, inline_style])
def test_line_ends_are_those_that_the_parser_makes_of_them(inline):
    assert inline("a\r\nb\rc\n") == "a\nb\nc\n"


def test_a_hash_is_that_of_the_utf_8_text():
    """By `printf 'ä' | openssl dgst -sha256 -binary | base64`."""
    assert policy_hash("ä") == "'sha256-M+bXP+6CkEyNevt43hFU0ejcKg7bCBIOY99bk4XC2cw='"


@pytest.mark.parametrize(
    ("path", "media_type"),
    [("a/b.SVG", "image/svg+xml"), ("x.woff2", "font/woff2"), ("x.profile", "application/octet-stream")],
)
def test_a_file_becomes_an_address_of_its_kind(path, media_type):
    assert data_url(path, b"\x00\xff") == f"data:{media_type};base64,AP8="
