"""YAML and TOML as text with places."""

from __future__ import annotations

import pytest

from sitegen.errors import SourceError
from sitegen.pages.source_value import SourceValue, read_toml_values, read_yaml_values


def yaml(text: str) -> SourceValue:
    return read_yaml_values("n.md", text, 2)


def entries(value: SourceValue) -> dict[str | None, SourceValue]:
    return {key.text: inner for key, inner in value.entries or ()}


@pytest.mark.parametrize("text", ["1.10", "no", "null", "2026-11-20", "0x10", "1_000", "~", "12:30:45", "=", "1e3"])
def test_a_yaml_scalar_is_the_text_that_was_written(text: str) -> None:
    assert entries(yaml(f"a: {text}"))["a"].text == text


def test_quotes_and_folds_of_yaml_are_undone() -> None:
    assert entries(yaml("a: 'it''s'\nb: >\n  c\n  d\n"))["a"].text == "it's"
    assert entries(yaml("b: >\n  c\n  d\n"))["b"].text == "c d\n"


def test_nothing_is_not_an_empty_text() -> None:
    values = entries(yaml('a:\nb: ""'))
    assert not values["a"].is_given
    assert values["b"].text == ""
    assert not yaml("# nothing\n").is_given


def test_places_are_those_of_the_values_in_the_file() -> None:
    values = entries(yaml("a: 1\nb:\n  - c\n  -  [d, é, f]\n"))
    items = values["b"].items
    assert items is not None and items[1].items is not None
    assert (values["a"].line, values["a"].column) == (2, 4)
    assert (items[0].line, items[0].column) == (4, 5)
    assert (items[1].items[2].line, items[1].items[2].column) == (5, 13)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: b: c", "n.md:2:5: error: not valid YAML: mapping values are not allowed here; text that holds a colon"),
        ("a: [b", "n.md:2:6: error: not valid YAML: expected ',' or ']'"),
        ("a: 1\n\tb: 2", "n.md:3:1: error: not valid YAML: found character '\\t'"),
        ("a: *b", "n.md:2:4: error: not valid YAML: found undefined alias"),
        ("a: 1\nb: \x07", "n.md:3:4: error: not valid YAML: special characters are not allowed"),
        ("a: 1\n---\nb: 1", "n.md:3:1: error: not valid YAML: but found another document"),
        ("a: !!python/object/apply:os.system [x]", "n.md:2:4: error: expected plain YAML, got the tag"),
        ("a: !x y", "n.md:2:4: error: expected plain YAML, got the tag !x"),
        ("a: !!binary aGk=", "n.md:2:4: error: expected plain YAML"),
        (f"a: {'[' * 9}{']' * 9}", "n.md:2:12: error: expected a few fields, got more than 10000 values or 8 levels"),
        (f"a: {'[' * 20_000}", "n.md:2:1: error: not valid YAML: values are nested too deep"),
    ],
)
def test_a_fault_of_yaml_has_its_place(text: str, fault: str) -> None:
    with pytest.raises(SourceError) as caught:
        yaml(text)
    assert str(caught.value).startswith(fault)


def test_an_alias_stands_for_its_value() -> None:
    values = entries(yaml("a: &x [b]\nc: *x"))
    assert values["c"] == values["a"]


def test_aliases_that_unfold_to_millions_are_refused() -> None:
    """Seven lines of ten aliases each stand for ten million texts."""
    lines = ["a0: &a0 [x]"] + [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 8)]
    with pytest.raises(SourceError, match="are aliases repeated"):
        yaml("\n".join(lines))


def test_an_alias_of_itself_is_refused() -> None:
    with pytest.raises(SourceError, match="8 levels"):
        yaml("a: &a [*a]")


def test_toml_values_are_text_as_well() -> None:
    value = read_toml_values("n.md", 'a = 1.10\nb = true\nc = 2026-11-20\nd = ["x", 1]\n[e]\nf = ""', 2)
    values = entries(value)
    assert [values[key].text for key in "abc"] == ["1.10", "true", "2026-11-20"]
    assert [item.text for item in values["d"].items or ()] == ["x", "1"]
    assert entries(values["e"])["f"] == SourceValue(7, 1, text="")
    assert (values["b"].line, values["b"].column) == (3, 1)
