"""Benchmark results as a reader meets them: on a phone, in the dark, without scripts, with a screen reader."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.results.captures import content as captured

NOTE = """# Runs

```bench log_[1-5].txt -> nolog_[1-5].txt id=wrk
title: With and without
caption: Five runs each
```

```bench log_1.txt -> nolog_1.txt id=one
```

```bench log_*.txt id=side
```

```bench before.txt -> after.txt id=go
```
"""


@pytest.fixture(scope="module")
def note(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page with two sides, with one run a side, with one side, and with several benchmarks."""
    folder = tmp_path_factory.mktemp("bench")
    content = folder / "content"
    content.mkdir()
    (content / "runs.md").write_text(NOTE)
    for name in ("before", "after"):
        (content / f"{name}.txt").write_bytes(captured(f"go_bench/{name}.txt"))
    for side in ("log", "nolog"):
        for run in range(1, 6):
            (content / f"{side}_{run}.txt").write_bytes(captured(f"wrk/{side}_{run}.txt"))
    write_site(folder / "out", build_site(content, BuildOptions()).files, content)
    return folder / "out" / "runs" / "index.html"


def wider_than_their_box(page: Page) -> list[str]:
    """The page, tables, plots and texts of plots that stick out of what holds them."""
    return list(
        page.evaluate(
            """() => {
              const found = [];
              const limit = document.documentElement.clientWidth;
              if (document.documentElement.scrollWidth > limit) found.push("page");
              for (const box of document.querySelectorAll(".bench-figure .table-scroll")) {
                if (box.scrollWidth > box.clientWidth) found.push(`table ${box.closest("figure").id}`);
              }
              for (const plot of document.querySelectorAll(".run-plot")) {
                const outer = plot.closest("figure").getBoundingClientRect();
                for (const mark of [plot, ...plot.querySelectorAll("text, circle")]) {
                  const inner = mark.getBoundingClientRect();
                  if (inner.left < outer.left - 1 || inner.right > outer.right + 1) found.push(mark.outerHTML);
                }
              }
              return found;
            }"""
        )
    )


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 800, 1440])
def test_tables_and_plots_fit_and_have_no_serious_finding(note, new_page, scheme, width):
    page = new_page(color_scheme=scheme, viewport={"width": width, "height": 900})
    page.goto(note.as_uri())
    assert wider_than_their_box(page) == []
    found = Axe().run(page, options={"preload": False}).response["violations"]
    serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
    assert not serious, [(finding["id"], finding["nodes"][0]["html"][:200]) for finding in serious]


def test_without_scripts_all_is_there_and_linked(note, new_page):
    page = new_page(java_script_enabled=False)
    page.goto(f"{note.as_uri()}#wrk")
    assert page.locator("#wrk:target .bench-row").count() == 5
    assert page.locator("#wrk circle").count() == 5 * 10
    assert page.locator("#wrk svg[role=img]").first.get_attribute("aria-label").startswith("Every run of requests/s")
    assert "nothing can be concluded from 1 run against 1" in page.locator("#one .bench-sentences").inner_text()


def test_the_dots_of_both_sides_share_one_axis(note, new_page):
    """83,233.98 is the highest of all, 68,621.24 the lowest: the ends of the axis."""
    page = new_page()
    page.goto(note.as_uri())
    plot = page.locator("#wrk .run-plot").first
    axis = plot.locator(".run-axis line").bounding_box()
    middles = {
        kind: [
            box["x"] + box["width"] / 2
            for dot in plot.locator(f".is-{kind} circle").all()
            if (box := dot.bounding_box())
        ]
        for kind in ("before", "after")
    }
    assert axis is not None
    assert min(middles["before"]) == pytest.approx(axis["x"], abs=1)
    assert max(middles["after"]) == pytest.approx(axis["x"] + axis["width"], abs=1)
    assert max(middles["before"]) < min(middles["after"])


def test_on_paper_the_table_is_a_table(note, new_page):
    page = new_page(viewport={"width": 700, "height": 900})
    page.goto(note.as_uri())
    page.emulate_media(media="print")
    assert page.locator("#wrk .bench-row").first.evaluate("row => getComputedStyle(row).display") == "table-row"
    assert wider_than_their_box(page) == []
