"""Removing a built site: what the manifest lists, and nothing else.

A file that was changed since the build is no longer what flamesite wrote, and stays, as everything does that flamesite
never wrote. While anything stays, so does the manifest, which lets the next build into the folder.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen.errors import SourceError
from sitegen.pages.exchange import beside, output_lock
from sitegen.pages.output import MANIFEST, manifest_bytes, place_of, read_manifest


@dataclass(frozen=True, slots=True)
class Cleaned:
    """How many files were removed; the paths of those that were changed since the build and stay; what else stays."""

    removed: int
    changed: tuple[str, ...]
    others: tuple[str, ...]


def clean_site(output: Path) -> Cleaned:
    """Removes what flamesite wrote to the folder, and the folder where nothing else is in it.

    Raises SourceError for a folder that is not there or has no manifest.
    """
    target = place_of(output)
    if not (target / MANIFEST).is_file():
        message = f"expected a site that flamesite built, found no {MANIFEST}; nothing was removed"
        raise SourceError(str(output), None, None, message)
    with output_lock(target, output):
        known = read_manifest(target, output)
        shutil.rmtree(beside(target, "new"), ignore_errors=True)  # of a build that was killed
        changed: dict[str, str] = {}
        removed = []
        for path, digest in sorted(known.items()):
            state = _state(target, path, digest)
            if state == "ours":
                (target / path).unlink()
                removed.append(path)
            elif state == "changed":
                changed[path] = digest
        _remove_empty_folders(target, removed)
        others = tuple(path for path in _files(target) if path not in changed and path != MANIFEST)
        if changed or others:
            (target / MANIFEST).write_bytes(manifest_bytes(changed))
        else:
            (target / MANIFEST).unlink()
            with contextlib.suppress(OSError):  # empty folders of others in it, or a link to a folder
                output.rmdir()
    return Cleaned(len(removed), tuple(changed), others)


def _state(target: Path, path: str, digest: str) -> str:
    """Whether a listed file is "ours", "changed" or "gone"; a manifest that leads out of the folder lists nothing."""
    parts = PurePosixPath(path)
    file = target / parts
    if parts.is_absolute() or ".." in parts.parts or target not in file.resolve().parents:
        return "gone"
    if not file.is_file() or file.is_symlink():
        return "gone"
    return "ours" if hashlib.sha256(file.read_bytes()).hexdigest() == digest else "changed"


def _remove_empty_folders(target: Path, removed: Iterable[str]) -> None:
    folders = {folder for path in removed for folder in PurePosixPath(path).parents} - {PurePosixPath()}
    for folder in sorted(folders, key=lambda folder: len(folder.parts), reverse=True):
        with contextlib.suppress(OSError):  # not empty
            (target / folder).rmdir()


def _files(target: Path) -> list[str]:
    found = []
    for folder, _, names in os.walk(target):
        found += [(Path(folder) / name).relative_to(target).as_posix() for name in names]
    return sorted(found)
