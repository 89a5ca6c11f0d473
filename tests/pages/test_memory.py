"""Memory that was freed is used again, without the system clearing it each time."""

from __future__ import annotations

import platform
import subprocess
import sys

import pytest

BLOCK = 400_000  # bytes, as large as the HTML of a profile's page
BLOCKS = 10
ROUNDS = 50
PROGRAM = f"""
from resource import RUSAGE_SELF, getrusage
from sitegen.pages.memory import keep_freed_memory
keep_freed_memory()
before = getrusage(RUSAGE_SELF).ru_minflt
for _ in range({ROUNDS}):
    blocks = [b"x" * {BLOCK} for _ in range({BLOCKS})]
    del blocks
print(getrusage(RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="other C libraries have their own rules")
def test_the_system_clears_memory_once_and_not_each_round():
    """4 MB are a thousand pages of 4 KiB; by default they are given back and cleared fifty times."""
    told = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True).stdout
    assert int(told) < 5 * BLOCKS * BLOCK // 4096
