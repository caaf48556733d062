"""What native libraries write to file descriptor 2 goes to a log, so that it cannot spoil the screen."""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def native_writes_to(log: Path | None) -> Iterator[None]:
    """Point descriptor 2 at the log meanwhile; the terminal's driver draws through a copy of the old one."""
    path = os.devnull if log is None else log
    with open(path, "ab", buffering=0) as target, os.fdopen(os.dup(2), "w") as terminal:  # noqa: PTH123
        before, sys.__stderr__ = sys.__stderr__, terminal  # type: ignore[misc]
        handler = logging.FileHandler(path, delay=True)
        logging.getLogger("assistant").addHandler(handler)
        os.dup2(target.fileno(), 2)
        try:
            yield
        finally:
            terminal.flush()
            os.dup2(terminal.fileno(), 2)
            logging.getLogger("assistant").removeHandler(handler)
            handler.close()
            sys.__stderr__ = before  # type: ignore[misc]
