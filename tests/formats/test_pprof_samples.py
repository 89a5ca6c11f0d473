"""pprof's samples: packed and unpacked, labels, values of both signs; small messages worked out by hand."""

from __future__ import annotations

from pathlib import Path

from sitegen.formats import pprof
from tests.formats.pprof_messages import folded, pprof_bytes, pprof_message, read_message

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "pprof"


def test_labels_are_columns_by_key_and_unit() -> None:
    labels = [
        [{"key": "user", "str": "Ada"}, {"key": "user", "str": "Bob"}, {"key": "size", "num": 64, "num_unit": "kb"}],
        [],
        [{"key": "size", "num": 7}, {"key": "request", "num": 9}, {"key": "size", "num": -1, "num_unit": "kb"}],
    ]
    profile = read_message([([1], [1], each) for each in labels])
    columns = [(each.key, each.unit, each.sample.tolist(), each.value) for each in profile.labels]
    assert columns == [
        ("request", "bytes", [2], (9.0,)),
        ("size", "kb", [0, 2], (64.0, -1.0)),
        ("size", "size", [2], (7.0,)),
        ("user", "", [0, 0], ("Ada", "Bob")),
    ]


def test_a_label_of_zero_is_a_number_where_the_key_has_numbers() -> None:
    """pprof loses it; an empty text is the same bytes."""
    labels = [[{"key": "n"}, {"key": "t"}, {"key": "new"}], [{"key": "n", "num": 3}, {"key": "t", "str": "x"}]]
    profile = read_message([([1], [1], each) for each in labels])
    assert [(each.key, each.value) for each in profile.labels] == [("n", (0.0, 3.0)), ("new", ("",)), ("t", ("", "x"))]


def test_a_million_samples_may_each_have_labels() -> None:
    """Here a few thousand, in several chunks: the columns keep the order of the samples."""
    count = 20_000
    profile = read_message([([1], [1], [{"key": "id", "num": row + 1}]) for row in range(count)])
    (column,) = profile.labels
    assert column.sample.tolist() == list(range(count))
    assert column.value == tuple(float(row + 1) for row in range(count))


def test_packed_and_unpacked_fields_are_the_same() -> None:
    """A sample written both ways: field 1 locations 1 and 300, field 2 values 5 and -1."""
    minus_one = b"\xff" * 9 + b"\x01"
    packed = b"\x0a\x03\x01\xac\x02" + b"\x12\x0b\x05" + minus_one
    unpacked = b"\x08\x01\x10\x05\x08\xac\x02\x10" + minus_one
    profiles = []
    for sample in (packed, unpacked):
        message = pprof_message([([1, 300], [5, -1])], types=[("a", "count"), ("b", "count")])
        message.sample[0] = sample
        profiles.append(pprof.read(message.SerializeToString(), "x.pb"))
    assert [folded(profile, 0) for profile in profiles] == [["f300;f1 5"]] * 2
    assert [folded(profile, 1) for profile in profiles] == [["f300;f1 -1"]] * 2


def test_unknown_fields_are_skipped() -> None:
    content = pprof_bytes([([1], [5])]) + b"\x82\x7d\x03abc" + b"\x88\x7d\x05"
    assert folded(pprof.read(content, "x.pb")) == ["f1 5"]


def test_ids_may_be_any_numbers() -> None:
    samples = [([2**64 - 1, 2**63], [1]), ([2**63], [2])]
    assert folded(read_message(samples)) == [f"f{2**63} 2", f"f{2**63};f{2**64 - 1} 1"]


def test_a_sample_without_locations_belongs_to_the_root() -> None:
    profile = read_message([([], [4]), ([1], [3])])
    assert profile.sample_stack.tolist() == [-1, 0]
    assert folded(profile) == [" 4", "f1 3"]


def test_a_profile_without_samples_is_valid() -> None:
    profile = read_message([])
    assert profile.weight.shape == (0, 1) and folded(profile) == []


def test_values_beyond_what_a_float_holds_are_noted() -> None:
    (note,) = read_message([([1], [2**53 + 1])]).skipped
    assert "2**53" in note.reason


def test_negative_values_are_a_difference() -> None:
    profile = read_message([([1], [-3]), ([2], [5])])
    assert profile.is_difference and profile.weight_before is None
    before, after = profile.sides()
    assert (before.ravel().tolist(), after.ravel().tolist()) == ([3, 0], [0, 5])


def test_samples_of_the_base_are_the_side_before() -> None:
    base = [{"key": "pprof::base", "str": "true"}]
    profile = read_message([([1], [5]), ([1], [-3], base), ([2], [-4], [*base, {"key": "user", "str": "Ada"}])])
    assert profile.weight_before is not None
    before, after = profile.sides()
    assert (before.ravel().tolist(), after.ravel().tolist()) == ([0, 3, 4], [5, 0, 0])
    assert profile.weight.ravel().tolist() == [5, -3, -4]
    assert [column.key for column in profile.labels] == ["user"]
