"""What a message is after, told from its words by weights that are fitted."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import pairwise
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from assistant.language.lexicons import read_groups
from assistant.questions.content_words import CONTENT, topic_likelihoods
from assistant.questions.question_reader import names_in
from assistant.questions.wording import plain_signs
from store.embedders import WordLlama, load_embedder
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

WEIGHTS = Path(__file__).with_name("message_model.npz")
TOPIC, PERSON, WHEN = SIGNS = "§@#"
"""What stands for the words that say what a message is about, for people, and for years."""
LEANS = "leans"
"""Behind the labels: whether a message leans on what was said before."""
_VECTOR_WEIGHT = 4.0
_TOKEN = re.compile(r"[\w'+-]+|\?")
_STEP, _MOST = 3, 6
_IDLE = STOP_WORDS | {
    filler for fillers in read_groups("fillers").values() for filler in fillers
}
_MANY = 5
"""Labels from which on a word that all have says nothing of one."""


class SignedWord(NamedTuple):
    """A word of a message, where it begins and ends, and the sign that stands for it."""

    text: str
    begin: int
    end: int
    sign: str = ""

    @property
    def shown(self) -> str:
        """The sign, or else the word in small letters."""
        return self.sign or self.text.lower()


def bare_tokens(text: str) -> list[SignedWord]:
    """Return the words of a text without signs."""
    return [SignedWord(found[0], *found.span()) for found in _TOKEN.finditer(plain_signs(text))]


def tokens_of(text: str, spans: Iterable[tuple[int, int, str]] = ()) -> list[SignedWord]:
    """Return the words of a text: some spans have a sign, and so have those words outside of
    them that are names, or likely say what it is about.
    """
    likely, signs = topic_likelihoods(text), [*spans]
    named = {word for name in names_in(text) for word in words(name)} - STOP_WORDS
    tokens = []
    for token in bare_tokens(text):
        sign = next((sign for begin, end, sign in signs if begin <= token.begin < end), "")
        is_content = any(
            word in named or likely.get(word, 0.0) >= CONTENT for word in words(token.text)
        )
        tokens.append(token._replace(sign=sign or (TOPIC if is_content else "")))
    return tokens


def shown(tokens: Sequence[SignedWord]) -> list[str]:
    """Return the words and signs in order, a sign once for all words in a row."""
    told = [token.shown for token in tokens]
    return [
        word for before, word in pairwise(["", *told]) if word not in SIGNS or word != before
    ]


def grams_of(told: Sequence[str]) -> set[str]:
    """Return what tells what a message is after: its words, two and three in a row, how it
    begins, and how many there are.
    """
    ends = ["^", *told, "$"]
    return {
        *ends,
        *(f"{one} {two}" for one, two in pairwise(ends)),
        *map(" ".join, zip(ends, ends[1:], ends[2:], strict=False)),
        f"begins {' '.join(told[:2])}",
        f"length {min(len(told) // _STEP, _MOST)}",
        f"topics {told.count(TOPIC)}",
    }


def vectors_of(messages: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Return the vectors of messages without their signs, shape (messages, 256)."""
    texts = [" ".join(word for word in told if word not in SIGNS) for told in messages]
    vectors: NDArray[np.float32] = load_embedder(WordLlama.name).embed(texts)
    return vectors * _VECTOR_WEIGHT


@dataclass(frozen=True)
class MessageModel:
    """A softmax regression over what a message may be after, and a logistic one for whether it
    leans on what was said; `python -m tests.train.messages` fits both.
    """

    labels: tuple[str, ...]
    grams: dict[str, int]
    """The row of each gram in `weights`; behind them are those of the vector, then the bias."""
    weights: NDArray[np.float32]
    """Shape (grams + 256 + 1, labels + 1)."""
    words: dict[str, frozenset[str]]
    """The words of the messages of each label that it was trained on."""

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read the weights as the training has written them."""
        with np.load(path) as file:
            grams = {gram: at for at, gram in enumerate(file["grams"].tolist())}
            labels, weights = file["labels"].tolist(), file["weights"].astype(np.float32)
            said = (frozenset(words.split()) for words in file["words"].tolist())
            return cls(tuple(labels), grams, weights, dict(zip(labels, said, strict=True)))

    @cached_property
    def fillers(self) -> frozenset[str]:
        """The words that messages of many labels have."""
        counts = Counter(word for words in self.words.values() for word in words)
        return frozenset(word for word, count in counts.items() if count >= _MANY)

    def is_worded_so(self, label: str, told: Iterable[str]) -> bool:
        """Tell whether each word of a message that says anything is in some message of a label,
        or in messages of many.
        """
        telling = {word for word in told if word not in _IDLE and word not in SIGNS}
        return telling - {"?"} <= self.words[label] | self.fillers

    def likelihoods(self, told: Sequence[str]) -> dict[str, float]:
        """Return how likely each label is for a message, and how likely it leans."""
        size = len(self.grams)
        known = [self.grams[gram] for gram in grams_of(told) if gram in self.grams]
        scores = self.weights[known].sum(axis=0) + self.weights[-1]
        scores = scores + vectors_of([told])[0] @ self.weights[size:-1]
        chances = np.exp(scores[:-1] - scores[:-1].max())
        leans = float(1.0 / (1.0 + np.exp(-scores[-1])))
        likely = zip(self.labels, (chances / chances.sum()).tolist(), strict=True)
        return {**dict(likely), LEANS: leans}


@cache
def load() -> MessageModel:
    """Return the weights of the package."""
    return MessageModel.load()


@lru_cache(maxsize=1024)
def label_likelihoods(told: tuple[str, ...]) -> Mapping[str, float]:
    """Return how likely each label is by those weights, and how likely a message leans."""
    return MappingProxyType(load().likelihoods(told))
