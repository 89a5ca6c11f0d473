"""What the text formats share: telling text from binary, decoding it, and numbering its lines."""

from __future__ import annotations

from collections.abc import Iterator

# Tab, line feed, vertical tab, form feed, carriage return and escape stand in texts; the other control codes do not.
_BINARY = bytes(set(range(32)) - {9, 10, 11, 12, 13, 27}) + b"\x7f"
_BYTE_ORDER_MARK = "\ufeff"


def is_text(head: bytes) -> bool:
    """Whether the first bytes of a file are text: some, and no control codes among them.

    >>> is_text(b"main;parse 3"), is_text(bytes([10, 4, 8, 1, 16, 2]))
    (True, False)
    """
    return bool(head) and len(head.translate(None, _BINARY)) == len(head)


def numbered_lines(content: bytes) -> Iterator[tuple[int, str]]:
    """The lines from 1 on, without their ends; LF or CRLF, invalid UTF-8 replaced, a byte order mark taken off."""
    text = content.decode("utf-8", "replace").removeprefix(_BYTE_ORDER_MARK)
    start, number = 0, 1
    while start < len(text):
        end = text.find("\n", start)
        if end < 0:
            end = len(text)
        yield number, text[start:end].removesuffix("\r")
        start, number = end + 1, number + 1
