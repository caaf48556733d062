from __future__ import annotations

import logging
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from assistant.tui.native_writes import native_writes_to

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_native_writes_go_to_the_log_and_the_screen_keeps_its_own(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    log = tmp_path / "state" / "songline.log"
    with native_writes_to(log):
        os.write(2, b"native noise\n")
        logging.getLogger("assistant.tui").error("told")
        assert sys.__stderr__ is not None
        print("drawn", file=sys.__stderr__, flush=True)
    os.write(2, b"after\n")
    assert capfd.readouterr().err == "drawn\nafter\n"
    assert "native noise\n" in log.read_text()
    assert "assistant.tui: told" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_without_a_log_they_go_nowhere() -> None:
    script = (
        "import os; from assistant.tui.native_writes import native_writes_to\n"
        "with native_writes_to(None): os.write(2, b'x')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
