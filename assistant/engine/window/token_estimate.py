"""About how many tokens a text has, where no vocabulary is at hand: rather too many than too
few.

A text is cut into pieces much as the encodings cut it, and each piece costs what such pieces
were seen to cost. How the costs were found, and how far off they are: docs/window.md,
tests/bench/tokens.py.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.stopwords import FREQUENT_ENGLISH, FREQUENT_WESTERN

if TYPE_CHECKING:
    from collections.abc import Iterator

_PIECE = re.compile(
    r"(?P<number>[0-9]+)|(?P<word>[A-Za-z\u00c0-\u024f\u1e00-\u1eff]+)|"
    r"(?P<han>[\u3400-\u9fff]+)"
    r"|(?P<kana>[\u3040-\u30ff]+)|(?P<hangul>[\uac00-\ud7af]+)|(?P<cyrillic>[\u0400-\u052f]+)"
    r"|(?P<greek>[\u0370-\u03ff\u1f00-\u1fff]+)|(?P<semitic>[\u0590-\u077f]+)|"
    r"(?P<brahmic>[\u0900-\u0fff]+)"
    r"|(?P<letters>[^\W\d_]+)"
    r"|(?P<sign>[!-/:-@\[-`{-~]+)|(?P<space>\s{2,}|[^\S ])|(?P<symbol>[^\w\s\x00-\x7f]+|\S)"
)
# An abstract may stand there in two languages, one behind the other.
_PART = re.compile(r"[^\n]{150,}?(?<=[.!?;。])\s+|[^\n]*\n|[^\n]+")
_WORD = re.compile(r"[a-z]+")
_TRADITIONAL = frozenset("們這個為與對實驗證時間發現學習於會國來說種過後從資訊應顯數據論")
_KANA = re.compile("[\u3040-\u30ff]")
_LONGEST_WORD = 16
_AT_LEAST_ONE_IN = 9
_IN_A_NUMBER = 3


@dataclass(frozen=True, slots=True)
class _Cost:
    """What a piece costs: its first letters together, and each letter (byte, group of
    digits) more.
    """

    first: float
    more: float
    free: int = 1


_O200K = {
    "number": _Cost(1.55, 1.6),
    "english": _Cost(1.035, 0.063, 4),
    "western": _Cost(1.03, 0.22, 4),
    "other": _Cost(1.08, 0.44, 4),
    "western accented": _Cost(0.5, 0.19),
    "accented": _Cost(0.6, 0.31),
    "capitals": _Cost(0.45, 0.41),
    "simplified": _Cost(0.3, 0.84),
    "traditional": _Cost(0.4, 1.0),
    "kanji": _Cost(1.2, 0.84),
    "kana": _Cost(0.6, 0.72),
    "hangul": _Cost(0.7, 0.8),
    "cyrillic": _Cost(1.05, 0.225),
    "greek": _Cost(1.1, 0.3),
    "semitic": _Cost(0.7, 0.33),
    "brahmic": _Cost(0.7, 0.34),
    "letters": _Cost(0.6, 0.15),
    "sign": _Cost(0.9, 0.46),
    "space": _Cost(1.2, 0.1),
    "symbol": _Cost(1.2, 0.3),
}
_CL100K = {
    "number": _Cost(1.7, 1.7),
    "english": _Cost(1.035, 0.08, 4),
    "western": _Cost(1.15, 0.3, 4),
    "other": _Cost(1.12, 0.46, 4),
    "western accented": _Cost(0.6, 0.28),
    "accented": _Cost(1.05, 0.5),
    "capitals": _Cost(0.45, 0.47),
    "simplified": _Cost(1.7, 1.17),
    "traditional": _Cost(1.6, 1.58),
    "kanji": _Cost(1.9, 1.22),
    "kana": _Cost(0.7, 0.87),
    "hangul": _Cost(2.0, 1.0),
    "cyrillic": _Cost(1.6, 0.5),
    "greek": _Cost(1.4, 0.95),
    "semitic": _Cost(0.9, 0.9),
    "brahmic": _Cost(1.0, 1.25),
    "letters": _Cost(1.0, 0.4),
    "sign": _Cost(0.7, 0.75),
    "space": _Cost(1.2, 0.1),
    "symbol": _Cost(1.0, 0.5),
}
_COSTS = {"cl100k_base": _CL100K}
_ONCE = 4.0


@lru_cache(maxsize=1024)
def estimate_tokens(text: str, encoding: str = "o200k_base") -> int:
    """Return about how many tokens a text has; 0 for none, and for no other text."""
    if not text:
        return 0
    costs = _COSTS.get(encoding, _O200K)
    pieces = (piece for part in _PART.findall(text) for piece in _pieces(part))
    return math.ceil(_ONCE + sum(_price(costs[kind], length) for kind, length in pieces))


def _price(cost: _Cost, length: int) -> float:
    return cost.first + cost.more * max(0, length - cost.free)


def _pieces(part: str) -> Iterator[tuple[str, int]]:
    """Yield the kind and the length of each piece of a part in one language."""
    language = _language(part)
    ideographs = _ideographs(part)
    for match in _PIECE.finditer(part):
        kind, text = match.lastgroup or "symbol", match[0]
        if kind == "number":
            yield kind, -(-len(text) // _IN_A_NUMBER)
        elif kind == "word":
            yield _kind_of_word(text, language), len(text)
        elif kind == "han":
            yield ideographs, len(text)
        elif kind in ("letters", "symbol"):
            yield kind, len(text.encode("utf-8", "surrogatepass"))
        else:
            yield kind, len(text)


def _kind_of_word(word: str, language: str) -> str:
    if not word.isascii():
        return "accented" if language == "other" else "western accented"
    if len(word) > 1 and not word[1:].islower():
        return "capitals"
    return language if len(word) <= _LONGEST_WORD else "other"


def _language(part: str) -> str:
    """Tell English from the languages that the encodings know well, and those from the rest."""
    words = _WORD.findall(part.lower())
    english = sum(word in FREQUENT_ENGLISH for word in words)
    western = sum(word in FREQUENT_WESTERN for word in words)
    if _AT_LEAST_ONE_IN * max(english, western) < len(words):
        return "other"
    return "english" if english >= western else "western"


def _ideographs(part: str) -> str:
    if _KANA.search(part):
        return "kanji"
    return "traditional" if not _TRADITIONAL.isdisjoint(part) else "simplified"
