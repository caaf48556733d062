"""Questions of other languages that ask for papers, as one would ask them in English."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from assistant.language.lexicons import read_groups

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOKEN = re.compile(r"[^\W_]+")
_UNSPACED = ("zh", "ja")
"""Languages that write no spaces between words."""
_LONGEST = 300
_END = " ?¿!.？。，,、"


def in_english(text: str) -> str | None:
    """Return how a question for papers reads in English, its topic as it stands; None where it
    is none, or is English.
    """
    asked = " ".join(text.split()).strip(_END)
    if not asked or len(asked) > _LONGEST:
        return None
    if any("\u3040" <= char <= "\u30ff" for char in asked):
        return _unspaced(asked, "ja")
    if any("\u4e00" <= char <= "\u9fff" for char in asked):
        return _unspaced(asked, "zh")
    return next(filter(None, (_spaced(asked, each) for each in _languages())), None)


@cache
def _languages() -> tuple[str, ...]:
    names = dict.fromkeys(label.split()[0] for label in read_groups("foreign_questions"))
    return tuple(name for name in names if name not in _UNSPACED)


def _words(language: str, kind: str) -> tuple[str, ...]:
    return read_groups("foreign_questions").get(f"{language} {kind}", ())


def _spaced(text: str, language: str) -> str | None:
    """Read a language with spaces: before its word for papers nothing may stand that tells."""
    found = [*_TOKEN.finditer(text)]
    tokens = [token[0].lower() for token in found]
    if who := _fitting(text, tokens, _words(language, "wrote")):
        return f"What did {who} write?"
    if topic := _fitting(text, tokens, _words(language, "about")):
        return _asked(topic, counts=False)
    idle = {*_words(language, "idle")}
    counts = bool(tokens) and tokens[0] in _words(language, "count")
    works = next(
        (place for place, token in enumerate(tokens) if token in _words(language, "works")), 0
    )
    if not works or not all(token in idle for token in tokens[counts:works]):
        return None
    told = [place for place in range(works + 1, len(tokens)) if tokens[place] not in idle]
    return _asked(
        text[found[told[0]].start() : found[told[-1]].end()] if told else "", counts=counts
    )


def _fitting(text: str, tokens: Sequence[str], patterns: Sequence[str]) -> str:
    """Return what stands for the X of "was hat X geschrieben"; "" where no pattern fits."""
    for pattern in patterns:
        before, _, after = (part.split() for part in pattern.partition("X"))
        fits = tokens[: len(before)] == before and tokens[len(tokens) - len(after) :] == after
        if fits and len(tokens) > len(before) + len(after):
            named = [*_TOKEN.finditer(text)][len(before) : len(tokens) - len(after)]
            return text[named[0].start() : named[-1].end()]
    return ""


def _unspaced(text: str, language: str) -> str | None:
    works = _words(language, "works")
    counts = any(word in text for word in _words(language, "count"))
    asks = counts or any(word in text for word in _words(language, "idle")[:1])
    if not asks and not any(word in text for word in works):
        return None
    idle = (*_words(language, "count"), *works, *_words(language, "idle"))
    ends = "|".join(map(re.escape, sorted(idle, key=len, reverse=True)))
    bare = re.sub(rf"^(?:{ends}|\s)+|(?:{ends}|\s)+$", "", text)
    return _asked(bare.strip(_END), counts=counts)


def _asked(topic: str, *, counts: bool) -> str:
    if counts:
        return f"How many papers are about {topic}?" if topic else "How many papers are there?"
    return f"Which papers are about {topic}?" if topic else "Which papers are there?"
