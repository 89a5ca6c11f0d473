"""A page of figures for the browser tests, over profiles small enough to count by hand, and how to read it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

ROOT = Path(__file__).resolve().parent.parent.parent

# all 100 > main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10
FOLDED = "main;parse 10\nmain;parse;read 20\nmain;serve;log 10\nmain;serve;write 50\ngc 10\n"
SMALL = """```flame cpu.folded id=small
title: Small
```
"""
NOTE = f"""---
title: Figures
---

## Results

{SMALL}
```flame cpu.folded id=zoomed view=icicle zoom=serve
title: Zoomed by its author
```

```flame server.pb.gz id=server
title: A server
```

```flame deep.folded id=deep
title: Deep
```

```flame narrow.folded id=narrow
title: Narrow
```

```flame empty.folded id=empty
title: Empty
```
"""
# Half the width is one frame, then come 200 too narrow to draw, the 51st of twice the weight.
NARROW = "\n".join(["wide 10200", *(f"rest;narrow{n:03} {2 if n == 50 else 1}" for n in range(200)), "rest;z 9999"])


def build_page(content: Path) -> str:
    """Build the page beside an empty content folder, and one with the small figure alone; its address."""
    content.mkdir()
    (content / "index.md").write_text(NOTE)
    (content / "alone.md").write_text(f"# Alone\n\n{SMALL}")
    (content / "cpu.folded").write_text(FOLDED)
    (content / "deep.folded").write_text(f"{';'.join(f'f{depth}' for depth in range(300))} 5\n")
    (content / "narrow.folded").write_text(f"{NARROW}\n")
    (content / "empty.folded").write_text("main;work 0\n")
    shutil.copy(ROOT / "content/whoami/log/cpu_20s.pb.gz", content / "server.pb.gz")
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


def visitor(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    """Open the page with a hash and options of the context; nothing moves."""

    def visit(hash_text: str = "", **options: object) -> Page:
        page = new_page(**{"reduced_motion": "reduce", "viewport": {"width": 1280, "height": 900}, **options})
        page.goto(address + hash_text)
        return page

    return visit


def figure(page: Page, name: str = "small") -> Locator:
    """A figure, in sight and live."""
    found = page.locator(f"#{name}")
    found.scroll_into_view_if_needed()
    expect(found).to_have_class(re.compile("is-live"))
    # Labels are written once more when the fonts have come; a test begins after that.
    page.evaluate("document.fonts.ready.then(() => new Promise(requestAnimationFrame)).then(() => null)")
    return found


def frame(within: Locator, label: str) -> Locator:
    """The frames of a figure with this label."""
    return within.locator("g.frame").filter(has=within.page.get_by_text(label, exact=True))


def width_px(of: Locator) -> float:
    """How wide a frame is drawn."""
    return float(of.locator("rect").get_attribute("width") or 0)


def picture_px(within: Locator) -> float:
    """How wide a figure's picture is."""
    return float(within.locator("svg.flame").get_attribute("width") or 0)
