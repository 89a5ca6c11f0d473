"""What a frame's name means."""

from __future__ import annotations

import pytest

from sitegen.analysis.select import AmbiguousFrame, FrameName, NoSuchFrame, select, select_one
from sitegen.model import Metric, Profile, ProfileBuilder
from tests.text_profiles import profile_of


def chosen(profile: Profile, name: FrameName, find=select) -> list[str]:
    """The paths of the nodes that a name means, as `a;b`, sorted."""
    nodes = find(profile.stack_parent, profile.stack_frame, profile.frames, name)
    paths: list[str] = []
    for parent, frame in zip(profile.stack_parent.tolist(), profile.stack_frame.tolist(), strict=True):
        own = profile.frames.name[frame]
        paths.append(f"{paths[parent]};{own}" if parent >= 0 else own)
    return sorted(path for path, is_chosen in zip(paths, nodes.tolist(), strict=True) if is_chosen)


def test_a_name_means_the_function_wherever_it_occurs():
    assert chosen(profile_of("a;f 1\nb;f;f 1"), FrameName("literal", "f")) == ["a;f", "b;f", "b;f;f"]


def test_a_literal_name_is_no_pattern():
    assert chosen(profile_of("a.b 1\naxb 1"), FrameName("literal", "a.b")) == ["a.b"]


def test_a_pattern_is_unanchored():
    assert chosen(profile_of("net/http.Serve 1\nmain 1"), FrameName("pattern", "^net/")) == ["net/http.Serve"]


def test_in_means_any_ancestor_but_not_the_frame_itself():
    profile = profile_of("main;serve;log 1\nmain;log 1\nserve;x;log 1\nlog 1")
    assert chosen(profile, FrameName("literal", "log", within=FrameName("literal", "serve"))) == [
        "main;serve;log",
        "serve;x;log",
    ]
    assert chosen(profile_of("f;g;f 1"), FrameName("literal", "f", within=FrameName("literal", "f"))) == ["f;g;f"]


def test_a_name_that_fits_nothing_is_told_the_nearest_names():
    with pytest.raises(NoSuchFrame, match=r'no frame matches "log.Printff" \(closest: log.Printf, log.Println\)'):
        chosen(profile_of("log.Printf 1\nlog.Println 1\nmain 1"), FrameName("literal", "log.Printff"))


def test_a_frame_that_is_never_below_the_other_is_an_error():
    with pytest.raises(NoSuchFrame, match='no frame "a" lies below "b"'):
        chosen(profile_of("a 1\nb 1"), FrameName("literal", "a", within=FrameName("literal", "b")))


def two_files() -> Profile:
    builder = ProfileBuilder("test", "pprof", [Metric("samples")])
    for file in ("src/a/x.go", "src/b/x.go"):
        builder.add([builder.frame("main", file=file)], [1.0])
    return builder.build()


def test_from_narrows_by_file_folder_by_folder():
    assert len(chosen(two_files(), FrameName("literal", "main"))) == 2
    assert len(chosen(two_files(), FrameName("literal", "main", file="b/x.go"))) == 1
    with pytest.raises(NoSuchFrame, match=r'is from "c/x.go" \(it is in: src/a/x.go, src/b/x.go\)'):
        chosen(two_files(), FrameName("literal", "main", file="c/x.go"))


def test_where_one_function_is_meant_several_are_an_error_that_says_how_to_choose():
    with pytest.raises(AmbiguousFrame, match=r"in 2 files: src/a/x.go, src/b/x.go; add ` from FILE`"):
        chosen(two_files(), FrameName("literal", "main"), select_one)
    with pytest.raises(AmbiguousFrame, match="fits 2 functions: ab, ac; name one of them"):
        chosen(profile_of("ab 1\nac 1"), FrameName("pattern", "a"), select_one)
