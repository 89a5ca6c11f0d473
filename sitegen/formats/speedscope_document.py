"""The JSON of a speedscope file as typed records, decoded with a place for every error.

The types are those of the schema https://www.speedscope.app/file-format-schema.json as speedscope 1.25 carries it,
and what py-spy, pyinstrument and memray write besides: null where a key could be left out. Columns of frames are
not read, because no table here has them.
"""

from __future__ import annotations

import re
from typing import Literal

import msgspec

from sitegen.errors import SourceError, quoted

SCHEMA = "https://www.speedscope.app/file-format-schema.json"
NANOSECONDS_IN = {"nanoseconds": 1, "microseconds": 10**3, "milliseconds": 10**6, "seconds": 10**9}
"""The schema's units of time."""

Number = int | float
"""Times are kept as the file writes them: a float would round the nanoseconds since 1970 to hundreds of them."""

_WHAT = "a speedscope file"
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BYTE_OFFSET = re.compile(r" ?\(byte (\d+)\)")


class Frame(msgspec.Struct, gc=False):
    """One frame of the table that the profiles share."""

    name: str
    file: str | None = None
    line: Number | None = None


class Event(msgspec.Struct, gc=False):
    """A frame opens (`O`) or closes (`C`)."""

    type: Literal["O", "C"]
    at: Number
    frame: int


class Origin(msgspec.Struct):
    """What `convert` adds to a profile, and every other reader passes over: whose weights these were.

    timed: whether the samples lie in the order of time, one after another
    """

    metric: str
    unit: str
    thread: str = ""
    timed: bool = False


class Evented(msgspec.Struct, tag_field="type", tag="evented"):
    """A profile of calls with their begin and end."""

    events: list[Event]
    unit: str
    startValue: Number
    name: str | None = None
    endValue: Number | None = None


class Sampled(msgspec.Struct, tag_field="type", tag="sampled"):
    """A profile of stacks; their arrays stay bytes, because equal ones are decoded once."""

    samples: list[msgspec.Raw]
    weights: list[float]
    unit: str
    startValue: Number = 0
    name: str | None = None
    flamesite: Origin | None = None


class Shared(msgspec.Struct):
    """What the profiles share."""

    frames: list[Frame]


class Document(msgspec.Struct, rename={"schema": "$schema"}):
    """The file."""

    shared: Shared
    profiles: list[Evented | Sampled]
    schema: str | None = None
    name: str | None = None
    exporter: str | None = None
    activeProfileIndex: Number | None = None


def decode_document(content: bytes, source: str) -> Document:
    """The file's records. Raises SourceError, with line and column where it is no JSON, else with the value's path."""
    text = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        document = msgspec.json.decode(text, type=Document)
    except msgspec.ValidationError as err:
        raise SourceError(source, None, None, f"expected {_WHAT}: {err}; write it again with its tool") from err
    except msgspec.DecodeError as err:
        reason = _BYTE_OFFSET.sub("", str(err))
        message = f"expected {_WHAT}, found no valid JSON ({reason}); it may be cut off, write it again"
        raise SourceError(source, *_place(text, str(err)), message) from err
    except (UnicodeDecodeError, RecursionError) as err:
        raise SourceError(source, None, None, f"expected {_WHAT}, found no valid JSON ({err}); write it again") from err
    if document.schema is not None and document.schema != SCHEMA:
        message = f"expected $schema {quoted(SCHEMA)}, found {quoted(document.schema)}; this is another kind of JSON"
        raise SourceError(source, None, None, message)
    return document


def _place(text: bytes, reason: str) -> tuple[int, int]:
    """Line and column of the byte that a reason names; of the end where it says that the text is cut off."""
    offset = _BYTE_OFFSET.search(reason)
    before = text[: int(offset[1])] if offset else text
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
