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

from assistant.retrieval.answer_words import AnswerWords, grams_of, marks_of, places_of
from assistant.retrieval.relevance import Weights
from tests.train.logistic import choose_by

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.retrieval.features import Column
    from tests.train.answering import ToldSentences

_NOT_OF_SENTENCES = re.compile(r"(?:place|paper|answer_words)$|(?:number|how|why|definition)_")
"""What is the same for all sentences of a paper, the roles by what is asked, which the words of
the question say better, and what is fitted here.
"""
_SPREAD = 8.0
"""The L2 penalty of what tells of any sentence, on features of the same spread."""
_SPREAD_OF_WORDS = 30.0
_ASKED = _SAID = 400
"""How many of the most usual words of questions and of sentences are looked at."""
_LEAST = 8
"""Questions that must have a word."""
_PARTS = 5


def fit_leads(told: Sequence[ToldSentences]) -> tuple[Weights, AnswerWords]:
    """Return the weights by which, of each question's sentences, one that answers is likeliest
    to be chosen.
    """
    asked = _usual((grams_of(each.question) for each in told), _ASKED, least=_LEAST)
    marks = (marks_of(sentence.span.text) for each in told for sentence in each.sentences)
    said = _usual(marks, _SAID)
    names = [name for name in told[0].features if not _NOT_OF_SENTENCES.match(name)]
    signs = np.concatenate(
        [np.stack([each.features[name] for name in names], axis=1) for each in told]
    )
    spread = signs.std(axis=0) + 1e-9
    crossed = vstack([_crossed(each, asked, said) for each in told])
    rows = hstack([csr_matrix(signs / spread), crossed]).tocsr()
    penalty = np.full(rows.shape[1], _SPREAD_OF_WORDS)
    penalty[: len(names)] = _SPREAD
    groups = np.repeat(np.arange(len(told)), [len(each.labels) for each in told])
    labels = np.concatenate([each.labels for each in told])
    found = choose_by(rows, labels, groups, penalty)
    by_name = dict(zip(names, (found[: len(names)] / spread).tolist(), strict=True))
    table = found[len(names) :].reshape(len(asked), -1).astype(np.float32)
    return Weights(0.0, 0.0, by_name | {"answer_words": 1.0}), AnswerWords(asked, said, table)


def held_out_leads(told: Sequence[ToldSentences]) -> list[Column]:
    """Return what speaks for each sentence of each question, by a fit on questions about other
    papers.
    """
    papers = {each.sentences[0].span.text: None for each in told}
    part_of = {paper: number % _PARTS for number, paper in enumerate(papers)}
    parts = [part_of[each.sentences[0].span.text] for each in told]
    fits = [
        fit_leads([each for each, own in zip(told, parts, strict=True) if own != part])
        for part in range(_PARTS)
    ]
    return [leads_of(each, *fits[part]) for each, part in zip(told, parts, strict=True)]


def leads_of(told: ToldSentences, weights: Weights, words: AnswerWords) -> Column:
    """Return what speaks for each of a question's sentences, shape (sentences,)."""
    worded = {"answer_words": words.scores(told.question, told.sentences)}
    return weights.score(dict(told.features) | worded)


def _usual(rows: Iterable[set[str]], most: int, *, least: int = 1) -> tuple[str, ...]:
    counts = Counter(chain.from_iterable(rows))
    return tuple(sorted(each for each, count in counts.most_common(most) if count >= least))


def _crossed(told: ToldSentences, asked: Sequence[str], said: Sequence[str]) -> csr_matrix:
    """Return a row for each sentence: its words and places under each word of the question."""
    grams = grams_of(told.question)
    wanted = csr_matrix([[float(gram in grams) for gram in asked]])
    marks = [marks_of(each.span.text) for each in told.sentences]
    words = np.array([[float(word in own) for word in said] for own in marks])
    return kron(wanted, csr_matrix(np.hstack([words, places_of(told.sentences)])), "csr")
