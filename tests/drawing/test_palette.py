"""Colours of frames, the same on every page; badges and legends. tests/js/palette.test.js reads the same table.

The hashes are CRC-32 as gzip(1) writes it; 483601166 % 12 is 2, 483601166 % 8 is 6.
"""

from __future__ import annotations

import json
import re
import zlib
from itertools import combinations
from pathlib import Path

import pytest

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from sitegen.drawing.badges import badged_label, kind_badge
from sitegen.drawing.legend import MOST, group_label, legend_entries
from sitegen.drawing.packages import package
from sitegen.drawing.palette import HUES, PALETTES, WARM_TONES, frame_looks
from sitegen.formats.folded import read
from sitegen.model import Kind
from sitegen.model.frames import frame_table
from tests.colour_science import VISIONS, ciede2000, contrast, lab, oklch_rgb, scheme_tokens, seen, token_colour

TABLE = json.loads((Path(__file__).resolve().parent.parent / "data/palette.json").read_text("utf-8"))
CSS = Path(__file__).resolve().parents[2] / "themes/default/css"
TOKENS = (CSS / "tokens.css").read_text("utf-8")
FRAMES = (CSS / "frames.css").read_text("utf-8")
KINDS = ("kind-ordinary", "kind-inlined", "kind-kernel", "kind-jit", "frame-none")
WARM = tuple(f"warm-{tone}" for tone in range(WARM_TONES))

in_both_schemes = pytest.mark.parametrize("scheme", ["light", "dark"])


@pytest.mark.parametrize(("name", "file", "module", "expected"), TABLE["packages"])
def test_a_package_is_what_stands_before_the_function(name, file, module, expected):
    assert package(name, file, module) == expected


@pytest.mark.parametrize(("text", "expected"), TABLE["hashes"])
def test_hues_come_from_crc_32(text, expected):
    assert zlib.crc32(text.encode()) == expected


@pytest.mark.parametrize(("color", "name", "file", "module", "kind", "look", "group"), TABLE["looks"])
def test_frames_look_as_the_table_says(color, name, file, module, kind, look, group):
    assert frame_looks(frame_table([name], [file], [module], [0], [kind]), color) == [(look, group)]


@pytest.mark.parametrize(("label", "badge", "width_px", "expected"), TABLE["badged"])
def test_a_badge_stands_where_there_is_room_behind_the_name(label, badge, width_px, expected):
    """A character takes 6.9 px, the insets 8: 17 characters need 125.3."""
    assert badged_label(label, badge, width_px) == expected


@pytest.mark.parametrize(("group", "expected"), TABLE["groups"])
def test_a_legend_shortens_paths_and_badges_kinds(group, expected):
    assert group_label(group) == expected


def test_kinds_have_the_badges_of_folded_stacks():
    assert [kind_badge(kind) for kind in Kind] == ["", "[i]", "[k]", "[j]", ""]


def entries(folded: str, color: str) -> tuple[list[tuple[str, str, float]], int]:
    profile = read(folded.encode(), "x.folded")
    tree = top_down(profile)
    found, more = legend_entries(functions_of(tree), 0, float(tree.whole[0]), color)
    return [(entry.group, entry.look, entry.share) for entry in found], more


def test_a_legend_lists_the_heaviest_groups_by_self_weight():
    """Of 20 samples 12 end in net/http, 5 in the kernel, 3 in main; log has none of its own."""
    folded = (
        "main.main;net/http.Get 4\nmain.main;net/http.Get;net/http.Do 8\nmain.main;log.Print;write_[k] 5\nmain.main 3\n"
    )
    assert entries(folded, "package") == (
        [("net/http", "hue-2", 0.6), ("kernel", "hue-calm", 0.25), ("main", f"hue-{zlib.crc32(b'main') % HUES}", 0.15)],
        0,
    )
    assert entries(folded, "kind") == ([("ordinary code", "hue-ordinary", 0.75), ("kernel", "hue-kernel", 0.25)], 0)
    assert entries(folded, "hot") == entries(folded, "one") == ([], 0)


def test_a_legend_counts_what_it_leaves_out():
    listed, more = entries("".join(f"p{number}.f {100 - number}\n" for number in range(20)), "package")
    assert [group for group, _, _ in listed] == [f"p{number}" for number in range(MOST)]
    assert more == 20 - MOST


def test_a_profile_without_weight_has_no_legend():
    assert entries("main.main 0\n", "package") == ([], 0)


@in_both_schemes
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize(("one", "other"), [*combinations(KINDS, 2)])
def test_kinds_are_told_apart(scheme, vision, one, other):
    tokens = scheme_tokens(TOKENS, scheme)
    assert ciede2000(*(lab(seen(token_colour(tokens, name), vision)) for name in (one, other))) >= 10


@in_both_schemes
@pytest.mark.parametrize("name", [*KINDS, *WARM, "frame-calm", "frame-root", *(f"hue-{hue}" for hue in range(HUES))])
def test_labels_are_legible_on_every_colour(scheme, name):
    tokens = scheme_tokens(TOKENS, scheme)
    if name.startswith("hue-"):
        lightness = float(tokens[f"frame-lightness-{scheme}"])
        rgb = oklch_rgb(lightness, float(tokens["frame-chroma"]), float(tokens[name]))
    else:
        rgb = token_colour(tokens, name)
    assert rgb.min() >= 0
    assert rgb.max() <= 1
    assert contrast(rgb, token_colour(tokens, "frame-text")) >= 4.5


def test_every_look_has_its_rule():
    looks = {look for _, _, _, _, _, look, _ in TABLE["looks"]}
    looks |= {f"hue-{hue}" for hue in range(HUES)} | {f"hue-warm-{tone}" for tone in range(WARM_TONES)}
    for look in looks:
        assert re.search(rf"\.{look} {{ --frame-(hue|fill): var\(--[a-z0-9-]+\); }}", FRAMES), look


def test_every_palette_is_in_the_table():
    assert {row[0] for row in TABLE["looks"]} == set(PALETTES)
