"""The static SVG's contract: groups with exact weights, titles in full, widths that are shares."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from hypothesis import given

from sitegen.analysis.call_tree import top_down
from sitegen.drawing.svg import flame_svg
from sitegen.model import Metric
from tests.text_profiles import profile_of, profile_of_samples, samples

SVG = "{http://www.w3.org/2000/svg}"


def frames(svg: str) -> list[tuple[float, str, dict[str, str]]]:
    """data-w, title and the rectangle's attributes of each frame."""
    root = ElementTree.fromstring(svg)
    groups = [group for group in root.iter(f"{SVG}g") if "frame" in group.get("class", "").split()]
    return [
        (float(group.get("data-w", "nan")), group.find(f"{SVG}title").text, group.find(f"{SVG}rect").attrib)
        for group in groups
    ]


def test_titles_are_name_value_and_share():
    drawn = frames(flame_svg(top_down(profile_of("main;work 1234\nmain 20530")), 0, style=""))
    assert [title for _, title, _ in drawn] == [
        "all (21,764 samples, 100%)",
        "main (21,764 samples, 100%)",
        "main.work (1,234 samples, 5.67%)".replace("main.work", "work"),
    ]


def test_time_is_written_in_its_own_unit_and_data_w_exactly():
    tree = top_down(profile_of("a 1630000000\nb 27117000001", Metric("cpu", "nanoseconds")))
    drawn = frames(flame_svg(tree, 0, style=""))
    assert drawn[1][:2] == (1_630_000_000, "a (1.63 s, 5.67%)")
    assert drawn[2][0] == 27_117_000_001


@given(samples)
def test_each_frame_is_as_wide_as_its_share_and_none_of_half_a_pixel_is_missing(sampled):
    tree = top_down(profile_of_samples(sampled))
    drawn = frames(flame_svg(tree, 0, style=""))
    totals = tree.total(0)
    expected = sorted(total for total in totals.tolist() if total / max(totals[0], 1) * 1200 >= 0.5)
    if totals[0]:
        assert sorted(weight for weight, _, _ in drawn) == expected
    for weight, _, box in drawn:
        if totals[0]:
            assert abs(float(box["width"]) - weight / totals[0] * 1200) <= 0.5


def test_an_icicle_has_its_root_on_top_and_a_flame_graph_at_the_bottom():
    tree = top_down(profile_of("a;b 1"))
    tops = {
        view: [int(box["y"]) for _, _, box in frames(flame_svg(tree, 0, view=view, style=""))]
        for view in ("flame", "icicle")
    }
    assert tops == {"flame": [40, 20, 0], "icicle": [0, 20, 40]}


def test_a_zoomed_picture_keeps_the_ancestors_at_full_width():
    tree = top_down(profile_of("a;b 1\na;c 3"))
    drawn = frames(flame_svg(tree, 0, zoom=2, style=""))
    assert [(title.split(" ")[0], float(box["width"])) for _, title, box in drawn] == [
        ("all", 1200),
        ("a", 1200),
        ("b", 1200),
    ]


def test_ancestors_of_a_zoomed_frame_are_slim_rows_as_the_script_draws_them():
    """row_geometry.js: 14 px a slim row, 20 px any other; here two above, the zoomed one on top of them."""
    tree = top_down(profile_of("a;b 1\na;c 3"))
    boxes = [box for _, _, box in frames(flame_svg(tree, 0, zoom=2, style=""))]
    assert [(int(box["y"]), int(box["height"])) for box in boxes] == [(34, 13), (20, 13), (0, 19)]
    boxes = [box for _, _, box in frames(flame_svg(tree, 0, view="icicle", zoom=2, style=""))]
    assert [(int(box["y"]), int(box["height"])) for box in boxes] == [(0, 13), (14, 13), (28, 19)]


def test_frames_below_half_a_pixel_become_one_hatched_run():
    """Of 10,000, forty frames of 1 are 0.12 px each: together a run of 4.8 px, and the rest is one frame."""
    text = "big 9960\n" + "\n".join(f"tiny{number:02} 1" for number in range(40))
    svg = flame_svg(top_down(profile_of(text)), 0, style="")
    assert len(frames(svg)) == 2
    runs = re.findall(r'class="run" x="([\d.]+)" y="\d+" width="([\d.]+)"', svg)
    assert [(float(left), float(width)) for left, width in runs] == [(1195.2, 4.8)]


def test_the_picture_never_holds_more_elements_than_asked_for():
    text = "\n".join(f"f{number} 1" for number in range(900))
    svg = flame_svg(top_down(profile_of(text)), 0, most=100, style="")
    assert svg.count("<rect") <= 100


def test_hostile_names_stay_text():
    name = "a</title><script>alert(1)</script>\"'&]]>\x00\x1b\ud800"
    tree = top_down(profile_of_samples([((name,), 1)]))
    svg = flame_svg(tree, 0, style="")
    root = ElementTree.fromstring(svg)
    assert not list(root.iter(f"{SVG}script"))
    assert frames(svg)[1][1].startswith("a</title><script>alert(1)</script>\"'&]]>��")


def test_a_label_of_any_characters_reads_back():
    """Line breaks and tabs of an attribute are blanks to a parser unless they are written as references."""
    label = "a \"graph\" of <b> & 'c'\n\t\rü"
    svg = flame_svg(top_down(profile_of("a 1")), 0, label=label, style="")
    assert ElementTree.fromstring(svg).get("aria-label") == label


def test_an_empty_profile_is_a_root_of_nothing():
    drawn = frames(flame_svg(top_down(profile_of_samples([])), 0, style=""))
    assert [title for _, title, _ in drawn] == ["all (0 samples, 0%)"]


def test_a_difference_gives_both_sides_and_the_change_in_points():
    """a is 3 of 5 after and 1 of 3 before: 60 % less 33.33 %; b is 2 of 5 and 2 of 3: 40 % less 66.67 %."""
    from sitegen.model import ProfileBuilder

    builder = ProfileBuilder("test", "folded", [Metric("samples")])
    builder.add([builder.frame("a")], [3.0], before=[1.0])
    builder.add([builder.frame("b")], [2.0], before=[2.0])
    drawn = frames(flame_svg(top_down(builder.build()), 0, style=""))
    assert [title for _, title, _ in drawn] == [
        "all (3 samples -> 5 samples, +0.00 points)",
        "a (1 sample -> 3 samples, +26.67 points)",
        "b (2 samples -> 2 samples, -26.67 points)",
    ]


def test_a_stack_deeper_than_the_picture_may_hold_ends_in_a_hatched_run():
    """200 elements: 100 rows of a 5,000-frame recursion and one run that stands for the rest."""
    svg = flame_svg(top_down(profile_of(";".join(["f"] * 5000) + " 1")), 0, most=200, style="")
    assert len(frames(svg)) == 100
    assert svg.count('class="run"') == 1


def test_a_zoom_deep_inside_a_recursion_keeps_the_nearest_ancestors():
    svg = flame_svg(top_down(profile_of(";".join(["f"] * 5000) + " 1")), 0, zoom=4000, most=200, style="")
    assert svg.count("<rect") <= 200
    assert len(frames(svg)) == 150


def test_of_a_net_change_no_sides_are_made_up():
    """`go tool pprof -base` saves -5 and +3: what there was before is not in the file."""
    drawn = frames(flame_svg(top_down(profile_of("m;a -5\nm;b 3")), 0, style=""))
    assert [title for _, title, _ in drawn] == [
        "all (-2 samples)",
        "m (-2 samples)",
        "a (-5 samples)",
        "b (+3 samples)",
    ]
