"""Undoes gzip, in pieces and up to a limit, before anything looks at the content."""

from __future__ import annotations

import zlib

from sitegen.errors import SourceError

_MAGIC = b"\x1f\x8b"
_WINDOW_WITH_GZIP_HEADER = 31
# Deflate makes at most 1,032 bytes of one, so no piece grows beyond 17 MB before it is counted.
_PIECE = 16_384


def is_gzip(stored: bytes) -> bool:
    """Whether the bytes begin as gzip does."""
    return stored.startswith(_MAGIC)


def gunzipped(stored: bytes, source: str, max_bytes: int) -> bytes:
    """The content of a gzip file of one or more members. Raises SourceError, also above max_bytes."""
    content = bytearray()
    at = 0
    view = memoryview(stored)
    while at < len(stored):
        if not stored.startswith(_MAGIC, at):
            if stored.count(0, at) == len(stored) - at:
                break  # zeros are padding, as of tapes, which the gzip command takes too
            found = f"{len(stored) - at:,} bytes of something else"
            raise _broken(source, f"expected the end or another gzip member at byte {at:,}, found {found}")
        member = zlib.decompressobj(_WINDOW_WITH_GZIP_HEADER)
        while not member.eof:
            piece = view[at : at + _PIECE]
            if not piece:
                raise _broken(source, f"expected gzip to its end, found it cut off after {len(stored):,} bytes")
            try:
                content += member.decompress(piece)
            except zlib.error as err:
                reason = f"expected gzip, found corrupt data after {len(content):,} bytes of content ({err})"
                raise _broken(source, reason) from err
            at += len(piece) - len(member.unused_data)
            if len(content) > max_bytes:
                raise too_large(source, max_bytes)
    return bytes(content)


def too_large(source: str, max_bytes: int) -> SourceError:
    """The error for more content than the limit."""
    message = f"expected at most {max_bytes:,} bytes of content, found more; raise the limit or record less"
    return SourceError(source, None, None, message)


def _broken(source: str, reason: str) -> SourceError:
    return SourceError(source, None, None, f"{reason}; record or copy the file again")
