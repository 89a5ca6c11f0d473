"""Callouts: names to rows of the tree, items of the list to what pins and scripts link to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import pytest

from sitegen.analysis.prune import prune
from sitegen.analysis.union import unite
from sitegen.analysis.views import VIEWS
from sitegen.drawing.pins import PinnedCallout
from sitegen.errors import SourceErrors
from sitegen.model import CallTree, Profile, ProfileBuilder
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.callouts import PlacedCallout, mark_callouts, resolve_callouts
from sitegen.pages.markup import Markup
from sitegen.pages.note_source import INLINE_PLACEHOLDER, Callout, scan_note
from tests.text_profiles import profile_of

# all 100 > main 90 > (parse 30 > read 20, serve 60 > (read 10, write 50 > write 5)), gc 10
STACKS = "main;parse 10\nmain;parse;read 20\nmain;serve;read 10\nmain;serve;write 45\nmain;serve;write;write 5\ngc 10"
FIGURE = "```flame cpu\n```\n\n"


def tree_of(profile: Profile) -> CallTree:
    tree = VIEWS["flame"](profile, profile)
    assert tree is not None
    return tree


TREE = tree_of(profile_of(STACKS))


def callouts_of(note: str) -> tuple[Callout, ...]:
    return scan_note(FIGURE + note, first_line=10).fences[0].callouts


def resolved(note: str, tree: CallTree = TREE) -> list[PlacedCallout]:
    placed, problems = resolve_callouts(tree, 0, "cpu", callouts_of(note), "n.md", 'in profile "cpu"')
    assert problems == []
    return placed


def complaints(note: str, tree: CallTree = TREE) -> list[str]:
    _, problems = resolve_callouts(tree, 0, "cpu", callouts_of(note), "n.md", 'in profile "cpu"')
    return [str(problem) for problem in problems]


def amounts(note: str, tree: CallTree = TREE) -> list[str]:
    return [callout.amount for callout in resolved(note, tree)]


def marked(note: str, title: str = "", before: str = FIGURE) -> tuple[str, list[str]]:
    """The note's HTML behind the figure, and what was found wrong."""
    source = scan_note(before + note, first_line=10)
    html = Markup().render(source.text).html
    callouts = source.fences[0].callouts
    placed, _ = resolve_callouts(TREE, 0, "cpu", callouts, "n.md", "")
    html, problems = mark_callouts(html, "cpu", title, callouts, placed, "n.md")
    assert not INLINE_PLACEHOLDER.search(html)
    return html.split(source.fences[0].placeholder)[1].strip(), [str(problem) for problem in problems]


def names_at(rows: Sequence[int]) -> list[str]:
    return [TREE.row_name(row) for row in rows]


def test_a_callout_is_the_function_wherever_it_occurs_with_its_pin_on_the_heaviest_node() -> None:
    """read is 20 below parse and 10 below serve."""
    (callout,) = resolved("1. `read` reads.")
    assert callout.pin.id == "cpu-c1" and callout.pin.number == 1
    assert names_at(callout.pin.rows) == ["read", "read"]
    assert TREE.row_name(int(TREE.parent[callout.pin.row])) == "parse"
    assert TREE.total(0)[callout.pin.row] == 20


def test_callouts_are_numbered_by_their_place_in_the_list_whatever_it_begins_with() -> None:
    assert [(callout.pin.id, callout.pin.number) for callout in resolved("5. `main`\n6. **no**\n7. `gc`")] == [
        ("cpu-c1", 1),
        ("cpu-c3", 3),
    ]


def test_a_name_is_narrowed_as_everywhere() -> None:
    (callout,) = resolved("1. `read in serve`")
    assert callout.amount == "10.00%" and TREE.row_name(int(TREE.parent[callout.pin.row])) == "serve"


@pytest.mark.parametrize(
    ("item", "amount"),
    [("`main`", "90.00%"), ("`read`", "30.00%, in 2 places"), ("`write`", "50.00%, in 2 places"), ("`/^g/`", "10.00%")],
)
def test_the_amount_is_the_share_of_the_samples_that_hold_the_function_each_once(item: str, amount: str) -> None:
    """write calls itself: 45 + 5 of 100, and not 55."""
    assert amounts(f"1. {item}") == [amount]


def test_a_share_is_of_the_whole_profile_also_where_a_view_shows_a_part() -> None:
    whole = profile_of(STACKS)
    part = VIEWS["flame"](profile_of("gc 10"), whole)
    assert part is not None
    assert amounts("1. `gc`", part) == ["10.00%"]


def test_what_may_hide_among_smaller_frames_makes_the_amount_a_least_one() -> None:
    """min=15% folds `read` below serve (10) and gc (10); in parse itself, 30 of 30, nothing is unknown."""
    pruned = prune(TREE, None, 0.15)
    assert amounts("1. `read`", pruned) == ["at least 20.00%"]
    only = prune(tree_of(profile_of("a;b 99\na;c 1")), None, 0.05)
    assert amounts("1. `a`", only) == ["100%"]


def test_a_difference_says_both_shares() -> None:
    """work is 3 of 10 before and 1 of 5 after."""
    tree = unite([profile_of("work 3\nrest 7")], [profile_of("work 1\nrest 4")]).tree
    assert amounts("1. `work`", tree) == ["30.00% → 20.00%"]
    assert amounts("1. `work`", replace(tree, is_net=True)) == ["-2 samples"]


def test_a_misspelt_name_is_an_error_at_the_code_span_with_the_nearest() -> None:
    assert complaints("1. `main`\n2.  `parze` and `serv`\n3. `wrote`") == [
        'n.md:14:5: error: no frame matches "parze" in profile "cpu" (closest: parse)',
        'n.md:15:4: error: no frame matches "wrote" in profile "cpu" (closest: write)',
    ]


def test_what_was_folded_away_is_said_to_be() -> None:
    pruned = prune(TREE, None, 0.15)
    assert complaints("1. `gc`\n2. `read in serve`", pruned) == [
        'n.md:13:4: error: no frame "gc" is left in profile "cpu" (a filter or min took it out)',
        'n.md:14:4: error: no frame "read" lies below "serve" in profile "cpu" '
        "(smaller frames are folded away; min=0 keeps all)",
    ]


def test_several_functions_are_an_error_that_tells_them_apart() -> None:
    builder = ProfileBuilder("test", "folded", profile_of("a 1").metrics)
    for file in ("a.go", "b.go"):
        builder.add([builder.frame("work", file=file)], [1.0])
    tree = tree_of(builder.build())
    assert complaints("1. `work`\n2. `work from b.go`", tree) == [
        'n.md:13:4: error: "work" is in 2 files: a.go, b.go; add ` from FILE` (in profile "cpu")'
    ]
    assert complaints("1. `/^(parse|serve)$/`") == [
        'n.md:13:4: error: "/^(parse|serve)$/" fits 2 functions: parse, serve; name one of them (in profile "cpu")'
    ]


def test_a_name_that_cannot_be_read_is_an_error() -> None:
    (complaint,) = complaints('1. `"main`')
    assert complaint.startswith("n.md:13:4: error: expected a closing quote")


def test_an_item_becomes_an_anchor_with_its_pin_and_amount() -> None:
    html, problems = marked("1. `read` *reads*.\n2. `gc` collects.", title='A "title" & <more>')
    assert problems == []
    assert (
        html
        == (
            '<ol class="callouts" role="list" aria-label="Callouts: A &quot;title&quot; &amp; &lt;more&gt;" '
            'id="cpu-callouts">\n'
            '<li class="callout" id="cpu-c1"><a class="callout-pin" href="#cpu-c1" aria-label="Callout 1">1</a> '
            '<code>read</code> <span class="callout-amount">(30.00%, in 2 places)</span> <em>reads</em>.</li>\n'
            '<li class="callout" id="cpu-c2"><a class="callout-pin" href="#cpu-c2" aria-label="Callout 2">2</a> '
            '<code>gc</code> <span class="callout-amount">(10.00%)</span> collects.</li>\n'
            '</ol>\n<div class="callout-tour" data-tour="cpu"></div>'
        )
        or "<b>" in html
    )


def test_a_single_callout_has_no_tour() -> None:
    html, _ = marked("1. `gc` collects.")
    assert "callout-tour" not in html and 'aria-label="Callouts"' in html


def test_items_of_blocks_and_items_without_a_name_keep_their_numbers() -> None:
    html, problems = marked("4. `main`\n\n    More of it.\n\n5. No name, with\n    1. `nested`\n\n6. `gc`")
    assert problems == []
    assert re.findall(r'<li class="callout" id="(.*?)">', html) == ["cpu-c1", "cpu-c3"]
    assert html.startswith('<ol class="callouts"')
    assert re.search(r'id="cpu-c3">\s*<p><a class="callout-pin"[^>]*>3</a> <code>gc</code>', html)
    assert html.endswith('</ol>\n<div class="callout-tour" data-tour="cpu"></div>')


def test_a_list_that_markdown_divides_is_numbered_through() -> None:
    """Python-Markdown ends a list at a paragraph that is indented by less than four."""
    html, problems = marked("1. `main`\n\n   More.\n\n2. `gc`")
    assert problems == []
    assert re.findall(r"<ol ([^>]*)>", html) == [
        'class="callouts" role="list" aria-label="Callouts" id="cpu-callouts"',
        'start="2" class="callouts" role="list" aria-label="Callouts"',
    ]
    assert html.count("callout-tour") == 1


def test_a_list_in_a_quote_and_one_in_an_item_are_callouts_too() -> None:
    for before in (
        "> ```flame cpu\n> ```\n> 1. `gc`\n> 2. `main`\n",
        "- x\n\n    ```flame cpu\n    ```\n    1. `gc`\n",
    ):
        html, problems = marked("", before=before)
        assert problems == [] and 'id="cpu-c1"' in html


def test_a_list_that_markdown_does_not_see_is_an_error_at_each_item() -> None:
    html, problems = marked("1) `gc`\n2) `main`")
    assert html == "<p>1) <code>gc</code>\n2) <code>main</code></p>"
    assert problems == [
        f"n.md:{line}:1: error: a callout cannot stand here; begin the list's items with a number and a point, as in "
        '"1. ", and indent what else belongs to an item by four columns'
        for line in (13, 14)
    ]


def test_an_authors_own_anchor_of_an_item_stays() -> None:
    callout = Callout(1, None, 1, 1, "flamesite" + "0" * 32 + "c0x")
    placed = [PlacedCallout(PinnedCallout("cpu-c1", 1, 1, (1,)), "1%", callout.placeholder)]
    html = f'<ol><li id="mine" class="big">{callout.placeholder}<code>a</code></li></ol>'
    html, _ = mark_callouts(html, "cpu", "", [callout], placed, "n.md")
    assert '<li id="cpu-c1" class="callout big"><a class="callout-pin" href="#cpu-c1" ' in html
    assert 'aria-label="Callout 1" id="mine">1</a>' in html


def test_what_looks_like_a_list_inside_of_an_attribute_is_none() -> None:
    callout = Callout(1, None, 1, 1, "flamesite" + "0" * 32 + "c0x")
    placed = [PlacedCallout(PinnedCallout("cpu-c1", 1, 1, (1,)), "1%", callout.placeholder)]
    html = f'<p title="</li> <ol>">x</p><ol>\n<li>{callout.placeholder}<code>a</code></li></ol>'
    html, problems = mark_callouts(html, "cpu", "", [callout], placed, "n.md")
    assert problems == [] and html.startswith('<p title="</li> <ol>">x</p><ol class="callouts"')


def test_an_anchor_that_a_heading_has_already_is_an_error(tmp_path):
    (tmp_path / "cpu.folded").write_text("m;a 3\n")
    (tmp_path / "story.md").write_text("# cpu-c1\n\n```flame cpu.folded\n```\n\n1. `a`\n")
    with pytest.raises(SourceErrors) as caught:
        build_site(tmp_path, BuildOptions())
    assert [str(problem).partition(": ")[2] for problem in caught.value.problems] == [
        'error: the page has another element with the id "cpu-c1"; give the figure another id'
    ]


def test_in_a_difference_per_operation_amounts_are_in_its_measure(tmp_path):
    """By hand: 30 samples over 10 operations before, 10 over 20 after."""
    (tmp_path / "a.folded").write_text("m;f 30\n")
    (tmp_path / "b.folded").write_text("m;f 10\n")
    (tmp_path / "story.md").write_text('```flame-diff a.folded b.folded per="10 -> 20"\n```\n\n1. `f` fell.\n')
    site = build_site(tmp_path, BuildOptions())
    page = next(file.content.decode() for file in site.files if file.path == "story/index.html")
    assert "(3 samples/op → 0.5 samples/op)" in page
