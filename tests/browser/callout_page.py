"""A page with callouts for the browser tests, and how to read it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from playwright.sync_api import Locator, Page

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import ROOT

# all 10000 > main 9000 > (parse 2000 > read 1000, serve 6990 > (read 1990, write 5000), tiny 10 > inner 10), gc 1000
FOLDED = (
    "main;parse 1000\nmain;parse;read 1000\nmain;serve;read 1990\nmain;serve;write 5000\nmain;tiny;inner 10\ngc 1000\n"
)
ITEMS = """
1. `read` reads, in *two* places.
2. `inner` is too narrow to be drawn. [A link](https://example.org/)
3. `serve` serves.
4. `gc` collects.
"""
NOTE = f"""---
title: Callouts
---

```flame cpu.folded id=small
title: Small
```
{ITEMS}

{"A paragraph that parts the two figures. " * 80}

```flame cpu.folded id=again view=icicle
title: The same once more
```
{ITEMS}

```flame server.pb.gz id=server metric=samples
title: A server
```

1. `log.Printf` writes the log line.
2. `runtime.mcall` is the scheduler.
"""
CURRENT = re.compile("is-current")
LIT = re.compile("is-lit")


def build_callout_page(content: Path) -> str:
    """Build the page beside an empty content folder; its address."""
    content.mkdir()
    (content / "index.md").write_text(NOTE)
    (content / "cpu.folded").write_text(FOLDED)
    shutil.copy(ROOT / "content/whoami/log/cpu_20s.pb.gz", content / "server.pb.gz")
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


def item(page: Page, number: int, name: str = "small") -> Locator:
    """An item of a figure's list."""
    return page.locator(f"#{name}-c{number}")


def pin(within: Locator, number: int) -> Locator:
    """A pin in a figure's picture."""
    return within.locator("g.pin").filter(has=within.page.locator(f"text:text-is('{number}')"))


def tour(page: Page, name: str = "small") -> Locator:
    """Where a figure's tour has its buttons."""
    return page.locator(f".callout-tour[data-tour={name}]")


def spoken(page: Page) -> Locator:
    """What was said last."""
    return page.locator("[aria-live]")


def lit_frames(within: Locator) -> int:
    """How many frames are lit as those of a callout: one closed shape each."""
    return (within.locator(".mark-callout").get_attribute("d") or "").count("z")


def is_in_window(page: Page, of: Locator) -> bool:
    """Whether all of an element's height is in sight."""
    box = of.bounding_box()
    assert box is not None and page.viewport_size is not None
    return box["y"] >= -0.5 and box["y"] + box["height"] <= page.viewport_size["height"] + 0.5
