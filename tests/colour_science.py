"""What tests of the theme's colours compute with: oklch() read from CSS, colour-vision simulation, distance, contrast.

Linear RGB is float64 (3,), each part in [0, 1] where the colour lies in the gamut of sRGB.
"""

from __future__ import annotations

import math
import re

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Björn Ottosson, "A perceptual color space for image processing" (2020): OKLab to cone responses to linear sRGB.
_OKLAB_TO_CONES = np.array(
    [[1, 0.3963377774, 0.2158037573], [1, -0.1055613458, -0.0638541728], [1, -0.0894841775, -1.2914855480]]
)
_CONES_TO_RGB = np.array(
    [
        [4.0767416621, -3.3077115913, 0.2309699292],
        [-1.2684380046, 2.6097574011, -0.3413193965],
        [-0.0041960863, -0.7034186147, 1.7076147010],
    ]
)
# IEC 61966-2-1: linear sRGB to CIE XYZ; its white is D65.
_RGB_TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_WHITE = _RGB_TO_XYZ.sum(axis=1)

VISIONS = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
}
"""Linear RGB as it is seen: Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color
vision deficiency", IEEE TVCG 15 (2009), the matrices of severity 1.0."""


def scheme_tokens(css: str, scheme: str) -> dict[str, str]:
    """The custom properties of a style sheet as they are in a scheme, "light" or "dark", without their dashes."""
    tokens = {}
    for name, value in re.findall(r"--([\w-]+):\s*([^;]+);", css):
        both = re.fullmatch(r"light-dark\((.+?\)), (.+\))\)", value)
        tokens[name] = both[1 if scheme == "light" else 2] if both else value
    return tokens


def token_colour(tokens: dict[str, str], name: str) -> Floats:
    """The linear RGB of a token that is an oklch() colour, or the name of one."""
    value = tokens[name]
    if other := re.fullmatch(r"var\(--([\w-]+)\)", value):
        return token_colour(tokens, other[1])
    parts = re.fullmatch(r"oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)", value)
    assert parts, f"--{name}: {value} is no plain oklch() colour"
    return oklch_rgb(float(parts[1]), float(parts[2]), float(parts[3]))


def oklch_rgb(lightness: float, chroma: float, hue_degrees: float) -> Floats:
    """Linear RGB of an OKLCH colour; parts below 0 or above 1 say that it lies outside the gamut."""
    hue = math.radians(hue_degrees)
    oklab = np.array([lightness, chroma * math.cos(hue), chroma * math.sin(hue)])
    return np.asarray(_CONES_TO_RGB @ (_OKLAB_TO_CONES @ oklab) ** 3)


def hex_rgb(colour: str) -> Floats:
    """Linear RGB of `#rrggbb`."""
    encoded = np.array([int(colour[place : place + 2], 16) for place in (1, 3, 5)]) / 255
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


def rgb_hex(rgb: Floats) -> str:
    """`#rrggbb` of linear RGB inside the gamut."""
    encoded = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * np.maximum(rgb, 0) ** (1 / 2.4) - 0.055)
    return "#" + "".join(f"{round(255 * float(part)):02x}" for part in encoded)


def seen(rgb: Floats, vision: str) -> Floats:
    """Linear RGB as a person with this vision sees it."""
    return np.clip(VISIONS[vision] @ rgb, 0, 1)


def contrast(one: Floats, other: Floats) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((float(_RGB_TO_XYZ[1] @ rgb) for rgb in (one, other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def lab(rgb: Floats) -> tuple[float, float, float]:
    """CIE L*a*b* of linear RGB."""
    ratio = _RGB_TO_XYZ @ rgb / _WHITE
    x, y, z = np.where(ratio > (6 / 29) ** 3, np.cbrt(ratio), ratio * (29 / 6) ** 2 / 3 + 4 / 29).tolist()
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def ciede2000(one: tuple[float, float, float], other: tuple[float, float, float]) -> float:
    """The distance of two L*a*b* colours, by the steps and equation numbers of Sharma, Wu and Dalal.

    "The CIEDE2000 color-difference formula: implementation notes, supplementary test data, and mathematical
    observations", Color Research and Application 30 (2005).
    """
    (light_1, a_1, b_1), (light_2, a_2, b_2) = one, other
    mean_ab = (math.hypot(a_1, b_1) + math.hypot(a_2, b_2)) / 2  # (2), (3)
    stretch = 1 + 0.5 * (1 - _seventh(mean_ab))  # (4), (5)
    chroma_1, chroma_2 = math.hypot(stretch * a_1, b_1), math.hypot(stretch * a_2, b_2)  # (6)
    hue_1 = math.degrees(math.atan2(b_1, stretch * a_1)) % 360  # (7)
    hue_2 = math.degrees(math.atan2(b_2, stretch * a_2)) % 360
    has_hues = chroma_1 * chroma_2 > 0
    turn = (hue_2 - hue_1 + 180) % 360 - 180 if has_hues else 0.0  # (10)
    if turn == -180 and hue_2 > hue_1:
        turn = 180.0
    hue_step = 2 * math.sqrt(chroma_1 * chroma_2) * math.sin(math.radians(turn / 2))  # (11)
    light, chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2  # (12), (13)
    hue = _mean_hue(hue_1, hue_2) if has_hues else hue_1 + hue_2  # (14)
    weight = (
        1
        - 0.17 * math.cos(math.radians(hue - 30))
        + 0.24 * math.cos(math.radians(2 * hue))
        + 0.32 * math.cos(math.radians(3 * hue + 6))
        - 0.20 * math.cos(math.radians(4 * hue - 63))
    )  # (15)
    rotation = -math.sin(math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))) * 2 * _seventh(chroma)  # (16, 17, 21)
    by_light = (light_2 - light_1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))  # (8), (18)
    by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)  # (9), (19)
    by_hue = hue_step / (1 + 0.015 * chroma * weight)  # (20)
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + rotation * by_chroma * by_hue)  # (22)


def _seventh(chroma: float) -> float:
    return math.sqrt(chroma**7 / (chroma**7 + 25**7))


def _mean_hue(hue_1: float, hue_2: float) -> float:
    if abs(hue_1 - hue_2) <= 180:
        return (hue_1 + hue_2) / 2
    return (hue_1 + hue_2 + (360 if hue_1 + hue_2 < 360 else -360)) / 2
