"""pprof messages for tests, from plain tuples: functions are texts, everything else is what the message has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sitegen.formats import pprof
from sitegen.formats.folded_text import write_folded
from sitegen.formats.pprof_schema import message_class
from sitegen.model import Profile

Lines = Sequence[tuple[str, str, int]]
"""Name, file and line of each line of a location, innermost first."""
Location = tuple[int, int, Lines]
"""Mapping's id, address and lines."""
Sample = tuple[Sequence[int], Sequence[int]] | tuple[Sequence[int], Sequence[int], Sequence[Mapping[str, Any]]]
"""Ids of locations leaf first, values, and labels with texts for their key, str and num_unit."""


def pprof_message(
    samples: Sequence[Sample],
    locations: Mapping[int, Location] | None = None,
    types: Sequence[tuple[str, str]] = (("samples", "count"),),
    mappings: Mapping[int, str] | None = None,
    **texts: str,
) -> Any:
    """A profile message; without `locations`, location 7 is a function `f7` in `f7.go`. `texts` are string fields."""
    strings = {"": 0}

    def intern(text: str) -> int:
        return strings.setdefault(text, len(strings))

    profile = message_class("Profile")()
    for name, unit in types:
        profile.sample_type.add(type=intern(name), unit=intern(unit))
    locations = _functions_by_number(samples) if locations is None else locations
    for number, name in (mappings or {}).items():
        profile.mapping.add(id=number, filename=intern(name))
    functions: dict[tuple[str, str], int] = {}
    for number, (mapping, address, lines) in locations.items():
        location = message_class("Location")(id=number, mapping_id=mapping, address=address)
        for name, file, line in lines:
            location.line.add(function_id=functions.setdefault((name, file), len(functions) + 1), line=line)
        profile.location.append(location.SerializeToString())
    for (name, file), number in functions.items():
        function = message_class("Function")(id=number, name=intern(name), filename=intern(file))
        profile.function.append(function.SerializeToString())
    for ids, values, *labels in samples:
        sample = message_class("Sample")(location_id=ids, value=values)
        for label in labels[0] if labels else ():
            sample.label.add(
                **{key: intern(value) if isinstance(value, str) else value for key, value in label.items()}
            )
        profile.sample.append(sample.SerializeToString())
    for field, text in texts.items():
        setattr(profile, field, intern(text))
    profile.string_table.extend(text.encode() for text in strings)
    return profile


def _functions_by_number(samples: Sequence[Sample]) -> dict[int, Location]:
    used = sorted({number for sample in samples for number in sample[0]})
    return {number: (0, 0, [(f"f{number}", f"f{number}.go", number % 1000)]) for number in used}


def pprof_bytes(*arguments: Any, **options: Any) -> bytes:
    """The same, encoded."""
    return bytes(pprof_message(*arguments, **options).SerializeToString())


def read_message(*arguments: Any, **options: Any) -> Profile:
    """The same, encoded and read again."""
    return pprof.read(pprof_bytes(*arguments, **options), "cpu.pb")


def folded(profile: Profile, metric: int = -1, kinds: bool = False) -> list[str]:
    """The profile's folded lines, without their ends."""
    return [line.rstrip("\n") for line in write_folded(profile, metric % len(profile.metrics), kinds=kinds)]
