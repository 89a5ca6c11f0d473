"""Which reader a file gets: by its content, whatever its name; and what the errors say where none fits."""

from __future__ import annotations

import gzip
import hashlib
import zlib
from pathlib import Path

import pytest

from sitegen.errors import SourceError
from sitegen.formats import READERS, profile_stem, read_profile
from sitegen.formats.folded_text import write_folded
from sitegen.pages.profile_names import ProfileNames
from tests.formats.pprof_messages import pprof_bytes

DATA = Path(__file__).resolve().parent.parent / "data"
PPROF = pprof_bytes([([1, 2], [3])])
RAW = DATA.joinpath("pprof_raw/heap.txt").read_bytes()
FOLDED = b"main;parse 3\nmain 1\n"


@pytest.mark.parametrize("name", ["cpu.pb", "cpu", "cpu.folded", "cpu.txt", "http://127.0.0.1/debug/pprof/heap", "-"])
def test_protobuf_is_known_under_any_name(name: str) -> None:
    assert read_profile(PPROF, name).format == "pprof"
    assert read_profile(gzip.compress(PPROF, mtime=0), name).format == "pprof"


@pytest.mark.parametrize("content", [RAW, gzip.compress(RAW, mtime=0)])
@pytest.mark.parametrize("name", ["cpu.txt", "cpu", "cpu.folded"])
def test_raw_text_is_known_by_its_content(name: str, content: bytes) -> None:
    assert read_profile(content, name).format == "pprof-raw"


@pytest.mark.parametrize("content", [FOLDED, gzip.compress(FOLDED, mtime=0)])
@pytest.mark.parametrize("name", ["cpu.txt", "cpu.folded", "cpu", "report.folded.gz", "-"])
def test_folded_text_is_known_by_its_content(name: str, content: bytes) -> None:
    profile = read_profile(content, name)
    assert profile.format == "folded"
    assert list(write_folded(profile, 0)) == ["main 1\n", "main;parse 3\n"]


@pytest.mark.parametrize("name", ["cpu.pb.gz", "cpu.pb", "site/cpu.pprof", "CPU.PB.GZ"])
@pytest.mark.parametrize(
    ("content", "found"),
    [
        (FOLDED, "text that looks like folded"),
        (b"Too many requests 429\n", "text that looks like folded"),
        (RAW, "text that looks like pprof-raw"),
        (b"Could not enable CPU profiling: cpu profiling already in use\n", 'text that begins "Could not enable'),
        (b"<!DOCTYPE html>\n<p>502", 'text that begins "<!DOCTYPE html>"'),
    ],
)
def test_text_under_the_name_of_a_protobuf_is_an_error(name: str, content: bytes, found: str) -> None:
    """A failed download leaves a message under a profile's name, and many texts have a line that looks folded."""
    with pytest.raises(SourceError) as caught:
        read_profile(content, name)
    assert str(caught.value).startswith(f"{name}:1:1: error: expected pprof, as the name says, found {found}")


def test_binary_content_of_no_format_shows_its_first_bytes() -> None:
    with pytest.raises(SourceError, match="expected pprof, as the name says, found bytes that begin 89 50 4e 47"):
        read_profile(b"\x89PNG\r\n\x1a\n\x00\x00", "cpu.pb.gz")
    with pytest.raises(SourceError, match="expected a profile, found bytes that begin 89 50 4e 47"):
        read_profile(b"\x89PNG\r\n\x1a\n\x00\x00", "cpu.png")
    with pytest.raises(SourceError, match="expected folded, as the name says, found bytes that begin 89 50 4e 47"):
        read_profile(b"\x89PNG\r\n\x1a\n\x00\x00", "cpu.folded")


def test_text_of_no_format_shows_its_first_line() -> None:
    with pytest.raises(SourceError) as caught:
        read_profile(b"\n# A note\n\nwithout numbers\n", "note.md")
    assert str(caught.value) == (
        'note.md:1:1: error: expected a profile, found text that begins "# A note"; '
        "it must be one of pprof, pprof-raw, speedscope, folded"
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "found an empty file"),
        (gzip.compress(b"", mtime=0), "found nothing inside the gzip"),
        (b"\0" * 9, "found bytes"),
    ],
)
def test_nothing_is_an_error(content: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason):
        read_profile(content, "cpu.pb.gz")


def test_gzip_may_have_several_members_and_padding() -> None:
    content = (
        gzip.compress(FOLDED[:7], mtime=0)
        + gzip.compress(b"", mtime=0)
        + gzip.compress(FOLDED[7:], mtime=0)
        + bytes(512)
    )
    assert list(write_folded(read_profile(content, "x"), 0)) == ["main 1\n", "main;parse 3\n"]


def test_gzip_within_gzip_is_not_undone_twice() -> None:
    with pytest.raises(SourceError, match="found bytes that begin 1f 8b"):
        read_profile(gzip.compress(gzip.compress(FOLDED), mtime=0), "x.folded")


@pytest.mark.parametrize("size", [2, 5, 10, 12, -8, -1])
def test_truncated_gzip_is_an_error(size: int) -> None:
    content = gzip.compress(PPROF, mtime=0)
    with pytest.raises(SourceError, match=r"^site/cpu\.pb\.gz: error: expected gzip.* (cut off|corrupt)"):
        read_profile(content[:size], "site/cpu.pb.gz")


def test_corrupt_gzip_is_an_error() -> None:
    content = bytearray(gzip.compress(RAW, mtime=0))
    content[len(content) // 2] ^= 0xFF
    with pytest.raises(SourceError, match="expected gzip, found corrupt data after"):
        read_profile(bytes(content), "cpu.pb.gz")
    wrong_sum = bytearray(gzip.compress(PPROF, mtime=0))
    wrong_sum[-5] ^= 0xFF
    with pytest.raises(SourceError, match="incorrect data check"):
        read_profile(bytes(wrong_sum), "cpu.pb.gz")


def test_bytes_behind_gzip_are_an_error() -> None:
    content = gzip.compress(FOLDED, mtime=0)
    with pytest.raises(
        SourceError, match=f"expected the end or another gzip member at byte {len(content)}, found 5 bytes"
    ):
        read_profile(content + b"extra", "x")


def test_content_above_the_limit_is_refused_early() -> None:
    """A hundred megabytes of zeros in a hundred kilobytes: what is beyond the limit is never unpacked."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    bomb = b"".join(packer.compress(bytes(1 << 20)) for _ in range(100)) + packer.flush()
    with pytest.raises(SourceError, match="expected at most 1,000,000 bytes of content, found more"):
        read_profile(bomb, "cpu.pb.gz", max_bytes=1_000_000)
    with pytest.raises(SourceError, match="expected at most 10 bytes"):
        read_profile(FOLDED, "cpu.folded", max_bytes=10)
    assert read_profile(FOLDED, "cpu.folded", max_bytes=len(FOLDED)).format == "folded"


def test_the_fingerprint_is_of_the_file_as_it_is_stored() -> None:
    stored = gzip.compress(FOLDED, mtime=0)
    provenance = read_profile(stored, "x").provenance
    assert (provenance.sha256, provenance.source_bytes) == (hashlib.sha256(stored).hexdigest(), len(stored))


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ("site/cpu_20s.pb.gz", "cpu_20s"),
        ("cpu.folded", "cpu"),
        ("cpu.txt", "cpu"),
        ("http://127.0.0.1:8080/debug/pprof/heap?gc=1", "heap"),
        ("C:\\profiles\\cpu.pb", "cpu"),
        ("standard input", "standard input"),
        ("-", "-"),
    ],
)
def test_the_title_is_the_name_without_its_folder_and_suffix(source: str, title: str) -> None:
    assert read_profile(PPROF, source).title == title


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("cpu.pb.gz", "cpu"),
        ("cpu.pb", "cpu"),
        ("cpu.pprof", "cpu"),
        ("cpu.v2.folded", "cpu.v2"),
        ("CPU.Folded.GZ", "CPU"),
        ("x.collapsed", "x"),
        ("x.speedscope.json", "x"),
    ],
)
def test_names_of_profiles(name: str, stem: str) -> None:
    assert ProfileNames(None).is_profile(name)
    assert profile_stem(name) == stem


@pytest.mark.parametrize("name", ["cpu.txt", "cpu.gz", "folded", "note.md", "data.csv", "data.json"])
def test_other_files_are_profiles_only_when_they_are_named(name: str) -> None:
    assert not ProfileNames(None).is_profile(name)


def test_each_reader_tells_its_name_and_how_it_was_tested() -> None:
    assert sorted(reader.name for reader in READERS) == ["folded", "pprof", "pprof-raw", "speedscope"]
    assert all(reader.description and reader.tested for reader in READERS)
