"""What a reader asks of a figure: by the menu of a frame, by the form, by links; chips, what-ifs and orders.

The picture's numbers are those of figure_page.py's small profile, filtered by hand:
all 100 > main 90 > (parse 30 > read 20, serve 60 > (log 10, write 50)), gc 10.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import write_site
from tests.browser.figure_page import FOLDED, build_page, figure, frame, picture_px, visitor, width_px


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    return build_page(tmp_path_factory.mktemp("questions") / "content")


@pytest.fixture
def visit(new_page: Callable[..., Page], address: str) -> Callable[..., Page]:
    return visitor(new_page, address)


def open_menu(within: Locator, label: str) -> Locator:
    """The menu of a frame, by the right button."""
    frame(within, label).click(button="right")
    return within.get_by_role("menu", name=label, exact=True)


def choose(within: Locator, label: str, entry: str) -> None:
    """An entry of a frame's menu."""
    open_menu(within, label).get_by_role("menuitem", name=entry, exact=True).click()


def expect_shares(within: Locator, whole: str, shares: dict[str, float]) -> None:
    """The root's label, and each frame's part of the picture's width; no other frame is there."""
    expect(frame(within, f"all · {whole}")).to_have_count(1)
    expect(within.locator("g.frame")).to_have_count(len(shares) + 1)
    for name, share in shares.items():
        assert width_px(frame(within, name)) == pytest.approx(picture_px(within) * share, abs=0.5)


@pytest.mark.parametrize(
    ("entry", "words", "key", "whole", "shares"),
    [
        ("Focus on it", "Focus on serve", "focus", "60 samples", {"main": 1, "serve": 1, "log": 1 / 6, "write": 5 / 6}),
        ("Ignore it", "Ignore serve", "ignore", "40 samples", {"main": 0.75, "parse": 0.75, "read": 0.5, "gc": 0.25}),
        (
            "Hide it",
            "Hide serve",
            "hide",
            "100 samples",
            {"main": 0.9, "parse": 0.3, "read": 0.2, "log": 0.1, "write": 0.5, "gc": 0.1},
        ),
        ("Show from here", "Show from serve", "root", "60 samples", {"serve": 1, "log": 1 / 6, "write": 5 / 6}),
    ],
)
def test_a_frames_menu_asks_and_back_takes_it_away(
    visit: Callable[..., Page], entry: str, words: str, key: str, whole: str, shares: dict[str, float]
) -> None:
    page = visit()
    small = figure(page)
    choose(small, "serve", entry)
    expect_shares(small, whole, shares)
    expect(small.locator(".question-chip")).to_have_text(f"{words} ×")
    assert page.evaluate("location.hash") == f"#!v=1;small.{key}=serve"
    page.go_back()
    expect(small.locator("g.frame")).to_have_count(8)
    expect(small.locator(".question-chips")).to_be_hidden()
    page.go_forward()
    expect_shares(small, whole, shares)


def test_questions_stand_one_after_another_and_each_chip_takes_its_own_away(visit: Callable[..., Page]) -> None:
    page = visit("#!v=1;small.ignore=gc;small.hide=parse")
    small = figure(page)
    shares = {"main": 1, "read": 2 / 9, "serve": 6 / 9, "log": 1 / 9, "write": 5 / 9}
    expect_shares(small, "90 samples", shares)
    expect(small.locator(".figure-status")).to_contain_text("shown: 90 samples, 90.00% of all")
    small.get_by_role("button", name="Remove: Ignore gc").click()
    expect_shares(small, "100 samples", {"gc": 0.1} | {name: share * 0.9 for name, share in shares.items()})
    expect(small.get_by_role("button", name="Remove: Hide parse")).to_be_focused()
    choose(small, "log", "Hide it")
    small.get_by_role("button", name="Clear all").click()
    expect(small.locator("g.frame")).to_have_count(8)
    expect(small.get_by_role("button", name="Add a filter")).to_be_focused()
    assert page.evaluate("location.hash") == ""


def test_the_form_suggests_names_and_says_what_a_text_names(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    small.get_by_role("button", name="Add a filter").click()
    field = small.get_by_role("combobox", name="Function or pattern")
    expect(field).to_be_focused()
    field.press_sequentially("R")
    # The heaviest first: serve 60, write 50, parse 30, read 20.
    expect(small.get_by_role("listbox").get_by_role("option")).to_have_text(["serve", "write", "parse", "read"])
    field.press("ArrowDown")
    field.press("ArrowDown")
    expect(small.get_by_role("option", name="write")).to_have_attribute("aria-selected", "true")
    field.press("Enter")
    expect(field).to_have_value("write")
    expect(small.locator(".form-hint")).to_have_text("1 function, in 50.00% of all.")
    expect(small.get_by_role("listbox")).to_be_hidden()
    field.press("Enter")
    expect_shares(small, "50 samples", {"main": 1, "serve": 1, "write": 1})
    expect(small.locator(".question-form")).to_be_hidden()


def test_a_text_that_names_nothing_is_refused_with_the_reason(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    small.get_by_role("button", name="Add a filter").click()
    field = small.get_by_role("combobox", name="Function or pattern")
    hint = small.locator(".form-hint.is-problem")
    for text, reason in [
        ("/read(/", 'a group is not closed, ")" is missing, at character 5: "("'),
        ("f0", "No function has this name."),  # another figure of the page has one
        ("", "Name a function, or a pattern between slashes."),
    ]:
        field.fill(text)
        small.get_by_role("button", name="Add", exact=True).click()
        expect(hint).to_have_text(reason)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(small.locator(".question-chip")).to_have_count(0)
    field.fill("/^(read|log)$/")
    expect(small.locator(".form-hint")).to_have_text("2 functions, in 30.00% of all.")
    field.press("Enter")
    expect(small.locator(".question-chip")).to_have_text("Focus on /^(read|log)$/ ×")


def test_a_what_if_says_the_new_total_and_the_most_that_can_be_won(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    choose(small, "serve", "What if it cost less…")
    words = small.locator(".what-if-words")
    expect(words).to_contain_text("100 samples, of which it weighs 60 samples, 60.00%.")
    slider = small.get_by_role("slider")
    slider.fill("0.5")
    # 100 - 60 + 0.5 * 60 = 70; 100 / 70 = 1.43; 100 / 40 = 2.5
    expect(words).to_have_text(
        "70 samples instead of 100 samples (-30.00%): 1.43 times as fast. "
        "If it cost nothing: 2.5 times as fast, and no more."
    )
    expect(frame(small, "all · 70 samples")).to_have_count(1)
    assert width_px(frame(small, "serve")) == pytest.approx(picture_px(small) * 30 / 70, abs=0.5)
    assert page.evaluate("location.hash") == "#!v=1;small.whatif=serve~0.5"
    small.get_by_role("spinbutton").fill("0")
    small.get_by_role("spinbutton").press("Enter")
    expect(small.locator(".question-chip")).to_have_text("What if serve cost nothing×")
    expect(frame(small, "all · 40 samples")).to_have_count(1)
    slider.fill("1")
    expect(small.locator(".question-chips")).to_be_hidden()
    expect(small.locator("g.frame")).to_have_count(8)
    page.go_back()
    expect(slider).to_have_value("1")


def test_the_order_puts_the_heaviest_first(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)

    def left_px(name: str) -> float:
        return float(frame(small, name).bounding_box()["x"] - small.locator("svg.flame").bounding_box()["x"])

    assert left_px("gc") == pytest.approx(0, abs=1)
    small.get_by_label("Order").select_option(label="heaviest first")
    expect(frame(small, "gc")).to_have_count(1)
    assert left_px("main") == pytest.approx(0, abs=1)
    assert left_px("gc") == pytest.approx(picture_px(small) * 0.9, abs=1)
    assert page.evaluate("location.hash") == "#!v=1;small.order=heavy"


def test_a_stack_is_copied_folded_root_first(visit: Callable[..., Page]) -> None:
    page = visit(permissions=["clipboard-read", "clipboard-write"])
    small = figure(page)
    for entry, text in [("Copy stack", "main;serve;write"), ("Copy name", "write")]:
        choose(small, "write", entry)
        expect(page.locator("[aria-live]").first).to_contain_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == text


def test_a_menu_offers_what_fits_its_frame(visit: Callable[..., Page]) -> None:
    page = visit()
    small = figure(page)
    frame(small, "all · 100 samples").click(button="right")
    menu = small.get_by_role("menu")
    expect(menu.get_by_role("menuitem")).to_have_text(["Copy link"])
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    frame(small, "serve").click(button="right")
    expect(menu.get_by_role("menuitem", name="Collapse its recursion")).to_have_count(0)
    page.mouse.click(5, 5)
    expect(menu).to_be_hidden()


OWN_QUESTIONS = """# Asked by its author

```flame cpu.folded id=asked state="#!v=1;asked.ignore=gc"
```

```flame light.folded id=light min=3%
```
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A page where an author asks, and one with smaller frames: 2 samples of 100 in two of them."""
    content = tmp_path_factory.mktemp("asked") / "content"
    content.mkdir()
    (content / "index.md").write_text(OWN_QUESTIONS)
    (content / "cpu.folded").write_text(FOLDED)
    (content / "light.folded").write_text("main;heavy 90\nmain;light 1\nmain;lighter 1\nother 8\n")
    write_site(content.parent / "out", build_site(content, BuildOptions()).files, content)
    return (content.parent / "out/index.html").as_uri()


def test_what_an_author_asks_can_be_taken_away_and_asked_again(new_page: Callable[..., Page], asked: str) -> None:
    page = visitor(new_page, asked)()
    small = figure(page, "asked")
    expect(frame(small, "all · 90 samples")).to_have_count(1)
    assert page.evaluate("location.hash") == ""
    small.get_by_role("button", name="Remove: Ignore gc").click()
    expect(frame(small, "all · 100 samples")).to_have_count(1)
    expect(page).to_have_url(f"{asked}#!v=1;asked.ignore=")
    small.get_by_role("button", name="As the author asks").click()
    expect(frame(small, "all · 90 samples")).to_have_count(1)
    expect(page).to_have_url(asked)


def test_what_lies_in_smaller_frames_is_told(new_page: Callable[..., Page], asked: str) -> None:
    light = figure(visitor(new_page, asked)(), "light")
    choose(light, "heavy", "Ignore it")
    expect(light.locator(".chips-note")).to_have_text("2.00% lies in smaller frames, which could not be asked.")


def test_the_details_open_the_same_menu(visit: Callable[..., Page]) -> None:
    small = figure(visit())
    frame(small, "serve").click()
    small.get_by_role("button", name="What else can be done with this frame").click()
    small.get_by_role("menuitem", name="Hide it").click()
    expect(small.locator(".question-chip")).to_have_text("Hide serve ×")


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(visit: Callable[..., Page], width: int) -> None:
    hash_text = (
        "#!v=1;server.hide=net%2Fhttp.(*conn).serve;server.ignore=%2F%5Eruntime%2F;server.whatif=syscall.write~0.5"
    )
    page = visit(hash_text, viewport={"width": width, "height": 844})
    server = figure(page, "server")
    expect(server.locator(".question-chip")).to_have_count(3)
    server.get_by_role("button", name="Add a filter").click()
    server.get_by_role("combobox", name="Function or pattern").press_sequentially("http")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    server.locator("g.frame").nth(3).click(button="right")
    box = server.locator(".flame-menu:popover-open").bounding_box()
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert box["y"] >= 0 and box["y"] + box["height"] <= 844


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_state_has_a_serious_finding(new_page: Callable[..., Page], address: str, scheme: str) -> None:
    page = new_page(color_scheme=scheme, reduced_motion="reduce")
    page.goto(address.replace("index.html", "alone/index.html"))
    small = figure(page)

    def check(state: str) -> None:
        found = Axe().run(page, options={"preload": False}).response["violations"]
        serious = [finding for finding in found if finding["impact"] in ("serious", "critical")]
        assert not serious, [(state, finding["id"], finding["nodes"][0]["html"][:200]) for finding in serious]

    open_menu(small, "serve")
    check("menu")
    page.keyboard.press("Escape")
    small.get_by_role("button", name="Add a filter").click()
    small.get_by_role("combobox", name="Function or pattern").press_sequentially("r")
    check("suggestions")
    small.get_by_role("combobox", name="Function or pattern").fill("/(/")
    check("refused")
    choose(small, "serve", "Focus on it")
    choose(small, "serve", "What if it cost less…")
    small.get_by_role("slider").fill("0.5")
    expect(small.locator(".question-chip")).to_have_count(2)
    check("chips and what-if")
