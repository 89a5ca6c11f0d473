"""The source view: lines of code with what they weigh."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import figure, frame, visitor

# main:4 calls price:2 (6 of 10) and itself takes 1; other.py:1 has 3, which no file of the folder is.
STACKS = {(("main", "shop.py", 4), ("price", "cart/price.py", 2)): 6, (("main", "shop.py", 4),): 1}
SHOP = "import cart\n\ndef main():\n    cart.price()\n" + "\n" * 20 + "main()\n"
NOTE = """---
title: Source
source: src
---

```flame shop.json id=shop
```

```flame alone.folded id=alone
```
"""


def speedscope() -> str:
    """The stacks, and three samples elsewhere, as py-spy writes them."""
    stacks = {**STACKS, (("other", "other.py", 1),): 3}
    frames = sorted({each for stack in stacks for each in stack})
    listed = [{"name": name, "file": file, "line": line} for name, file, line in frames]
    profile = {"type": "sampled", "name": "shop", "unit": "none", "startValue": 0, "endValue": 10}
    samples = [[frames.index(each) for each in stack] for stack in stacks]
    return json.dumps(
        {
            "$schema": "https://www.speedscope.app/file-format-schema.json",
            "shared": {"frames": listed},
            "profiles": [{**profile, "samples": samples, "weights": list(stacks.values())}],
        }
    )


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    content = tmp_path_factory.mktemp("source") / "content"
    (content / "src/cart").mkdir(parents=True)
    (content / "index.md").write_text(NOTE)
    (content / "shop.json").write_text(speedscope())
    (content / "alone.folded").write_text("work 3\n")
    (content / "src/shop.py").write_text(SHOP)
    (content / "src/cart/price.py").write_text("def price():\n    return '</script><b>' * 9\n")
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def source(page: Page) -> Locator:
    """The panel, shown by the choice of views."""
    shop = figure(page, "shop")
    shop.get_by_label("View").select_option("source")
    return shop.locator(".source-panel")


def rows(panel: Locator) -> list[list[str]]:
    """Self, total, number and code of each line."""
    return [row.locator("td").all_text_contents() for row in panel.locator("tbody tr").all()]


def test_lines_stand_beside_what_they_weigh(visit: Callable[..., Page]) -> None:
    panel = source(visit())
    files = panel.get_by_label("Source file")
    assert files.locator("option").all_text_contents() == ["shop.py · 7 samples", "cart/price.py · 6 samples"]
    assert rows(panel)[:5] == [
        ["", "", "1", "import cart"],
        ["", "", "2", ""],
        ["", "", "3", "def main():"],
        ["1 sample 10.00%", "7 samples 70.00%", "4", "    cart.price()"],
        ["", "", "5", ""],
    ]
    assert rows(panel)[-1] == ["", "15 lines without a cost"]
    files.select_option(label="cart/price.py · 6 samples")
    assert rows(panel)[1] == ["6 samples 60.00%", "6 samples 60.00%", "2", "    return '</script><b>' * 9"]


def test_the_selected_frame_is_shown_in_its_file(visit: Callable[..., Page]) -> None:
    page = visit()
    frame(figure(page, "shop"), "price").click()
    panel = source(page)
    expect(panel.get_by_label("Source file").locator("option:checked")).to_have_text("cart/price.py · 6 samples")
    expect(panel.get_by_label("Function").locator("option:checked")).to_have_text("price")
    expect(panel.locator("tr.is-selected .source-number")).to_have_text("2")


def test_a_line_leads_to_its_function_in_the_graph(visit: Callable[..., Page]) -> None:
    page = visit()
    panel = source(page)
    panel.get_by_role("button", name="Line 4: show main in the graph").click()
    expect(panel).to_be_hidden()
    expect(page.locator(":focus")).to_have_attribute("aria-label", re.compile("^main, 7"))


def test_questions_do_not_change_lines_and_that_is_said(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;shop.view=source")
    note = figure(page, "shop").locator(".source-note")
    expect(note).to_be_hidden()
    page.goto(page.url + ";shop.ignore=price")
    expect(note).to_have_text("Lines are told of all samples of this figure, whatever is asked of the graph.")


def test_a_figure_without_source_does_not_offer_the_view(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;alone.view=source")
    alone = figure(page, "alone")
    expect(alone.get_by_label("View").locator('option[value="source"]')).to_have_count(0)
    expect(alone.locator(".figure-message")).to_contain_text("there is no view “source”")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing(visit: Callable[..., Page], scheme: str, width: int) -> None:
    page = visit(color_scheme=scheme, viewport={"width": width, "height": 900})
    source(page)
    found = Axe().run(page, options={"preload": False}).response["violations"]
    assert not found, [(rule["id"], [node["html"] for node in rule["nodes"]][:3]) for rule in found]
