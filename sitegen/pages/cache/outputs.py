"""What the files of an output folder were when a build left them, so that the next one need not read them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import msgspec

from sitegen.pages.cache.digests import Stamp, stamp_of
from sitegen.pages.cache.fingerprint import fingerprint
from sitegen.pages.cache.store import Store

Left = dict[str, tuple[Stamp, str]]
"""Stamp and SHA-256 of files by their paths in the output."""

_DECODER = msgspec.msgpack.Decoder(Left)


def read_left(store: Store, target: Path) -> Left:
    """What the build before left in a folder; nothing where that is not known."""
    content = store.get("sites", fingerprint("output", str(target)))
    try:
        return _DECODER.decode(content) if content is not None else {}
    except (msgspec.DecodeError, ValueError):
        return {}


def write_left(store: Store, target: Path, digests: dict[str, str], stamps: Mapping[str, Stamp]) -> None:
    """Remembers what a build leaves in a folder; stamps: of files that are known to have theirs still."""
    if store.folder is None:
        return
    root = str(target)
    left = {path: (stamps.get(path) or stamp_of(f"{root}/{path}"), digest) for path, digest in digests.items()}
    store.put("sites", fingerprint("output", root), msgspec.msgpack.encode(left))


def spare_tree(store: Store, target: Path) -> Path | None:
    """Where the tree is kept that a folder showed before; None where there is no cache, or one inside of the other."""
    if store.folder is None:
        return None
    spare = store.tree(fingerprint("output", str(target)))
    return None if spare.is_relative_to(target) or target.is_relative_to(spare) else spare
