"""The colours of differences, as the style sheets have them: told apart by colour-blind readers, legible, drawable.

How colours are computed is held to published numbers at the end.
"""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.colour_science import (
    VISIONS,
    ciede2000,
    contrast,
    hex_rgb,
    lab,
    oklch_rgb,
    rgb_hex,
    scheme_tokens,
    seen,
    token_colour,
)

THEME = Path(__file__).resolve().parents[2] / "themes" / "default"
TOKENS = (THEME / "css" / "tokens.css").read_text("utf-8")
CHANGE = (THEME / "css" / "change.css").read_text("utf-8")
PICTURE = (THEME / "standalone" / "picture.css").read_text("utf-8")

STEPS = ("less-3", "less-2", "less-1", "same", "more-1", "more-2", "more-3")
NEIGHBOURS = tuple(pairwise(STEPS))
OPPOSITES = tuple((f"less-{strength}", f"more-{strength}") for strength in (1, 2, 3))

in_both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])
in_both_palettes = pytest.mark.parametrize("palette", ["change", "classic"])


def colours(scheme: str, palette: str = "change") -> dict:
    tokens = scheme_tokens(TOKENS, scheme)
    return {step: token_colour(tokens, f"{'change' if step == 'same' else palette}-{step}") for step in STEPS}


def token(scheme: str, name: str):
    return token_colour(scheme_tokens(TOKENS, scheme), name)


@in_both_schemes
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("one", "other"), [*NEIGHBOURS, *OPPOSITES])
def test_neighbouring_steps_and_gain_against_loss_are_told_apart(scheme, vision, one, other):
    palette = colours(scheme)
    assert ciede2000(*(lab(seen(palette[step], vision)) for step in (one, other))) >= 10


@in_both_schemes
def test_the_classic_palette_is_told_apart_by_those_who_see_red(scheme):
    """It is not the default because this does not hold without red cones."""
    palette = colours(scheme, "classic")
    pairs = [*NEIGHBOURS, *OPPOSITES]
    for vision, is_safe in (("normal", True), ("protanopia", False)):
        labs = {step: lab(seen(rgb, vision)) for step, rgb in palette.items()}
        assert (min(ciede2000(labs[one], labs[other]) for one, other in pairs) >= 10) == is_safe


@in_both_schemes
@in_both_palettes
@pytest.mark.parametrize("step", STEPS)
def test_text_is_legible_on_every_step(scheme, palette, step):
    assert contrast(colours(scheme, palette)[step], token(scheme, "frame-text")) >= 4.5


@in_both_schemes
@in_both_palettes
@pytest.mark.parametrize("step", STEPS)
def test_every_step_lies_in_the_gamut_of_srgb(scheme, palette, step):
    rgb = colours(scheme, palette)[step]
    assert rgb.min() >= 0
    assert rgb.max() <= 1


@in_both_palettes
def test_stronger_is_darker_on_white_and_lighter_on_black(palette):
    for scheme, direction in (("light", -1), ("dark", 1)):
        lightness = {step: direction * lab(rgb)[0] for step, rgb in colours(scheme, palette).items()}
        for side in ("less", "more"):
            rising = [lightness[step] for step in ("same", f"{side}-1", f"{side}-2", f"{side}-3")]
            assert rising == sorted(rising)


@in_both_schemes
@pytest.mark.parametrize(
    ("line", "ground"),
    [("change-gone-line", "change-less-3"), ("change-gone-line", "classic-less-3"), ("hatch", "change-same")],
)
def test_the_hatch_of_vanished_frames_is_seen_and_leaves_the_text_legible(scheme, line, ground):
    """Seen without colour: the lines and their ground differ in lightness alone, by 10 of L*'s 100."""
    assert abs(lab(token(scheme, line))[0] - lab(token(scheme, ground))[0]) >= 10
    assert contrast(token(scheme, line), token(scheme, "frame-text")) >= 4.5


@in_both_schemes
@in_both_palettes
def test_the_outline_of_new_frames_stands_out_from_their_fill(scheme, palette):
    """WCAG 2.2, 1.4.11: parts of a graphic contrast by 3."""
    assert contrast(token(scheme, "change-new-line"), colours(scheme, palette)["more-3"]) >= 3


def test_every_step_has_its_class():
    for step in STEPS:
        name = "is-same" if step == "same" else step
        assert re.search(rf"^\.{name} {{ --frame-fill: var\(--change-{step}\); }}$", CHANGE, re.MULTILINE)
        classic = rf"^\.is-classic \.{name} {{ --frame-fill: var\(--classic-{step}\); }}$"
        assert bool(re.search(classic, CHANGE, re.MULTILINE)) == (step != "same")


def test_a_picture_that_stands_alone_has_the_same_colours():
    light, dark = PICTURE.split("@media (prefers-color-scheme: dark)")
    for scheme, rules in (("light", light), ("dark", dark)):
        fills = dict(re.findall(r"\.(\S+) rect { fill: (#\w{6}); }", rules))
        for step, rgb in colours(scheme).items():
            assert fills["is-same" if step == "same" else step] == rgb_hex(rgb)


@pytest.mark.parametrize(
    ("one", "other", "distance"),
    [
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, -1.3802, -84.2814), (50, 0, -82.7485), 1.0),
        ((50, 0, 0), (50, -1, 2), 2.3669),
        ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0010), 7.1792),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((50, -0.001, 2.49), (50, 0.0010, -2.49), 4.8045),
        ((50, -0.001, 2.49), (50, 0.0011, -2.49), 4.7461),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.5, 0), (56, -27, -3), 31.9030),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((63.0109, -31.0961, -5.8663), (62.8187, -29.7946, -4.0864), 1.2630),
        ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373),
        ((90.9257, -0.5406, -0.9208), (88.6381, -0.8985, -0.7239), 1.5381),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_the_distance_of_colours_is_that_of_the_published_pairs(one, other, distance):
    """Of the 34 pairs of table 1 in Sharma, Wu and Dalal (2005), with those where the hue angle turns over."""
    assert ciede2000(one, other) == pytest.approx(distance, abs=5e-5)
    assert ciede2000(other, one) == pytest.approx(distance, abs=5e-5)


def test_oklch_is_read_as_browsers_read_it():
    """CSS Color 4 gives these: the sRGB primaries and white, to the digits that it prints."""
    for colour, expected in (
        ((0.62796, 0.25768, 29.234), "#ff0000"),
        ((0.86644, 0.29483, 142.495), "#00ff00"),
        ((0.45201, 0.31321, 264.052), "#0000ff"),
        ((1, 0, 0), "#ffffff"),
    ):
        rgb = oklch_rgb(*colour)
        assert rgb == pytest.approx(hex_rgb(expected), abs=5e-4)
        assert rgb_hex(rgb) == expected


def test_contrast_and_lab_of_known_colours():
    """WCAG: black on white is 21, #767676 the lightest grey that passes at 4.5 (4.54). L* of #777777 is 50.03."""
    white = hex_rgb("#ffffff")
    assert contrast(hex_rgb("#000000"), white) == pytest.approx(21)
    assert contrast(white, hex_rgb("#767676")) == pytest.approx(4.54, abs=0.005)
    assert lab(white) == pytest.approx((100, 0, 0), abs=1e-9)
    assert lab(hex_rgb("#777777"))[0] == pytest.approx(50.03, abs=0.005)


@pytest.mark.parametrize("vision", VISIONS)
def test_grey_is_seen_as_grey_by_everyone(vision):
    """Every row of the matrices adds up to one."""
    assert seen(hex_rgb("#808080"), vision) == pytest.approx(hex_rgb("#808080"), abs=1e-5)
