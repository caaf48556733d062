"""Root may read and write anywhere: its right to is put away while a test is about rights."""

from __future__ import annotations

import ctypes
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

_VERSION = 0x20080522
_OVERRIDES = 0b110
"""CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH."""
_GET_BITS, _SET_BITS, _KEEP = 27, 28, 0b100
"""Of prctl; the bit keeps access(2) from giving root its rights back."""


@contextmanager
def rights_that_bind() -> Iterator[None]:
    """Let the rights of files hold for this thread, and those that it starts, as they do for
    a user.
    """
    if os.geteuid():
        yield
        return
    if not sys.platform.startswith("linux"):
        pytest.skip("root's rights can be put away on Linux alone")
    system = ctypes.CDLL(None, use_errno=True)
    header = (ctypes.c_uint32 * 2)(_VERSION, 0)
    # Effective, permitted and inheritable rights, twice 32 of them.
    held = (ctypes.c_uint32 * 6)()
    assert system.capget(header, held) == 0
    fewer = (ctypes.c_uint32 * 6)(*held)
    fewer[0] &= ~_OVERRIDES
    bits = system.prctl(_GET_BITS)
    if system.prctl(_SET_BITS, bits | _KEEP) or system.capset(header, fewer):
        pytest.skip("root may not put its rights away here")
    try:
        yield
    finally:
        assert system.capset(header, held) == 0
        assert system.prctl(_SET_BITS, bits) == 0
