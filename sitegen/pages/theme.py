"""The theme: a folder of templates, styles, scripts and fonts; any file in an author's folder shadows the default's.

A template reaches the one that it shadows by the name `default/...`, to extend it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.errors import FlamesiteError

_ASSET_FOLDERS = ("css", "fonts", "js")
_FIRST_STYLES = ("css/tokens.css", "css/fonts.css")
_LAST_STYLES = ("css/print.css",)
_HEAD_SCRIPT = "js/scheme.js"
_LAST_SCRIPT = "js/main.js"
_SITE_SCRIPTS = "js/site/"
_LAST_SITE_SCRIPT = "js/site/main.js"
_SHARED_SCRIPTS = ("js/elements.js", "js/location_hash.js")


@dataclass(frozen=True, slots=True)
class Theme:
    """The folders that a file is looked for in, the author's first; which files there are is asked once."""

    folders: tuple[Path, ...]
    _known: list[str] = field(default_factory=list, init=False, compare=False, repr=False)

    def assets(self) -> dict[str, bytes]:
        """Each asset's bytes by its path in the theme, such as `css/tokens.css`; sorted."""
        found: dict[str, Path] = {}
        for folder in reversed(self.folders):
            found.update(_files(folder))
        return {path: found[path].read_bytes() for path in sorted(found)}

    def styles(self) -> list[str]:
        """The style sheets in the order of the page: tokens and fonts first, print last."""
        names = [path for path in self._paths() if path.endswith(".css")]
        middle = [path for path in names if path not in _FIRST_STYLES and path not in _LAST_STYLES]
        chosen = [*_FIRST_STYLES, *middle, *_LAST_STYLES]
        return [path for path in chosen if path in names]

    def scripts(self) -> list[str]:
        """The figure's scripts; only the last one, main.js, runs code. The head's own script is not among them."""
        names = [path for path in self._paths() if path.endswith(".js") and path not in (_HEAD_SCRIPT, _LAST_SCRIPT)]
        return [*(path for path in names if not path.startswith(_SITE_SCRIPTS)), _LAST_SCRIPT]

    def site_scripts(self) -> list[str]:
        """The scripts of every page, those that figures have too first; only the last one runs code."""
        names = [path for path in self._paths() if path.startswith(_SITE_SCRIPTS) and path != _LAST_SITE_SCRIPT]
        return [*_SHARED_SCRIPTS, *names, _LAST_SITE_SCRIPT]

    def text(self, path: str) -> str:
        """The text of one file."""
        return self.file(path).read_text("utf-8")

    def file(self, path: str) -> Path:
        """Where one file lies. Raises FlamesiteError where the theme has none."""
        for folder in self.folders:
            if (folder / path).is_file():
                return folder / path
        raise FlamesiteError(f"the theme has no file {path}")

    def _paths(self) -> list[str]:
        if not self._known:
            self._known.extend(sorted({path for folder in self.folders for path, _ in _files(folder)}))
        return self._known


def find_theme(folder: Path | None = None) -> Theme:
    """The default theme, or the author's folder over it."""
    if folder is None:
        return Theme((default_folder(),))
    if not folder.is_dir():
        raise FlamesiteError(f"{folder}: error: expected a theme's folder; check `theme` in site.toml or --theme")
    return Theme((folder, default_folder()))


def default_folder() -> Path:
    """Where the default theme lies: inside the installed package, or in the checkout beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "themes" / "default"
    return installed if installed.is_dir() else package.parent / "themes" / "default"


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for asset_folder in _ASSET_FOLDERS:
        top = str(folder / asset_folder)
        for parent, _, names in os.walk(top):
            for name in names:
                if name[0] != "." and os.path.isfile(f"{parent}/{name}"):
                    yield f"{asset_folder}{parent[len(top) :]}/{name}".replace(os.sep, "/"), Path(parent, name)
    favicon = folder / "favicon.svg"
    if favicon.is_file():
        yield "favicon.svg", favicon
