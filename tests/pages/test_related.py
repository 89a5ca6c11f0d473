"""Pages that share functions."""

from __future__ import annotations

import math
from pathlib import Path

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.mentions import Mention
from sitegen.pages.page import Page
from sitegen.pages.related import MOST_RELATED, related_pages


def a_page(path: str, shares: dict[str, float]) -> Page:
    mentions = {name: Mention("f", share) for name, share in shares.items()}
    return Page(f"{path}/index.html", "note.html", path, {}, mentions=mentions)


def found(pages: list[Page]) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {
        url.removesuffix("/index.html"): [(other.page.title, other.functions) for other in others]
        for url, others in related_pages(pages).items()
    }


def test_pages_with_a_function_in_common_name_it_to_one_another():
    pages = [
        a_page("a", {"main": 1.0, "mallocgc": 0.3, "parse": 0.4}),
        a_page("b", {"main": 1.0, "mallocgc": 0.2, "render": 0.5}),
        a_page("c", {"main": 1.0, "sleep": 0.5}),
    ]
    assert found(pages) == {"a": [("b", ("mallocgc",))], "b": [("a", ("mallocgc",))]}


def test_what_is_in_every_sample_relates_no_pages():
    assert found([a_page("a", {"main": 1.0}), a_page("b", {"main": 1.0})]) == {}


def test_the_nearest_come_first_and_no_more_than_a_few():
    """Page n shares n of five equally heavy functions with the first; what three or more hold tells too little."""
    names = [f"f{number}" for number in range(5)]
    first = a_page("first", dict.fromkeys(names, 0.5))
    shared = {number: names[:number] + [f"own{number}{at}" for at in range(5 - number)] for number in range(1, 6)}
    others = [a_page(f"p{number}", dict.fromkeys(held, 0.5)) for number, held in shared.items()]
    assert [title for title, _ in found([first, *others])["first"]] == ["p5", "p4"]
    twins = [a_page(f"twin{number}", {"f": 0.5}) for number in range(MOST_RELATED + 2)]
    assert len(found([*twins, *others])["twin0"]) == MOST_RELATED


def test_a_rare_function_tells_more_than_a_common_one():
    pages = [
        a_page("a", {"rare": 0.5, "common": 0.5}),
        a_page("b", {"rare": 0.5, "x": 0.5}),
        a_page("c", {"common": 0.5, "y": 0.5}),
        a_page("d", {"common": 0.5, "z": 0.5}),
    ]
    assert [title for title, _ in found(pages)["a"]] == ["b", "c", "d"]


def test_a_page_and_those_in_its_folder_are_not_related_but_in_a_section():
    shares = {"work": 0.5}
    pages = [a_page("story", shares), a_page("story/cpu", shares), a_page("story2", shares)]
    assert {url: [title for title, _ in others] for url, others in found(pages).items()} == {
        "story": ["story2"],
        "story/cpu": ["story2"],
        "story2": ["story", "story/cpu"],
    }


def test_the_limit_is_a_tenth_of_a_cosine():
    """Of a's two functions `shared` has length sin x; b has it alone, so the cosine of both is sin x too."""
    for share, is_near in ((0.02, True), (0.005, False)):
        own = math.sqrt(share * (1 - share)) * math.log(3 / 2)
        other = 0.5 * math.log(3)
        assert (own / math.hypot(own, other) >= 0.1) is is_near
        pages = [a_page("a", {"shared": share, "alone": 0.5}), a_page("b", {"shared": 0.5})]
        assert bool(found(pages)) is is_near


def test_the_page_shows_its_relations_by_name(tmp_path: Path):
    (tmp_path / "a.folded").write_text("main;<work> 1\nmain;x 3\n")
    (tmp_path / "n.md").write_text("# Note\n\n```flame b.folded\n```\n")
    (tmp_path / "b.folded").write_text("main;<work> 3\nmain;y 3\n")
    site = build_site(tmp_path, BuildOptions())
    page = next(file.content.decode() for file in site.files if file.path == "n/index.html")
    related = page.partition('class="related')[2]
    assert 'href="../a/index.html">a</a>' in related
    assert "shares <code>&lt;work&gt;</code>" in related
