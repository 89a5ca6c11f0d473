"""A page of charts for the browser tests, over a recording small enough to tell by hand, and how to read it.

The recording, in ms: main runs work from 0 to 600, in it parse 100 to 200 and 400 to 450, nothing from 600 to 800, and
save to 1000; io runs read from 200 to 500.
"""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import figure

EVENTS = {
    "main": (0, 1000, "O0@0 O1@100 C1@200 O1@400 C1@450 C0@600 O2@800 C2@1000"),
    "io": (200, 500, "O3@200 C3@500"),
}
NOTE = """---
title: Charts
---

```flame run.speedscope.json id=run view=chart
title: Over time
```

```flame run.speedscope.json id=graph
title: As a graph
```

```flame cpu.folded id=untimed view=chart
title: Without times
```
"""


def recording() -> str:
    """The recording as speedscope writes it."""
    profiles = [
        {
            "type": "evented",
            "name": name,
            "unit": "milliseconds",
            "startValue": begin,
            "endValue": end,
            "events": [
                {"type": event[0], "frame": int(event[1]), "at": int(event.split("@")[1])} for event in events.split()
            ],
        }
        for name, (begin, end, events) in EVENTS.items()
    ]
    frames = [{"name": name} for name in ("work", "parse", "save", "read")]
    schema = "https://www.speedscope.app/file-format-schema.json"
    return json.dumps({"$schema": schema, "shared": {"frames": frames}, "profiles": profiles})


def build_charts(content: Path) -> str:
    """Build the page beside an empty content folder; its address."""
    content.mkdir()
    for name, text in (("index.md", NOTE), ("run.speedscope.json", recording()), ("cpu.folded", "main;work 3\n")):
        content.joinpath(name).write_text(text, "utf-8")
    output = content.parent / "out"
    write_site(output, build_site(content, BuildOptions()).files, content)
    return (output / "index.html").as_uri()


def chart(page: Page, name: str = "run") -> Locator:
    """The chart of a figure, painted."""
    found = figure(page, name).locator(".chart-panel")
    expect(found.locator("g.frame").first).to_be_visible()
    return found


def stretches(within: Locator) -> list[tuple[str, float, float]]:
    """Name, begin and end of every stretch that is drawn, in ms, read off a picture of the whole second."""
    svg = within.locator(".chart-scroller > svg")
    width = float(svg.get_attribute("width") or 1)
    found = []
    for group in within.locator("g.frame").all():
        rect = group.locator("rect")
        left, wide = (float(rect.get_attribute(name) or 0) * 1000 / width for name in ("x", "width"))
        name = (group.get_attribute("aria-label") or "").split(",")[0]
        found.append((name, round(left), round(left + wide)))
    return sorted(found, key=lambda stretch: stretch[1:])


def drag(page: Page, start: tuple[float, float], stop: tuple[float, float]) -> None:
    """Drag the mouse from one place to another."""
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move((start[0] + stop[0]) / 2, stop[1])
    page.mouse.move(*stop)
    page.mouse.up()


def box(of: Locator) -> tuple[float, float, float, float]:
    """Left, top, width and height in the window."""
    found = of.bounding_box()
    assert found is not None
    return found["x"], found["y"], found["width"], found["height"]
