"""Floor 1: bytes to a `Profile`, one file a format, and the three formats that we write.

`read_profile` undoes gzip, asks each of `READERS` whether the content is theirs, and lets the first one read it; the
file's name counts only where the content fits nothing. A new format is one file with `sniff` and `read`, and one
line in `READERS`.
"""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import PurePosixPath

from sitegen.errors import SourceError, quoted
from sitegen.formats import folded, pprof, pprof_raw, speedscope
from sitegen.formats.gzip_content import gunzipped, is_gzip, too_large
from sitegen.formats.reader import Reader
from sitegen.formats.text import is_text
from sitegen.model import Profile

READERS = (
    Reader(
        "pprof",
        "pprof protobuf, gzipped or not: Go's runtime/pprof and net/http/pprof, and many other profilers",
        "flat and cum of every function against `go tool pprof -top` of Go 1.27, every sample type",
        (".pb.gz", ".pb", ".pprof", ".pprof.gz"),
        True,
        pprof.sniff,
        pprof.read,
    ),
    Reader(
        "pprof-raw",
        "the text that `go tool pprof -raw` prints",
        "against the protobuf it was printed from, by Go 1.19 and 1.27",
        (),
        False,
        pprof_raw.sniff,
        pprof_raw.read,
    ),
    Reader(
        "speedscope",
        "speedscope's JSON, of samples or of events: py-spy, pyinstrument, memray, rbspy, dotnet-trace",
        "captures of py-spy 0.4, pyinstrument 5.1, austin 3.7 and memray 1.20, against what speedscope 1.25 reads",
        speedscope.SUFFIXES,
        False,
        speedscope.sniff,
        speedscope.read,
    ),
    Reader(
        "folded",
        "folded stacks, one or two counts a line: FlameGraph's stackcollapse scripts, py-spy raw, inferno",
        "captures of py-spy 0.4, austin 3.7 and perf 6.1, against what `perf report` and awk make of them",
        (".folded", ".folded.gz", ".collapsed", ".collapsed.gz"),
        False,
        folded.sniff,
        folded.read,
    ),
)

DEFAULT_MAX_BYTES = 1 << 30
"""Above this much content a file is refused: a gzip bomb of a megabyte holds a gigabyte."""

_HEAD = 1 << 16


def read_profile(stored: bytes, source: str, *, max_bytes: int = DEFAULT_MAX_BYTES) -> Profile:
    """The profile in a file's bytes; `source` is its path or URL as the user gave it.

    Raises SourceError, for content of no known format with what the name promised and what was found.
    """
    if not stored:
        raise SourceError(source, None, None, "expected a profile, found an empty file; record it again")
    content = gunzipped(stored, source, max_bytes) if is_gzip(stored) else stored
    if len(content) > max_bytes:
        raise too_large(source, max_bytes)
    if not content:
        raise SourceError(source, None, None, "expected a profile, found nothing inside the gzip; record it again")
    profile = _reader(content, source).read(content, source)
    return replace(profile, title=_title(source)).with_source(sha256(stored).hexdigest(), len(stored))


def profile_stem(filename: str) -> str:
    """The name without the suffix of its format.

    >>> profile_stem("cpu.pb.gz"), profile_stem("cpu.txt")
    ('cpu', 'cpu')
    """
    lower = filename.lower()
    suffixes = sorted((suffix for reader in READERS for suffix in reader.suffixes), key=len, reverse=True)
    for suffix in suffixes:
        if lower.endswith(suffix) and len(filename) > len(suffix):
            return filename[: -len(suffix)]
    return PurePosixPath(filename).stem


def _reader(content: bytes, source: str) -> Reader:
    head = content[:_HEAD]
    promised = _reader_by_name(source)
    found = next((reader for reader in READERS if reader.sniff(head, source)), None)
    # A failed download leaves an error message under a profile's name, and most texts have a line that looks folded.
    if found and not (promised and promised.is_binary and not found.is_binary):
        return found
    expected = f"{promised.name}, as the name says" if promised else "a profile"
    if found:
        what, remedy = f"text that looks like {found.name}", f"give it a name for {found.name} or record it again"
    else:
        what = (
            f"text that begins {quoted(_first_line(head))}"
            if is_text(head)
            else f"bytes that begin {head[:8].hex(' ')}"
        )
        remedy = f"it must be one of {', '.join(reader.name for reader in READERS)}"
    raise SourceError(
        source,
        1 if is_text(head) else None,
        1 if is_text(head) else None,
        f"expected {expected}, found {what}; {remedy}",
    )


def _first_line(head: bytes) -> str:
    return head.decode("utf-8", "replace").strip().partition("\n")[0]


def _reader_by_name(filename: str) -> Reader | None:
    lower = filename.lower()
    return next((reader for reader in READERS if lower.endswith(reader.suffixes)), None)


def _title(source: str) -> str:
    name = source.partition("?")[0].rstrip("/").replace("\\", "/").rpartition("/")[2]
    return profile_stem(name) or source
