"""Profiles from a live endpoint: one URL, or several kinds and runs in one go, ready for a before and an after.

A pprof URL is fetched with its seconds asked for, and progress is told to the caller.
"""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit, urlunsplit

from sitegen.errors import SourceError

LARGEST_ANSWER = 2 << 30
PROFILES = {
    "cpu": "profile",
    "heap": "heap",
    "allocs": "allocs",
    "goroutine": "goroutine",
    "block": "block",
    "mutex": "mutex",
    "threadcreate": "threadcreate",
}
"""What net/http/pprof offers: our word, and the end of its path. Only cpu takes seconds, the rest are snapshots."""
_PPROF = "/debug/pprof"
_SUFFIX = ".pb.gz"
_ALIAS = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_CHUNK = 1 << 16
_GRACE_S = 30


@dataclass(frozen=True, slots=True)
class Recording:
    """One profile to fetch: from where, and the file that it goes to."""

    source: Endpoint
    target: Path


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A URL to fetch and how long its answer takes: the seconds that it profiles for, 0 for a snapshot."""

    url: str
    seconds: float


def endpoint(url: str, seconds: float | None = None) -> Endpoint:
    """The URL with `seconds` put into its query where asked for; seconds already there are read from it.

    pprof's own default for /debug/pprof/profile is 30 s.

    >>> endpoint("http://127.0.0.1:8080/debug/pprof/profile", 5).url
    'http://127.0.0.1:8080/debug/pprof/profile?seconds=5'
    """
    try:
        parts = urlsplit(url)
    except ValueError as err:
        raise SourceError(url, None, None, f"not a URL: {err}") from err
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise SourceError(url, None, None, "expected an http or https URL such as http://HOST/debug/pprof/profile")
    query = parse_qs(parts.query, keep_blank_values=True)
    if seconds is not None:
        query["seconds"] = [f"{seconds:g}"]
        parts = parts._replace(query=urlencode(query, doseq=True))
    try:
        lasts = float(query["seconds"][0]) if "seconds" in query else 0.0
    except ValueError as err:
        raise SourceError(url, None, None, f"expected a number of seconds, found {query['seconds'][0]!r}") from err
    if not lasts and parts.path.endswith("/profile"):
        lasts = 30.0
    return Endpoint(urlunsplit(parts), lasts)


def fetch(source: Endpoint, progress: Callable[[int], None] | None = None) -> bytes:
    """The answer's bytes; `progress` is told how many have come. Raises SourceError with the server's reason."""
    request = urllib.request.Request(source.url, headers={"User-Agent": "flamesite", "Accept-Encoding": "identity"})
    try:
        with urllib.request.urlopen(request, timeout=source.seconds + _GRACE_S) as answer:
            received = bytearray()
            while chunk := answer.read(_CHUNK):
                received += chunk
                if len(received) > LARGEST_ANSWER:
                    raise SourceError(source.url, None, None, f"the answer is larger than {LARGEST_ANSWER >> 30} GiB")
                if progress is not None:
                    progress(len(received))
            return bytes(received)
    except urllib.error.HTTPError as err:
        text = err.read(200).decode("utf-8", "replace").strip()
        reason = f"the server answered {err.code} {err.reason}{': ' + text if text else ''}"
        raise SourceError(source.url, None, None, f"{reason}; is net/http/pprof mounted at this path?") from err
    except (OSError, ValueError, HTTPException) as err:
        said = getattr(err, "reason", None) or err
        raise SourceError(source.url, None, None, f"no answer: {said}; is the server running there?") from err


def numbered(file: Path, repeat: int) -> list[Path]:
    """Where the runs go: the file itself for one, else `cpu_1.pb.gz`, `cpu_2.pb.gz` for `cpu.pb.gz`."""
    if repeat == 1:
        return [file]
    stem, dot, suffix = file.name.partition(".")
    return [file.with_name(f"{stem}_{run}{dot}{suffix}") for run in range(1, repeat + 1)]


def recordings(url: str, folder: Path, kinds: Sequence[str], seconds: float | None, repeat: int) -> list[Recording]:
    """The profiles of these kinds from a server, run after run: `cpu_1.pb.gz`, `heap_1.pb.gz`, `cpu_2.pb.gz` ...

    The URL may be the server's own or that of anything below its /debug/pprof. Raises SourceError for a file that is
    there already: the runs before a change cannot be recorded again.
    """
    base = endpoint(url).url
    parts = urlsplit(base)
    prefix = parts.path.partition(_PPROF)[0].rstrip("/")
    planned = []
    for run in range(repeat):
        for kind in kinds:
            address = urlunsplit(parts._replace(path=f"{prefix}{_PPROF}/{PROFILES[kind]}", query="", fragment=""))
            target = numbered(folder / f"{kind}{_SUFFIX}", repeat)[run]
            if target.exists():
                message = "the recording is there already and would be lost; name another folder"
                raise SourceError(str(target), None, None, message)
            planned.append(Recording(endpoint(address, seconds if kind == "cpu" else None), target))
    return planned


def note_lines(folder: Path, kinds: Sequence[str], repeat: int) -> list[str]:
    """What a note beside the folder says to use what was recorded; its difference where a sibling has the same kind.

    The side that was recorded first comes first.
    """
    kind = kinds[0]
    pattern = f"{kind}_*{_SUFFIX}" if repeat > 1 else f"{kind}{_SUFFIX}"
    here = folder.resolve()
    beside = [other for other in here.parent.iterdir() if other != here and any(other.glob(pattern))]
    sides = sorted(
        [here, *beside], key=lambda side: (min(path.stat().st_mtime_ns for path in side.glob(pattern)), side)
    )
    sides = [side for side in sides if _ALIAS.fullmatch(side.name)]
    lines = ["profiles:", *(f"  {side.name}: {side.name}/{pattern}" for side in sides)]
    if len(sides) == 2:
        lines += ["", f"```flame-diff {sides[0].name} {sides[1].name}", "```"]
    return lines if sides else []
