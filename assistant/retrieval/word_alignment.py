"""How much of a question a paper says, in whatever words: each word by the one nearest to it
in meaning.
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.language.names import text_of
from assistant.language.similarity import measure_alikeness
from assistant.retrieval.passages import paper_stems
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Weights
    from store.paper import Paper

# Words that have nothing to do with each other have a cosine of up to a quarter.
_UNRELATED = 0.25
_WRITTEN_FOR = 0.9


def align(question: Question, wide: Question, weights: Weights, paper: Paper) -> float:
    """Return the share of a question's weight that a paper says, 0 to 1.

    A word of the question's own counts in full, one that papers write for it (`wide`) nearly
    so, and any other by how near the nearest word of the paper comes.
    """
    held = paper_stems(paper)
    missing = [word for word, term in question.words.items() if not wide.words[word] & held]
    near = _nearness(missing, paper)
    said = 0.0
    for word, term in question.words.items():
        share = near[word] if word in near else 1.0 if term & held else _WRITTEN_FOR
        said += weights[wide.words[word]] * share
    total = math.fsum(weights[wide.words[word]] for word in question.words)
    return said / total if total else 0.0


def _nearness(asked: list[str], paper: Paper) -> dict[str, float]:
    """Return for each word how near the nearest word of a paper comes, 0 to 1."""
    told = _words_of(text_of(paper))
    if not asked or not told:
        return dict.fromkeys(asked, 0.0)
    nearest = map(max, measure_alikeness(asked, told))
    return {
        word: max(0.0, (cosine - _UNRELATED) / (1 - _UNRELATED))
        for word, cosine in zip(asked, nearest, strict=True)
    }


@lru_cache(maxsize=1000)
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(sorted(set(words(text)) - STOP_WORDS))
