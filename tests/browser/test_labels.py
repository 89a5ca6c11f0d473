"""The menu of labels: values to choose, grouping, what links say of it; on a capture of a Go program.

What `go tool pprof -tags -sample_index=samples` says of it is tests/data/pprof/labels.tags.txt: 103 samples, 78 of them
with labels: /login 45, /list 20, /health 13; worker 2 40, worker 1 38.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import ROOT, figure, frame, picture_px, visitor, width_px

NOTE = """# Labels

```flame labels.pb.gz id=cpu metric=samples
```

```flame plain.folded id=plain
```
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    content = tmp_path_factory.mktemp("labels") / "content"
    content.mkdir()
    (content / "index.md").write_text(NOTE)
    (content / "plain.folded").write_text("main 3\n")
    shutil.copy(ROOT / "tests/data/pprof/labels.pb.gz", content)
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def opener(within: Locator) -> Locator:
    return within.get_by_role("button", name="Choose and group samples by their labels")


def menu(within: Locator) -> Locator:
    """The open menu of a figure's labels."""
    if opener(within).get_attribute("aria-expanded") == "false":
        opener(within).click()
    return within.get_by_role("region", name="Labels")


def shares(within: Locator, key: str) -> dict[str, str]:
    """What the list of a label's values says, in its order."""
    rows = within.get_by_role("group", name=key).locator(".label-row")
    return dict(row.inner_text().split("\n") for row in rows.all())


def test_values_are_listed_by_weight_as_go_counts_them(visit):
    """45, 25, 20 and 13 of 103; 40, 38 and 25."""
    labels = menu(figure(visit(), "cpu"))
    endpoints = {"/login": "43.69%", "without endpoint": "24.27%", "/list": "19.42%", "/health": "12.62%"}
    assert shares(labels, "endpoint") == endpoints
    assert list(shares(labels, "endpoint")) == list(endpoints)
    assert shares(labels, "worker") == {"worker 2": "38.83%", "worker 1": "36.89%", "without worker": "24.27%"}


def test_a_figure_without_labels_has_no_menu(visit):
    expect(opener(figure(visit(), "plain"))).to_have_count(0)


def test_values_of_one_label_are_united_and_the_lists_tell_what_is_left(visit):
    page = visit()
    small = figure(page, "cpu")
    labels = menu(small)
    labels.get_by_label("/login").check()
    expect(frame(small, "all · 45 samples")).to_have_count(1)
    labels.get_by_label("/list").check()
    expect(frame(small, "all · 65 samples")).to_have_count(1)
    assert shares(labels, "worker")["without worker"] == "0%"
    assert shares(labels, "endpoint")["/health"] == "12.62%"
    assert page.url.endswith("#!v=1;cpu.label=endpoint=%2Flogin/endpoint=%2Flist")
    labels.get_by_label("/login").uncheck()
    expect(frame(small, "all · 20 samples")).to_have_count(1)
    page.go_back()
    expect(labels.get_by_label("/login")).to_be_checked()


def test_stacks_are_grouped_by_one_label_among_the_values_of_another(visit):
    page = visit()
    small = figure(page, "cpu")
    menu(small).get_by_label("Group stacks").select_option(label="by endpoint")
    groups = {"endpoint: /health": 13, "endpoint: /list": 20, "endpoint: /login": 45, "without endpoint": 25}
    for name, samples in groups.items():
        row = small.locator("g.frame").filter(has=page.get_by_text(f"{name} ("))
        assert width_px(row) == pytest.approx(picture_px(small) * samples / 103, abs=0.5)
    menu(small).get_by_label("without worker").check()
    expect(frame(small, "all · 25 samples")).to_have_count(1)
    expect(frame(small, "without endpoint")).to_have_count(1)
    assert page.url.endswith("#!v=1;cpu.label=worker=;cpu.group=endpoint")
    menu(small).get_by_label("Group stacks").select_option(label="not grouped")
    expect(frame(small, "without endpoint")).to_have_count(0)


def test_a_groups_menu_keeps_its_samples_alone(visit):
    page = visit("#!v=1;cpu.group=worker;cpu.label=worker=worker%201/worker=")
    small = figure(page, "cpu")
    frame(small, "worker: worker 1").click(button="right")
    assert small.get_by_role("menuitem").all_text_contents() == [
        *("Zoom", "Only worker=worker 1", "Copy name", "Copy stack", "Copy link")
    ]
    small.get_by_role("menuitem", name="Only worker=worker 1").click()
    expect(frame(small, "all · 38 samples")).to_have_count(1)
    assert page.url.endswith("#!v=1;cpu.label=worker=worker%201;cpu.group=worker")
    page.go_back()
    expect(frame(small, "all · 63 samples")).to_have_count(1)


def test_a_group_is_no_function_in_the_sandwich_either(visit):
    page = visit("#!v=1;cpu.group=worker;cpu.view=sandwich")
    panel = figure(page, "cpu").locator(".sandwich-panel")
    group = frame(panel, "worker: worker 1")
    group.dblclick()
    expect(panel.locator(".details-name")).to_have_text("worker: worker 1")
    expect(page).to_have_url(re.compile(r"cpu\.view=sandwich$"))
    group.click(button="right")
    page.get_by_role("menuitem", name="Only worker=worker 1").click()
    expect(figure(page, "cpu").locator(".question-chip")).to_contain_text(["Only worker=worker 1", "Group by worker"])


def test_a_link_is_followed_and_says_what_the_page_does_not_have(visit):
    page = visit("#!v=1;cpu.group=worker;cpu.label=endpoint=%2Flogin/endpoint=%2Flogout")
    small = figure(page, "cpu")
    expect(frame(small, "all · 45 samples")).to_have_count(1)
    expect(frame(small, "worker: worker 1")).to_have_count(1)
    expect(small.locator(".figure-message")).to_contain_text("the label endpoint has no value “/logout”")
    expect(menu(small).get_by_label("/login")).to_be_checked()
    expect(menu(small).get_by_label("Group stacks")).to_have_value("1")


def test_the_menu_is_worked_by_keys(visit):
    page = visit()
    small = figure(page, "cpu")
    opener(small).press("Enter")
    first = menu(small).get_by_label("/login")
    expect(first).to_be_focused()
    page.keyboard.press("Space")
    expect(frame(small, "all · 45 samples")).to_have_count(1)
    expect(first).to_be_focused()
    page.keyboard.press("Escape")
    expect(small.get_by_role("region", name="Labels")).to_have_count(0)
    expect(opener(small)).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_menu_fits_and_can_be_used_by_all(visit, scheme):
    """On a phone every value is a target of 44 px, and nothing lies beyond the edge."""
    page = visit("", viewport={"width": 390, "height": 800}, color_scheme=scheme, has_touch=True, is_mobile=True)
    labels = menu(figure(page, "cpu"))
    labels.get_by_label("/login").check()
    for row in labels.locator(".label-choice").all():
        box = row.bounding_box()
        assert box is not None and box["height"] >= 44 and box["x"] + box["width"] <= 390
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    violations = Axe().run(page, options={"preload": False}).response["violations"]
    assert [each["id"] for each in violations if each["impact"] in ("serious", "critical")] == []
