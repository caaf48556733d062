"""What is asked of a topic, told from the words around it by weights that are fitted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import pairwise, product
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

import numpy as np

from assistant.language.stopwords import ASKING
from store.embedders import WordLlama, load_embedder
from store.words import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Span = tuple[int, int]
    Cut = tuple[Span, ...]

WEIGHTS = Path(__file__).with_name("rewording.npz")
PLACE = "§"
"""What stands in a wording for the topic or the name that is asked about."""
OTHER = "other"
"""What is worded like none of the plain wordings: a question of what a paper says."""
_VECTOR_WEIGHT = 4.0
_LONGEST, _LONGEST_HELD, _WIDER = 30, 8, 3
_TOKEN = re.compile(rf"{PLACE}|'s\b|\w(?:[\w&+./-]*\w)?(?:'(?!s\b)\w+)*\+*")
JOINING = frozenset("of for in on with to and or by from at".split())
_ENDS = JOINING | {"the", "a", "an"}
_BREAKS = (STOP_WORDS | ASKING | {"between"}) - _ENDS


class Context(NamedTuple):
    """The words around what is asked about, lower case, and what that is, as it is written."""

    words: tuple[str, ...]
    held: tuple[str, ...]


def tokens_of(text: str) -> list[str]:
    """Return the words of a text with straight apostrophes; "Heron's" is two."""
    return _TOKEN.findall(text)


def pairs_of(words: Sequence[str]) -> set[str]:
    """Return the pairs of neighbours of a context, its ends among them."""
    return {f"{left} {right}" for left, right in pairwise(["^", *words, "$"])}


def grams_of(words: Sequence[str]) -> set[str]:
    """Return the words of a context and their pairs."""
    return {*words, *pairs_of(words)}


def vectors_of(contexts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
    """Return the vectors of contexts without their places, shape (contexts, 256)."""
    texts = [" ".join(word for word in words if word != PLACE) for words in contexts]
    vectors: NDArray[np.float32] = load_embedder(WordLlama.name).embed(texts)
    return vectors * _VECTOR_WEIGHT


@dataclass(frozen=True)
class Rewording:
    """Weights that tell from the words around it what is asked of a topic;
    `python -m tests.train.rewording` fits them.
    """

    labels: tuple[str, ...]
    """Keys of PLAIN, and OTHER."""
    grams: dict[str, int]
    """The row of each gram in `weights`; behind them are those of the vector."""
    weights: NDArray[np.float32]
    """Shape (grams + 256, labels)."""
    words: dict[str, frozenset[str]]
    """The words of the wordings of each label that it was trained on."""
    pairs: frozenset[str]
    """The pairs of neighbours in those, places among them: where a topic can stand."""

    @classmethod
    def load(cls, path: Path = WEIGHTS) -> Self:
        """Read the weights as the training has written them."""
        with np.load(path) as file:
            labels = file["labels"].tolist()
            said = (frozenset(words.split()) for words in file["words"].tolist())
            return cls(
                tuple(labels),
                {gram: at for at, gram in enumerate(file["grams"].tolist())},
                file["weights"].astype(np.float32),
                dict(zip(labels, said, strict=True)),
                frozenset(file["pairs"].tolist()),
            )

    @cached_property
    def known(self) -> frozenset[str]:
        """The words of all wordings of plain questions, and those that say nothing alone."""
        return STOP_WORDS.union(*self.words.values())

    def is_worded_so(self, label: str, words: Iterable[str]) -> bool:
        """Tell whether some wording of a label has each of some words that say anything."""
        telling = {word for word in words if word not in STOP_WORDS}
        return telling <= self.words[label]

    def likelihoods(self, contexts: Sequence[Sequence[str]]) -> NDArray[np.float32]:
        """Return how likely each label is for contexts, shape (contexts, labels)."""
        rows = vectors_of(contexts) @ self.weights[len(self.grams) :]
        for row, words in zip(rows, contexts, strict=True):
            told = [self.grams[gram] for gram in grams_of(words) if gram in self.grams]
            row += self.weights[told].sum(axis=0)
        chances = np.exp(rows - rows.max(axis=1, keepdims=True))
        likely: NDArray[np.float32] = chances / chances.sum(axis=1, keepdims=True)
        return likely

    def contexts(self, text: str) -> list[Context]:
        """Return the ways to take a text apart into what is asked and what it is asked about:
        none where it is long, or says more than one thing that no wording has.
        """
        tokens = tokens_of(text)
        if not 0 < len(tokens) <= _LONGEST:
            return []
        low = [token.lower() for token in tokens]
        runs = _runs(at for at, word in enumerate(low) if self._is_new(word))
        cuts: list[Cut] = [(span,) for span in self._wider(low, runs)] if runs else [()]
        if len(runs) == 2:
            cuts += product(*(self._wider(low, (run,)) for run in runs))
        return list(dict.fromkeys(_cut(tokens, low, cut) for cut in cuts if _is_apart(cut)))

    def rarity(self, words: Sequence[str]) -> float:
        """Return the share of neighbours in a context that are so in no wording."""
        pairs = pairs_of(words)
        return len(pairs - self.pairs) / len(pairs)

    def _wider(self, low: list[str], runs: Cut) -> Iterator[Span]:
        """Yield the spans that hold some runs of words and can be what is asked about."""
        size = len(low)
        begins = range(max(0, runs[0][0] - _WIDER), runs[0][0] + 1)
        ends = range(runs[-1][1], min(size, runs[-1][1] + _WIDER) + 1)
        for begin, end in product(begins, ends):
            held = low[begin:end]
            if not 0 < len(held) <= _LONGEST_HELD:
                continue
            if not _BREAKS.isdisjoint(held) or not self._is_whole(held):
                continue
            before = low[begin - 1] if begin else "^"
            behind = low[end] if end < size else "$"
            borders = f"{before} {PLACE}", f"{PLACE} {behind}"
            if self.pairs.issuperset(borders):
                yield begin, end

    def _is_whole(self, held: list[str]) -> bool:
        """Tell whether words can be a topic: each of the parts that prepositions join has a
        word that no wording has.
        """
        parts: list[list[str]] = [[]]
        for word in held:
            if word in JOINING:
                parts.append([])
            else:
                parts[-1].append(word)
        return held[-1] not in _ENDS and all(any(map(self._is_new, part)) for part in parts)

    def _is_new(self, word: str) -> bool:
        return word not in self.known


def _runs(places: Iterable[int]) -> tuple[Span, ...]:
    """Return runs of places that follow each other, each with where it begins and ends."""
    runs: list[Span] = []
    for at in places:
        if runs and runs[-1][1] == at:
            runs[-1] = runs[-1][0], at + 1
        else:
            runs.append((at, at + 1))
    return tuple(runs)


def _is_apart(cut: Cut) -> bool:
    return all(left[1] < right[0] for left, right in pairwise(cut))


def _cut(tokens: list[str], low: list[str], cut: Cut) -> Context:
    words, held, at = list[str](), list[str](), 0
    for begin, end in cut:
        words += [*low[at:begin], PLACE]
        held.append(" ".join(tokens[begin:end]))
        at = end
    return Context((*words, *low[at:]), tuple(held))


@cache
def load() -> Rewording:
    """Return the weights of the package."""
    return Rewording.load()
