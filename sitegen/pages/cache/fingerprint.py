"""What makes the pages, as one key: this program and its libraries, the theme, the site's settings, the options.

By contents and versions, never by times, so that a cache from another checkout or machine holds.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from functools import cache
from pathlib import Path

from sitegen import __version__

_PACKAGE = Path(__file__).resolve().parent.parent.parent
_LIBRARY_NAMES = (
    "google_re2 jinja2 markdown msgspec nh3 numpy protobuf pygments pymdown_extensions pyyaml resvg_py svgwrite"
)
_LIBRARIES = frozenset(_LIBRARY_NAMES.split())
_INSTALLED = re.compile(r"(.+?)-[^-]+\.dist-info")


def fingerprint(*parts: str) -> str:
    """One key of several parts, none of which can run into the next.

    >>> fingerprint("ab", "c") == fingerprint("a", "bc")
    False
    """
    digest = hashlib.sha256()
    for part in parts:
        content = part.encode("utf-8", "surrogatepass")
        digest.update(b"%d:" % len(content) + content)
    return digest.hexdigest()


@cache
def program_fingerprint() -> str:
    """This program: its version, its code, Python, and the versions of the libraries whose output is in pages.

    The code counts because a checkout keeps its version while it changes. Asked once: what runs does not change.
    """
    python = ".".join(map(str, sys.version_info[:3]))
    return fingerprint(__version__, python, folder_fingerprint(_PACKAGE, ".py"), *_installed())


def folder_fingerprint(folder: Path, *suffixes: str) -> str:
    """The paths and contents of a folder's files, all of them or those with a suffix; hidden ones left out."""
    parts = []
    for path in sorted(_walk(str(folder))):
        if not suffixes or path.endswith(suffixes):
            with open(path, "rb") as file:
                parts += [path[len(str(folder)) :], hashlib.file_digest(file, "sha256").hexdigest()]
    return fingerprint(*parts)


def _walk(folder: str) -> list[str]:
    found = []
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if name[0] != "." and name != "__pycache__"]
        found += [os.path.join(parent, name) for name in names if name[0] != "."]
    return found


def _installed() -> list[str]:
    """The names of the libraries' metadata folders, which have their versions: importlib.metadata reads each."""
    found = set()
    for folder in sys.path:
        try:
            names = os.listdir(folder or ".")
        except OSError:
            continue
        for name in names:
            library = _INSTALLED.fullmatch(name)
            if library and library[1].lower().replace("-", "_").replace(".", "_") in _LIBRARIES:
                found.add(name)
    return sorted(found)
