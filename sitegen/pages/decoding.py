"""The bytes of a file that an author wrote to text."""

from __future__ import annotations

from codecs import BOM_UTF8

from sitegen.errors import SourceError


def decode_note(path: str, content: bytes) -> str:
    """A note's text: UTF-8 with or without a byte order mark, every line end a line feed.

    Raises SourceError with the place of the first byte that is not UTF-8.
    """
    content = content.removeprefix(BOM_UTF8)
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = _with_line_feeds(content[: error.start].decode("utf-8"))
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        found = f"the byte 0x{content[error.start]:02x}"
        raise SourceError(path, line, column, f"expected text in UTF-8, got {found}; save the file as UTF-8") from error
    return _with_line_feeds(text)


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
