"""Thoughts among the text: what stands between `<think>` and `</think>` is taken out,
however it is cut.
"""

from __future__ import annotations

import re

_TAGS = {
    False: ("<think>", "<thinking>", "<thought>", "<|channel|>analysis<|message|>"),
    True: (
        *("</think>", "</thinking>", "</thought>"),
        "<|end|><|start|>assistant<|channel|>final<|message|>",
    ),
}
"""How models mark thoughts; the longest are those of gpt-oss, where a server leaves them in."""
_TAG = {
    is_thinking: re.compile("|".join(map(re.escape, tags)))
    for is_thinking, tags in _TAGS.items()
}
_LONGEST = max(len(tag) for tags in _TAGS.values() for tag in tags)
_QUOTES = frozenset("`'\"“‘")
"""Behind these, the tag is spoken of."""


class ThoughtSplitter:
    """Splits a text that comes in pieces into text and thoughts."""

    def __init__(self) -> None:
        self._held = ""
        self._last = ""
        self._is_thinking = False

    def feed(self, piece: str) -> tuple[str, str]:
        """Return the text and the thoughts that are certain by now; what may be half a tag
        is held back.
        """
        if not self._held and "<" not in piece:
            return self._sort(piece)
        said, thought = "", ""
        rest = self._held + piece
        while tag := self._find_tag(rest):
            text, thinking = self._sort(rest[: tag.start()])
            said, thought, rest = said + text, thought + thinking, rest[tag.end() :]
            self._is_thinking = not self._is_thinking
        certain = len(rest) - self._count_uncertain(rest)
        self._held = rest[certain:]
        text, thinking = self._sort(rest[:certain])
        return said + text, thought + thinking

    def finish(self) -> tuple[str, str]:
        """Return what was held back: it was no tag after all."""
        held, self._held = self._held, ""
        return self._sort(held)

    def _sort(self, part: str) -> tuple[str, str]:
        self._last = part[-1:] or self._last
        return ("", part) if self._is_thinking else (part, "")

    def _find_tag(self, text: str) -> re.Match[str] | None:
        tags = _TAG[self._is_thinking].finditer(text)
        return next(
            (
                tag
                for tag in tags
                if self._is_thinking or not self._is_quoted(text, tag.start())
            ),
            None,
        )

    def _is_quoted(self, text: str, at: int) -> bool:
        return (text[at - 1] if at else self._last) in _QUOTES

    def _count_uncertain(self, text: str) -> int:
        """Return how many characters at the end may be the beginning of a tag."""
        at = text.rfind("<", max(0, len(text) - _LONGEST + 1))
        tail = text[at:] if at >= 0 else ""
        return (
            len(tail)
            if tail and any(tag.startswith(tail) for tag in _TAGS[self._is_thinking])
            else 0
        )
