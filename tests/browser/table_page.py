"""A page of tables for the browser tests, over profiles small enough to count by hand, and how to read it."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import FOLDED, figure

# all 100 > main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10
BEFORE = "main;parse 40\nmain;log 30\ngc 30\n"
AFTER = "main;parse 80\nmain;log 10\nfresh 10\n"
WIDE = "\n".join(f"main;f{number:04} {10_000 - number}" for number in range(3000))
NOTE = """---
title: Tables
---

```flame cpu.folded id=small
title: Small
```

1. `write` Half of it.

```flame-diff before.folded after.folded id=diff scale=absolute
title: Difference
```

```flame wide.folded id=wide
title: Wide
```

```flame deep.folded id=deep
title: Deep
```

```flame empty.folded id=empty
title: Empty
```
"""


def build_tables(content: Path) -> str:
    """Build the page beside an empty content folder; its address."""
    content.mkdir()
    files = {
        "index.md": NOTE,
        "cpu.folded": FOLDED,
        "before.folded": BEFORE,
        "after.folded": AFTER,
        "wide.folded": WIDE,
        "deep.folded": f"{';'.join(f'f{depth}' for depth in range(200))} 5\n",
        "empty.folded": "main;work 0\n",
    }
    for name, text in files.items():
        (content / name).write_text(text)
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


def open_table(page: Page, view: str, name: str = "small") -> Locator:
    """The table of a figure in a view."""
    found = figure(page, name)
    found.get_by_label("View").select_option(view)
    return found.locator(".data-grid")


def table_rows(table: Locator) -> Locator:
    """The rows that are in the document."""
    return table.locator(".grid-body > .grid-row")


def row_texts(table: Locator) -> list[str]:
    """What every row says, its parts apart by one space."""
    cells = ".grid-name, .value, .share"
    told = (
        "(rows, cells) => rows.map((row) => [...row.querySelectorAll(cells)].map((cell) => cell.textContent).join(' '))"
    )
    texts: list[str] = table_rows(table).evaluate_all(told, cells)
    return [" ".join(text.split()) for text in texts]


def row_names(table: Locator) -> list[str]:
    """The names of the rows in the document, from the top."""
    return table_rows(table).locator(".grid-name").all_text_contents()


def row_of(table: Locator, name: str) -> Locator:
    """The row of this name."""
    return table_rows(table).filter(has=table.page.locator(".grid-name").get_by_text(name, exact=True))
