"""What a screen reader is told of the tables, by the browser's own accessibility tree.

On a phone rows and cells of some become blocks, which takes a table's meaning away in some browsers, and HTML allows
no role on the parts of a table that would give it back; Chromium keeps it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site

ROOT = Path(__file__).resolve().parent.parent.parent
TABLES = ("bench-table", "claim-table", "movers-table")
PARTS = {"row": "tr", "columnheader": "th[scope=col]", "rowheader": "th[scope=row]", "cell": "td"}


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The demo's story, which has a table of each kind."""
    folder = tmp_path_factory.mktemp("tables") / "out"
    content = ROOT / "content"
    write_site(folder, build_site(content, BuildOptions()).files, content)
    return (folder / "whoami/index.html").as_uri()


def heard(page: Page, table: str) -> Counter[str]:
    """How often each role occurs in a table as the browser tells it to a screen reader; the table's own included."""
    session = page.context.new_cdp_session(page)
    document = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": document, "selector": f".{table}"})["nodeId"]
    number = session.send("DOM.describeNode", {"nodeId": node})["node"]["backendNodeId"]
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    by_id = {found["nodeId"]: found for found in nodes}
    root = next(found for found in nodes if found.get("backendDOMNodeId") == number)
    return Counter(found["role"]["value"] for found in _subtree(root, by_id) if not found["ignored"])


def _subtree(node: dict[str, Any], by_id: dict[str, dict[str, Any]]) -> Iterator[dict[str, Any]]:
    yield node
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from _subtree(by_id[child], by_id)


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_heard_as_one_even_where_its_rows_are_blocks(story, new_page, table, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto(story)
    page.evaluate("document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    display = page.evaluate(f"getComputedStyle(document.querySelector('.{table} tbody tr')).display")
    assert display == ("block" if width == 390 else "table-row")
    roles = heard(page, table)
    assert roles["table"] == 1
    parts = {role: page.locator(f".{table} {selector}").count() for role, selector in PARTS.items()}
    assert {role: roles[role] for role in PARTS} == parts
    assert min(parts.values()) > 0
