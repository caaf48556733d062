"""How much of a question a paper says, in whatever words: each word by the one nearest to it in meaning."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.evidence.passages import paper_stems
from assistant.questions.names import text_of
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.evidence.passages import Weights
    from assistant.questions.question import Question
    from store.paper import Paper
    from store.vectors import Vectors

# Words that have nothing to do with each other have a cosine of up to a quarter.
_UNRELATED = 0.25
_WRITTEN_FOR = 0.9
_MOST_KNOWN = 50_000


def align(question: Question, wide: Question, weights: Weights, paper: Paper) -> float:
    """Return the share of a question's weight that a paper says, 0 to 1.

    A word of the question's own counts in full, one that papers write for it (`wide`) nearly so, and any
    other by how near the nearest word of the paper comes.
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
    if not asked:
        return {}
    import numpy as np

    vectors = np.stack([_vectors((word,))[word] for word in asked])
    cosines = (vectors @ _matrix(text_of(paper)).T).max(axis=1, initial=0.0)
    return {
        word: max(0.0, (float(cosine) - _UNRELATED) / (1 - _UNRELATED))
        for word, cosine in zip(asked, cosines, strict=True)
    }


@lru_cache(maxsize=100)
def _matrix(text: str) -> Vectors:
    """Return the vectors of a text's different words, shape (words, dimension)."""
    import numpy as np

    told = sorted(set(words(text)) - STOP_WORDS)
    known = _vectors(told)
    return np.stack([known[word] for word in told]) if told else np.zeros((0, 256), dtype=np.float32)


_known: dict[str, Vectors] = {}


def _vectors(asked: Iterable[str]) -> dict[str, Vectors]:
    """Return the unit vectors of words: WordLlama's, whatever the library's are, so that nothing is sent."""
    from store.embedders import WordLlama, load_embedder

    if len(_known) > _MOST_KNOWN:
        _known.clear()
    if missing := [word for word in asked if word not in _known]:
        _known.update(zip(missing, load_embedder(WordLlama.name).embed(missing), strict=True))
    return _known
