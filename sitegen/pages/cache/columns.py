"""Profiles and graphs as bytes and back: dataclasses of columns, by their types, without pickle.

What comes back is what went in: the same numbers bit by bit, in the same order in memory, because the order of a sum
of floats is part of its result. What would not come back the same is not kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar

import msgspec
import numpy as np

from sitegen.pages.cache.fingerprint import fingerprint, program_fingerprint
from sitegen.pages.cache.store import Store

Kept = TypeVar("Kept")
_DECODERS: dict[Any, msgspec.msgpack.Decoder[Any]] = {}


def kept_or_made(
    store: Store, kind: str, key: tuple[object, ...], of_type: type[Kept], make: Callable[[], Kept]
) -> Kept:
    """What the store holds for a key that has a faithful repr, else what `make` makes, which is kept then."""
    if store.folder is None:
        return make()
    name = fingerprint(kind, program_fingerprint(), repr(key))
    content = store.get(kind, name)
    known = decoded(content, of_type) if content is not None else None
    if known is not None:
        return known
    made = make()
    content = _faithful(made, of_type)
    if content is not None:
        store.put(kind, name, content)
    return made


def _faithful(made: Kept, of_type: type[Kept]) -> bytes | None:
    """The bytes of a dataclass, where the same comes back from them."""
    try:
        content = encoded(made)
    except (NotImplementedError, TypeError, OverflowError):  # it holds what is no column, no text and no number
        return None
    again = decoded(content, of_type)
    return content if again is not None and encoded(again) == content else None


def encoded(value: object) -> bytes:
    """The bytes of a dataclass that holds columns."""
    return msgspec.msgpack.encode(value, enc_hook=_column_out)


def decoded(content: bytes, of_type: type[Kept]) -> Kept | None:
    """The dataclass in these bytes; None where they hold something else."""
    try:
        found: Kept = _decoder(of_type).decode(content)
    # NameError: a type that is only imported for type checkers, so that the dataclass cannot be read back.
    except (msgspec.DecodeError, ValueError, TypeError, AssertionError, NameError):
        return None
    return found


def _decoder(of_type: Any) -> msgspec.msgpack.Decoder[Any]:
    if of_type not in _DECODERS:
        _DECODERS[of_type] = msgspec.msgpack.Decoder(of_type, dec_hook=_column_in)
    return _DECODERS[of_type]


def _column_out(value: object) -> object:
    if isinstance(value, np.ndarray):
        order: Literal["C", "F"] = "F" if value.flags.f_contiguous and not value.flags.c_contiguous else "C"
        return value.dtype.str, value.shape, order, value.tobytes(order)
    if isinstance(value, np.generic):
        return value.item()
    raise NotImplementedError(f"a {type(value).__name__} cannot be kept")


def _column_in(_: type, value: Any) -> Any:
    dtype, shape, order, content = value
    return np.frombuffer(content, np.dtype(dtype)).reshape(shape, order=order)
