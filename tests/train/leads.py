"""Fit which sentence of a paper answers a question: by what tells so of any sentence, and by
which of its words go with which of the question's.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_matrix, hstack, kron, vstack

from assistant.retrieval.answer_words import AnswerWords, position_features, sentence_tokens
from assistant.retrieval.relevance import Weights
from tests.train.logistic import choose_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from assistant.retrieval.features import Column
    from tests.train.answering import ToldSentences
    from tests.train.logistic import Array

_NOT_OF_SENTENCES = re.compile(r"(?:place|paper)$|(?:number|how|why|definition)_")
"""What is the same for all sentences of a paper, the roles by what is asked, which the words of
the question say better, and what is fitted here.
"""
_PENALTY = 8.0
"""The L2 penalty of what tells of any sentence, on features of the same spread."""
_PENALTY_OF_WORDS = 30.0
"""The L2 penalty of each pair of a question's word and a sentence's."""
_ASKED = _SAID = 400
"""How many of the most usual words of questions and of sentences are looked at."""
_LEAST = 8
"""Questions that must have a word."""
_PARTS = 5
_OF_LIBRARIES = 5.0
"""What a question over a library counts, where one over a single abstract counts 1."""


def fit_leads(told: Sequence[ToldSentences]) -> tuple[Weights, AnswerWords]:
    """Return the weights by which, of each question's sentences, one that answers is likeliest
    to be chosen.
    """
    asked = _usual((each.question.grams for each in told), _ASKED, least=_LEAST)
    tokens = (sentence_tokens(one.span.text) for each in told for one in each.sentences)
    said = _usual(tokens, _SAID)
    names = [name for name in told[0].features if not _NOT_OF_SENTENCES.match(name)]
    signs = np.concatenate(
        [np.stack([each.features[name] for name in names], axis=1) for each in told]
    )
    spread = signs.std(axis=0) + 1e-9
    crossed = vstack([_crossed(each, asked, said) for each in told])
    rows = hstack([csr_matrix(signs / spread), crossed]).tocsr()
    penalty = np.full(rows.shape[1], _PENALTY_OF_WORDS)
    penalty[: len(names)] = _PENALTY
    groups = np.repeat(np.arange(len(told)), [len(each.labels) for each in told])
    labels = np.concatenate([each.labels for each in told])
    found = choose_by(rows, labels, groups, weights_of_questions(told), penalty)
    by_name = dict(zip(names, (found[: len(names)] / spread).tolist(), strict=True))
    table = found[len(names) :].reshape(len(asked), -1).astype(np.float32)
    return Weights(0.0, 0.0, by_name), AnswerWords(asked, said, table)


def held_out_leads(told: Sequence[ToldSentences]) -> list[Column]:
    """Return what speaks for each sentence of each question, by a fit on questions about other
    papers.
    """
    parts = parts_of(told)
    fits = [
        fit_leads([each for each, own in zip(told, parts, strict=True) if own != part])
        for part in range(_PARTS)
    ]
    return [leads_of(each, *fits[part]) for each, part in zip(told, parts, strict=True)]


def leads_of(told: ToldSentences, weights: Weights, words: AnswerWords) -> Column:
    """Return what speaks for each of a question's sentences, shape (sentences,)."""
    return weights.score(told.features) + words.scores(told.question.grams, told.sentences)


def parts_of(told: Sequence[ToldSentences]) -> list[int]:
    """Return which part each question is held out with: all about one paper are together."""
    part_of = {
        paper: number % _PARTS
        for number, paper in enumerate(dict.fromkeys(each.paper for each in told))
    }
    return [part_of[each.paper] for each in told]


def weights_of_questions(told: Sequence[ToldSentences]) -> Array:
    """Return what each question counts."""
    return np.array([_OF_LIBRARIES if each.library else 1.0 for each in told])


def _usual(rows: Iterable[Set[str]], most: int, *, least: int = 1) -> tuple[str, ...]:
    counts = Counter(chain.from_iterable(rows))
    usual = sorted(counts, key=lambda each: (-counts[each], each))[:most]
    return tuple(sorted(each for each in usual if counts[each] >= least))


def _crossed(told: ToldSentences, asked: Sequence[str], said: Sequence[str]) -> csr_matrix:
    """Return a row for each sentence: its words and places under each word of the question."""
    grams = told.question.grams
    wanted = csr_matrix([[float(gram in grams) for gram in asked]])
    tokens = [sentence_tokens(each.span.text) for each in told.sentences]
    words = np.array([[float(word in own) for word in said] for own in tokens])
    return kron(
        wanted, csr_matrix(np.hstack([words, position_features(told.sentences)])), "csr"
    )
