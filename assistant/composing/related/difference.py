"""What the user's own text speaks of and the cited abstracts do not, where the words show
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.composing.related.naming import repeated_phrases
from assistant.language.stems import stems
from assistant.retrieval.coverage import paper_stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.paper import Paper

_LEAST_WORDS = 40
"""A shorter text names its topic; that the papers lack a word of it tells nothing."""
_MOST_TOLD = 2


def tell_difference(text: str, papers: Sequence[Paper]) -> str:
    """Return a sentence on the phrases that a text repeats and no paper has, "" where there
    is none.
    """
    if len(text.split()) < _LEAST_WORDS:
        return ""
    held = frozenset[str]().union(*(paper_stems(paper) for paper in papers))
    told: list[str] = []
    for phrase in repeated_phrases(text):
        terms = stems(phrase)
        if not terms & held and not any(terms & stems(other) for other in told):
            told.append(phrase)
    names = " or ".join(f"“{phrase}”" for phrase in told[:_MOST_TOLD])
    return f"None of the abstracts cited here speaks of {names}." if names else ""
