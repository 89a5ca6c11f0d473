"""Profiles of events: from begin and end of calls to stretches of time with a stack each."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Metric
from tests.formats.speedscope_files import document, fails, fold, path_of, read


def evented(text: str, unit: str = "microseconds", start: float = 0, end: float | None = None) -> dict[str, Any]:
    """A profile of events such as `Oa0 Ca5`: frame a opens at 0 and closes at 5."""
    events = [
        {
            "type": word[0],
            "frame": ord(word[1]) - ord("a"),
            "at": int(word[2:]) if word[2:].isdigit() else float(word[2:]),
        }
        for word in text.split()
    ]
    profile = {"type": "evented", "name": "main", "unit": unit, "startValue": start, "events": events}
    return profile if end is None else {**profile, "endValue": end}


def test_calls_weigh_the_time_in_which_they_run_themselves() -> None:
    """a runs from 0 to 10; in it b from 2 to 5 with c from 3 to 4, and b again from 7 to 8."""
    profile = read(document(evented("Oa0 Ob2 Oc3 Cc4 Cb5 Ob7 Cb8 Ca10")))
    assert profile.metrics == (Metric("wall", "nanoseconds"),)
    assert fold(profile, "wall") == ["a 6000", "a;b 3000", "a;b;c 1000"]
    assert profile.time_s is not None
    assert profile.time_s.tolist() == [0, 2e-6, 3e-6, 4e-6, 5e-6, 7e-6, 8e-6]
    assert [path_of(profile, stack)[-1] for stack in profile.sample_stack.tolist()] == list("abcbaba")
    assert profile.weight.ravel().tolist() == [2000, 1000, 1000, 1000, 2000, 1000, 2000]
    assert profile.provenance.duration_s == 10e-6
    assert profile.thread is None and profile.labels == ()


def test_pauses_have_time_and_no_stack() -> None:
    """Before the first call, between two, and up to the end: 5 + 10 + 70 microseconds, of 100."""
    profile = read(document(evented("Oa5 Ca10 Ob20 Cb30", end=100)))
    assert fold(profile, "wall") == [" 85000", "a 5000", "b 10000"]
    assert profile.sample_stack.tolist() == [-1, 0, -1, 1, -1]
    assert profile.provenance.duration_s == 1e-4


def test_calls_that_take_no_time_leave_nothing() -> None:
    profile = read(document(evented("Oa0 Ob1 Oc1 Cc1 Cb1 Ca2")))
    assert fold(profile, "wall") == ["a 2000"]
    assert len(profile.stack_parent) == 1


def test_recursion_is_a_stack_like_any_other() -> None:
    assert fold(read(document(evented("Oa0 Oa1 Oa2 Ca3 Ca4 Ca5"))), "wall") == ["a 2000", "a;a 2000", "a;a;a 1000"]


def test_nanoseconds_since_1970_are_exact() -> None:
    """A double tells them apart by 256; two events one nanosecond apart are one nanosecond apart."""
    start = 1_700_000_000_000_000_001
    profile = read(document(evented(f"Oa{start} Ob{start + 3} Cb{start + 4} Ca{start + 10}", "nanoseconds", start)))
    assert fold(profile, "wall") == ["a 9", "a;b 1"]
    assert profile.time_s is not None and profile.time_s[0] == 0


def test_fractions_of_seconds_lose_no_time() -> None:
    """Ends are rounded to the nanosecond, so the stretches add up to the whole: 0.7 s of a, of which b 0.2."""
    profile = read(document(evented("Oa0.1 Ob0.2 Cb0.4 Ca0.8", "seconds", 0.1)))
    assert fold(profile, "wall") == ["a 500000000", "a;b 200000000"]


def test_threads_share_one_clock() -> None:
    profile = read(document(evented("Oa100 Ca110", start=100), evented("Ob90 Cb120", start=90), frames="abc"))
    assert profile.thread is not None and profile.time_s is not None
    assert profile.thread.tolist() == [1, 0]
    assert profile.time_s.tolist() == [0, 1e-5]
    assert profile.provenance.duration_s == 3e-5


@pytest.mark.parametrize(
    ("unit", "metric"), [("none", Metric("weight", "units")), ("bytes", Metric("memory", "bytes"))]
)
def test_events_need_not_be_of_time(unit: str, metric: Metric) -> None:
    """Such as gas of a virtual machine: no time, and no count that could pass for samples."""
    profile = read(document(evented("Oa0 Ob2 Cb5 Ca10", unit)))
    assert profile.metrics == (metric,)
    assert fold(profile, metric.name) == ["a 7", "a;b 3"]
    assert profile.time_s is None and profile.provenance.duration_s is None


def test_calls_left_open_last_until_the_end_and_are_noted() -> None:
    profile = read(document(evented("Oa0 Ob2 Oc4 Cc6", end=10)))
    assert fold(profile, "wall") == ["a 2000", "a;b 6000", "a;b;c 2000"]
    (note,) = profile.skipped
    assert note.reason.startswith('thread 1, "main": 2 calls did not close') and not note.is_remark


@pytest.mark.parametrize(
    ("events", "message"),
    [
        ("Oa0 Ob1 Ca2", 'it closes "a", but "b" is open innermost - at `$.profiles[0].events[2]`'),
        ("Oa0 Ca1 Cb2", 'it closes "b", but no frame is open - at `$.profiles[0].events[2]`'),
        (
            "Oa5 Ca3",
            "expected a time not before 5, that of the event before it, found 3 - at `$.profiles[0].events[1]`",
        ),
        ("Oa-1 Ca3", "expected a time not before 0, that of the profile's start, found -1.0"),
        ("Od0 Cd1", "expected a frame below 3, found 3 - at `$.profiles[0].events[0]`"),
        (f"Oa0 Ca{10**400}", "expected a time that a double can hold"),
        ("Oa0 Ca1e300", "expected weights whose sum a double can hold"),
        ("Xa0 Ca1", "Invalid enum value 'X' - at `$.profiles[0].events[0].type`"),
    ],
)
def test_events_that_do_not_fit_are_an_error_with_their_place(events: str, message: str) -> None:
    """As in speedscope, which refuses a close of another frame than the innermost and times that fall."""
    assert message in fails(document(evented(events)))


def test_a_profile_that_takes_no_time_is_an_error() -> None:
    assert "expected samples, or events that take time, found none in 1 profile" in fails(document(evented("Oa0 Ca0")))
    assert "found none in 1 profile" in fails(document(evented("")))


def test_time_is_in_proportion_to_size() -> None:
    """100,000 calls within one another; what costs the square takes many minutes."""
    began = time.process_time()
    deep = [{"type": "O", "frame": 0, "at": at} for at in range(100_000)]
    back = [{"type": "C", "frame": 0, "at": at} for at in range(100_000, 200_000)]
    profile = read(document({**evented(""), "events": deep + back}))
    assert profile.totals().tolist() == [199_999_000]
    assert len(profile.stack_parent) == 100_000
    assert time.process_time() - began < 20


@given(st.lists(st.tuples(st.integers(0, 3), st.sampled_from("abc-")), max_size=60), st.integers(0, 5))
def test_all_stretches_together_last_as_long_as_the_profile(steps: list[tuple[int, str]], pause: int) -> None:
    """A naive simulation: each microsecond goes to the stack that is open in it. `-` closes what is innermost."""
    at, words, stack = 0, [], ""
    expected: dict[str, int] = {}
    for wait, frame in steps:
        at += wait
        expected[";".join(stack)] = expected.get(";".join(stack), 0) + 1000 * wait
        if frame != "-":
            words.append(f"O{frame}{at}")
            stack += frame
        elif stack:
            words.append(f"C{stack[-1]}{at}")
            stack = stack[:-1]
    for frame in stack[::-1]:
        words.append(f"C{frame}{at}")
    expected[""] = expected.get("", 0) + 1000 * pause
    if at + pause == 0:
        return
    profile = read(document(evented(" ".join(words), end=at + pause)))
    assert fold(profile, "wall") == sorted(f"{path} {weight}" for path, weight in expected.items() if weight)
    assert profile.totals().tolist() == [1000 * (at + pause)]
    assert profile.time_s is not None
    ends = profile.time_s + profile.weight[:, 0] / 1e9
    assert ends[:-1] == pytest.approx(profile.time_s[1:], abs=1e-12)
