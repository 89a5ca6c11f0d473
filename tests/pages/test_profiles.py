"""What a figure's source names."""

from __future__ import annotations

from pathlib import Path

import pytest

from sitegen.pages.profiles import ProfileStore
from sitegen.pages.sources import NoSuchSource


@pytest.fixture
def store(tmp_path: Path) -> ProfileStore:
    content = tmp_path / "content"
    for name in ("cpu.folded", "runs/a_2.folded", "runs/a_1.folded"):
        path = content / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("main 1\n")
    (tmp_path / "secret.folded").write_text("main 1\n")
    return ProfileStore(content.resolve(), "content", 1 << 20)


def found(
    store: ProfileStore, source: str, aliases: dict[str, tuple[str, ...]] | None = None, folder: str = "."
) -> list[str]:
    paths = store.resolve(source, store.content / folder, aliases or {})
    return [path.relative_to(store.content).as_posix() for path in paths]


def test_a_path_is_relative_to_the_note(store):
    assert found(store, "cpu.folded") == ["cpu.folded"]
    assert found(store, "../cpu.folded", folder="runs") == ["cpu.folded"]


def test_an_alias_wins_over_a_path(store):
    assert found(store, "cpu.folded", {"cpu.folded": ("runs/a_1.folded",)}) == ["runs/a_1.folded"]


def test_a_glob_is_sorted_and_a_list_keeps_its_order(store):
    assert found(store, "runs/a_*.folded") == ["runs/a_1.folded", "runs/a_2.folded"]
    aliases = {"both": ("runs/a_2.folded", "runs/*.folded")}
    assert found(store, "both", aliases) == ["runs/a_2.folded", "runs/a_1.folded"]


def test_a_glob_without_a_match_is_an_error(store):
    with pytest.raises(NoSuchSource, match=r'no file matches "nothing\*" in content/runs'):
        found(store, "nothing*", folder="runs")


def test_an_unknown_name_is_told_the_nearest_aliases_and_files(store):
    with pytest.raises(NoSuchSource, match=r"closest: cpu\.folded"):
        found(store, "cpu.foldd")
    with pytest.raises(NoSuchSource, match="closest: before"):
        found(store, "befor", {"before": ("cpu.folded",)})


def test_nothing_outside_the_content_is_read(store):
    with pytest.raises(NoSuchSource, match="lies outside the content"):
        found(store, "../secret.folded")
    with pytest.raises(NoSuchSource, match="lies outside the content"):
        found(store, "../*.folded")


def test_several_files_are_one_profile_and_each_is_read_once(store):
    paths = store.resolve("runs/*.folded", store.content, {})
    assert store.read(paths).totals().tolist() == [2]
    assert store.read(paths) is store.read(paths)
    assert store.read_so_far() == []


def test_files_of_which_something_was_skipped_are_told_by_their_names(store):
    for name in ("b", "a"):
        (store.content / f"{name}.folded").write_text("main 1\nno count\n")
        store.read((store.content / f"{name}.folded",))
    store.read((store.content / "cpu.folded",))
    assert [name for name, _ in store.read_so_far()] == ["content/a.folded", "content/b.folded"]
