"""Publishing to a branch: a built site becomes one commit on top of a branch of a remote.

Only a branch that flamesite made is written to: its top holds the manifest of a site. The new commit holds what the
manifest of the output lists and, like the writer of a build, carries over what the branch has besides the site before:
a CNAME that was set on the web, a folder of somebody else's. Nothing is forced: a branch that moved on refuses.
The objects are written beside those of the repository that one stands in, or of a passing one where there is none; its
index, branches and files are not touched.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from sitegen import __version__
from sitegen.errors import FlamesiteError, SourceError
from sitegen.pages.git import Git
from sitegen.pages.output import MANIFEST, read_manifest

_DOMAIN = "CNAME"
_FILE_MODE = "100644"


@dataclass(frozen=True, slots=True)
class TreeEntry:
    """A file of a commit: its mode, the kind and the name of its object."""

    mode: str
    kind: str
    object_name: str


@dataclass(frozen=True, slots=True)
class Publication:
    """What a push would do. `parent` is the branch's top, None where there is no such branch yet.

    added, changed, removed: how many files; carried: what the branch holds besides a site and keeps; left_out: files
    of the output folder that flamesite did not write.
    """

    branch: str
    parent: str | None
    tree: str
    files: int
    added: int
    changed: int
    removed: int
    carried: tuple[str, ...]
    left_out: tuple[str, ...]

    @property
    def is_new(self) -> bool:
        """Whether the branch would not be the same afterwards."""
        return self.parent is None or bool(self.added or self.changed or self.removed)


@contextmanager
def publisher(output: Path, remote: str, branch: str, folder: Path) -> Iterator[Publisher]:
    """What publishes the site in `output` from the folder that one stands in, which may be in a repository or not."""
    with tempfile.TemporaryDirectory(prefix="flamesite-") as passing:
        here = Git(folder)
        if not here.succeeds("rev-parse", "--git-dir"):
            here.run("init", "--quiet", "--bare", f"{passing}/repository")
            here = Git(folder, {"GIT_DIR": f"{passing}/repository"})
        yield Publisher(output, remote, branch, here, Path(passing))


class Publisher:
    """Plans a publication and pushes it; made by `publisher`."""

    def __init__(self, output: Path, remote: str, branch: str, git: Git, passing: Path) -> None:
        self._output = output
        self._branch = branch
        self._git = git
        self._passing = passing
        self._remote = self._place(remote)

    def plan(self) -> Publication:
        """Puts the commit's tree together. Raises FlamesiteError where it must not or cannot be pushed."""
        written = self._written()
        if not self._git.succeeds("check-ref-format", "--branch", self._branch):
            raise FlamesiteError(f"--branch {self._branch}: git takes no such name for a branch")
        parent = self._top()
        before = self._entries(parent) if parent else {}
        foreign = self._foreign(parent, before)
        mine = self._stored(written)
        carried = _without_conflicts(foreign, mine)
        after = {**carried, **mine}
        return Publication(
            self._branch,
            parent,
            self._tree(after),
            len(mine),
            len(after.keys() - before.keys()),
            sum(before[path] != after[path] for path in before.keys() & after.keys()),
            len(before.keys() - after.keys()),
            tuple(sorted(carried)),
            tuple(sorted(self._files() - set(written))),
        )

    def push(self, plan: Publication, message: str | None = None) -> str:
        """Makes the commit and pushes it; gives its name. Raises FlamesiteError where the remote refuses."""
        parents = ["-p", plan.parent] if plan.parent else []
        text = (message or f"Publish the site\n\nBuilt with flamesite {__version__}.{self._source()}") + "\n"
        commit = self._git.line("commit-tree", *parents, plan.tree, text=text.encode())
        try:
            self._git.run("push", "--quiet", "--", self._remote, f"{commit}:refs/heads/{self._branch}")
        except FlamesiteError as err:
            if "(fetch first)" in str(err) or "(non-fast-forward)" in str(err):
                moved = f"the branch {self._branch} moved on meanwhile, so nothing was pushed; publish again"
                raise FlamesiteError(moved) from err
            raise
        return commit

    def _place(self, remote: str) -> str:
        """The remote's name or address; a path as a whole one, because git reads it from the top of a repository."""
        if remote in self._git.line("remote").split():
            return remote
        path = self._git.folder / remote
        if path.exists():
            return str(path.absolute())
        if ":" not in remote:
            known = ", ".join(self._git.line("remote").split()) or "none here"
            raise FlamesiteError(f"--remote {remote}: expected the name of a remote ({known}), an address or a path")
        return remote

    def _written(self) -> dict[str, bytes]:
        """The bytes of each file of the site, and of a CNAME beside it. Raises SourceError where they are not whole."""
        folder = self._output.absolute()
        if not (folder / MANIFEST).is_file():
            message = f"expected a built site, found no {MANIFEST} in it; run flamesite build first"
            raise SourceError(str(self._output), None, None, message)
        contents = {MANIFEST: (folder / MANIFEST).read_bytes()}
        for path, digest in read_manifest(folder, self._output).items():
            file = folder / path
            content = file.read_bytes() if file.is_file() else b""
            if hashlib.sha256(content).hexdigest() != digest:
                message = "the file is not as it was built; build the site again, then publish it"
                raise SourceError(str(self._output / path), None, None, message)
            contents[path] = content
        if (folder / _DOMAIN).is_file():
            contents[_DOMAIN] = (folder / _DOMAIN).read_bytes()
        return contents

    def _files(self) -> set[str]:
        folder = self._output.absolute()
        files = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
        return {path.as_posix() for path in files if path.parts[0] != ".git"}

    def _top(self) -> str | None:
        """The commit at the branch's top, fetched."""
        name = f"refs/heads/{self._branch}"
        listed = self._git.line("ls-remote", "--", self._remote, name)
        if not listed:
            return None
        self._git.run("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--", self._remote, name)
        return listed.split()[0]

    def _entries(self, commit: str) -> dict[str, TreeEntry]:
        entries = {}
        for line in self._git.run("ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            description, path = line.split(b"\t", 1)
            entries[path.decode("utf-8", "surrogateescape")] = TreeEntry(*description.decode().split())
        return entries

    def _foreign(self, parent: str | None, entries: dict[str, TreeEntry]) -> dict[str, TreeEntry]:
        """What the branch holds that no build wrote. Raises FlamesiteError for a branch that is not ours."""
        if parent is None:
            return {}
        try:
            manifest = self._git.run("cat-file", "blob", entries[MANIFEST].object_name)
            known = json.loads(manifest)["files"].keys()
        except (KeyError, ValueError, AttributeError, TypeError) as err:
            raise FlamesiteError(
                f"the branch {self._branch} of {self._remote} holds no {MANIFEST}, so flamesite did not make it, and "
                "nothing was pushed; name another with --branch, or delete that one first"
            ) from err
        return {path: entry for path, entry in entries.items() if path not in known and path != MANIFEST}

    def _stored(self, contents: dict[str, bytes]) -> dict[str, TreeEntry]:
        """The contents as objects of the repository: taken from copies under numbers, since names may hold anything."""
        store = self._passing / "contents"
        store.mkdir()
        for number, content in enumerate(contents.values()):
            (store / str(number)).write_bytes(content)
        names = "".join(f"{store / str(number)}\n" for number in range(len(contents)))
        objects = self._git.line("hash-object", "-w", "--no-filters", "--stdin-paths", text=names.encode()).split()
        return {path: TreeEntry(_FILE_MODE, "blob", name) for path, name in zip(contents, objects, strict=True)}

    def _tree(self, entries: dict[str, TreeEntry]) -> str:
        lines = (f"{entry.mode} {entry.object_name}\t{path}\0" for path, entry in entries.items())
        index = Git(self._git.folder, {**self._git.variables, "GIT_INDEX_FILE": str(self._passing / "index")})
        index.run("update-index", "-z", "--index-info", text="".join(lines).encode("utf-8", "surrogateescape"))
        return index.line("write-tree")

    def _source(self) -> str:
        """Which commit the repository was at, for the message."""
        if not self._git.succeeds("rev-parse", "--verify", "--quiet", "HEAD"):
            return ""
        return f"\nSource-Commit: {self._git.line('rev-parse', 'HEAD')}"


def _without_conflicts(foreign: dict[str, TreeEntry], ours: Iterable[str]) -> dict[str, TreeEntry]:
    """The files that are none of ours, need no folder where we have a file, and are none where we need a folder."""
    taken = set(ours)
    folders = {str(folder) for path in taken for folder in PurePosixPath(path).parents}
    return {
        path: entry
        for path, entry in foreign.items()
        if path not in taken
        and path not in folders
        and not any(str(above) in taken for above in PurePosixPath(path).parents)
    }
