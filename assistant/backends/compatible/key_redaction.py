"""What a server says, with the key struck out of it: an answer is shown and kept, and a
server may echo.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.backends.compatible.keys import Key

_SHORTEST = 8
"""What is shorter is no secret, and may be a word of the answer: servers at home take any
key.
"""


class Veil:
    """Strikes the key out of a text that comes in pieces."""

    def __init__(self, key: Key | None) -> None:
        self._key = key if key and len(key.reveal()) >= _SHORTEST else None
        self._held = ""

    def feed(self, piece: str) -> str:
        """Return what is certain by now; what may be the beginning of the key is held back."""
        if self._key is None:
            return piece
        text = self._key.hide_in(self._held + piece)
        certain = len(text) - self._count_uncertain(text, self._key.reveal())
        self._held = text[certain:]
        return text[:certain]

    def finish(self) -> str:
        """Return what was held back: it was not the key after all."""
        held, self._held = self._held, ""
        return held

    def cover(self, text: str) -> str:
        """Return a whole text without the key."""
        return self._key.hide_in(text) if self._key else text

    @staticmethod
    def _count_uncertain(text: str, key: str) -> int:
        """Return how many characters at the end are a beginning of the key."""
        longest = min(len(text), len(key) - 1)
        at = text.find(key[0], len(text) - longest)
        while at >= 0 and not key.startswith(text[at:]):
            at = text.find(key[0], at + 1)
        return len(text) - at if at >= 0 else 0
