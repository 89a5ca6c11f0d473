"""The text of `go tool pprof -raw`: captures of two Go versions, and what is ambiguous in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.formats import pprof_raw, read_profile
from sitegen.formats.folded_text import write_folded
from sitegen.model import Kind, Metric, Profile

DATA = Path(__file__).resolve().parent.parent / "data"
WHOAMI = DATA.parent.parent / "content" / "whoami"

SMALL = """\
Comment: made by hand
Comment: two
lines
Doc: https://example.com/doc
PeriodType: cpu nanoseconds
Period: 10000000
Time: 2026-11-23 05:18:46.5 +0100 CET
Duration: 1m2.5s
Samples:
samples/count cpu/nanoseconds[dflt] lock wait/ms
          1   10000000         -3: 1 2 \n\
                handler:[/index.html] note:[a b: [c]]
                bytes:[4096] wait:[12 milliseconds]
          2   20000000          0: 3 \n\
                handler:[7]
         -4  -40000000          0: 4 2 \n\
                bytes:[16 24]
          5          0          0: \n\
Locations
     1: 0x5d0de0 M=1 gen.F[go.shape.struct { X int; Y string }] /srv/a b/gen.go:658:3 s=600
             gen.caller(int, /x) gen/gen.go:30:0 s=0(_ZN6callerEi)
     2: 0x5cf70d M=1 [F] main.main main.go:34:0 s=30
     3: 0xabc M=2 \n\
     4: 0xdef main.größe :0:0 s=0
Mappings
1: 0x400000/0x675000/0x0 /srv/who ami 4f2a9c [FN][FL]
2: 0x7f00/0x7fff/0x0 /usr/lib/libfoo.so.1  \n\
"""


def read(text: str) -> Profile:
    return pprof_raw.read(text.encode(), "cpu.txt")


def folded(profile: Profile, metric: int = 0) -> list[str]:
    return [line.rstrip("\n") for line in write_folded(profile, metric)]


@pytest.mark.parametrize("name", ["cpu", "heap", "mutex_diff"])
def test_captures_fold_as_the_protobuf_that_they_were_printed_from(name: str) -> None:
    """Printed by Go 1.27. The goldens are those of the protobuf, made from `go tool pprof -traces`."""
    profile = read_profile(DATA.joinpath("pprof_raw", f"{name}.txt").read_bytes(), f"{name}.txt")
    assert profile.format == "pprof-raw"
    goldens = sorted(DATA.joinpath("pprof").glob(f"{name}.*.folded"))
    assert goldens
    for golden in goldens:
        metric = profile.metric_index(golden.name.split(".")[1])
        assert metric is not None
        assert "".join(write_folded(profile, metric)) == golden.read_text("utf-8")


def test_text_of_an_old_go_has_no_columns_and_folds_as_its_protobuf() -> None:
    """cpu.txt was printed by Go 1.19 from cpu_20s.pb.gz."""
    text = WHOAMI.joinpath("log/cpu.txt").read_bytes()
    assert not re.search(rb":\d+:\d+ s=", text)
    from_text = read_profile(text, "cpu.txt")
    from_protobuf = read_profile(WHOAMI.joinpath("log/cpu_20s.pb.gz").read_bytes(), "cpu_20s.pb.gz")
    assert folded(from_text, 1) == folded(from_protobuf, 1)
    assert from_text.frames.line.tolist() == from_protobuf.frames.line.tolist()
    assert from_text.frames.file == from_protobuf.frames.file


def test_names_files_and_lines_come_from_the_right() -> None:
    profile = read(SMALL)
    frames = sorted(
        zip(profile.frames.name, profile.frames.file, profile.frames.line.tolist(), profile.frames.kind, strict=True)
    )
    assert frames == [
        ("[libfoo.so.1]", "", 0, Kind.UNSYMBOLISED),
        ("gen.F[go.shape.struct { X int; Y string }]", "/srv/a b/gen.go", 658, Kind.INLINED),
        ("gen.caller(int, /x)", "gen/gen.go", 30, Kind.NATIVE),
        ("main.größe", "", 0, Kind.NATIVE),
        ("main.main", "main.go", 34, Kind.NATIVE),
    ]
    assert sorted(set(profile.frames.module)) == ["", "libfoo.so.1", "who ami"]


def test_all_columns_are_read_negative_ones_too() -> None:
    profile = read(SMALL)
    assert profile.metrics == (Metric("samples"), Metric("cpu", "nanoseconds"), Metric("lock wait", "milliseconds"))
    assert profile.default_metric == 1
    assert folded(profile) == [
        " 5",
        "[libfoo.so.1] 2",
        "main.main;gen.caller(int, /x);gen.F[go.shape.struct { X int: Y string }] 1",
        "main.main;main.größe -4",
    ]
    assert profile.totals().tolist() == [4, -10_000_000, -3]


def test_a_single_column_is_its_value_and_not_one() -> None:
    header = "PeriodType: n count\nPeriod: 1\nSamples:\nn/count\n"
    assert folded(read(f"{header}         12: 3 \nLocations\n     3: 0x1 f f.go:1 s=0\nMappings\n")) == ["f 12"]


def test_the_header_is_kept() -> None:
    provenance = read(SMALL).provenance
    assert provenance.comments == ("made by hand", "two\nlines")
    assert provenance.doc_url == "https://example.com/doc"
    assert (provenance.period, provenance.period_metric) == (10_000_000, Metric("cpu", "nanoseconds"))
    assert provenance.recorded_ns == 1_795_407_526_500_000_000  # 04:18:46.5 UTC
    assert provenance.duration_s == 62.5


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("20s", 20), ("1.5s", 1.5), ("50ms", 0.05), ("9µs", 9e-6), ("20.1", None), ("200m", None), ("1m40", None)],
)
def test_a_duration_cut_to_four_letters_is_kept_where_its_unit_is_there(text: str, seconds: float | None) -> None:
    assert read(SMALL.replace("1m2.5s", text)).provenance.duration_s == seconds


def test_labels_are_texts_and_numbers() -> None:
    """The second line below a sample holds numbers; a lone line does where its units or its key say so."""
    columns = [(each.key, each.unit, each.sample.tolist(), each.value) for each in read(SMALL).labels]
    assert columns == [
        ("bytes", "bytes", [0, 2, 2], (4096.0, 16.0, 24.0)),
        ("handler", "", [0, 1], ("/index.html", "7")),
        ("note", "", [0], ("a b: [c]",)),
        ("wait", "milliseconds", [0], (12.0,)),
    ]


def test_crlf_lines_stripped_ends_and_a_byte_order_mark_change_nothing() -> None:
    expected = folded(read(SMALL), 1)
    assert folded(read(SMALL.replace("\n", "\r\n")), 1) == expected
    assert folded(read("\ufeff" + re.sub(" +\n", "\n", SMALL)), 1) == expected


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        (": 1 2 ", ": 1 9 ", 11, "expected the id of a location, found 9"),
        (
            "         -4  -40000000          0: 4 2 ",
            "         -4: 4 2 ",
            16,
            "as many values as sample types, 3, found 1",
        ),
        ("         -4  ", "       four  ", 16, 'expected samples of `pprof -raw`, found "four -40000000 0: 4 2"'),
        ("M=1 [F]", "M=7 [F]", 22, "expected the id of a mapping, found 7"),
        ("     4: 0xdef", "     2: 0xdef", 24, "expected an id of its own, found 2"),
        ("main.go:34:0 s=30", "main.go", 22, "expected locations of `pprof -raw`"),
        ("2: 0x7f00/", "2: ", 27, "expected mappings of `pprof -raw`"),
        ("samples/count cpu/nanoseconds[dflt] lock wait/ms", "", 10, "expected sample types of `pprof -raw`"),
        ("-40000000", "-" + "4" * 30, 16, "expected numbers of 64 bits"),
    ],
)
def test_a_line_that_does_not_fit_is_named(old: str, new: str, line: int, reason: str) -> None:
    assert old in SMALL
    with pytest.raises(SourceError) as caught:
        read(SMALL.replace(old, new))
    problem = caught.value.problem
    assert (problem.path, problem.line) == ("cpu.txt", line)
    assert reason in problem.message


@pytest.mark.parametrize("lines", range(1, 25))
def test_a_truncated_text_is_an_error(lines: int) -> None:
    with pytest.raises(SourceError, match=r"cpu\.txt:\d+:1: error: expected"):
        read("".join(SMALL.splitlines(keepends=True)[:lines]))


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        (SMALL.encode(), True),
        (b"PeriodType: \nPeriod: 0\nSamples:\n", True),
        (b"Samples: of what we sell\nApples 3\n", False),
        (b"main;parse 3\n", False),
        (b"Period: 1\x00", False),
    ],
)
def test_content_is_told_by_its_header(head: bytes, expected: bool) -> None:
    assert pprof_raw.sniff(head, "x") is expected
