"""What the threads of a profile are called."""

from __future__ import annotations

from sitegen.model.profile import Profile

THREAD_KEY = "thread"
"""The label that names a sample's thread."""


def thread_names(profile: Profile) -> list[str]:
    """The name of each thread by its number, as the label `thread` of its samples says; else `thread 1` and so on."""
    if profile.thread is None:
        return []
    names = [f"thread {number + 1}" for number in range(int(profile.thread.max(initial=-1)) + 1)]
    for column in profile.labels:
        if column.key == THREAD_KEY:
            # Backwards, so that a thread's first sample has the last word.
            for sample, value in zip(column.sample.tolist()[::-1], column.value[::-1], strict=True):
                names[int(profile.thread[sample])] = str(value)
    return names
