"""The page as an instrument, against its peers: flamesite, flamegraph.pl and speedscope on the same folded stacks.

Makes every tool's page of the same input in the same run, opens each in a fresh headless Chromium, does what a reader
does, and prints Markdown tables: bytes, milliseconds, MiB, and ratios, because times on a shared machine swing. Each
round takes every tool in turn. The first round is traced, for what gestures cost the main thread; times are from the
others. Usage: python -m benchmarks.viewer FOLDER [--sizes S,M,1M,L] [--peers NAME,NAME] [--repeat N]
Needs the development tools of `make test`, npm, and Debian's libdevel-nytprof-perl.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from benchmarks.viewer_goals import goal_lines
from benchmarks.viewer_inputs import STACKS, folded_input
from benchmarks.viewer_pages import PEERS, make_page, tools
from benchmarks.viewer_sessions import Session, run_session
from benchmarks.viewer_tables import Result, report


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description="The viewer against its peers, in headless Chromium.")
    parser.add_argument("folder", type=Path, help="where inputs and pages are kept; L needs 3 GB")
    parser.add_argument("--sizes", default="S,M", help=f"of {','.join(STACKS)}, joined by commas (default: S,M)")
    parser.add_argument("--peers", default=",".join(PEERS), help="joined by commas (default: all, each where it can)")
    parser.add_argument("--repeat", type=int, default=3, help="timed sessions of each page (default: 3)")
    asked = parser.parse_args()
    sizes = asked.sizes.split(",")
    if unknown := [size for size in sizes if size not in STACKS]:
        parser.error(f"expected sizes of {','.join(STACKS)}, found {','.join(unknown)}")
    peers = asked.peers.split(",")
    if unknown := [peer for peer in peers if peer not in PEERS]:
        parser.error(f"expected peers of {','.join(PEERS)}, found {','.join(unknown)}")
    results = measure(asked.folder, sizes, peers, asked.repeat)
    print("\n".join([*report(results), *goal_lines(results)]))


def measure(folder: Path, sizes: list[str], peers: list[str], repeat: int) -> list[Result]:
    """Makes the pages and runs one traced session and `repeat` timed ones of each, round by round."""
    folder.mkdir(parents=True, exist_ok=True)
    inputs = [folded_input(folder, size) for size in sizes]
    pages = [make_page(tool, profile, folder) for profile in inputs for tool in tools(profile.size, peers)]
    sessions: list[list[Session]] = [[] for _ in pages]
    for turn in range(1 + repeat):
        for page, kept in zip(pages, sessions, strict=True):
            if kept and kept[-1].failure:
                continue  # it would fail again, after minutes
            print(f"round {turn} of {repeat}: {page.tool}, {page.profile.size}", file=sys.stderr, flush=True)
            kept.append(run_session(page, is_traced=turn == 0))
    return [Result(page, tuple(kept)) for page, kept in zip(pages, sessions, strict=True)]


if __name__ == "__main__":
    main()
