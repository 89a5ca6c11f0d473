"""How the process uses the memory that it has."""

from __future__ import annotations

_BLOCK = 1 << 24  # of the largest that glibc learns from, 1 << 25, a half


def keep_freed_memory() -> None:
    """Makes glibc keep what is freed for the next page, instead of giving each larger block back to the system.

    The system clears memory page by page before it gives it out again, which took a tenth of the time of a page with a
    profile. glibc raises its limits to the size of the largest block that was freed so far (mallopt(3), at
    M_MMAP_THRESHOLD); this one is never written to and takes no memory. Other C libraries are not affected.
    """
    bytes(_BLOCK)
