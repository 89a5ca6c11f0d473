"""A small site that is built again and again, and how its builds are compared with those without a cache."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sitegen.pages.build import BuildOptions, Site, build_site

BASE = "https://example.org/notes/"
NOTE = "---\ntitle: {title}\ndate: 2026-01-0{day}\ntags: [{tag}]\n---\n\n{body}\n"
FILES = {
    "site.toml": 'title = "Notes"\ndownloads = true\n',
    "index.md": "# Welcome\n\n```flame runs/a.folded\n```\n",
    "one.md": NOTE.format(title="One", day=1, tag="go", body="[two](two.md#heading) `{pct} m @c = 100%`").replace(
        "tags:", "profiles:\n  c: runs/a.folded\ntags:"
    ),
    "two.md": NOTE.format(
        title="Two", day=2, tag="go", body="## Heading\n\n```flame runs/*.folded\n```\n\n[the file](table.csv)"
    ),
    "deep/index.md": NOTE.format(title="Deep", day=3, tag="c", body="[figure](../two.md#!v=1;a.search=x)"),
    "deep/three.md": NOTE.format(title="Three", day=4, tag="c", body="[nowhere](../one.md#gone) [cpu](../cpu.folded)"),
    "draft.md": "---\ndraft: true\n---\n# Soon\n",
    "cpu.folded": "m;x 3\nm;y 1\nbroken\n",
    "runs/a.folded": "m;x 3\nm;y 1\n",
    "runs/b.folded": "m;x 4\nm;z 1\n",
    "table.csv": "a,b\n",
}


def write(content: Path, name: str, text: str) -> None:
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def options(tmp_path: Path, **asked: object) -> BuildOptions:
    return replace(BuildOptions(base_url=BASE, cache=tmp_path / "cache"), **asked)  # type: ignore[arg-type]


def bytes_of(site: Site) -> dict[str, bytes]:
    return {file.path: file.content for file in site.files}


def assert_same(warm: Site, content: Path, asked: BuildOptions) -> None:
    """The site, its warnings and its counts are those of a build without a cache."""
    fresh = build_site(content, replace(asked, cache=None, jobs=1))
    assert list(bytes_of(warm)) == list(bytes_of(fresh))
    assert bytes_of(warm) == bytes_of(fresh)
    for name in ("pages", "warnings", "claims", "callouts", "held_back"):
        assert getattr(warm, name) == getattr(fresh, name), name
    for file in warm.files:
        assert file.size == len(file.content)
