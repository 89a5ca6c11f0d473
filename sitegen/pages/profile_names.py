"""Which files hold profiles, by their names."""

from __future__ import annotations


class ProfileNames:
    """Tells profiles by their names; the readers, which know, are loaded when they are first asked.

    known: the suffixes of profiles' names, as the build before kept them, or None.
    """

    def __init__(self, known: tuple[str, ...] | None) -> None:
        self.known = known

    @property
    def suffixes(self) -> tuple[str, ...]:
        """What the names of profiles end in, in lower case."""
        if self.known is None:
            from sitegen.formats import READERS

            self.known = tuple(suffix for reader in READERS for suffix in reader.suffixes)
        return self.known

    def is_profile(self, name: str) -> bool:
        """Whether a file of this name holds a profile."""
        return name.lower().endswith(self.suffixes)

    def stem(self, name: str) -> str:
        """A profile's name without its suffix."""
        from sitegen.formats import profile_stem

        return profile_stem(name)
