"""What models leave in their text that is no part of an answer: fences copied from the prompt,
a fence around the whole, numbers of sources in forms of their own.
"""

from __future__ import annotations

import re

from assistant.language.markers import plain_citations

_FENCE = re.compile(r"[ \t]*~{3,}[ \t]*")
_WRAPPER = re.compile(r"[ \t]*```(?:markdown|md|text|plaintext)?[ \t]*")
_MAY_CLOSE = re.compile(r"`{1,3}\s*\Z")
_OPENING, _CLOSING, _ESCAPE = "[(【［〔〖⟦", "])】］〕〗⟧", "\\"
_LONGEST_HELD = 60
_MAY_BEGIN = re.compile(r"[ \t]*(?:(?:~{1,3}|`{1,3})[a-z]*)?[ \t]*")


class TextTidier:
    """Takes such things out of a text that comes in pieces."""

    def __init__(self) -> None:
        self._held = ""
        self._at_line_start = True
        self._has_begun = False
        self._is_wrapped = False

    def feed(self, piece: str) -> str:
        """Return what is certain by now; what may be half a fence or half a citation is held
        back.
        """
        text = self._held + piece
        certain = self._count_certain(text)
        self._held = text[certain:]
        return self._tidy(text[:certain], is_last=False)

    def finish(self) -> str:
        """Return what was held back."""
        held, self._held = self._held, ""
        if self._is_wrapped:
            held = re.sub(r"[ \t]*```\s*\Z", "", held)
        return self._tidy(held, is_last=True)

    def _count_certain(self, text: str) -> int:
        if closing := _MAY_CLOSE.search(text):
            return closing.start()
        start = text.rfind("\n") + 1
        tail = text[start:]
        begins_line = start > 0 or self._at_line_start
        if begins_line and len(tail) < _LONGEST_HELD and _MAY_BEGIN.fullmatch(tail):
            return start
        at = max(text.rfind(sign, start) for sign in _OPENING)
        at = len(text) - 1 if at < 0 and text.endswith(_ESCAPE) else at
        while at > start and text[at - 1] in _OPENING + _ESCAPE:
            at -= 1
        opened = text[at:] if at >= 0 else ""
        is_closed = any(sign in opened for sign in _CLOSING)
        is_held = bool(opened) and not is_closed and len(opened) < _LONGEST_HELD
        if is_held:
            return at
        return len(text) - text.endswith(_ESCAPE)

    def _tidy(self, text: str, *, is_last: bool) -> str:
        if not text:
            return ""
        text = plain_citations(text)
        if "~~~" in text or "```" in text:
            text = self._without_fences(text, is_last=is_last)
        self._has_begun = self._has_begun or bool(text.strip())
        self._at_line_start = text.endswith("\n") if text else self._at_line_start
        return text

    def _without_fences(self, text: str, *, is_last: bool) -> str:
        kept: list[str] = []
        lines = text.splitlines(keepends=True)
        for at, line in enumerate(lines):
            begins = at > 0 or self._at_line_start
            if begins and _FENCE.fullmatch(line.rstrip("\n")):
                continue
            if begins and self._is_wrapper(line, is_end=is_last and at == len(lines) - 1):
                continue
            self._has_begun = self._has_begun or bool(line.strip())
            kept.append(line)
        return "".join(kept)

    def _is_wrapper(self, line: str, *, is_end: bool) -> bool:
        if not _WRAPPER.fullmatch(line.rstrip("\n")):
            return False
        if not self._has_begun and not self._is_wrapped:
            self._is_wrapped = True
            return True
        return self._is_wrapped and is_end
