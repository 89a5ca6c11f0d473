"""A million call stacks: `render` to HTML against `go tool pprof -top`, then the page in headless Chromium.

Both run on the same file, one after the other, in this order: pprof, render, pprof, render. Prints seconds, peak MiB
and bytes, and for the pages the milliseconds to the first zoom and the first search after navigation began.
Usage: python -m benchmarks.million [FOLDER]; needs the development tools of `make test`.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks.synthetic import encode, grow

STACKS = 1_000_000
STACKS_OF_A_MILLION_NODES = 333_000
_GO = Path(sys.executable).with_name("go")
_CHROMIUM = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


def measured(command: Sequence[str | Path]) -> tuple[float, float]:
    """Runs a command; gives its seconds and peak MiB, those of the processes that it started included."""
    began = time.perf_counter()
    process = subprocess.Popen([str(part) for part in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit(f"{command[0]} failed")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def made(folder: Path, name: str, stacks: int) -> Path:
    """The synthetic profile of so many stacks, generated once."""
    path = folder / name
    if not path.exists():
        path.write_bytes(gzip.compress(encode(*grow(stacks)), 1, mtime=0))
    return path


def in_chromium(page_path: Path) -> dict[str, float]:
    """Opens a page and does what a reader would do first; milliseconds since navigation began."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=_CHROMIUM)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.goto(page_path.as_uri(), wait_until="commit")
        page.wait_for_selector(".flame-figure input[type=search]", timeout=60_000)
        ready = page.evaluate("performance.now()")
        paint = page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN")
        most = page.evaluate(_COUNT)
        page.evaluate(_STOPWATCH)
        box = page.locator(".flame .frame rect").nth(3).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        _until(page, "location.hash !== '' && window.stopwatch.click !== undefined")
        zoomed, zoom = page.evaluate("performance.now()"), page.evaluate("window.stopwatch.click")
        page.wait_for_timeout(400)  # the movement of the zoom
        most = max(most, page.evaluate(_COUNT))
        page.keyboard.press("Escape")
        page.wait_for_timeout(400)
        page.locator(".flame-figure input[type=search]").fill("function1.*7$")
        page.wait_for_selector(".flame .is-matched", timeout=60_000)
        _until(page, "window.stopwatch.input !== undefined")
        most = max(most, page.evaluate(_COUNT))
        search = page.evaluate("window.stopwatch.input")
        heap = page.evaluate("performance.memory.usedJSHeapSize / 1048576")
        browser.close()
        return {
            "first paint ms": paint,
            "controls there ms": ready,
            "first zoom done ms": zoomed,
            "zoom ms": zoom,
            "search ms": search,
            "heap MiB": heap,
            "most elements": most,
        }


def _until(page: Page, expression: str) -> None:
    """Waits, at most a minute; Playwright's own waiting would need eval, which the page's policy forbids."""
    for _ in range(6000):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(10)
    raise SystemExit(f"never true: {expression}")


_COUNT = "document.querySelectorAll('.flame .frame, .flame .run').length"
# From the event to the frame after the one that it painted.
_STOPWATCH = """() => {
  window.stopwatch = {};
  for (const name of ['click', 'input']) {
    addEventListener(name, () => {
      const began = performance.now();
      requestAnimationFrame(() => requestAnimationFrame(() => {
        window.stopwatch[name] = performance.now() - began;
      }));
    }, {capture: true});
  }
}"""


def main() -> None:
    """Prints the table."""
    folder = Path(sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp(prefix="flamesite-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    large = made(folder, "stacks.pb.gz", STACKS)
    nodes = made(folder, "nodes.pb.gz", STACKS_OF_A_MILLION_NODES)
    flamesite = Path(sys.executable).with_name("flamesite")
    # The first run of a new toolchain compiles pprof itself.
    measured([_GO, "tool", "pprof", "-top", made(folder, "small.pb.gz", 100)])
    for _ in range(2):
        print(
            "go tool pprof -top, 1 M stacks:  {:6.1f} s {:8.0f} MiB".format(
                *measured([_GO, "tool", "pprof", "-top", large])
            )
        )
        render = [flamesite, "render", large, "-o", folder / "stacks.html"]
        print("flamesite render, 1 M stacks:    {:6.1f} s {:8.0f} MiB".format(*measured(render)))
    render = [flamesite, "render", nodes, "--min", "0", "-o", folder / "nodes.html"]
    print("flamesite render --min 0, 1 M nodes: {:.1f} s {:.0f} MiB".format(*measured(render)))
    for name in ("stacks.html", "nodes.html"):
        page = folder / name
        text = page.read_bytes()
        print(f"{name}: {len(text):,} bytes, gzipped {len(gzip.compress(text, 6)):,}")
        times = in_chromium(page)
        print("  " + ", ".join(f"{what} {value:,.0f}" for what, value in times.items()))


if __name__ == "__main__":
    main()
