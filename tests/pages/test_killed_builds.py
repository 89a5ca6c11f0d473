"""Builds that are killed, and builds at once: what a reader finds is always a whole site, the old one or the new."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from sitegen.pages.build import BuildOptions, build_site
from sitegen.pages.output import MANIFEST, read_manifest, write_site

KILLS = 20
NOTES = 30


def write_content(folder: Path, word: str) -> None:
    for number in range(NOTES):
        path = folder / f"part-{number % 3}" / f"note-{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"---\ntitle: Note {number}\n---\n\nEvery page says {word}.\n", "utf-8")
    (folder / "cpu.folded").write_text(f"main;{word} 3\nmain;idle 1\n", "utf-8")


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }


def start(work: Path, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "sitegen", "build", "content", "-o", "out", "--cache", "cache", *more]
    return subprocess.Popen(
        command, cwd=work, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True,
        env=os.environ | {"PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip


def test_a_build_killed_at_any_moment_leaves_a_whole_site_and_the_next_one_heals(tmp_path):
    """20 builds are killed after a random part of what a whole one takes; each would have changed every page."""
    content, out = tmp_path / "content", tmp_path / "out"
    rng = random.Random(20)
    sites = {}
    for word in ("before", "after"):
        write_content(content, word)
        sites[word] = {file.path: file.content for file in build_site(content, BuildOptions()).files}
    write_content(content, "before")
    write_site(out, build_site(content, BuildOptions()).files, content)
    # Every second moment lies within the writing, where there is most to go wrong.
    for number in range(KILLS):
        word = ("after", "before")[number % 2]
        write_content(content, word)
        build = start(tmp_path, "--jobs", str(1 + number % 2))
        if number % 2:
            _await_writing(tmp_path, build)
        killer = threading.Timer(rng.random() * (0.02 if number % 2 else 1.0), _kill, (build,))
        killer.start()
        build.communicate(timeout=120)
        killer.cancel()
        killer.join()
        _await_end_of_all(build.pid)
        assert tree(out) in sites.values(), f"kill {number} left a mixture"
        assert set(read_manifest(out, out)) == set(tree(out))
    write_content(content, "after")
    build = start(tmp_path)
    assert build.communicate(timeout=120) and build.returncode == 0
    assert tree(out) == sites["after"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cache", "content", "out"]


def _await_writing(work: Path, build: subprocess.Popen[bytes]) -> None:
    """Until the output is held for writing, or the build has ended."""
    while build.poll() is None and not (work / ".out.flamesite-lock").exists():
        pass


def _await_end_of_all(session: int) -> None:
    """Until no process of a build is left: workers end when they see that they are alone."""
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        os.sched_yield()
    os.killpg(session, signal.SIGKILL)
    raise AssertionError("workers of a build that was killed were still there after 30 s")


def _kill(build: subprocess.Popen[bytes]) -> None:
    """Kills the build itself and none of its workers, which must see to themselves."""
    if build.poll() is None:
        build.kill()


def test_builds_at_once_into_one_output_refuse_or_agree(tmp_path):
    content, out = tmp_path / "content", tmp_path / "out"
    write_content(content, "word")

    def build(_: int) -> tuple[int, str]:
        process = start(tmp_path, "--jobs", "1")
        error = process.communicate(timeout=120)[1]
        return process.returncode, error.decode()

    with ThreadPoolExecutor(4) as pool:
        ended = list(pool.map(build, range(4)))
    assert any(code == 0 for code, _ in ended)
    for code, error in ended:
        assert code == 0 or (code == 1 and "another build is writing to this folder" in error), error
    assert tree(out) == {file.path: file.content for file in build_site(content, BuildOptions()).files}
