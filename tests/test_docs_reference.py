"""The tables of docs/reference are those of the code: keys, defaults, options, roles, formats, metrics, states."""

from __future__ import annotations

import json
import re
from dataclasses import fields

import pytest

from sitegen.analysis.views import VIEWS
from sitegen.drawing.page_data import VERSION, FigureState
from sitegen.drawing.palette import PALETTES
from sitegen.formats import READERS
from sitegen.model import Metric
from sitegen.model.comparison import SCALINGS
from sitegen.model.runs import Better
from sitegen.pages.bench_fence import BENCH_OPTIONS
from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.claim_quantity import CHANGE, FACTOR, POINTS, SHARE, weight_quantity
from sitegen.pages.claim_syntax import parse_claim
from sitegen.pages.claim_value import parse_stated
from sitegen.pages.fence import OPTIONS, parse_figure
from sitegen.pages.figure_state import _CHECKS
from sitegen.pages.front_matter import FrontMatter
from sitegen.pages.note_source import FIGURE_KINDS, ROLES, NoteFence, PlacedText
from sitegen.pages.question_state import QUESTIONS
from sitegen.pages.settings import Limits, Settings
from sitegen.pages.site_files import ROOT_FILES
from sitegen.results import READERS as RESULT_READERS
from sitegen.results.metrics import METRICS
from tests.docs_pages import DOCS, fences, first_words, page, section, table, words

CONFIGURATION = page("reference/configuration.md")
FIGURES = page("reference/figures.md")
CLAIMS = page("reference/claims.md")
FORMATS = page("reference/formats.md")
LINKS = page("reference/links.md")
PAGE_DATA = page("reference/page-data.md")


def test_the_settings_are_all_there_with_their_defaults():
    rows = {words(row[0])[0]: row[1] for row in table(section(CONFIGURATION, "## site.toml"), "key")}
    known = [name for name in Settings.__struct_fields__ if name != "limits"]
    assert set(rows) == {*known, *(f"limits.{name}" for name in Limits.__struct_fields__)}
    defaults = {
        name: value
        for struct, prefix in ((Settings, ""), (Limits, "limits."))
        for name, value in zip(
            (prefix + name for name in struct.__struct_fields__[-len(struct.__struct_defaults__) :]),
            struct.__struct_defaults__,
            strict=True,
        )
    }
    for name, cell in rows.items():
        default = defaults.get(name)
        if isinstance(default, str | bool | int):
            assert words(cell) == [json.dumps(default)], name
        else:
            assert words(cell) == [], name


def test_the_keys_of_front_matter_are_all_there():
    keys = first_words(section(CONFIGURATION, "## Front matter"), "key")
    assert keys == sorted((field.name for field in fields(FrontMatter)), key=keys.index)


def test_the_files_that_are_copied_from_the_top_are_named():
    (row,) = [row for row in table(CONFIGURATION, "in the content") if "CNAME" in row[0]]
    assert sorted(words(row[0])) == sorted(ROOT_FILES)


def test_every_kind_of_figure_has_a_row_and_a_section():
    assert first_words(FIGURES, "fence") == list(FIGURE_KINDS)
    for kind in FIGURE_KINDS:
        assert section(FIGURES, f"## {kind}")


def test_the_options_of_fences_are_all_there():
    flame = first_words(section(FIGURES, "## flame"), "option")
    assert sorted(flame) == sorted(OPTIONS["flame"])
    difference = first_words(section(FIGURES, "## flame-diff"), "option")
    assert set(difference) | set(flame) == set(OPTIONS["flame-diff"])
    own = {name for name, option in OPTIONS["flame-diff"].items() if OPTIONS["flame"].get(name) != option}
    assert set(difference) == own
    assert sorted(first_words(section(FIGURES, "## bench"), "option")) == sorted(BENCH_OPTIONS)


@pytest.mark.parametrize("kind", ["flame", "flame-diff"])
def test_every_value_that_a_table_of_options_lists_is_accepted(kind):
    """And of views, colours and scales it lists all."""
    listed = {}
    for row in table(section(FIGURES, f"## {kind}"), "option"):
        if words(row[0])[0] in ("view", "order", "color", "scale", "width"):
            listed[words(row[0])[0]] = words(row[1])
    for option, values in listed.items():
        for value in values:
            info = PlacedText(f'a {"b " if kind == "flame-diff" else ""}{option}="{value}"', 1, 1)
            assert parse_figure("note.md", NoteFence(kind, info, (), 1, 1, True, ())).place(option) != (1, 1)
    expected = {"view": VIEWS, "color": PALETTES} if kind == "flame" else {"scale": SCALINGS}
    for option, values in expected.items():
        assert listed[option] == list(values)


def test_every_view_is_explained():
    assert first_words(section(FIGURES, "### Views"), "view") == list(VIEWS)


def test_the_roles_are_all_there_and_every_example_is_of_its_role():
    rows = table(section(CLAIMS, "## Roles"), "role")
    assert [words(row[0])[0] for row in rows] == list(ROLES)
    examples = [words(row[2])[0] for row in rows]
    assert [re.match(r"\{(\w+)\}", example)[1] for example in examples] == list(ROLES)
    (written,) = fences(section(CLAIMS, "## Roles"), "markdown")
    assert words(written) == examples


def test_the_operators_are_all_there():
    """Each is read as itself, with a value and, in the last row, a tolerance."""
    rows = first_words(section(CLAIMS, "## Operators"), "operator")
    stated = [parse_claim("pct", f"main @cpu {row.replace('V', '5%').replace('T', '1%')}").stated for row in rows]
    assert [one.operator for one in stated] == ["=", "~=", ">=", "<=", "="]
    assert [one.tolerance is not None for one in stated] == [False, False, False, False, True]
    with pytest.raises(ValueError, match="expected"):
        parse_stated("=", "")


def test_the_units_are_those_that_claims_may_be_stated_in():
    rows = {row[0]: words(row[1]) for row in table(section(CLAIMS, "## Units"), "number")}
    assert rows["a share"] == ["%", "%", "points"]
    for name, quantity in (
        ("a difference of shares", POINTS),
        ("a factor", FACTOR),
        ("a relative change", CHANGE),
        ("bytes", weight_quantity(Metric("alloc_space", "bytes"))),
    ):
        assert rows[name] == list(quantity.scales), name
    greek = "μs"  # the other letter for mu, which looks the same
    assert rows["a time"] == [unit for unit in weight_quantity(Metric("cpu", "nanoseconds")).scales if unit != greek]
    assert list(SHARE.scales) == ["%"]


def test_the_profile_formats_are_all_there_with_their_suffixes():
    rows = {words(row[0])[0]: words(row[1]) for row in table(section(FORMATS, "## Profiles"), "format")}
    assert rows == {reader.name: list(reader.suffixes) for reader in READERS}


def test_the_formats_of_benchmark_results_are_all_there():
    rows = table(section(FORMATS, "## Benchmark results"), "format")
    assert [words(row[0])[0] for row in rows] == [reader.name for reader in RESULT_READERS]


def test_the_metrics_are_all_there():
    better = {Better.HIGHER: "higher", Better.LOWER: "lower"}
    rows = table(section(FORMATS, "## Metrics"), "metric")
    assert [(words(row[0])[0], row[1], row[2]) for row in rows[:-1]] == [
        (metric.name, metric.unit, better[metric.better]) for metric in METRICS
    ]


def test_the_keys_of_a_link_are_all_there():
    listed = first_words(section(LINKS, "## Keys"), "key")
    assert sorted(listed) == sorted(_CHECKS)
    assert set(QUESTIONS) <= set(listed)
    values = {word: words(row[1]) for row in table(LINKS, "key") for word in words(row[0])}
    assert values["color"] == [*PALETTES, "safe", "classic"]
    assert values["scale"] == list(SCALINGS)


def test_the_keys_of_the_page_data_are_those_of_a_page():
    site = build_site(DOCS, BuildOptions())
    (html,) = [file.content.decode() for file in site.files if file.path == "reference/page-data/index.html"]
    found = re.search(r'<script type="application/json" id="flamesite-data">(.*?)</script>', html, re.DOTALL)
    data = json.loads(found[1])
    before = PAGE_DATA.partition("## A tree")[0]
    assert first_words(before, "key") == sorted(data, key=first_words(before, "key").index)
    assert first_words(section(PAGE_DATA, "## A tree"), "key") == list(data["trees"][0])
    figure = first_words(section(PAGE_DATA, "## A figure"), "key")
    assert sorted(figure) == sorted(data["figures"][0]) == sorted(field.name for field in fields(FigureState))
    assert data["version"] == VERSION
    assert f"Its version is {VERSION};" in PAGE_DATA


def test_every_key_of_the_page_data_is_described_where_it_is_made():
    """The reference page points there for the rest."""
    import sitegen.drawing.page_data as described

    for name in first_words(section(PAGE_DATA, "## A tree"), "key"):
        assert re.search(rf"\b{name}\b", described.__doc__ or ""), name
