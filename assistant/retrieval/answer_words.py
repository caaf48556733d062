"""Which words a sentence has that answers what is asked in certain words, by weights that are
fitted: `python -m tests.train.relevance`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Self

import numpy as np

from assistant.abstracts import Role

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from assistant.retrieval.features import Column
    from assistant.retrieval.sentence_features import QuotableSentence

WEIGHTS = Path(__file__).with_name("answer_words.npz")
_TOKEN = re.compile(r"[^\W\d_]+|\d|[%(:]")
_LONG = 60
"""Words of a sentence that is as long as any counts."""
PLACES = (*(f"is {role}" for role in Role), "is first", "is last", "how far", "how long")
"""What is known of a sentence beside its words."""


@dataclass(frozen=True, eq=False)
class AnswerWords:
    """What each word of a question adds to each word of a sentence, as one that answers."""

    asked: tuple[str, ...]
    """Words and pairs of words of questions, and "" for any question."""
    said: tuple[str, ...]
    """Words of sentences, in front of `PLACES`."""
    weights: NDArray[np.float32]
    """Shape (asked, said + places)."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Return the weights of a file."""
        with np.load(path, allow_pickle=False) as file:
            asked, said = (tuple(str(file[name]).split("\n")) for name in ("asked", "said"))
            weights = file["weights"].astype(np.float32) * file["unit"]
            return cls(asked, said, weights)

    def save(self, path: Path) -> None:
        """Write the weights to a file, each in a byte."""
        unit = np.float32(max(abs(self.weights).max(), 1e-9) / 127.0)
        weights = np.rint(self.weights / unit).astype(np.int8)
        asked, said = ("\n".join(names) for names in (self.asked, self.said))
        np.savez_compressed(path, asked=asked, said=said, weights=weights, unit=unit)

    def scores(self, grams: Collection[str], sentences: Sequence[QuotableSentence]) -> Column:
        """Return what speaks for each sentence of some abstracts as the answer to a question
        with some grams, shape (sentences,).
        """
        rows = [at for at, gram in enumerate(self.asked) if gram in grams]
        wanted = self.weights[rows].sum(axis=0)
        by_word = dict(zip(self.said, wanted.tolist(), strict=False))
        words = [
            sum(by_word.get(token, 0.0) for token in sentence_tokens(each.span.text))
            for each in sentences
        ]
        places = position_features(sentences) @ wanted[len(self.said) :]
        return np.asarray(np.array(words) + places)


def sentence_tokens(sentence: str) -> set[str]:
    """Return the words of a sentence, and which signs and digits it has."""
    return {*_TOKEN.findall(sentence.lower())}


def position_features(sentences: Sequence[QuotableSentence]) -> NDArray[np.float64]:
    """Return for each sentence of some abstracts what `PLACES` says, shape (sentences,
    places).
    """
    papers = np.array([each.paper for each in sentences])
    rows = np.zeros((len(sentences), len(PLACES)))
    for paper in np.unique(papers):
        (own,) = np.nonzero(papers == paper)
        rows[own[0], PLACES.index("is first")] = rows[own[-1], PLACES.index("is last")] = 1.0
        rows[own, PLACES.index("how far")] = np.arange(len(own)) / max(1, len(own) - 1)
    for row, each in zip(rows, sentences, strict=True):
        row[PLACES.index(f"is {each.role}")] = 1.0
        row[PLACES.index("how long")] = min(len(each.span.text.split()), _LONG) / _LONG
    return rows


@cache
def answer_words() -> AnswerWords:
    """Return the weights that ship."""
    return AnswerWords.load(WEIGHTS)
