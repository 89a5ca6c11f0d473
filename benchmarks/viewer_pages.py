"""Each tool's page of a folded input: flamesite's HTML, flamegraph.pl's SVG, and speedscope's app with the file.

flamegraph.pl comes with Debian's libdevel-nytprof-perl, speedscope from npm; it is installed into the folder.
"""

from __future__ import annotations

import re
import subprocess
import sys
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from benchmarks.viewer_inputs import FoldedInput

FLAMESITE = "flamesite"
FLAMEGRAPH = "flamegraph.pl"
FLAMEGRAPH_ALL = "flamegraph.pl --minwidth=0"
SPEEDSCOPE = "speedscope"
PEERS = (FLAMEGRAPH, FLAMEGRAPH_ALL, SPEEDSCOPE)
_PEER_OF_ALL_NODES = ("S", "M")  # beyond, its SVG takes minutes to draw
_DEFAULT_BUDGET = ("L",)
_FLAMEGRAPH = Path("/usr/share/perl5/Devel/NYTProf/flamegraph.pl")
_OURS = Path(__file__).parents[1]  # the very sources that this script lies beside
_SPEEDSCOPE_VERSION = "1.25.0"
_CHUNK = 1 << 22


@dataclass(frozen=True, slots=True)
class ToolPage:
    """What a reader opens, and what has to reach him for it: `loaded` is a file that he picks in the page."""

    tool: str
    profile: FoldedInput
    opened: Path
    loaded: Path | None
    nodes: int
    raw: int
    gzipped: int

    @property
    def bytes_a_node(self) -> float:
        """Gzipped bytes a node kept."""
        return self.gzipped / self.nodes


def tools(size: str, peers: Iterable[str]) -> list[str]:
    """flamesite, and the peers that are measured at a size."""
    return [FLAMESITE, *(peer for peer in peers if peer != FLAMEGRAPH_ALL or size in _PEER_OF_ALL_NODES)]


def make_page(tool: str, profile: FoldedInput, folder: Path) -> ToolPage:
    """Makes a tool's page of the input; flamesite's and flamegraph.pl's anew in every run."""
    if tool == FLAMESITE:
        return _flamesite(profile, folder)
    return _speedscope(profile, folder) if tool == SPEEDSCOPE else _flamegraph(tool, profile, folder)


def _flamesite(profile: FoldedInput, folder: Path) -> ToolPage:
    page = folder / f"{profile.size}.flamesite.html"
    keeps = [] if profile.size in _DEFAULT_BUDGET else ["--min", "0"]
    ours = [sys.executable, "-m", "sitegen", "render", str(profile.path.resolve())]
    render = [*ours, *keeps, "-o", str(page.resolve())]
    subprocess.run(render, check=True, stdout=subprocess.DEVNULL, cwd=_OURS)
    folded = re.search(rb'<p class="figure-status">[^<]*the ([\d,]+) smallest of [\d,]+ nodes are', page.read_bytes())
    left_out = int(folded[1].replace(b",", b"")) if folded else 0
    return _measured(FLAMESITE, profile, profile.nodes - left_out, page)


def _flamegraph(tool: str, profile: FoldedInput, folder: Path) -> ToolPage:
    if not _FLAMEGRAPH.exists():
        raise SystemExit(f"expected {_FLAMEGRAPH}, which is missing: apt-get install libdevel-nytprof-perl")
    page = folder / f"{profile.size}.{'all' if tool == FLAMEGRAPH_ALL else 'pruned'}.svg"
    with page.open("wb") as output:
        subprocess.run(["perl", _FLAMEGRAPH, *tool.split()[1:], profile.path], check=True, stdout=output)
    return _measured(tool, profile, page.read_bytes().count(b'class="func_g"') - 1, page)  # less the root


def _speedscope(profile: FoldedInput, folder: Path) -> ToolPage:
    release = folder / "speedscope" / "node_modules" / "speedscope" / "dist" / "release"
    if not release.exists():
        home = folder / "speedscope"
        home.mkdir(exist_ok=True)
        quiet = ["--no-audit", "--no-fund", "--no-save", "--loglevel=error"]
        package = f"speedscope@{_SPEEDSCOPE_VERSION}"
        subprocess.run(["npm", "install", "--prefix", home, *quiet, package], check=True, stdout=subprocess.DEVNULL)
    app = release / "index.html"
    parts = re.findall(r'(?:src|href)="([^"]+\.(?:js|css))"', app.read_text("utf-8"))
    return _measured(SPEEDSCOPE, profile, profile.nodes, app, [release / part for part in parts], profile.path)


def _measured(
    tool: str, profile: FoldedInput, nodes: int, page: Path, besides: Iterable[Path] = (), loaded: Path | None = None
) -> ToolPage:
    sizes = [_sizes(path) for path in (page, *besides, *([loaded] if loaded else []))]
    raw, gzipped = (sum(column) for column in zip(*sizes, strict=True))
    return ToolPage(tool, profile, page, loaded, nodes, raw, gzipped)


def _sizes(path: Path) -> tuple[int, int]:
    """Bytes of a file as it is, and gzipped at level 6."""
    raw = gzipped = 0
    compressor = zlib.compressobj(6, wbits=31)
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            raw += len(chunk)
            gzipped += len(compressor.compress(chunk))
    return raw, gzipped + len(compressor.flush())
