"""The bytes of a site's files, many to an entry: to make a file takes the system longer than to write it.

An entry of the kind "files" holds files by their SHA-256 and has the SHA-256 of these as its key.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator

import msgspec

from sitegen.pages.cache.store import Store

_MOST_FILES = 64
_MOST_BYTES = 1 << 21

_DECODER = msgspec.msgpack.Decoder(dict[str, bytes])


class Packs:
    """Files in a store's packs."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._last: tuple[str, dict[str, bytes]] = ("", {})

    def get(self, pack: str, digest: str) -> bytes | None:
        """A file's bytes by its pack and its SHA-256; None where the pack is lost or is not whole."""
        if self._last[0] != pack:
            self._last = pack, self._read(pack)
        return self._last[1].get(digest)

    def keep(self, files: Iterable[tuple[str, bytes]]) -> dict[str, str]:
        """Keeps files, given by SHA-256 and bytes; says in which pack each of them is."""
        places = {}
        for held in _in_parts(files):
            pack = hashlib.sha256("".join(held).encode()).hexdigest()
            self._store.put("files", pack, msgspec.msgpack.encode(held))
            places.update(dict.fromkeys(held, pack))
        return places

    def _read(self, pack: str) -> dict[str, bytes]:
        content = self._store.get("files", pack)
        try:
            return _DECODER.decode(content) if content is not None else {}
        except (msgspec.DecodeError, ValueError):
            return {}


def _in_parts(files: Iterable[tuple[str, bytes]]) -> Iterator[dict[str, bytes]]:
    held: dict[str, bytes] = {}
    size = 0
    for digest, content in files:
        if held and (len(held) == _MOST_FILES or size + len(content) > _MOST_BYTES):
            yield held
            held, size = {}, 0
        held[digest] = content
        size += len(content)
    if held:
        yield held
