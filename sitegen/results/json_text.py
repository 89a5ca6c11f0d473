"""What the JSON formats share: telling one from another by its keys, and decoding with a place for every error."""

from __future__ import annotations

import re
from typing import TypeVar

import msgspec

from sitegen.errors import SourceError

Document = TypeVar("Document")

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_BYTE_OFFSET = re.compile(r" ?\(byte (\d+)\)")


def is_json(content: bytes, opening: bytes, *keys: str) -> bool:
    """Whether a text opens like JSON of that kind, `{` or `[`, and holds all the keys, wherever they stand.

    Cheaper than decoding it once a format; what passes is then decoded by the format's own types.
    """
    text = content.removeprefix(_BYTE_ORDER_MARK).lstrip()
    return text.startswith(opening) and all(b'"%s"' % key.encode() in text for key in keys)


def decode(content: bytes, document: type[Document], source: str, what: str) -> Document:
    """The document of that type; unknown keys are passed over.

    Raises SourceError with line and column for what is no JSON, with the path of the value for what has another form.
    """
    text = content.removeprefix(_BYTE_ORDER_MARK)
    try:
        return msgspec.json.decode(text, type=document)
    except msgspec.ValidationError as err:
        raise SourceError(source, None, None, f"expected {what}: {err}; write the file again with it") from err
    except msgspec.DecodeError as err:
        reason = _BYTE_OFFSET.sub("", str(err))
        message = f"expected {what}, found no valid JSON ({reason}); it may be cut off, write it again"
        raise SourceError(source, *_place(text, str(err)), message) from err
    except (UnicodeDecodeError, RecursionError) as err:
        raise SourceError(source, None, None, f"expected {what}, found no valid JSON ({err}); write it again") from err


def _place(text: bytes, reason: str) -> tuple[int, int]:
    """Line and column of the byte that a reason names; of the end where it says that the text is cut off."""
    offset = _BYTE_OFFSET.search(reason)
    before = text[: int(offset[1])] if offset else text
    return before.count(b"\n") + 1, len(before) - before.rfind(b"\n")
