"""What YAML or TOML says, as text with places: scalars, lists and tables, nothing guessed about their types.

In comes the text of a note's head, out comes a tree of `SourceValue`. Aliases are followed within limits, so that a
few lines which stand for millions of values are refused, not unfolded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sitegen.errors import SourceError
from sitegen.pages.toml_source import TomlSource, read_toml

if TYPE_CHECKING:
    import yaml

MOST_VALUES = 10_000  # a note's head holds a few dozen
DEEPEST_VALUE = 8  # and nests three deep: profiles, alias, list

_STANDARD_TAGS = frozenset(
    f"tag:yaml.org,2002:{name}"
    for name in ("str", "null", "bool", "int", "float", "timestamp", "value", "merge", "seq", "map")
)
_COLON_HINT = "; text that holds a colon and a space goes in quotes"


@dataclass(frozen=True, slots=True)
class SourceValue:
    """A value and its place: one of text, items and entries is set, or none where nothing was written."""

    line: int
    column: int
    text: str | None = None
    items: tuple[SourceValue, ...] | None = None
    entries: tuple[tuple[SourceValue, SourceValue], ...] | None = None

    @property
    def is_given(self) -> bool:
        """Whether anything was written."""
        return not (self.text is None and self.items is None and self.entries is None)


def read_yaml_values(path: str, text: str, first_line: int) -> SourceValue:
    """Read YAML that begins at first_line of its file. Raises SourceError with the place of a fault."""
    import yaml  # a site that is built again reads few heads

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark else (0, 0)
        hint = _COLON_HINT if error.problem and error.problem.startswith("mapping values") else ""
        reason = error.problem or error.context
        raise SourceError(path, first_line + line, column + 1, f"not valid YAML: {reason}{hint}") from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        line, column = first_line + before.count("\n"), len(before) - before.rfind("\n")
        raise SourceError(path, line, column, f"not valid YAML: {error.reason}") from error
    except RecursionError as error:
        raise SourceError(path, first_line, 1, "not valid YAML: values are nested too deep") from error
    if root is None:
        return SourceValue(first_line, 1)
    return _YamlWalk(path, first_line).value(root, 0)


def read_toml_values(path: str, text: str, first_line: int) -> SourceValue:
    """Read TOML that begins at first_line of its file. Raises SourceError with the place of a fault."""
    source = read_toml(path, text, first_line, parse_float=str)
    return _toml_value(source, source.tables, ())


class _YamlWalk:
    """Turns nodes into values and counts them, since an alias may stand for a node any number of times."""

    def __init__(self, path: str, first_line: int) -> None:
        self._path = path
        self._first_line = first_line
        self._count = 0

    def value(self, node: yaml.Node, depth: int) -> SourceValue:
        import yaml

        line, column = self._first_line + node.start_mark.line, node.start_mark.column + 1
        self._count += 1
        if self._count > MOST_VALUES or depth > DEEPEST_VALUE:
            limits = f"more than {MOST_VALUES} values or {DEEPEST_VALUE} levels"
            raise SourceError(self._path, line, column, f"expected a few fields, got {limits} (are aliases repeated?)")
        if node.tag not in _STANDARD_TAGS:
            raise SourceError(self._path, line, column, f"expected plain YAML, got the tag {node.tag}")
        if isinstance(node, yaml.MappingNode):
            entries = tuple((self.value(key, depth + 1), self.value(value, depth + 1)) for key, value in node.value)
            return SourceValue(line, column, entries=entries)
        if isinstance(node, yaml.SequenceNode):
            return SourceValue(line, column, items=tuple(self.value(item, depth + 1) for item in node.value))
        assert isinstance(node, yaml.ScalarNode)
        is_empty = node.value == "" and node.style is None
        return SourceValue(line, column, text=None if is_empty else node.value)


def _toml_value(source: TomlSource, value: Any, keys: tuple[str, ...]) -> SourceValue:
    line, column = source.place(*keys)
    if isinstance(value, dict):
        entries = tuple(
            (SourceValue(*source.place(*keys, key), text=key), _toml_value(source, inner, (*keys, key)))
            for key, inner in value.items()
        )
        return SourceValue(line, column, entries=entries)
    if isinstance(value, list):
        return SourceValue(line, column, items=tuple(_toml_value(source, item, keys) for item in value))
    if isinstance(value, bool):
        return SourceValue(line, column, text=str(value).lower())
    return SourceValue(line, column, text=str(value))
