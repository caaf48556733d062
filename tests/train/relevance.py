"""Fit the weights of `assistant/retrieval` on questions that may be tuned on.

    python -m tests.train.relevance SHARED FOLDER

`SHARED` holds `eval` and `retrieval`; the libraries are made in `FOLDER`. Each task is fitted
with an L1 penalty; its threshold is set, and its precision and recall are counted, on logits by
a fit on the other libraries' questions. What no paper answers is learned from what `sought.py`
asks. Which words of a question are its content is told by weights that have not seen it.
"""

from __future__ import annotations

import json
import math
import sys
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

import numpy as np

from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.retrieval.answer_words import WEIGHTS as ANSWER_WORDS
from assistant.retrieval.answer_words import answer_words
from assistant.retrieval.features import paper_features
from assistant.retrieval.passages import further_features
from assistant.retrieval.relevance import Task, Weights, weights_of
from tests.eval.libraries import (
    TUNED_ON,
    open_library,
    title_of,
    tuned_questions,
)
from tests.train.answering import chosen_sentences, told_sentences, written_sentences
from tests.train.content_words import train_without_framed
from tests.train.leads import (
    fit_leads,
    held_out_leads,
    leads_of,
    parts_of,
    weights_of_questions,
)
from tests.train.logistic import fit, predict_held_out
from tests.train.sought import CANDIDATES, ask_claims, ask_questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from assistant.retrieval.features import Column
    from store.library import Library
    from tests.train.answering import ToldSentences
    from tests.train.logistic import Array
    from tests.train.sought import Sought

WEIGHTS = Path(__file__).parents[2] / "assistant" / "retrieval" / "relevance.json"
_ABSENT = (
    "common_content_weakest",
    "foreign_nearest",
    "foreign_nearest_widened",
    "foreign_content_aligned_sentence",
    "foreign_content_covered",
    "long_nearest",
    "long_nearest_widened",
    "long_content_covered",
    "long_content_aligned",
)
"""What is the same in every library; no shares of the best, which is there in any."""
_OTHERS = 8.0
"""What the papers beside the right ones count together, where those count 1."""
_UNTOLD = (
    "content_aligned",
    "content_aligned_sentence",
    "content_covered",
    "content_furthest",
    "content_lacking",
    "content_weakest",
    "covered",
    "furthest",
    "lacking",
    "stands_out",
    "aligned",
    "aligned_title",
    "nearest_widened",
    "names_lacking",
    "named",
    "brief",
    "numberless",
    "wanted_lacking",
)
_CLAIMED = 0.5
"""What a claim counts, where a question counts 1."""
_LEFT_ALONE = 0.05
"""The share of what is told of in questions that may be refused, at most."""
_REALLY = 2.0
"""What a question counts that nothing answers, where one whose papers are left out counts 1."""
_WELCOME = 0.17
"""How likely a sentence must be welcome to be told beside another."""
_REFUSED = 0.17
"""The share of topics and phrases that are there that may be refused, at most."""


@dataclass(frozen=True, slots=True)
class Example:
    """A question and what was found for it."""

    library: str
    is_topic: bool
    features: dict[str, Column]
    labels: Column
    """1 for a paper that must be cited, -1 for one that may be, 0 for any other."""


@dataclass(frozen=True, slots=True)
class FittedTask:
    """The weights of a task, and the logits of its rows by a fit on others: on the other
    libraries, or of what is chosen in one paper on the other papers.
    """

    weights: Weights
    logits: Array
    labels: Array


def main(shared: Path, folder: Path) -> None:
    """Fit every task, print how it does, and write the weights."""
    told = cache(train_without_framed().likelihoods)
    with patch("assistant.questions.question_reader.content_likelihoods", told):
        _fit_all(shared, folder)


def _fit_all(shared: Path, folder: Path) -> None:
    examples = [*_examples(shared, folder)]
    fitted = {
        Task.TOPIC: _fit_papers(examples, penalty=1.0, is_topic=True),
        Task.ANSWER: _fit_papers(examples, penalty=1.0, is_topic=False),
    }
    _write(fitted)
    sought = [*ask_questions(shared, folder), *ask_claims(shared, folder)]
    fitted[Task.ABSENT] = _fit_absence(sought)
    fitted[Task.UNTOLD] = _fit_untold(sought)
    _write(fitted)
    told = [*told_sentences(shared, folder)]
    fitted[Task.PASSAGE] = _fit_passages(told)
    answering = [
        *told_sentences(shared, folder, are_lay=False),
        *_of_one_paper(shared, folder, are_beside=False),
    ]
    lead, words = fit_leads(answering)
    leads = held_out_leads(answering)
    fitted[Task.LEAD] = FittedTask(
        lead, np.concatenate(leads), np.concatenate([each.labels for each in answering])
    )
    words.save(ANSWER_WORDS)
    answer_words.cache_clear()
    beside = _of_one_paper(shared, folder, are_beside=True)
    fitted[Task.FURTHER] = _fit_further(
        beside, leads[-len(beside) :], fitted[Task.PASSAGE].weights
    )
    _write(fitted)
    for task, fit_ in fitted.items():
        print(_told(task, fit_))
    for which, is_held_out in {"tuned on": False, "held out": True}.items():
        chosen = [*chosen_sentences(shared, folder, is_held_out=is_held_out)]
        print(f"best sentence first, {which}: {_count_first(chosen)} of {len(chosen)}")


def _of_one_paper(shared: Path, folder: Path, *, are_beside: bool) -> list[ToldSentences]:
    """Return the questions with the sentences of their paper that somebody chose."""
    chosen = chosen_sentences(shared, folder, is_held_out=False, are_beside=are_beside)
    return [*chosen, *written_sentences(shared, folder, are_beside=are_beside)]


def _write(fitted: dict[Task, FittedTask]) -> None:
    known = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    record = known | {str(task): _rounded(each.weights) for task, each in fitted.items()}
    WEIGHTS.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")
    weights_of.cache_clear()


def _examples(shared: Path, folder: Path) -> Iterator[Example]:
    libraries = {name: open_library(name, shared, folder) for name in TUNED_ON}
    for name, row in tuned_questions(shared):
        yield from _asked(row, name, libraries[name])


def _asked(row: dict[str, Any], name: str, library: Library) -> Iterator[Example]:
    """Yield the example that a question makes; none where it is about metadata, a
    conversation, or a paper that it names.
    """
    question = read_question(row["question"])
    is_topic = row["kind"] == "line"
    is_other = question.kind is not Kind.CONTENT or question.names
    if row["history"] or row["kind"] == "aggregate" or (is_other and not is_topic):
        return
    if not question.words or not row["gold"]:
        return
    question = replace(question, kind=Kind.SURVEY) if is_topic else question
    hits = library.search(question.bare_text, k=CANDIDATES)
    gold, also = ({title_of(work) for work in row[which]} for which in ("gold", "also"))
    titles = [title_of(hit.paper.title) for hit in hits]
    labels = [1.0 if t in gold else -1.0 if t in also else 0.0 for t in titles]
    features = paper_features(question, hits, library.similarities)
    yield Example(name, is_topic, features, np.array(labels))


def _fit_papers(examples: Sequence[Example], *, penalty: float, is_topic: bool) -> FittedTask:
    """Fit which papers belong; every question counts the same, however many papers it has."""
    some = [e for e in examples if e.is_topic is is_topic and (e.labels == 1.0).any()]
    names = [*some[0].features]
    rows, labels, weights, groups = [], [], [], []
    for example in some:
        right = example.labels == 1.0
        other = example.labels == 0.0
        weight = right / right.sum() + _OTHERS * other / other.sum()
        kept = right | other
        rows.append(np.stack([example.features[name][kept] for name in names], axis=1))
        labels.append(example.labels[kept])
        weights.append(weight[kept])
        groups += [example.library] * int(kept.sum())
    return _fit(
        np.concatenate(rows),
        np.concatenate(labels),
        np.concatenate(weights),
        groups,
        names,
        penalty,
        _best_f1,
    )


def _fit_absence(examples: Sequence[Sought]) -> FittedTask:
    """Fit whether nothing is there, from the strongest signs among the best papers."""
    some = [each for each in examples if each.is_survey or each.is_phrase]
    rows = np.array([[each.strongest[name] for name in _ABSENT] for each in some])
    return _fit_refusals(some, rows, _ABSENT, _REFUSED)


def _fit_untold(examples: Sequence[Sought]) -> FittedTask:
    """Fit whether the paper that comes closest answers; the threshold is that of questions."""
    some = [each for each in examples if not each.is_survey]
    rows = np.array([[each.closest[name] for name in _UNTOLD] for each in some])
    return _fit_refusals(some, rows, _UNTOLD, _LEFT_ALONE)


def _fit_refusals(
    examples: Sequence[Sought], rows: Array, names: Sequence[str], share: float
) -> FittedTask:
    labels = np.array([float(each.is_untold) for each in examples])
    asked = np.array([not each.is_claim for each in examples])
    weights = np.where(asked, 1.0, _CLAIMED) * np.array(
        [1.0 if each.is_left_out or not each.is_untold else _REALLY for each in examples]
    )
    return _fit(
        rows,
        labels,
        weights,
        [each.library for each in examples],
        names,
        1.0,
        lambda logits, labels, _: _few_refused(logits[asked], labels[asked], share),
    )


def _fit_passages(told: Sequence[ToldSentences]) -> FittedTask:
    """Fit which sentences answer: those of the right paper that state the facts, against the
    others of that paper, and those of others with the names of the question.
    """
    names = [*told[0].features]
    rows = [np.stack([each.features[name] for name in names], axis=1) for each in told]
    labels = [each.labels for each in told]
    weights = [each / each.sum() + (1.0 - each) / (1.0 - each).sum() for each in labels]
    groups = [each.library for each in told for _ in each.labels]
    return _fit(
        np.concatenate(rows),
        np.concatenate(labels),
        np.concatenate(weights),
        groups,
        names,
        1.5,
        _best_f1,
    )


def _fit_further(
    told: Sequence[ToldSentences], leads: Sequence[Column], passage: Weights
) -> FittedTask:
    """Fit which sentences belong beside the one that is told first; `leads` are what speaks
    for each as that, by a fit on others.
    """
    rows, labels, groups, weights = [], [], [], []
    own_weights = weights_of_questions(told)
    for each, own, part, weight in zip(told, leads, parts_of(told), own_weights, strict=True):
        scores = passage.score(each.features) - passage.threshold
        lead = int(own.argmax())
        table = np.stack([*further_features(lead, scores, own).values()], axis=1)
        rows.append(np.delete(table, lead, axis=0))
        labels.append(np.delete(each.labels, lead))
        groups += [f"{part}"] * (len(each.labels) - 1)
        weights += [weight] * (len(each.labels) - 1)
    joined = np.concatenate(labels)
    return _fit(
        np.concatenate(rows),
        joined,
        np.array(weights),
        groups,
        [*further_features(0, np.zeros(1), np.zeros(1))],
        2.0,
        lambda *_: math.log(_WELCOME / (1.0 - _WELCOME)),
    )


def _count_first(chosen: Iterable[ToldSentences]) -> int:
    """Return for how many questions a best sentence comes first."""
    weights = weights_of(Task.LEAD)
    return sum(
        int(each.labels[leads_of(each, weights, answer_words()).argmax()]) for each in chosen
    )


def _fit(
    rows: Array,
    labels: Array,
    weights: Array,
    groups: Sequence[str],
    names: Sequence[str],
    penalty: float,
    choose: Callable[[Array, Array, Array], float],
) -> FittedTask:
    logits = predict_held_out(rows, labels, weights, groups, penalty)
    coefficients, bias = fit(rows, labels, weights, penalty)
    kept = {
        name: float(value)
        for name, value in zip(names, coefficients, strict=True)
        if abs(value) > 1e-3
    }
    return FittedTask(Weights(bias, choose(logits, labels, weights), kept), logits, labels)


def _best_f1(logits: Array, labels: Array, weights: Array) -> float:
    """Return the threshold of the best F1, every question counting the same."""
    thresholds = np.arange(-2.0, 2.0, 0.1)
    return float(
        max(thresholds, key=lambda at: _f1((logits >= at).astype(float), labels, weights))
    )


def _f1(chosen: Array, labels: Array, weights: Array) -> float:
    right = (weights * labels * chosen).sum()
    return float(2 * right / ((weights * labels).sum() + (weights * chosen).sum()))


def _few_refused(logits: Array, labels: Array, share: float) -> float:
    """Return the lowest threshold that refuses no more than a small share of what is there."""
    there = np.sort(logits[labels == 0.0])[::-1]
    return float(there[int(share * len(there))]) + 0.01


def _told(task: Task, fitted: FittedTask) -> str:
    chosen = fitted.logits >= fitted.weights.threshold
    right = float(fitted.labels[chosen].sum())
    return (
        f"{task:16} rows {len(chosen):5}  precision {right / max(1, chosen.sum()):.3f}"
        f"  recall {right / fitted.labels.sum():.3f}  threshold {fitted.weights.threshold:+.2f}"
        f"  weights {json.dumps(_rounded(fitted.weights)['weights'])}"
    )


def _rounded(weights: Weights) -> dict[str, Any]:
    return {
        "bias": round(weights.bias, 3),
        "threshold": round(weights.threshold, 3),
        "weights": {name: round(value, 3) for name, value in weights.weights.items()},
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
