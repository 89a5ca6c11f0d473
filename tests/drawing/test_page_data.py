"""The page's data: what the scripts read is what the tree holds, and no name can end the block."""

from __future__ import annotations

import json

import msgspec
import numpy as np
import pytest
from hypothesis import given

from sitegen.analysis.call_tree import top_down
from sitegen.analysis.hotspots import functions_of
from sitegen.drawing.columns import columns, numbers
from sitegen.drawing.page_data import FigureState, PageData
from sitegen.model import Metric
from tests.text_profiles import profile_of, profile_of_samples, samples


def written(profile):
    tree = top_down(profile)
    data = PageData()
    data.add_figure(FigureState("cpu", data.add_tree(tree, functions_of(tree)), "CPU", 0))
    return tree, json.loads(data.to_json())


def decoded(block: list[dict], index: int) -> np.ndarray:
    column = block[index]
    base = decoded(block, column["of"]) if "of" in column else np.array(column["values"], dtype=np.float64)
    return base * column["scale"]


@given(samples)
def test_the_block_reads_back_as_the_tree(drawn):
    tree, page = written(profile_of_samples(drawn))
    block = page["trees"][0]
    assert np.cumsum(block["step"]).tolist() == tree.depth.tolist()
    assert decoded(block["self"], 0).tolist() == tree.self_weight[:, 0].tolist()
    names = [page["strings"][page["frames"]["name"][frame]] if frame >= 0 else "all" for frame in block["frame"]]
    assert names == [tree.row_name(row) for row in range(len(tree))]
    functions = {
        page["strings"][page["frames"]["name"][frame]]: weight
        for frame, weight in zip(block["functions"]["frame"], decoded(block["functions"]["total"], 0), strict=True)
    }
    for name, weight in functions.items():
        assert weight == sum(count for stack, count in drawn if name in stack)


def test_a_metric_that_is_a_multiple_of_another_is_said_once():
    """Samples 3 and 5 at 10 ms: the nanoseconds are 10,000,000 times column 0."""
    profile = profile_of("a 3 30000000\nb 5 50000000", Metric("samples"), Metric("cpu", "nanoseconds"))
    _, page = written(profile)
    assert page["trees"][0]["self"] == [{"scale": 1, "values": [0, 3, 5]}, {"scale": 10_000_000, "of": 0}]


def test_a_metric_that_is_a_broken_multiple_is_written_out():
    profile = profile_of("a 2 3\nb 4 6", Metric("samples"), Metric("odd"))
    tree, page = written(profile)
    assert decoded(page["trees"][0]["self"], 1).tolist() == tree.self_weight[:, 1].tolist()


def test_fractions_travel_exactly():
    tree, page = written(profile_of("a 0.1\nb 0.25"))
    assert decoded(page["trees"][0]["self"], 0).tolist() == tree.self_weight[:, 0].tolist()


def test_no_name_can_end_the_block():
    tree = top_down(profile_of_samples([(("</script><!--\u2028\u2029]]>\ud800",), 1)]))
    data = PageData()
    data.add_tree(tree, functions_of(tree))
    text = data.to_json()
    assert "<" not in text
    assert not {"\u2028", "\u2029"} & set(text)
    text.encode("utf-8")
    assert "</script><!--\u2028\u2029]]>�" in json.loads(text)["strings"]


def test_two_trees_share_frames_and_strings():
    data = PageData()
    for text in ("main;a 1", "main;b 1"):
        tree = top_down(profile_of(text))
        data.add_tree(tree, functions_of(tree))
    assert json.loads(data.to_json())["strings"] == ["", "main", "a", "b"]


@pytest.mark.parametrize("weight", [np.nan, np.inf])
def test_a_weight_that_json_does_not_have_is_refused(weight):
    """As null it would be a weight of nothing in the page."""
    with pytest.raises(ValueError, match="finite"):
        columns(np.array([[1.0], [weight]]))


def test_very_small_and_very_large_weights_read_back():
    weights = [5e-324, 6.4732675500567814e-06, 0.1, 30.0, 1e22, 1.7976931348623157e308]
    assert json.loads(msgspec.json.encode(numbers(np.array(weights)))) == weights
