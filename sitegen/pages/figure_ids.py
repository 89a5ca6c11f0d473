"""The ids of a page's figures, of all kinds: what an author asked for, else a name that no other element has."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPACE = re.compile(r"\s+")


@dataclass(slots=True)
class FigureIds:
    """Gives each figure an id of its own; taken are those that the page has so far, headings' included."""

    taken: set[str]

    def choose(self, asked: str | None, wanted: str) -> str | None:
        """The asked one, None where it is taken; without one the wanted name, with a number where that is taken.

        >>> ids = FigureIds({"cpu"})
        >>> ids.choose(None, "cpu"), ids.choose("cpu", "x"), ids.choose(None, "my run")
        ('cpu-2', None, 'my-run')
        """
        if asked is not None:
            if asked in self.taken:
                return None
            self.taken.add(asked)
            return asked
        plain = _SPACE.sub("-", wanted)  # a space ends an id
        number, figure_id = 1, plain
        while figure_id in self.taken:
            number += 1
            figure_id = f"{plain}-{number}"
        self.taken.add(figure_id)
        return figure_id
