"""Damaged and hostile files: every one is a profile or a SourceError, in time that its size explains."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.formats import pprof, read_profile
from sitegen.formats.folded_text import fold_json, write_folded
from sitegen.model import Profile
from tests.formats.pprof_messages import pprof_bytes

DATA = Path(__file__).resolve().parent.parent / "data"
FILES = {
    "heap.pb": gzip.decompress(DATA.joinpath("pprof/heap.pb.gz").read_bytes()),
    "cpu.pb": gzip.decompress(DATA.joinpath("pprof/cpu.pb.gz").read_bytes()),
    "heap.pb.gz": DATA.joinpath("pprof/heap.pb.gz").read_bytes(),
    "heap.txt": DATA.joinpath("pprof_raw/heap.txt").read_bytes(),
    "mutex_diff.txt": DATA.joinpath("pprof_raw/mutex_diff.txt").read_bytes(),
    "perf.folded": DATA.joinpath("folded/perf.folded").read_bytes(),
    "pyspy.folded": DATA.joinpath("folded/pyspy.folded").read_bytes(),
    "pyspy.speedscope.json": DATA.joinpath("speedscope/pyspy.speedscope.json").read_bytes(),
    "evented.speedscope.json": DATA.joinpath("speedscope/evented.speedscope.json").read_bytes(),
}
NAMES = st.sampled_from(["x", "x.pb", "x.pb.gz", "x.txt", "x.folded"])


def survives(content: bytes, name: str) -> Profile | None:
    """Reads and uses the profile, or meets a SourceError that names the file."""
    try:
        profile = read_profile(content, name)
    except SourceError as err:
        assert err.problem.path == name and str(err).startswith(f"{name}:")
        return None
    for metric in range(len(profile.metrics)):
        assert sum(1 for _ in write_folded(profile, metric)) <= len(profile.sample_stack)
    assert "".join(fold_json(profile))
    assert (profile.stack_parent < range(len(profile.stack_parent))).all()
    return profile


@given(content=st.binary(max_size=400), name=NAMES)
@example(b"\x1f\x8b", "x.pb.gz")
@example(b"\n", "x.folded")
@example(b"\x0a", "x.pb")
def test_any_bytes(content: bytes, name: str) -> None:
    survives(content, name)


@given(text=st.text("abPS:;/ []{}()-.,0123456789\n\r\t\x00ßs=M\ufeff#", max_size=400), name=NAMES)
@example("Period: 1\nSamples:\n", "x")
def test_any_text(text: str, name: str) -> None:
    survives(text.encode(), name)


@given(
    name=st.sampled_from(sorted(FILES)),
    changes=st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=6),
)
def test_real_files_with_bytes_changed(name: str, changes: list[tuple[float, bytes, int]]) -> None:
    """At each place some bytes are replaced by others, none or more."""
    content = FILES[name]
    for place, new, removed in changes:
        at = int(place * len(content))
        content = content[:at] + new + content[at + removed :]
    survives(content, name)


@given(
    first=st.sampled_from(sorted(FILES)),
    second=st.sampled_from(sorted(FILES)),
    cuts=st.tuples(st.floats(0, 1), st.floats(0, 1)),
)
def test_real_files_cut_and_joined(first: str, second: str, cuts: tuple[float, float]) -> None:
    head, tail = FILES[first], FILES[second]
    survives(head[: int(cuts[0] * len(head))] + tail[int(cuts[1] * len(tail)) :], first)


VALID = pprof_bytes([([1], [1])])
HOSTILE = {
    "a sample of many single ids": VALID + b"\x12\xc2\x9a\x0c" + b"\x08\x01" * 100_000 + b"\x10\x01",
    "a million empty samples": VALID + b"\x12\x00" * 1_000_000,
    "a million empty labels": VALID + b"\x12\x82\x89\x7a" + b"\x1a\x00" * 1_000_000 + b"\x10\x01",
    "thirty samples of many fields": VALID + (b"\x12\xa2\x9c\x01" + b"\x08\x01" * 10_000 + b"\x10\x01") * 30,
    "a line of blanks": b"a" + b" " * 1_000_000 + b"b",
    "a line of brackets": b"Period: 1\nSamples:\nn/count\n  1: 1\n                k:[" + b"] k:[" * 200_000 + b"\n",
    "a line of colons": b"Period: 1\nSamples:\nn/count\n  1: 1\n                " + b"k:[v " * 200_000 + b"\n",
    "a location of colons": b"Period: 1\nSamples:\nn/count\n  1: 1\nLocations\n 1: 0x1 f " + b":1" * 300_000 + b"\n",
    "a location of slashes": b"Period: 1\nSamples:\nn/count\n  1: 1\nLocations\n 1: 0x1 f"
    + b" /f(" * 100_000
    + b":1 s=0\nMappings\n",
    "a mapping of brackets": b"Period: 1\nSamples:\nn/count\nLocations\nMappings\n1: 0x0/0x0/0x0 "
    + b"[FN] " * 200_000
    + b"x",
    "sample types of slashes": b"Period: 1\nSamples:\n" + b"a/" * 300_000 + b"\n",
    "a name of brackets": b"main (" * 200_000 + b"a.py:1) 3\n",
    "a name of colons": b"# austin: 3\n" + b"a:" * 300_000 + b"1 3\n",
    "a number of a million digits": b"a " + b"1" * 1_000_000,
    "sample types without a slash": b"Period: 1\nSamples:\nn/count " + b"a " * 300_000 + b"\n",
    "a location of ends": b"Period: 1\nSamples:\nn/count\nLocations\n 1: 0x1 f"
    + b":1 s=1(" * 100_000
    + b"\nMappings\n",
    "many frames": b"f;" * 100_000 + b"f 1",
}


@pytest.mark.parametrize("content", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_content_takes_time_in_proportion(content: bytes) -> None:
    """A megabyte or two each; what costs the square of its size takes many minutes."""
    began = time.process_time()
    survives(content, "x.folded" if content[:1].isalpha() and not content.startswith(b"Period") else "x")
    assert time.process_time() - began < 30


def test_a_message_of_groups_is_refused() -> None:
    """protobuf skips groups as unknown fields; pprof refuses them."""
    with pytest.raises(SourceError):
        pprof.read(FILES["heap.pb"] + b"\x83\x01\x84\x01" + b"\x12\x02\x0b\x0c", "x.pb")
