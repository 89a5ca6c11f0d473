"""The colours of code."""

from __future__ import annotations

import re

import pytest

from sitegen.pages.highlighting import highlight_css

MEDIA = re.compile(r"^@media ([^{]+) \{\n(.*?)^\}\n", re.MULTILINE | re.DOTALL)


def luminance(colour: str) -> float:
    """Relative luminance by WCAG 2.2."""
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def colours(css: str) -> set[str]:
    return set(re.findall(r"(?<!-)\bcolor: (#[0-9A-Fa-f]{3,6})", css))


def test_dark_holds_by_the_system_and_by_the_page_alike_and_never_in_print() -> None:
    system, page = MEDIA.findall(highlight_css())
    assert system[0] == "screen and (prefers-color-scheme: dark)"
    assert page[0] == "screen"
    assert all(line.startswith(":root:not([data-scheme=light]) .highlight ") for line in system[1].splitlines())
    assert system[1].replace(":root:not([data-scheme=light])", "[data-scheme=dark]") == page[1]


def test_dark_first_takes_back_what_light_says() -> None:
    dark = MEDIA.findall(highlight_css())[1][1]
    assert dark.startswith("[data-scheme=dark] .highlight span { color: inherit")


def test_keywords_have_a_colour_in_both() -> None:
    css = highlight_css()
    assert re.match(r"(.*\n)*\.highlight \.k \{ color: #", css)
    assert "\n[data-scheme=dark] .highlight .k { color: #" in css


@pytest.mark.parametrize("ground", ["#ffffff", "#f6f6f6"])
def test_light_can_be_read(ground: str) -> None:
    light = MEDIA.sub("", highlight_css())
    assert len(colours(light)) > 3
    assert min(contrast(colour, ground) for colour in colours(light)) >= 4.5


@pytest.mark.parametrize("ground", ["#0d1117", "#1a1c20"])
def test_dark_can_be_read(ground: str) -> None:
    dark = MEDIA.findall(highlight_css())[0][1]
    assert len(colours(dark)) > 3
    assert min(contrast(colour, ground) for colour in colours(dark)) >= 4.5


def test_the_ground_is_the_themes() -> None:
    assert not re.search(r"^\.highlight \{", highlight_css(), re.MULTILINE)
