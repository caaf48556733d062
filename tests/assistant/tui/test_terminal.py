"""The chat in a terminal of its own, which may be closed."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

pty = pytest.importorskip(
    "pty", reason="there are terminals of this kind on POSIX systems only"
)

# Takes the terminal for its own and ignores hang-ups, as a child of `nohup` does.
_BEGIN = """
import fcntl, os, signal, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
os.execv(sys.executable, [sys.executable, "-m", "assistant"])
"""
# Keeps the hang-up to itself and waits, as `make` does.
_KEEP = """
import fcntl, signal, subprocess, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
signal.signal(signal.SIGHUP, lambda *_: None)
sys.exit(subprocess.call([sys.executable, "-m", "assistant"]))
"""
_PATIENCE = 30.0


@pytest.mark.parametrize("begin", [_BEGIN, _KEEP], ids=["ignored", "kept"])
def test_a_terminal_that_is_closed_ends_the_chat(begin: str, tmp_path: Path) -> None:
    ours, theirs = pty.openpty()
    chat = subprocess.Popen(
        [sys.executable, "-c", begin],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**os.environ, "SONGLINE_HOME": str(tmp_path), "TERM": "xterm-256color"},
    )
    os.close(theirs)
    try:
        _await(ours, b"Songline")
        os.close(ours)
        chat.wait(_PATIENCE)
    finally:
        chat.kill()
        chat.wait()


def _await(terminal: int, text: bytes) -> None:
    """Read from a terminal until some text has been written there."""
    shown, deadline = b"", time.monotonic() + _PATIENCE
    while text not in shown:
        assert time.monotonic() < deadline, shown
        if select.select([terminal], [], [], 0.1)[0]:
            shown += os.read(terminal, 65536)
