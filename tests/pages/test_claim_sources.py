"""Which profile a claim without a name is about."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.pages.claim_sources import NoProfile
from sitegen.pages.note_source import RoleSpan
from tests.page_claims import page_claims, shown

FILES = {"a.folded": "f 1\ng 3", "b.folded": "f 1\ng 1", "c.folded": "f 3\ng 1"}
ALIASES = {"a": ["a.folded"], "b": ["b.folded"]}


def about(tmp_path: Path, figures: list[tuple[str, int, tuple[str, ...]]], line: int, aliases=ALIASES, role="pct"):
    """The numbers of `{role} f` in a line of a page with these figures, or what is wrong."""
    claims = page_claims(tmp_path, FILES, aliases)
    claims.show([shown(claims, name, at, *names) for name, at, names in figures])
    if claims.write(RoleSpan(role, "f", line, 1, "x")) is None:
        return claims.problems[0].message
    return claims.records[0].number


def test_the_only_alias_is_meant_whatever_the_figures_show(tmp_path):
    figures = [("c", 3, ("c.folded",))]
    assert about(tmp_path, figures, 9, {"a": ["a.folded"]}) == "25.0%"


def test_else_the_nearest_figure_before_the_claim(tmp_path):
    figures = [("a", 3, ("a",)), ("b", 7, ("b",)), ("c", 12, ("c.folded",))]
    assert [about(tmp_path, figures, line) for line in (5, 9, 20)] == ["25.0%", "50.0%", "75.0%"]
    assert about(tmp_path, figures[::-1], 9) == "50.0%"


def test_else_the_only_profile_of_the_page(tmp_path):
    figures = [("a", 13, ("a",)), ("again", 17, ("a.folded",))]
    assert about(tmp_path, figures, 5) == "25.0%"


@pytest.mark.parametrize(
    ("figures", "line", "message"),
    [
        ([], 5, "which profile? The page has not just one alias, and no figure stands before this; write @ALIAS"),
        ([("a", 13, ("a",)), ("b", 17, ("b",))], 5, "write @ALIAS (aliases: a, b)"),
        ([("d", 3, ("a", "b"))], 5, "which profile? The figure d shows two sides; write @a or @b"),
        ([("a", 1, ("a",)), ("d", 3, ("a", "b"))], 5, "The figure d shows two sides"),
    ],
)
def test_where_it_cannot_be_told_the_error_says_what_to_write(tmp_path, figures, line, message):
    assert message in about(tmp_path, figures, line)


def test_a_change_is_between_the_sides_of_the_nearest_difference(tmp_path):
    figures = [("ab", 3, ("a", "b")), ("c", 5, ("c.folded",)), ("ac", 9, ("a", "c.folded"))]
    assert about(tmp_path, figures, 7, role="delta") == "+25.0 points"
    assert about(tmp_path, figures, 12, role="delta") == "+50.0 points"
    assert about(tmp_path, figures[2:], 2, role="delta") == "+50.0 points"
    assert "which sides?" in about(tmp_path, figures, 2, role="delta")
    assert "which sides?" in about(tmp_path, figures[1:2], 7, role="ratio")


def test_a_source_is_a_path_or_glob_too_and_each_pair_is_united_once(tmp_path):
    claims = page_claims(tmp_path, FILES, ALIASES)
    sources = claims._sources
    before, after = sources.sides(("a", "[bc].folded"), 2, 1)
    assert [path.name for path in after.paths] == ["b.folded", "c.folded"]
    assert after.source_text == "[bc].folded: b.folded, c.folded"
    assert sources.union(before, after) is sources.union(before, after)
    with pytest.raises(NoProfile):
        sources.sides((), 1, 1)


def test_many_files_are_named_in_short(tmp_path):
    files = {f"run_{number}.folded": "f 1" for number in range(1, 8)}
    claims = page_claims(tmp_path, files)
    (side,) = claims._sources.sides(("run_*.folded",), 1, 1)
    assert side.source_text == "run_*.folded: run_1.folded, run_2.folded and 5 more"
