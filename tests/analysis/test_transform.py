"""Focus, ignore, hide and root, against filtering the samples one by one."""

from __future__ import annotations

import numpy as np
from hypothesis import given

from sitegen.analysis import transform
from sitegen.analysis.call_tree import top_down
from sitegen.analysis.select import FrameName, NoSuchFrame, select
from sitegen.model import Profile
from tests.text_profiles import Stack, names, profile_of, profile_of_samples, samples, stacks_of


def marked(profile: Profile, name: str) -> np.ndarray:
    try:
        return select(profile.stack_parent, profile.stack_frame, profile.frames, FrameName("literal", name))
    except NoSuchFrame:
        return np.zeros(len(profile.stack_parent), np.bool_)


def stacks_after(drawn: list[tuple[Stack, int]], change) -> dict[Stack, int]:
    expected: dict[Stack, int] = {}
    for stack, weight in drawn:
        kept = change(stack)
        if kept is not None and weight:
            expected[kept] = expected.get(kept, 0) + weight
    return expected


@given(samples, names)
def test_focus_keeps_and_ignore_drops_the_samples_that_hold_a_frame(drawn, name):
    profile = profile_of_samples(drawn)
    focused = top_down(transform.focus(profile, marked(profile, name)))
    assert stacks_of(focused) == stacks_after(drawn, lambda stack: stack if name in stack else None)
    ignored = top_down(transform.ignore(profile, marked(profile, name)))
    assert stacks_of(ignored) == stacks_after(drawn, lambda stack: None if name in stack else stack)


@given(samples, names)
def test_hide_takes_frames_out_and_loses_no_weight(drawn, name):
    profile = profile_of_samples(drawn)
    hidden = top_down(transform.hide(profile, marked(profile, name)))
    without = stacks_after(drawn, lambda stack: tuple(frame for frame in stack if frame != name))
    assert stacks_of(hidden) == without
    assert hidden.total(0)[0] == sum(weight for _, weight in drawn)


@given(samples, names)
def test_root_begins_stacks_at_the_outermost_occurrence(drawn, name):
    profile = profile_of_samples(drawn)
    rooted = top_down(transform.root(profile, marked(profile, name)))
    expected = stacks_after(drawn, lambda stack: stack[stack.index(name) :] if name in stack else None)
    assert stacks_of(rooted) == expected


def test_shares_stay_those_of_the_whole_profile():
    profile = profile_of("a;b 3\nc 1")
    part = top_down(transform.focus(profile, marked(profile, "b")), part_of=profile)
    assert part.total(0)[0] == 3
    assert part.whole.tolist() == [4]
