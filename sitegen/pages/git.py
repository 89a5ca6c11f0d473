"""git as a program: run with arguments, answered with its output, its refusals turned into errors with its words."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from sitegen.errors import FlamesiteError

_LONGEST_REASON = 5  # lines: a server's banner can be longer than what it says


@dataclass(frozen=True, slots=True)
class Git:
    """git in a folder, with variables besides those of the process."""

    folder: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def run(self, *arguments: str, text: bytes = b"") -> bytes:
        """What git writes to its standard output. Raises FlamesiteError with what it says where it fails."""
        result = self._result(arguments, text)
        if result.returncode:
            said = result.stderr.decode("utf-8", "replace").strip().splitlines()
            told = [line for line in said if not line.startswith("hint:")] or ["(it gave no reason)"]
            reason = "\n  ".join(told[-_LONGEST_REASON:])
            raise FlamesiteError(f"git {arguments[0]} failed with exit code {result.returncode}:\n  {reason}")
        return result.stdout

    def line(self, *arguments: str, text: bytes = b"") -> str:
        """The one line that git answers."""
        return os.fsdecode(self.run(*arguments, text=text)).strip()

    def succeeds(self, *arguments: str) -> bool:
        """Whether git exits with 0."""
        return self._result(arguments, b"").returncode == 0

    def _result(self, arguments: tuple[str, ...], text: bytes) -> subprocess.CompletedProcess[bytes]:
        # In English, because some of its words are compared.
        variables = {**os.environ, **self.variables, "LC_ALL": "C"}
        try:
            return subprocess.run(
                ["git", *arguments], cwd=self.folder, env=variables, input=text, capture_output=True, check=False
            )
        except FileNotFoundError as err:
            raise FlamesiteError("git is not installed, or not on the PATH; publish needs it") from err
