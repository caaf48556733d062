"""The questions asked before, for the keys up and down."""

from __future__ import annotations


class History:
    """Questions from old to new, with the draft that the user left to look back."""

    def __init__(self) -> None:
        self._past: list[str] = []
        self._back = 0
        self._draft = ""

    def add(self, text: str) -> None:
        """Remember what was sent, and return to the present."""
        if not self._past or self._past[-1] != text:
            self._past.append(text)
        self._back = 0

    def prepend(self, texts: list[str]) -> None:
        """Put the questions of a resumed session before those of this run."""
        self._past[:0] = texts

    def older(self, draft: str) -> str | None:
        """Return the question before; None at the oldest."""
        if self._back == len(self._past):
            return None
        if self._back == 0:
            self._draft = draft
        self._back += 1
        return self._past[-self._back]

    def newer(self) -> str | None:
        """Return the question after, at last the draft; None when already there."""
        if self._back == 0:
            return None
        self._back -= 1
        return self._past[-self._back] if self._back else self._draft
