"""What native libraries write to file descriptor 2 goes to a log, so that it cannot spoil
the screen.
"""

from __future__ import annotations

import logging
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from store.redaction import hide_secrets

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Redacting(logging.Formatter):
    """Writes no secret into the log, whatever a library has put into an error."""

    def format(self, record: logging.LogRecord) -> str:
        return hide_secrets(super().format(record))


@contextmanager
def native_writes_to(log: Path | None) -> Iterator[None]:
    """Point descriptor 2 at the log meanwhile; the terminal is drawn through a copy of the
    old one.
    """
    path = _writable(log)
    with (
        path.open("ab", buffering=0) as target,
        os.fdopen(os.dup(2), "w", encoding="utf-8") as terminal,
    ):
        before, sys.__stderr__ = sys.__stderr__, terminal  # type: ignore[misc]
        os.dup2(target.fileno(), 2)
        handler = _log_to(path)
        try:
            yield
        finally:
            terminal.flush()
            os.dup2(terminal.fileno(), 2)
            sys.__stderr__ = before  # type: ignore[misc]
            logging.getLogger("assistant").removeHandler(handler)
            handler.close()


def _writable(log: Path | None) -> Path:
    """Return the log, its folder made; where it cannot be written, the writes go nowhere."""
    try:
        if log is not None:
            log.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            log.touch(mode=0o600)
            return log
    except OSError:
        logging.getLogger(__name__).debug("no log can be written at %s", log)
    return Path(os.devnull)


def _log_to(path: Path) -> logging.Handler:
    handler = logging.FileHandler(path, delay=True, encoding="utf-8")
    handler.setFormatter(_Redacting("%(asctime)s %(name)s: %(message)s"))
    logging.getLogger("assistant").addHandler(handler)
    return handler
