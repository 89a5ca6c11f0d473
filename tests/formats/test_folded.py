"""Folded text: captures of real profilers against what awk makes of them, and the grammar line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.errors import SourceError
from sitegen.formats import folded, read_profile
from sitegen.formats.folded_text import write_folded
from sitegen.model import Kind, Metric, Profile

CAPTURES = Path(__file__).resolve().parent.parent / "data" / "folded"
"""pyspy*: py-spy 0.4.3 of program.py.txt; austin: 3.7.0 of the same; perf: 6.1 of program.c.txt, folded by awk.

The goldens are not ours: of perf what `perf report -g caller,count,folded` prints; else the places taken off by
sed -E ':a; s/ \\([^():]*[^():0-9][^():]*(:[0-9]+)?\\)(;| [0-9]+$)/\\2/; ta', in austin
sed -E 's/[^;]*:([^:;]+):[0-9]+(;| [0-9]+$)/\\1\\2/g', and equal lines summed up by awk.
"""


def read(text: str, two_counts: bool | None = None) -> Profile:
    return folded.read(text.encode(), "cpu.folded", two_counts)


def written(profile: Profile, kinds: bool = False) -> list[str]:
    return [line.rstrip("\n") for line in write_folded(profile, 0, kinds=kinds)]


def frames(profile: Profile) -> list[tuple[str, str, str, int, int]]:
    table = profile.frames
    return list(zip(table.name, table.file, table.module, table.line.tolist(), table.kind.tolist(), strict=True))


@pytest.mark.parametrize("name", sorted(path.stem for path in CAPTURES.glob("*.golden")))
def test_captures_fold_as_other_tools_fold_them(name: str) -> None:
    profile = read_profile(CAPTURES.joinpath(f"{name}.folded").read_bytes(), f"{name}.folded")
    assert (profile.format, profile.skipped) == ("folded", ())
    assert "".join(write_folded(profile, 0)) == CAPTURES.joinpath(f"{name}.golden").read_text("utf-8")


def test_a_capture_of_perf_keeps_its_kernel_frames() -> None:
    """Written with kinds, it is the file again."""
    text = CAPTURES.joinpath("perf.folded").read_text("utf-8")
    profile = read(text)
    assert "".join(write_folded(profile, 0, kinds=True)) == text
    assert Kind.KERNEL in profile.frames.kind


def test_stacks_and_counts() -> None:
    profile = read("main;parse 3\nmain;parse;read 2\nmain 1\n")
    assert profile.metrics == (Metric("samples", "count"),)
    assert profile.weight.ravel().tolist() == [3, 2, 1]
    assert written(profile) == ["main 1", "main;parse 3", "main;parse;read 2"]


def test_equal_stacks_add_up() -> None:
    assert written(read("a;b 1\na;c 5\na;b 2\n")) == ["a;b 3", "a;c 5"]


def test_fractions_are_exact() -> None:
    assert written(read("a 0.5\na 0.25\nb 3.\nc 0.1\n")) == ["a 0.75", "b 3", "c 0.1"]


@pytest.mark.parametrize(
    "text", ["a;b 3\r\nc 1\r\n", "a;b\t3\nc \t 1\t\n", "\ufeffa;b 3\nc 1", "\n\na;b 3\n \t\nc 1\n\n"]
)
def test_line_ends_blanks_and_a_byte_order_mark_do_not_matter(text: str) -> None:
    profile = read(text)
    assert written(profile) == ["a;b 3", "c 1"]
    assert profile.skipped == ()


def test_comments_are_kept_and_no_stacks() -> None:
    profile = read("# recorded on a Monday\n#\na;#b 3\n")
    assert written(profile) == ["a;#b 3"]
    assert profile.provenance.comments == ("recorded on a Monday", "")
    assert profile.skipped == ()


def test_names_hold_blanks_and_unicode() -> None:
    assert written(read("main loop;operator new(unsigned long);größe 日本 3\n")) == [
        "main loop;operator new(unsigned long);größe 日本 3"
    ]


def test_invalid_utf8_is_replaced() -> None:
    assert written(folded.read(b"a;l\xe4uft 3\n", "x.folded")) == ["a;l\ufffduft 3"]


def test_empty_frames_are_frames() -> None:
    profile = read("a;;b 1\n;c 2\n 4\n")
    assert frames(profile)[1] == ("", "", "", 0, 0)
    assert written(profile) == [" 4", ";c 2", "a;;b 1"]
    assert profile.sample_stack[2] == -1


def test_a_separator_within_a_name_leaves_blanks_that_are_taken_off_and_noted() -> None:
    profile = read("main;[u8; 8]::fmt 3\nmain 1\n")
    assert written(profile) == ["main 1", "main;[u8;8]::fmt 3"]
    (note,) = profile.skipped
    assert "blanks were taken off 1 name;" in note.reason


@pytest.mark.parametrize(
    "line", ["a;b", "a;b -5", "a;b 1e5", "a;b .5", "5", "a;b 3 x", "a;b ٣", "a;b 1_000", "a 1" + "0" * 400, "x\x00y"]
)
def test_lines_that_do_not_fit_are_skipped_with_their_reason(line: str) -> None:
    profile = read(f"ok 1\n{line}\nok 2\n")
    assert written(profile) == ["ok 3"]
    (note,) = profile.skipped
    assert note.line == 2 and "expected frames joined by ';', a blank and a count" in note.reason


def test_a_file_without_a_stack_is_an_error_at_its_first_line() -> None:
    with pytest.raises(SourceError) as caught:
        read("# comment\n\nmain;foo bar\nmain 1e5\n")
    assert str(caught.value).startswith("cpu.folded:3:10: error: expected frames joined by ';', a blank and a count")
    assert 'found "main;foo bar"' in str(caught.value)
    with pytest.raises(SourceError, match=r"cpu\.folded:1:1: error: expected folded stacks, found blank lines only"):
        read("\n# comment\n")


def test_two_counts_are_before_and_after_where_every_line_has_them() -> None:
    profile = read("a;b 12 100\na;c 5 0\nd 0 2.5\n")
    assert profile.is_difference and profile.weight_before is not None
    assert profile.weight_before.ravel().tolist() == [12, 5, 0]
    assert profile.weight.ravel().tolist() == [88, -5, 2.5]
    assert written(profile) == ["a;b 88", "a;c -5", "d 2.5"]


def test_two_counts_of_equal_stacks_add_up() -> None:
    """The original keeps the difference of the first alone."""
    profile = read("a;b 1 2\na;b 3 10\n")
    before, after = profile.sides()
    assert (before.sum(), after.sum()) == (4, 12)


@pytest.mark.parametrize(
    "text",
    [
        "a;thread 12 100\nb;foo 50\n",  # one line has one count
        "a;thread 12 100\n",
        "a;thread 1 100\na;thread 2 90\na;Worker-#3 7\n",  # numbers of threads on every line
    ],
)
def test_a_number_in_a_name_is_no_count(text: str) -> None:
    profile = read(text)
    assert not profile.is_difference
    assert written(profile) == sorted(line for line in text.splitlines())


def test_lines_that_do_not_fit_have_no_say_in_how_many_counts_there_are() -> None:
    profile = read("a;b 1 2\nnonsense\n# a 5\n\nc 3 4\n")
    assert profile.is_difference
    assert [note.line for note in profile.skipped] == [2]


def test_counts_can_be_forced() -> None:
    assert written(read("a;b 1 2\nc 3 4\n", two_counts=False)) == ["a;b 1 2", "c 3 4"]
    profile = read("a;thread 12 100\nb 5\n", two_counts=True)
    assert profile.is_difference and written(profile) == ["a;thread 88"]
    assert "two counts" in profile.skipped[0].reason


def test_suffixes_of_a_known_kind_become_the_kind() -> None:
    profile = read("main;read_[k];copy_[i];jitted_[j];wake_[w];slow_[0];fast_[1];b;b_[k] 1\n")
    assert frames(profile) == [
        ("main", "", "", 0, Kind.NATIVE),
        ("read", "", "", 0, Kind.KERNEL),
        ("copy", "", "", 0, Kind.INLINED),
        ("jitted", "", "", 0, Kind.JIT),
        ("wake_[w]", "", "", 0, Kind.NATIVE),
        ("slow_[0]", "", "", 0, Kind.NATIVE),
        ("fast_[1]", "", "", 0, Kind.NATIVE),
        ("b", "", "", 0, Kind.NATIVE),
        ("b", "", "", 0, Kind.KERNEL),
    ]


def test_py_spy_names_files_and_lines() -> None:
    text = (
        'process 7:"python app.py";thread (0x7F): Main;<module> (app.py:30);f(x) (lib/a b.py:5);0x7f2e (libc.so.6) 3\n'
    )
    assert frames(read(text)) == [
        ('process 7:"python app.py"', "", "", 0, Kind.NATIVE),
        ("thread (0x7F): Main", "", "", 0, Kind.NATIVE),
        ("<module>", "app.py", "", 30, Kind.NATIVE),
        ("f(x)", "lib/a b.py", "", 5, Kind.NATIVE),
        ("0x7f2e", "", "libc.so.6", 0, Kind.UNSYMBOLISED),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "main (app.py:12);work 3\n",  # one frame of another form: these are names
        "f (int);g (char) 3\n",  # nothing of Python
        "main (app.c:12);work (app.c:3) 3\n",
    ],
)
def test_names_stay_whole_unless_the_whole_file_is_of_py_spy(text: str) -> None:
    profile = read(text)
    assert written(profile) == [text.strip()]
    assert set(profile.frames.file) == {""}


@pytest.mark.parametrize(
    ("mode", "metric"),
    [
        ("wall", Metric("wall", "microseconds")),
        ("cpu", Metric("cpu", "microseconds")),
        ("memory", Metric("memory", "bytes")),
        ("full", Metric("samples", "count")),
    ],
)
def test_austin_says_what_it_measured(mode: str, metric: Metric) -> None:
    profile = read(f"# austin: 3.7.0\n# mode: {mode}\n\nP1;T0:2;C:\\app.py:Order.total:15 20\n")
    assert profile.metrics == (metric,)
    assert frames(profile)[1:] == [("T0:2", "", "", 0, 0), ("Order.total", "C:\\app.py", "", 15, 0)]


@pytest.mark.parametrize(
    ("head", "name", "expected"),
    [
        (b"main;parse 3\n", "x", True),
        (b"main;parse 3\nmain;pa", "x", True),
        (b"main;parse\n", "x", False),
        (b"main;parse\n", "x.folded", True),
        (b"main;parse\n", "x.COLLAPSED.GZ", True),
        (b"main;parse 3\x00\n", "x.folded", False),
        (b"a sentence\nor two\nof 3\n", "x", False),
        (b"", "x.folded", False),
    ],
)
def test_content_is_told_by_its_lines_or_its_name(head: bytes, name: str, expected: bool) -> None:
    assert folded.sniff(head, name) is expected


LINE_BREAKS = "\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
NAMES = st.text(
    st.characters(exclude_characters=f"; \t{LINE_BREAKS}", exclude_categories=["Cs"]), min_size=1, max_size=8
).filter(lambda name: not name.endswith(("_[k]", "_[i]", "_[j]")) and not name.startswith(("#", "\ufeff")))


@given(st.dictionaries(st.lists(NAMES, min_size=1, max_size=6).map(";".join), st.integers(1, 2**50), min_size=1))
def test_folding_folded_text_gives_the_same_lines(stacks: dict[str, int]) -> None:
    lines = sorted(f"{stack} {count}" for stack, count in stacks.items())
    assert written(read("\n".join(lines), two_counts=False)) == lines
