"""What the threads of a profile are called."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from sitegen.model import Metric, ProfileBuilder
from sitegen.model.threads import thread_names
from tests.text_profiles import profile_of


def test_a_profile_without_threads_has_no_names():
    assert thread_names(profile_of("a 1")) == []


def test_a_thread_is_called_what_the_label_of_its_first_sample_says():
    builder = ProfileBuilder("t", "speedscope", [Metric("samples")])
    for name in ("", "main", "", "other", "pool"):
        row = builder.add([builder.frame("a")], [1])
        if name:
            builder.label(row, "thread", name)
            builder.label(row, "request", "no name of a thread")
    profile = replace(builder.build(), thread=np.array([0, 2, 2, 2, 3], np.int32))
    assert thread_names(profile) == ["thread 1", "thread 2", "main", "pool"]
