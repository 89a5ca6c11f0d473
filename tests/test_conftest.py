"""The shared rule of the tests, seen from outside: whether a skip passes depends on CI alone."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SKIPPED_TEST = "import pytest\n\ndef test_browser():\n    pytest.skip('no Chromium here')\n"
SKIPPED_MODULE = "import pytest\n\npytest.skip('no Chromium here', allow_module_level=True)\n"


@pytest.mark.parametrize("source", [SKIPPED_TEST, SKIPPED_MODULE])
def test_a_skip_fails_where_ci_is_set_and_only_there(tmp_path: Path, source: str) -> None:
    """A test or a module that is skipped fails the run with its reason when CI is set."""
    shutil.copy(Path(__file__).with_name("conftest.py"), tmp_path)
    tmp_path.joinpath("test_browser.py").write_text(f"{source}\n\ndef test_other():\n    pass\n")
    elsewhere = _run_pytest(tmp_path, {})
    on_ci = _run_pytest(tmp_path, {"CI": "true"})
    assert "1 skipped" in elsewhere.stdout
    assert on_ci.returncode != 0
    assert "this one says: " in on_ci.stdout and "no Chromium here" in on_ci.stdout


def _run_pytest(folder: Path, variables: dict[str, str]) -> subprocess.CompletedProcess[str]:
    inherited = {name: value for name, value in os.environ.items() if name != "CI" and not name.startswith("PYTEST_")}
    command = [sys.executable, "-m", "pytest", "-p", "no:randomly", "-p", "no:cacheprovider", "-rs", "."]
    return subprocess.run(
        command, cwd=folder, env=inherited | variables, capture_output=True, text=True, timeout=60, check=False
    )
