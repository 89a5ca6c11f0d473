"""A value on its way through a process that does not look at it: pickled once, passed on, opened where it is used."""

from __future__ import annotations

import pickle
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class Sealed(Generic[Value]):
    """A value that may cross between processes of one build, and nowhere else, since it is pickled for that."""

    def __init__(self, value: Value) -> None:
        self._value: Value | None = value
        self._bytes = b""

    def open(self) -> Value:
        """The value, in this process."""
        if self._value is None:
            self._value = pickle.loads(self._bytes)
        return self._value

    def __reduce__(self) -> tuple[Any, ...]:
        self._bytes = self._bytes or pickle.dumps(self._value, pickle.HIGHEST_PROTOCOL)
        return _closed, (self._bytes,)


def _closed(content: bytes) -> Sealed[Any]:
    sealed: Sealed[Any] = Sealed(None)
    sealed._bytes = content
    return sealed
