"""What the user's own text speaks of and the cited abstracts do not, where the words show it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from assistant.passages import paper_stems
from assistant.question import stems
from assistant.related.naming import phrases_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import Paper

_LEAST_WORDS = 40
"""A shorter text names its topic; that the papers lack a word of it tells nothing."""
_MOST_TOLD = 2


def tell_difference(text: str, papers: Sequence[Paper]) -> str:
    """Return a sentence on the phrases that a text repeats and no paper has, "" where there is none."""
    if len(text.split()) < _LEAST_WORDS:
        return ""
    held = frozenset[str]().union(*(paper_stems(paper) for paper in papers))
    spelt: dict[tuple[str, ...], Counter[str]] = {}
    for phrase, form in phrases_in(text):
        spelt.setdefault(phrase, Counter())[form] += 1
    absent = {
        phrase: forms.most_common(1)[0][0]
        for phrase, forms in spelt.items()
        if forms.total() > 1 and len(phrase) > 1 and not any(stems(word) & held for word in phrase)
    }
    ranked = sorted(absent, key=lambda phrase: (-spelt[phrase].total() * len(phrase), absent[phrase]))
    told: list[tuple[str, ...]] = []
    for phrase in ranked:
        if not any(set(phrase) & set(other) for other in told):
            told.append(phrase)
    names = " or ".join(f"“{absent[phrase]}”" for phrase in told[:_MOST_TOLD])
    return f"None of the abstracts cited here speaks of {names}." if names else ""
