"""Links to places within pages: anchors and states, of the same page and of others."""

from __future__ import annotations

from sitegen.pages.build import BuildOptions, build_site

STORY = """# Story

[here](#second) [gone](#thrid) [state](#!v=1;cpu.path=m/a) [no](#!v=1;cpu.path=m/x) [callout](#cpu-c1) [none](#cpu-c2)

## Second

```flame cpu.folded
```

1. `a` is all.
"""
OTHER = "[there](story.md#second) [nowhere](story.md#third) [alone](data.folded#!v=1;data.view=icicle)\n"


def test_links_to_places_that_are_not_there_are_warnings_with_their_places(tmp_path):
    (tmp_path / "cpu.folded").write_text("m;a 3\n")
    (tmp_path / "data.folded").write_text("m;a 3\n")
    (tmp_path / "story.md").write_text(STORY)
    (tmp_path / "other.md").write_text(OTHER)
    site = build_site(tmp_path, BuildOptions())
    warnings = [str(warning).replace(f"{tmp_path}/", "") for warning in site.warnings]
    assert warnings == [
        'other.md:1:36: warning: the link "story.md#third" does not fit its page: it has no anchor "third"',
        'story.md:3:24: warning: the link "#thrid" does not fit its page: it has no anchor "thrid"',
        'story.md:3:65: warning: the link "#!v=1;cpu.path=m/x" does not fit its page: there is no frame "x" under "m"',
        'story.md:3:111: warning: the link "#cpu-c2" does not fit its page: '
        'it has no anchor "cpu-c2" (closest: cpu-c1, cpu)',
    ]
