"""Lines that a browser copies along with a page: menus, buttons, languages to choose."""

from __future__ import annotations

import re

_WORD = re.compile(r"[^\W\d_]+")
_WORDS = frozenset(
    "skip jump go to the main content navigation menu sign log in out up register login logout"
    " signin signup join for free home search help about contact us print printable view"
    " version profile page share follow settings account language cookies accept privacy terms"
    " advertisement show hide expand collapse all more record summary personal information"
    " name names email emails id edit close back next previous orcid researchgate arxiv dblp"
    " openreview semantic google scholar feed"
    " english deutsch español français italiano português polski čeština türkçe русский"
    " العربية 中文 简体 繁體 日本語 한국어".split()
)


def is_furniture(text: str) -> bool:
    """Tell whether a line has no words but those of menus: "Skip to main content"."""
    words = _WORD.findall(text.casefold())
    return bool(words) and _WORDS.issuperset(words)
