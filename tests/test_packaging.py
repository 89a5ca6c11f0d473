"""The wheel carries all that a machine without the checkout needs."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import sitegen

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built by the locked hatchling."""
    folder = tmp_path_factory.mktemp("wheel")
    _run([sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)], ROOT)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the installed wheel and none of its dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    options = ["--quiet", "--disable-pip-version-check", "--no-index", "--no-deps", "--target", str(folder)]
    _run([sys.executable, "-m", "pip", "install", *options, str(wheel)], folder)
    return folder


def test_wheel_holds_the_package_the_theme_and_nothing_else(wheel: Path) -> None:
    """Each file of sitegen/ and themes/default/ is in the wheel; the theme lies at sitegen/themes/default."""
    names = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    theme = {f"sitegen/{path}" for path in _files("themes/default")}
    assert theme, "themes/default is empty"
    assert names == _files("sitegen") | theme


def test_installed_wheel_is_imported_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    code = "import sitegen; print(sitegen.__file__)"
    assert _run([sys.executable, "-c", code], tmp_path, installed) == f"{installed / 'sitegen' / '__init__.py'}\n"


def test_installed_wheel_runs_outside_the_checkout(installed: Path, tmp_path: Path) -> None:
    output = _run([sys.executable, "-m", "sitegen", "--version"], tmp_path, installed)
    assert sitegen.__version__ in output


def _files(folder: str) -> set[str]:
    paths = (path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts)
    return {path.relative_to(ROOT).as_posix() for path in paths}


def _run(command: list[str], folder: Path, import_path: Path | None = None) -> str:
    """The standard output of a command that must exit 0; `import_path` goes before all other imports."""
    variables = os.environ | ({"PYTHONPATH": str(import_path)} if import_path else {})
    result = subprocess.run(
        command, cwd=folder, env=variables, capture_output=True, text=True, timeout=120, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout
