"""The memory that freed objects leave behind in the C library's heap."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress


def give_back() -> None:
    """Give memory that is free back to the system, where the C library would keep it.

    glibc has a heap for each of the threads that Chroma and tantivy work with, and keeps up to
    32 MB free in every one of them. Elsewhere nothing is done.
    """
    if sys.platform.startswith("linux"):
        with suppress(OSError, AttributeError):  # Another C library has no such function.
            ctypes.CDLL(None).malloc_trim(0)
