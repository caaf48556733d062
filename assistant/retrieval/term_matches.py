"""How the words of a question stand in sentences: as they are, in other words, side by side."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Self

import numpy as np

from assistant.language.sentences import cut_sentences
from assistant.language.similarity import cosines
from assistant.language.stems import stem, stems
from assistant.language.thesaurus import written_for
from store.stopping import checked
from store.words import STOP_WORDS, joined, words

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from numpy.typing import NDArray

    from assistant.questions.question import Question
    from store.paper import Paper

    Matrix = NDArray[np.float64]

# Words that have nothing to do with each other have a cosine of up to a quarter.
_UNRELATED = 0.25
# What a word counts that papers write for the one that was asked.
_WRITTEN_FOR = 0.9
# Words that a phrase may have between two of its own, as in "vibration of a thin shell".
_BETWEEN = 3
_SILENT = STOP_WORDS | {""}


@dataclass(frozen=True, slots=True)
class PaperWords:
    """A paper's title and the sentences of its abstract, and the words of each."""

    texts: tuple[str, ...]
    tokens: tuple[tuple[str, ...], ...]
    """Words in order; behind them what hyphens join, as one word."""


@lru_cache(maxsize=4096)
def words_of(paper: Paper) -> PaperWords:
    """Return the words of a paper, sentence by sentence, the title first."""
    return _words_in((paper.title, *(span.text for span in cut_sentences(paper.topics))))


def _words_in(texts: tuple[str, ...]) -> PaperWords:
    # Each word once in memory: many papers have millions, and say the same ones.
    tokens = (map(sys.intern, (*words(text), *joined(text))) for text in texts)
    return PaperWords(texts, tuple(tuple(each) or ("",) for each in tokens))


class TermMatches:
    """The terms of a question against the sentences of some papers.

    Each matrix has the shape (terms, sentences), each entry is from 0 to 1.
    """

    @classmethod
    def of_texts(cls, question: Question, texts: Sequence[str]) -> Self:
        """Return the matches in some sentences, each for itself."""
        return cls(question, [], [_words_in((text,)) for text in texts])

    def __init__(
        self, question: Question, papers: Sequence[Paper], words: Sequence[PaperWords] = ()
    ) -> None:
        """Match them; a paper has at least one sentence, its title. `words` are of further
        papers.
        """
        first = {term: word for word, term in reversed(question.words.items())}
        self._terms = question.topic
        self._asked = [first[term] for term in self._terms]
        self.likely = np.array([question.likelihoods.get(word, 1.0) for word in self._asked])
        """How likely each term says what the question is about, shape (terms,)."""
        self.papers = [*map(words_of, checked(papers)), *words]
        self.texts = [text for paper in self.papers for text in paper.texts]
        counts = [len(paper.texts) for paper in self.papers]
        self.starts = np.cumsum([0, *counts])[:-1]
        """The place of each paper's title among all sentences."""
        self._ids, self._vocabulary = _numbered(self.papers)
        self._lengths = [len(tokens) for paper in self.papers for tokens in paper.tokens]
        self._stems = [stem(word) for word in self._vocabulary]
        exact = self._match_exactly()
        written = np.maximum(exact, self._match_written())
        self.exact = self._in_sentences(exact)
        """Whether the sentence has the term itself."""
        self.written = self._in_sentences(written)
        """The same, or what papers write for it: a synonym, an abbreviation."""
        self.soft = self._in_sentences(np.maximum(written, self._match_vectors()))
        """How near the nearest word of the sentence comes to the term."""
        self._is_written = written > 0

    @cached_property
    def weights(self) -> Matrix:
        """What each term tells, the rarer among the papers the more; the sum is 1."""
        held = self.exact_in_papers.sum(axis=1)
        weights = np.log(1 + (len(self.papers) + 1) / (held + 0.5))
        return np.asarray(weights / (weights.sum() or 1.0))

    @cached_property
    def content_weights(self) -> Matrix:
        """The same, but that what likely only frames the question tells the less."""
        weights = self.likely * self.weights
        return np.asarray(weights / (weights.sum() or 1.0))

    @cached_property
    def exact_in_papers(self) -> Matrix:
        """Whether each paper has each term itself, shape (terms, papers)."""
        return self.best_in_papers(self.exact)

    @cached_property
    def soft_in_papers(self) -> Matrix:
        """How near the nearest word of each paper comes to each term, shape (terms, papers)."""
        return self.best_in_papers(self.soft)

    def of_words(self, words: Collection[str]) -> NDArray[np.bool_]:
        """Return for each term whether it was asked for in one of some words."""
        return np.array([word in words for word in self._asked])

    @property
    def count(self) -> int:
        """How many terms the topic has."""
        return len(self._terms)

    def best_in_papers(self, of_sentences: Matrix) -> Matrix:
        """Return for each paper the largest of its sentences' numbers, along the last axis."""
        return np.asarray(np.maximum.reduceat(of_sentences, self.starts, axis=-1))

    def pairs_together(self) -> Matrix:
        """Return for each sentence the share of neighbouring terms that it has side by side, in
        either order; of a single term, whether it has it.
        """
        if self.count == 1:
            return np.asarray((self.written[0] > 0).astype(float))
        weights = [left + right for left, right in pairwise(self.weights)]
        shares = np.zeros(len(self._lengths))
        for at in checked(np.flatnonzero((self.written > 0).sum(axis=0) > 1).tolist()):
            written = self._written_in(at)
            held = np.asarray(written.any(axis=1))
            for left in np.flatnonzero(held[:-1] & held[1:]).tolist():
                shares[at] += weights[left] * _stand_together(written[left], written[left + 1])
        return np.asarray(shares / sum(weights))

    def _written_in(self, sentence: int) -> NDArray[np.bool_]:
        """Return for each term at which words of a sentence it is written."""
        begin = self._begins[sentence]
        return self._is_written[:, self._ids[begin : begin + self._lengths[sentence]]]

    @cached_property
    def _begins(self) -> NDArray[np.int64]:
        return np.cumsum([0, *self._lengths])[:-1]

    def _in_sentences(self, of_words: Matrix) -> Matrix:
        return np.asarray(np.maximum.reduceat(of_words[:, self._ids], self._begins, axis=1))

    def _match_exactly(self) -> Matrix:
        return np.array([[word in term for word in self._stems] for term in self._terms], float)

    def _match_written(self) -> Matrix:
        """Match what papers write for a term, and the initials of neighbouring terms."""
        known = {word: at for at, word in enumerate(self._vocabulary)}
        found = np.zeros((self.count, len(known)))
        for row, word in enumerate(self._asked):
            others = stems(" ".join(written_for(word)))
            if others:
                found[row] = [_WRITTEN_FOR * (each in others) for each in self._stems]
        letters = "".join(word[:1] for word in self._asked)
        longest = max(map(len, known), default=0)
        for first in range(self.count):
            for last in range(first + 2, min(first + longest, self.count) + 1):
                initials = letters[first:last]
                if initials in known and initials not in STOP_WORDS:
                    found[first:last, known[initials]] = _WRITTEN_FOR
        return found

    def _match_vectors(self) -> Matrix:
        telling = [at for at, word in enumerate(self._vocabulary) if word not in _SILENT]
        near = np.zeros((self.count, len(self._vocabulary)))
        cosine = cosines(self._asked, [self._vocabulary[at] for at in telling])
        near[:, telling] = ((cosine - _UNRELATED) / (1 - _UNRELATED)).clip(0.0, 1.0)
        return near


def _numbered(papers: Sequence[PaperWords]) -> tuple[NDArray[np.int64], list[str]]:
    """Return all words in order, each as its place in the vocabulary, and the vocabulary."""
    vocabulary: dict[str, int] = {}
    ids = (
        vocabulary.setdefault(token, len(vocabulary))
        for paper in checked(papers)
        for tokens in paper.tokens
        for token in tokens
    )
    return np.fromiter(ids, dtype=np.int64), [*vocabulary]


def _stand_together(left: NDArray[np.bool_], right: NDArray[np.bool_]) -> bool:
    """Tell whether a word of one kind stands near to a word of another."""
    near, others = np.flatnonzero(left), np.flatnonzero(right)
    return bool(np.abs(near[:, None] - others).min() <= _BETWEEN + 1)
