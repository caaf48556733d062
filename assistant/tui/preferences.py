"""What the chat keeps between two starts: the theme, what was being typed, whether marks of
verdicts are shown, the library that was chosen, and the width of the pane.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from store.files import write_over

if TYPE_CHECKING:
    from pathlib import Path

_LOG = logging.getLogger(__name__)


@dataclass(slots=True)
class Kept:
    """What is kept."""

    theme: str = ""
    draft: str = ""
    marks: bool = True
    """Whether answers are shown with the marks of verdicts."""
    library: str = ""
    """The library that was chosen in the chat; "" for the default one."""
    pane_wider: int = 0
    """Cells that the pane of sources has more than fit the terminal by themselves."""


class Preferences:
    """A small file, private to the user; where it cannot be read or written, nothing is
    kept.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self.kept = self._read()

    def keep(self, **changed: str | int) -> None:
        """Change something, and write it down."""
        for name, value in changed.items():
            setattr(self.kept, name, value)
        if self._path is None:
            return
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            write_over(self._path, json.dumps(asdict(self.kept)))
            self._path.chmod(0o600)
        except (OSError, ValueError) as error:
            _LOG.debug("preferences are not kept: %s", error)

    def _read(self) -> Kept:
        kept = Kept()
        if self._path is None:
            return kept
        with suppress(OSError, ValueError, AttributeError, RecursionError):
            stored = json.loads(self._path.read_text(encoding="utf-8"))
            for field in fields(Kept):
                value = stored.get(field.name)
                if type(value) is type(field.default):
                    setattr(kept, field.name, value)
        return kept
