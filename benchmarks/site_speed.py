"""How fast whole sites are built, against MkDocs and Pelican on the same prose, and on profiles alone.

Every measurement is a whole process, from its start to its end. One round runs every generator once, and rounds
follow one another, so that a machine that is busy for a while slows all of them; the table gives medians, and beside
the seconds on the clock those that processors worked, which a busy machine changes less. `cold` has neither an output
nor a cache, `again` changes nothing, an edit appends a sentence to one page: the first after a cold build, which makes
flamesite's second tree, and the next one; then edits of a page while a preview runs. Pelican runs with its caches on.

Usage: python -m benchmarks.site_speed [FOLDER] [--rounds N] [--pages N] [--profiles N]; makes a virtual environment for
each peer in FOLDER, with what PyPI has now.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.prose import pelican_head, write_pages, write_profiles, yaml_head
from sitegen.pages.build import BuildOptions
from sitegen.pages.preview import Preview

SAMPLES = 3_000
Seconds = tuple[float, float]
"""On the clock, and of processors."""

_FLAMESITE = Path(sys.executable).with_name("flamesite")
_PELICAN_SETTINGS = (
    'SITENAME = "Prose"\nTIMEZONE = "UTC"\nFEED_ALL_ATOM = "feed.xml"\nSTATIC_PATHS = []\n'
    "CACHE_CONTENT = True\nLOAD_CONTENT_CACHE = True\nARTICLE_URL = '{slug}/'\nARTICLE_SAVE_AS = '{slug}/index.html'\n"
)


@dataclass(frozen=True, slots=True)
class Contender:
    """A generator on one content: its command, what it leaves behind, and the page that an edit changes."""

    name: str
    command: tuple[str, ...]
    leaves: tuple[Path, ...]
    folder: Path
    edited: Path | None = None


def main() -> None:
    """Prints both tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pages", type=int, default=2_000)
    parser.add_argument("--profiles", type=int, default=200)
    asked = parser.parse_args()
    folder = (asked.folder or Path(tempfile.mkdtemp(prefix="flamesite-speed-"))).resolve()
    if asked.pages:
        prose = [*peers(folder, asked.pages), *(flamesite(folder, "prose", jobs) for jobs in (1, 2))]
        report(f"{asked.pages:,} pages of prose", asked.pages, prose, asked.rounds)
        print(
            f"\nAn edit of one page while `flamesite serve` runs: {1000 * served(prose[-1], 2 * asked.rounds):.0f} ms"
        )
    if asked.profiles:
        shutil.rmtree(folder / "profiles", ignore_errors=True)
        list(write_profiles(folder / "profiles" / "content", asked.profiles, SAMPLES))
        profiles = [flamesite(folder, "profiles", jobs) for jobs in (1, 2)]
        report(f"{asked.profiles} profiles of {SAMPLES:,} samples", asked.profiles, profiles, asked.rounds)


def peers(folder: Path, pages: int) -> Iterator[Contender]:
    """Writes the prose for all, flamesite too, and installs the others."""
    shutil.rmtree(folder / "prose", ignore_errors=True)
    site = folder / "prose"
    write_pages(site / "content", pages, yaml_head)
    (site / "content" / "site.toml").write_text('title = "Prose"\n', "utf-8")
    write_pages(site / "mkdocs", pages, yaml_head)
    (site / "mkdocs" / "index.md").write_text("# Prose\n", "utf-8")
    (site / "mkdocs.yml").write_text("site_name: Prose\ndocs_dir: mkdocs\nsite_dir: mkdocs-out\n", "utf-8")
    write_pages(site / "pelican", pages, pelican_head)
    (site / "pelicanconf.py").write_text(_PELICAN_SETTINGS, "utf-8")
    mkdocs, pelican = installed(folder, "mkdocs", "mkdocs"), installed(folder, "pelican", "pelican[markdown]")
    first = "part-00/page-7.md"
    command = (str(mkdocs), "build", "--quiet")
    yield Contender("MkDocs", command, (site / "mkdocs-out",), site, site / "mkdocs" / first)
    command = (str(pelican), "pelican", "-o", "pelican-out", "-s", "pelicanconf.py", "--quiet")
    leaves = (site / "pelican-out", site / "cache")
    yield Contender("Pelican", command, leaves, site, site / "pelican" / first)


def flamesite(folder: Path, name: str, jobs: int) -> Contender:
    """This checkout's flamesite, with so many processes."""
    site = folder / name
    output, cache = site / f"out-{jobs}", site / f"cache-{jobs}"
    command = (str(_FLAMESITE), "build", "content", "-o", output.name, "--cache", cache.name, "--jobs", str(jobs))
    edited = site / "content" / "part-00" / "page-7.md"
    return Contender(f"flamesite --jobs {jobs}", command, (output, cache), site, edited if edited.exists() else None)


def installed(folder: Path, program: str, requirement: str) -> Path:
    """A program of PyPI in an environment of its own, installed once."""
    home = folder / f"venv-{program}"
    found = home / "bin" / program
    if not found.exists():
        subprocess.run([sys.executable, "-m", "venv", str(home)], check=True)
        subprocess.run([str(home / "bin" / "pip"), "install", "--quiet", requirement], check=True)
    return found


def report(title: str, pages: int, contenders: Sequence[Contender], rounds: int) -> None:
    """Measures in rounds and prints a Markdown table of medians."""
    seconds: dict[tuple[str, str], list[Seconds]] = {}
    for number in range(rounds):
        for contender in contenders:
            for what, taken in one_round(contender, number).items():
                seconds.setdefault((contender.name, what), []).append(taken)
            print(f"round {number + 1}: {contender.name}", file=sys.stderr)
    middle = {
        key: (statistics.median(clock for clock, _ in taken), statistics.median(worked for _, worked in taken))
        for key, taken in seconds.items()
    }
    print(f"\n{title}, {rounds} rounds, medians, seconds (of {os.cpu_count()} processors)\n")
    print("| | cold | pages a second | again | first edit | next edit |")
    print("|---|---:|---:|---:|---:|---:|")
    for contender in contenders:
        print(row(contender.name, pages, middle))


def row(name: str, pages: int, middle: Mapping[tuple[str, str], Seconds]) -> str:
    """One line of the table."""
    taken = [middle.get((name, what)) for what in ("cold", "again", "first edit", "next edit")]
    cells = [f"{each[0]:.2f} s ({each[1]:.2f})" if each else "–" for each in taken]
    speed = f"{pages / taken[0][0]:,.0f}" if taken[0] else "–"
    return f"| {name} | {cells[0]} | {speed} | {' | '.join(cells[1:])} |"


def one_round(contender: Contender, number: int) -> dict[str, Seconds]:
    """A cold run, one without changes, one after each of two edits."""
    for path in contender.leaves:
        shutil.rmtree(path, ignore_errors=True)
    taken = {"cold": measured(contender), "again": measured(contender)}
    for what in ("first edit", "next edit") if contender.edited is not None else ():
        with contender.edited.open("a", encoding="utf-8") as page:
            page.write(f"\nRound {number} adds this sentence for {contender.name} as its {what}.\n")
        taken[what] = measured(contender)
    return taken


def served(contender: Contender, edits: int) -> float:
    """The median of seconds from an edit that was noticed to the new state of a preview."""
    assert contender.edited is not None
    preview = Preview(contender.folder / "content", BuildOptions(cache=contender.folder / "cache-serve"))
    preview.rebuild()
    taken = []
    for number in range(edits):
        with contender.edited.open("a", encoding="utf-8") as page:
            page.write(f"\nEdit {number} is served.\n")
        began = time.perf_counter()
        state = preview.rebuild()
        taken.append(time.perf_counter() - began)
        assert not state.is_broken
    return statistics.median(taken)


def _environment() -> dict[str, str]:
    """As anywhere: Python may keep what it compiled, of a checkout too, as an installed program always has it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def measured(contender: Contender) -> Seconds:
    """The seconds of a whole process."""
    began, before = time.perf_counter(), os.times()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run(contender.command, cwd=contender.folder, check=True, env=_environment(), **quiet)
    after = os.times()
    worked = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - began, worked


if __name__ == "__main__":
    main()
