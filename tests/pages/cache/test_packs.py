"""Files of a site in packs: what comes out is what went in, or nothing."""

from __future__ import annotations

import hashlib
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sitegen.pages.cache import packs as module
from sitegen.pages.cache.packs import Packs
from sitegen.pages.cache.store import Store


def named(contents: list[bytes]) -> list[tuple[str, bytes]]:
    return [(hashlib.sha256(content).hexdigest(), content) for content in contents]


@given(contents=st.lists(st.binary(max_size=40), max_size=30))
def test_what_is_kept_comes_back_in_any_order(tmp_path_factory, contents):
    folder = tmp_path_factory.mktemp("cache")
    places = Packs(Store(folder)).keep(named(contents))
    assert places.keys() == dict(named(contents)).keys()
    read = Packs(Store(folder))
    for digest, content in reversed(named(contents)):
        assert read.get(places[digest], digest) == content


def test_a_pack_holds_so_many_files_and_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "_MOST_FILES", 3)
    monkeypatch.setattr(module, "_MOST_BYTES", 10)
    # Three small ones; one that is too large for company; two of five bytes; the rest.
    contents = [b"1", b"2", b"3", b"x" * 20, b"aaaaa", b"bbbbb", b"c"]
    places = Packs(Store(tmp_path)).keep(named(contents))
    in_order = [places[digest] for digest, _ in named(contents)]
    assert [in_order.index(pack) for pack in in_order] == [0, 0, 0, 3, 4, 4, 6]
    assert len(list((tmp_path / "files").rglob("*/*"))) == 4


def test_a_pack_that_is_lost_damaged_or_foreign_holds_nothing(tmp_path):
    store = Store(tmp_path)
    ((digest, content),) = named([b"content"])
    pack = Packs(store).keep([(digest, content)])[digest]
    assert Packs(store).get(pack, "0" * 64) is None
    assert Packs(store).get("0" * 64, digest) is None
    store.put("files", pack, b"something else")
    assert Packs(store).get(pack, digest) is None
    path = next(path for path in (Path(tmp_path) / "files").rglob("*") if path.is_file())
    path.write_bytes(b"")
    assert Packs(store).get(pack, digest) is None


def test_without_a_cache_nothing_is_kept_and_nothing_fails():
    packs = Packs(Store(None))
    ((digest, content),) = named([b"content"])
    assert packs.get(packs.keep([(digest, content)])[digest], digest) is None
