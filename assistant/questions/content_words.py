"""Which words of a question say what it is about, and which only frame it, told from their
neighbours by weights that are fitted: of "I'm a nurse, my boss asks about salt and pressure"
salt and pressure.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from store.embedders import WordLlama, load_embedder
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("content_words.npz")
OF_MESSAGES = Path(__file__).with_name("message_words.npz")
"""Weights that were fitted on messages of all kinds too."""
CONTENT = 0.5
"""How likely a word must be to say what a question is about, to count as content."""
_VECTOR_WEIGHT = 4.0
_ENDING = 3
# Beyond what questions have that were marked, nothing is known: as many words, as long ones.
_MOST, _LONGEST = 15, 15
# Whitespace as `words` has it.
_SPACE = re.compile(r"[^\S\x85]+")
_OPENING = "\"'([¿¡“‘«"


class Token(NamedTuple):
    """A word of a question, lower case and ASCII, and what it stands in as it is typed."""

    word: str
    typed: str


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text in order."""
    return [Token(word, typed) for typed in _SPACE.split(text) for word in words(typed)]


def candidates(tokens: Sequence[Token]) -> list[int]:
    """Return the places of the words that may say what a question is about."""
    return [at for at, token in enumerate(tokens) if token.word not in STOP_WORDS]


def grams_of(tokens: Sequence[Token], at: int) -> Iterator[str]:
    """Yield what tells of the word at a place: itself, its neighbours, how it is written."""
    word, typed = tokens[at]
    before, left, right, behind = (_word_at(tokens, at + step) for step in (-2, -1, 1, 2))
    yield from (f"={word}", f"<{left}", f">{right}", f"<<{before}", f">>{behind}")
    yield from (f"<={left} {word}", f"=>{word} {right}", f"<2{before} {left}")
    yield f"..{word[-_ENDING:]}"
    if at and typed.lstrip(_OPENING)[:1].isupper():
        yield "Capital"
    if "-" in typed:
        yield "hyphen"


def _word_at(tokens: Sequence[Token], at: int) -> str:
    return tokens[at].word if 0 <= at < len(tokens) else "^" if at < 0 else "$"


def dense_features(tokens: Sequence[Token], places: Sequence[int]) -> NDArray[np.float32]:
    """Return the vectors of the words at some places, where those are, among how many, and how
    long each is, shape (places, 256 + 3).
    """
    vectors = load_embedder(WordLlama.name).embed([tokens[at].word for at in places])
    lengths = [min(len(tokens[at].word), _LONGEST) / 10 for at in places]
    around = [[at / len(tokens), min(len(places), _MOST) / 20] for at in places]
    columns = [vectors * _VECTOR_WEIGHT, np.array(around), np.array(lengths)[:, None]]
    return np.hstack(columns).astype(np.float32)


@dataclass(frozen=True)
class ContentWords:
    """A logistic regression; `python -m tests.train.content_words` fits it."""

    grams: dict[str, int]
    """The place of each gram's weight in `weights`; behind them are those of the dense
    features, then the bias.
    """
    weights: NDArray[np.float32]

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read the weights as the training has written them."""
        with np.load(path) as file:
            grams = {gram: at for at, gram in enumerate(file["grams"].tolist())}
            return cls(grams, file["weights"].astype(np.float32))

    def likelihoods(self, text: str) -> dict[str, float]:
        """Return for each word of a text but stop words how likely it is that it says what the
        text is about; of its places, where that is likeliest.
        """
        tokens = tokens_of(text)
        places = candidates(tokens)
        if not places:
            return {}
        size = len(self.grams)
        scores = dense_features(tokens, places) @ self.weights[size:-1] + self.weights[-1]
        found: dict[str, float] = {}
        for at, score in zip(places, scores.tolist(), strict=True):
            known = [self.grams[gram] for gram in grams_of(tokens, at) if gram in self.grams]
            likely = 0.5 + 0.5 * math.tanh((score + float(self.weights[known].sum())) / 2.0)
            word = tokens[at].word
            found[word] = max(found.get(word, 0.0), likely)
        return found


@lru_cache(maxsize=1024)
def content_likelihoods(text: str) -> Mapping[str, float]:
    """Return how likely each word of a question says what it is about."""
    return MappingProxyType(_load(WEIGHTS).likelihoods(text))


@lru_cache(maxsize=1024)
def topic_likelihoods(text: str) -> Mapping[str, float]:
    """Return how likely each word of a message of any kind says what it is about."""
    return MappingProxyType(_load(OF_MESSAGES).likelihoods(text))


@cache
def _load(path: Path) -> ContentWords:
    return ContentWords.load(path)
