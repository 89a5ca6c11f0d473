"""Where one FILE of the command line comes from: a path, standard input, or a live endpoint."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sitegen.errors import SourceError, closest
from sitegen.formats import read_profile
from sitegen.model import Profile
from sitegen.pages.capture import Endpoint, endpoint, fetch

STANDARD_INPUT = "-"


def read_input(file: str, stdin: BinaryIO, tell: Callable[[str], None]) -> Profile:
    """The profile that FILE means; `tell` hears what takes long. Raises SourceError."""
    if file == STANDARD_INPUT:
        return read_profile(stdin.read(), "standard input")
    if "://" in file:
        return read_profile(fetch_telling(endpoint(file), tell), file)
    path = Path(file)
    if path.is_dir():
        raise SourceError(file, None, None, "expected a profile, found a folder; `flamesite build` takes those")
    if not path.exists():
        folder = path.parent if path.parent.is_dir() else Path()
        near = closest(path.name, [entry.name for entry in folder.iterdir()])
        raise SourceError(file, None, None, f"expected a profile, found no such file{near}")
    return read_profile(path.read_bytes(), file)


def fetch_telling(source: Endpoint, tell: Callable[[str], None]) -> bytes:
    """What the endpoint answers; `tell` hears how long it profiles and how much has come."""
    tell(f"profiling for {source.seconds:g} s" if source.seconds else "waiting for the answer")
    return fetch(source, lambda received: tell(f"received {received / 1024:,.0f} KiB"))
