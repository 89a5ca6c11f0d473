"""Undoes gzip, in pieces and up to a limit, before anything looks at the content."""

from __future__ import annotations

import zlib

from sitegen.errors import SourceError

_MAGIC = b"\x1f\x8b"
_WINDOW_WITH_GZIP_HEADER = 31
_PIECE = 1 << 20


def is_gzip(stored: bytes) -> bool:
    """Whether the bytes begin as gzip does."""
    return stored.startswith(_MAGIC)


def gunzipped(stored: bytes, source: str, max_bytes: int) -> bytes:
    """The content of a gzip file of one or more members. Raises SourceError, also above max_bytes."""
    pieces: list[bytes] = []
    size = 0
    rest = stored
    # Zeros behind the last member are padding, as of tapes; the gzip command takes them too.
    while rest.strip(b"\0"):
        if not is_gzip(rest):
            offset = len(stored) - len(rest)
            raise _broken(
                source, f"expected the end or another gzip member at byte {offset:,}, found {len(rest):,} bytes"
            )
        member = zlib.decompressobj(_WINDOW_WITH_GZIP_HEADER)
        while not member.eof:
            try:
                piece = member.decompress(rest, _PIECE)
            except zlib.error as err:
                raise _broken(
                    source, f"expected gzip, found corrupt data after {size:,} bytes of content ({err})"
                ) from err
            rest = member.unconsumed_tail
            size += len(piece)
            pieces.append(piece)
            if size > max_bytes:
                raise too_large(source, max_bytes)
            if not piece and not rest and not member.eof:
                raise _broken(source, f"expected gzip to its end, found it cut off after {len(stored):,} bytes")
        rest = member.unused_data
    return b"".join(pieces)


def too_large(source: str, max_bytes: int) -> SourceError:
    """The error for more content than the limit."""
    message = f"expected at most {max_bytes:,} bytes of content, found more; raise the limit or record less"
    return SourceError(source, None, None, message)


def _broken(source: str, reason: str) -> SourceError:
    return SourceError(source, None, None, f"{reason}; record or copy the file again")
