"""The house rules that a machine can keep; each has a planted violation that its check must find."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import pytest

ROOT = Path(__file__).resolve().parent.parent

# Lowest first. A part of sitegen imports itself and what lies on a lower floor.
FLOORS = (
    {"errors"},
    {"model"},
    {"formats", "results", "analysis"},
    {"drawing"},
    {"pages"},
    {"cli"},
    {"__main__"},
)
FLOOR_OF = {part: floor for floor, parts in enumerate(FLOORS) for part in parts}
LIBRARY_OWNERS = {
    "jinja2": "pages",
    "markdown": "pages",
    "pymdownx": "pages",
    "google.protobuf": "formats",
    "resvg_py": "pages",
    "svgwrite": "drawing",
}
NAMED_NOT_IMPORTED = {"pymdownx"}  # Markdown loads its extensions by name
VAGUE_NAMES = {"utils", "common", "helpers", "misc", "core", "manager"}
SPEAKING_PARTS = {"cli", "__main__"}
SPEAKING_LIBRARIES = {"click", "rich"}
SPEAKING_NAMES = {"print", "exit", "quit", "SystemExit", "sys.exit", "sys.stdout", "sys.stderr", "os._exit"}
LONGEST_FILE = 300
LONGER_FILES: dict[str, str] = {}  # path: why it is one thing all the same
RECORDINGS = ("content/", "tests/data/")  # profiles name the paths of the machine that they were recorded on

# Written with [.] so that this file does not break its own rule.
REGISTRY = re.compile(
    rb"pypi[.]org|pythonhosted[.]org|npmjs[.](org|com)|yarnpkg[.]com|(deb|security)[.]debian[.]org|(proxy|sum)[.]golang[.]org"
)
MACHINE_PATH = re.compile(rb"""(^|[\s"'`=(\[])/(home|root|work|farm|tmp|Users)/""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file of the package: its path from the checkout's root, and its syntax tree."""

    path: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The package or module right under sitegen; empty for `sitegen/__init__.py` itself."""
        name = PurePosixPath(self.path).with_suffix("").parts[1]
        return "" if name == "__init__" else name

    @property
    def imports(self) -> Iterator[str]:
        """Each imported thing's full name, wherever in the file it is imported: `sitegen.model.CallTree`."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)

    @property
    def names_used(self) -> Iterator[str]:
        """Each name that the code refers to, with imports under other names undone: `sys.exit`."""
        origins = {}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                origins |= {alias.asname: alias.name for alias in node.names if alias.asname}
            elif isinstance(node, ast.ImportFrom):
                origins |= {alias.asname or alias.name: f"{node.module}.{alias.name}" for alias in node.names}
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Name):
                yield origins.get(node.id, node.id)
            elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                yield f"{origins.get(node.value.id, node.value.id)}.{node.attr}"


def planted(path: str, code: str) -> list[Module]:
    return [Module(path, ast.parse(code))]


@cache
def modules() -> tuple[Module, ...]:
    files = sorted(ROOT.joinpath("sitegen").rglob("*.py"))
    return tuple(Module(file.relative_to(ROOT).as_posix(), ast.parse(file.read_text("utf-8"))) for file in files)


@cache
def project_files() -> tuple[str, ...]:
    """What git tracks, and what it would with the next `git add`."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listing = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return tuple(path for path in sorted(listing.split("\0")) if path and ROOT.joinpath(path).is_file())


def wrong_imports(modules: Iterable[Module]) -> list[str]:
    """Imports of sitegen that go up or sideways, are relative, or name a part that has no floor."""
    found = []
    for module in modules:
        own_floor = FLOOR_OF.get(module.part, -1)  # sitegen itself lies below all and imports nothing
        if module.part and own_floor < 0:
            found.append(f"{module.path}: {module.part} has no floor")
        for name in module.imports:
            first, _, rest = name.partition(".")
            target = rest.partition(".")[0]
            inside = first == "sitegen" and target not in ("", "__version__", module.part)
            if name.startswith(".") or (inside and FLOOR_OF.get(target, len(FLOORS)) >= own_floor):
                found.append(f"{module.path}: imports {name}")
    return found


def wrong_library_imports(modules: Iterable[Module]) -> list[str]:
    """Imports of a library by another part than its owner."""
    return [
        f"{module.path}: {library} belongs to sitegen.{owner}"
        for module in modules
        for library, owner in LIBRARY_OWNERS.items()
        if module.part != owner and any(is_within(name, library) for name in module.imports)
    ]


def unused_libraries(modules: Iterable[Module]) -> set[str]:
    imported = {name for module in modules for name in module.imports}
    return {library for library in LIBRARY_OWNERS if not any(is_within(name, library) for name in imported)}


def is_within(name: str, library: str) -> bool:
    return f"{name}.".startswith(f"{library}.")


def vague_names(paths: Iterable[str]) -> list[str]:
    """Python and JavaScript files whose name, or whose folder's name, says nothing."""
    sources = (PurePosixPath(path) for path in paths if path.endswith((".py", ".js")))
    return [str(path) for path in sources if VAGUE_NAMES & set(path.with_suffix("").parts)]


def speaking(modules: Iterable[Module]) -> list[str]:
    """Modules below the command line that print, exit, or import what does."""
    found = []
    for module in modules:
        names = SPEAKING_NAMES & set(module.names_used)
        libraries = SPEAKING_LIBRARIES & {name.partition(".")[0] for name in module.imports}
        if module.part not in SPEAKING_PARTS:
            found += [f"{module.path}: {name}" for name in sorted(names | libraries)]
    return found


def undocumented_packages(modules: Iterable[Module]) -> set[str]:
    """Folders of modules without an `__init__.py` that says what lives there."""
    modules = list(modules)
    documented = {m.path for m in modules if m.path.endswith("/__init__.py") and ast.get_docstring(m.tree)}
    folders = {str(PurePosixPath(module.path).parent) for module in modules}
    return {folder for folder in folders if f"{folder}/__init__.py" not in documented}


def length_faults(lengths: Mapping[str, int], allowed: Mapping[str, str]) -> list[str]:
    """Files that are too long without a reason, and reasons that no file needs any more."""
    long = {path for path, lines in lengths.items() if lines > LONGEST_FILE}
    return [f"{path}: too long" for path in sorted(long - allowed.keys())] + [
        f"{path}: reason no longer needed" for path in sorted(allowed.keys() - long)
    ]


def foreign_places(contents: Iterable[tuple[str, bytes]]) -> list[str]:
    """Files that name a registry's host, or a path of one machine."""
    return [
        f"{path}: {match.group().decode().strip()}"
        for path, content in contents
        for pattern in (REGISTRY, MACHINE_PATH)
        if (match := pattern.search(content)) and not (pattern is MACHINE_PATH and path.startswith(RECORDINGS))
    ]


def test_imports_go_down_only() -> None:
    assert wrong_imports(modules()) == []


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("sitegen/model/tree.py", "from sitegen.drawing import svg"),
        ("sitegen/analysis/merge.py", "from sitegen import formats"),
        ("sitegen/results/wrk.py", "def read():\n    import sitegen.formats.folded"),
        ("sitegen/drawing/svg.py", "from .palette import warm"),
        ("sitegen/__init__.py", "from sitegen.model import CallTree"),
        ("sitegen/model/tree.py", "from sitegen.nowhere import thing"),
        ("sitegen/attic/old.py", ""),
    ],
)
def test_a_wrong_import_is_found(path: str, code: str) -> None:
    assert wrong_imports(planted(path, code))


@pytest.mark.parametrize("code", ["from sitegen.model import CallTree", "from sitegen import __version__, errors"])
def test_an_import_of_a_lower_floor_is_no_fault(code: str) -> None:
    assert wrong_imports(planted("sitegen/formats/folded.py", code)) == []


def test_each_library_is_imported_by_its_owner_alone() -> None:
    assert wrong_library_imports(modules()) == []
    assert unused_libraries(modules()) <= NAMED_NOT_IMPORTED


@pytest.mark.parametrize("code", ["import jinja2.ext", "from google import protobuf", "from markdown import Markdown"])
def test_a_library_in_the_wrong_place_is_found(code: str) -> None:
    assert wrong_library_imports(planted("sitegen/drawing/svg.py", code))


def test_a_library_that_nobody_imports_is_found() -> None:
    assert unused_libraries(planted("sitegen/drawing/svg.py", "import svgwrite")) == LIBRARY_OWNERS.keys() - {
        "svgwrite"
    }


def test_names_say_what_lives_there() -> None:
    assert vague_names(project_files()) == []


def test_a_vague_name_is_found() -> None:
    assert vague_names(["sitegen/utils.py", "themes/default/js/core/zoom.js", "sitegen/model/tree.py"]) == [
        "sitegen/utils.py",
        "themes/default/js/core/zoom.js",
    ]


def test_only_the_command_line_prints_and_exits() -> None:
    assert speaking(modules()) == []


@pytest.mark.parametrize(
    "code",
    [
        "print(1)",
        "import sys\nsys.exit(1)",
        "from sys import exit as leave\nleave(1)",
        "import sys as system\nsystem.stderr.write('')",
        "raise SystemExit(1)",
        "import click\nclick.echo('')",
        "from rich.console import Console",
    ],
)
def test_a_module_that_prints_or_exits_is_found(code: str) -> None:
    assert speaking(planted("sitegen/pages/build.py", code))
    assert speaking(planted("sitegen/cli/build.py", code)) == []


def test_each_package_says_what_it_is() -> None:
    assert undocumented_packages(modules()) == set()


@pytest.mark.parametrize("file", ["__init__.py", "build.py"])
def test_a_package_without_a_docstring_is_found(file: str) -> None:
    assert undocumented_packages(planted(f"sitegen/pages/{file}", "import os")) == {"sitegen/pages"}


def test_files_are_short() -> None:
    sources = [path for path in project_files() if path.endswith((".py", ".js")) and not path.startswith(RECORDINGS)]
    lengths = {path: len(ROOT.joinpath(path).read_text("utf-8").splitlines()) for path in sources}
    assert length_faults(lengths, LONGER_FILES) == []


def test_a_long_file_and_an_old_reason_are_found() -> None:
    lengths = {"long.py": 301, "whole.py": 301, "short.py": 300}
    assert length_faults(lengths, {"whole.py": "a table", "short.py": "once long"}) == [
        "long.py: too long",
        "short.py: reason no longer needed",
    ]


def test_no_file_names_a_registry_or_a_machine() -> None:
    assert foreign_places((path, ROOT.joinpath(path).read_bytes()) for path in project_files()) == []


@pytest.mark.parametrize(
    "parts", [("https://files.pythonhosted", ".org/"), ('run("/', 'home/ada/bin")'), ("/", "root/x")]
)
def test_a_registry_or_a_machine_is_found(parts: tuple[str, str]) -> None:
    assert foreign_places([("README.md", "".join(parts).encode())])
