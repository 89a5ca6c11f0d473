"""A site to start from: `starter_site/` copied, with its title filled in, and the workflow of GitHub Pages.

In comes a folder, new or not; out come the paths that were written. Nothing that is there already is touched: a single
file in the way stops it before anything is written. The profiles are recordings of a small program of our own.
"""

from __future__ import annotations

import json
from pathlib import Path

from sitegen import __version__
from sitegen.errors import Problem, SourceErrors

CONTENT_FOLDER = "content"
WORKFLOW = ".github/workflows/site.yml"

_SOURCE = Path(__file__).resolve().parent / "starter_site"
_WORKFLOW_SOURCE = _SOURCE / "site.yml"
_GIT_IGNORE = ".gitignore"
_IGNORED = "/output/\n"


def start_site(folder: Path, *, with_workflow: bool = False) -> tuple[Path, ...]:
    """Writes a site that builds into the folder; its workflow goes where GitHub looks, to the top of the repository.

    Gives the paths of what was written. Raises SourceErrors that name every file in the way.
    """
    files = dict(_content_files(folder))
    if with_workflow:
        repository = repository_of(folder) or folder
        files[repository / WORKFLOW] = _workflow(folder, repository)
    in_the_way = [path for path in files if path.exists() or path.is_symlink()]
    if in_the_way:
        message = "the file is there already, and nothing is overwritten; choose another folder"
        raise SourceErrors(Problem(str(path), None, None, message) for path in in_the_way)
    if not (folder / _GIT_IGNORE).exists():
        files[folder / _GIT_IGNORE] = _IGNORED.encode()
    for path, content in files.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tuple(sorted(files))


def repository_of(folder: Path) -> Path | None:
    """The top of the git repository that the folder is in, or will be in; as a path of the kind that was given."""
    for above in (folder, *folder.parents):
        if (above / ".git").exists():
            return above
    absolute = folder.absolute()
    return next((above for above in absolute.parents if (above / ".git").exists()), None)


def _content_files(folder: Path) -> list[tuple[Path, bytes]]:
    source = _SOURCE / CONTENT_FOLDER
    title = _title_of(folder)
    files = []
    for path in sorted(source.rglob("*")):
        if path.is_file():
            content = path.read_bytes()
            quoted_title = json.dumps(title, ensure_ascii=False)  # a TOML string and a YAML one
            content = content.replace(b"__TITLE__", quoted_title.encode())
            files.append((folder / CONTENT_FOLDER / path.relative_to(source), content))
    return files


def _title_of(folder: Path) -> str:
    name = folder.resolve().name
    return name.replace("-", " ").replace("_", " ").strip().capitalize() or "Profiles"


def _workflow(folder: Path, repository: Path) -> bytes:
    content = (folder.absolute() / CONTENT_FOLDER).relative_to(repository.absolute()).as_posix()
    text = _WORKFLOW_SOURCE.read_text("utf-8").replace("__VERSION__", __version__)
    return text.replace("__CONTENT__", json.dumps(content, ensure_ascii=False)).encode()
