"""What a person is told of a profile."""

from __future__ import annotations

from dataclasses import replace

from sitegen.analysis.summary import summarise
from sitegen.model import Metric, Provenance
from sitegen.pages.report import facts, summary_text
from tests.text_profiles import profile_of


def test_facts_are_what_the_file_says_and_no_more():
    plain = {fact.label: fact.value for fact in facts(profile_of("a 1\na 2"))}
    assert plain == {"Format": "folded", "Records": "2 on 1 distinct stacks", "Total samples": "3 samples"}


def test_a_recording_has_its_time_rate_and_fingerprint():
    source = Provenance(
        duration_s=20.1,
        period=10_000_000,
        period_metric=Metric("cpu", "nanoseconds"),
        recorded_ns=1_700_000_000_000_000_000,
        sha256="ab",
        source_bytes=1234,
    )
    told = {fact.label: fact.value for fact in facts(replace(profile_of("a 1"), provenance=source))}
    assert told["Recorded"] == "2023-11-14 22:13:20 UTC"
    assert told["Duration"] == "20.1 s"
    assert told["Period"] == "10 ms of cpu (100 samples a second)"
    assert (told["Size"], told["SHA-256"]) == ("1,234 bytes", "ab")


def test_the_text_of_inspect_ranks_by_self_weight():
    profile = profile_of("m;a 3\nm;b 1")
    lines = summary_text(profile, summarise(profile, 0), 0).splitlines()
    assert [line.split() for line in lines[-3:]] == [
        ["3", "75.00%", "3", "75.00%", "a"],
        ["1", "25.00%", "1", "25.00%", "b"],
        ["0", "0%", "4", "100%", "m"],
    ]
