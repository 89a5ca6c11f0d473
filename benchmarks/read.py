"""How long reading a profile takes and how much memory it needs, beginning with an empty interpreter.

Usage: python -m benchmarks.read FILE ...; each file is read in a process of its own. Prints the seconds from the first
import on, and those of `read_profile` alone; the peak MiB of the process, and the size of what was read.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

_ONE = "--one"


def report(path: Path) -> str:
    """Reads a file in this process and says what it cost; the process must have done nothing before."""
    began = time.perf_counter()
    from sitegen.formats import read_profile

    imported = time.perf_counter()
    profile = read_profile(path.read_bytes(), str(path))
    ended = time.perf_counter()
    peak_mib = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"{path.name}: {ended - began:.2f} s, of which reading {ended - imported:.2f} s; peak {peak_mib:,.0f} MiB; "
        f"{len(profile.sample_stack):,} samples, {len(profile.stack_parent):,} nodes, {len(profile.frames):,} frames"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == [_ONE]:
        print(report(Path(sys.argv[2])))
    else:
        for name in sys.argv[1:]:
            subprocess.run([sys.executable, "-m", "benchmarks.read", _ONE, name], check=True)
