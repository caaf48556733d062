"""Sentences of papers that answer questions, by the facts that they state, and as people chose
them.
"""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.retrieval.scope import Scope, subjects
from assistant.retrieval.sentence_features import quotable, sentence_features
from store.filters import Filter
from store.paper import Paper
from store.ranking import Hit
from tests.eval.libraries import (
    SEEDS,
    TUNED_ON,
    is_tuned_on,
    library_of,
    open_library,
    question_files,
    read_abstracts,
    read_rows,
    title_of,
    tuned_questions,
)
from tests.train.sought import CANDIDATES

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from assistant.questions.question import Question
    from assistant.retrieval.features import Column
    from assistant.retrieval.sentence_features import QuotableSentence
    from store.library import Library

CHOSEN = Path(__file__).with_name("best_sentences.jsonl")
WRITTEN = Path(__file__).with_name("written_questions.jsonl")
_BESIDE = 5
"""Papers with the same name whose sentences do not answer, beside the right one."""


class ToldSentences(NamedTuple):
    """The sentences that may answer a question."""

    library: str
    paper: str
    """The title of the paper that answers."""
    question: Question
    sentences: list[QuotableSentence]
    features: dict[str, Column]
    labels: Column
    """1 for a sentence that answers, else 0."""


def told_sentences(
    shared: Path, folder: Path, *, are_lay: bool = True
) -> Iterator[ToldSentences]:
    """Yield for each question with facts its library, the features of the sentences, and
    which of them state a fact.
    """
    libraries = {name: open_library(name, shared, folder) for name in TUNED_ON}
    for name, row in tuned_questions(shared, are_lay=are_lay):
        question, gold = read_question(row["question"]), {*map(title_of, row["gold"])}
        if row["history"] or not row["facts"] or question.kind is not Kind.CONTENT:
            continue
        scope = Scope(libraries[name], Filter())
        found = scope.find(question, CANDIDATES)
        right = [hit for hit in found if title_of(hit.paper.title) in gold]
        named = subjects(question, found)[:_BESIDE] if question.names else []
        hits = [hit for hit in found if hit in right or hit in named]
        sentences = quotable([hit.paper for hit in hits])
        states = [
            float(
                hits[each.paper] in right
                and any(re.search(fact, each.span.text) for fact in row["facts"])
            )
            for each in sentences
        ]
        if question.words and 0.0 in states and 1.0 in states:
            similarities = libraries[name].similarities
            features = sentence_features(question, hits, sentences, similarities)
            title = title_of(row["gold"][0])
            yield ToldSentences(name, title, question, sentences, features, np.array(states))


def chosen_sentences(
    shared: Path, folder: Path, *, is_held_out: bool, are_beside: bool = False
) -> Iterator[ToldSentences]:
    """Yield for each question whose best sentences somebody chose its library, the features of
    the sentences of its paper, and which of them are best, or are welcome beside the best as
    well; of the files that may be fitted on, or of the others.
    """
    chosen = read_chosen()
    for file, path in question_files(shared).items():
        name = library_of(file)
        if name is None or is_tuned_on(file) is is_held_out:
            continue
        for row in read_rows(path, shared):
            if each := chosen.get(row["id"]):
                library, gold = open_library(name, shared, folder), title_of(row["gold"][0])
                paper = next(each for each in library.list() if title_of(each.title) == gold)
                told = {*each["best"], *(each["beside"] if are_beside else ())}
                yield _choice(row["question"], paper, told, library, name)


def written_sentences(
    shared: Path, folder: Path, *, are_beside: bool
) -> Iterator[ToldSentences]:
    """Yield for the questions that were written over abstracts of the collections, not over a
    library, the sentences and which of them are best, or are welcome beside the best as well.
    """
    library, papers = open_library(SEEDS, shared, folder), cache(read_abstracts)
    for row in _read(WRITTEN):
        title, abstract = papers(row["from"], shared)[row["doc"]]
        paper = Paper("written", title, (), True, None, abstract, None, None)
        told = {*row["best"], *(row["beside"] if are_beside else ())}
        yield _choice(row["question"], paper, told, library, "")


def read_chosen() -> dict[str, dict[str, Any]]:
    """Return which sentences somebody chose, by the question's id."""
    return {each["question"]: each for each in _read(CHOSEN)}


def _read(path: Path) -> list[dict[str, Any]]:
    return [*map(json.loads, path.read_text(encoding="utf-8").splitlines())]


def _choice(
    asked: str, paper: Paper, told: Collection[int], library: Library, name: str
) -> ToldSentences:
    question, sentences = read_question(asked), quotable([paper])
    hits = [Hit(paper, 1.0, {})]
    features = sentence_features(question, hits, sentences, library.similarities)
    labels = np.array([float(at + 1 in told) for at in range(len(sentences))])
    return ToldSentences(name, title_of(paper.title), question, sentences, features, labels)
