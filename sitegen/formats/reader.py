"""What makes a format readable."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from sitegen.model import Profile


@dataclass(frozen=True, slots=True)
class Reader:
    """One format: how it is told from others, and how it is read.

    suffixes: of files that are profiles of this format by name; sniff(head, filename): whether the content is;
    read(content, source): the Profile, or SourceError; tested: with what its reading was compared
    """

    name: str
    description: str
    tested: str
    suffixes: tuple[str, ...]
    is_binary: bool
    sniff: Callable[[bytes, str], bool]
    read: Callable[[bytes, str], Profile]
