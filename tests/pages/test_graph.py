"""From options to a graph, and the line that stands under it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sitegen.analysis.select import FrameName
from sitegen.model import Metric, Provenance
from sitegen.pages.graph import BadOption, make_graph, status_text, zoom_row
from tests.text_profiles import profile_of, rows_of


def name(text: str) -> FrameName:
    return FrameName("literal", text)


def test_filters_apply_in_the_order_focus_ignore_hide_root():
    """Of four samples: focus keeps those with w, ignore drops those with x, hide takes h out, root begins at w."""
    profile = profile_of("m;w;h;a 1\nm;w;x 2\nm;q 4\nm;w;b 8")
    options = {"root": name("w"), "hide": name("h"), "ignore": name("x"), "focus": name("w")}
    graph = make_graph(profile, options)
    assert rows_of(graph.tree) == [(0, "all", 9), (1, "w", 9), (2, "a", 1), (2, "b", 8)]
    assert graph.tree.whole.tolist() == [15]


def test_a_later_filter_looks_at_what_the_earlier_ones_left():
    profile = profile_of("m;w 1\nm;q 2")
    with pytest.raises(BadOption, match='no frame matches "nowhere"') as caught:
        make_graph(profile, {"ignore": name("nowhere")})
    assert caught.value.option == "ignore"


def test_filters_that_leave_nothing_say_so():
    with pytest.raises(BadOption, match="ignore=m leaves no samples"):
        make_graph(profile_of("m;w 1"), {"ignore": name("m")})


def test_zoom_opens_at_the_heaviest_node_of_the_function():
    graph = make_graph(profile_of("a;f 1\nb;f 5"))
    row = zoom_row(graph.tree, name("f"), 0)
    assert graph.tree.total(0)[row] == 5


def test_the_default_budget_folds_and_zero_keeps_everything():
    text = "\n".join(f"f{number};g{number} 1" for number in range(80_000))
    graph = make_graph(profile_of(text))
    assert len(graph.tree) <= 150_000
    assert graph.folded_nodes + int((graph.tree.folded == 0).sum()) == 160_001
    assert len(make_graph(profile_of(text), min_share=0.0).tree) == 160_001


def test_the_status_line_gives_totals_the_part_shown_and_what_was_folded():
    profile = profile_of("a;b 97 970\nc 2 20\nd 1 10", Metric("samples"), Metric("cpu", "milliseconds"))
    profile = replace(profile, provenance=Provenance(duration_s=2.5))
    graph = make_graph(profile, {"focus": name("a")})
    assert status_text(graph, 1, profile.provenance.duration_s) == (
        "1 s, 100 samples, recorded over 2.5 s; shown: 970 ms, 97.00% of all."
    )
    assert status_text(make_graph(profile, min_share=0.05), 0, profile.provenance.duration_s) == (
        "100 samples, recorded over 2.5 s; the 2 smallest of 4 nodes are folded (3.00%)."
    )


def test_zoom_on_a_frame_that_a_filter_took_out_is_an_error_of_zoom():
    graph = make_graph(profile_of("m;b 1\nm;c 1"), {"hide": name("b")})
    with pytest.raises(BadOption, match=r'no frame "b" is left \(a filter or min took it out\)') as caught:
        zoom_row(graph.tree, name("b"), 0)
    assert caught.value.option == "zoom"


def test_a_heap_profiles_space_goes_with_its_own_count():
    """Live bytes beside live objects, not beside all that were ever allocated."""
    metrics = (
        Metric("alloc_objects"),
        Metric("alloc_space", "bytes"),
        Metric("inuse_objects"),
        Metric("inuse_space", "bytes"),
    )
    profile = profile_of("a 100 5000 2 64", *metrics)
    assert status_text(make_graph(profile), 3, profile.provenance.duration_s) == "64 B, 2 inuse objects."
    assert status_text(make_graph(profile), 1, profile.provenance.duration_s) == "4.88 KiB, 100 alloc objects."


def test_a_metric_without_samples_says_so():
    profile = profile_of("a 1 0", Metric("samples"), Metric("cpu", "nanoseconds"))
    assert status_text(make_graph(profile), 1, profile.provenance.duration_s) == "No samples in this metric."
