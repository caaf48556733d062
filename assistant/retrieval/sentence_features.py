"""What tells that a sentence answers a question: one vector of numbers a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from assistant.abstracts import Role, own_sentences, read_abstract
from assistant.abstracts.wordings import introduces, tells_reason
from assistant.language.names import gives_name
from assistant.language.quantities import holds_quantity
from assistant.language.stems import stems
from assistant.questions.intents import Intent
from assistant.retrieval.coverage import gives_number
from assistant.retrieval.features import widened
from assistant.retrieval.term_matches import TermMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.language.sentences import Span
    from assistant.questions.question import Question
    from assistant.retrieval.features import Column, Similarities
    from store.paper import Paper
    from store.ranking import Hit

_IN_WORDS = ("rare", "covered", "aligned", "others", "paper")
_ROLES = (Role.BACKGROUND, Role.OBJECTIVE, Role.METHOD, Role.RESULT, Role.RESOURCE)
# What asks for sentences of certain roles.
_ASKS: dict[str, Callable[[Question], bool]] = {
    "any": lambda _: True,
    "number": lambda question: question.asks_number,
    "how": lambda question: question.intent is Intent.HOW,
    "why": lambda question: question.intent is Intent.WHY,
    "definition": lambda question: question.intent is Intent.DEFINITION,
}
# What the question wants of a sentence, and the sentence gives.
_GIVES: dict[str, Callable[[Question, str], bool]] = {
    "number": lambda question, text: question.asks_number and gives_number(question, text),
    "quantity": lambda question, text: question.asks_number and holds_quantity(text),
    "wanted": lambda question, text: _says_wanted(question, text),
    "named": lambda question, text: any(gives_name(text, name) for name in question.names),
    "introduced": lambda question, text: any(introduces(name, text) for name in question.names),
    "reason": lambda question, text: question.intent is Intent.WHY and tells_reason(text),
    "of": lambda question, text: _says_of(question, text),
}


@dataclass(frozen=True, slots=True)
class QuotableSentence:
    """A sentence that may be quoted, and its paper's place among those found, from 0."""

    paper: int
    span: Span
    role: Role


def quotable(papers: Sequence[Paper]) -> list[QuotableSentence]:
    """Return the sentences of the abstracts but those that say nothing of the work."""
    return [
        QuotableSentence(at, span, _role_at(span.start, paper))
        for at, paper in enumerate(papers)
        for span in own_sentences(paper.abstract)
    ]


def _role_at(start: int, paper: Paper) -> Role:
    sentences = read_abstract(paper.abstract).sentences
    return next((each.role for each in sentences if each.start == start), Role.BACKGROUND)


def sentence_features(
    question: Question,
    hits: Sequence[Hit],
    sentences: Sequence[QuotableSentence],
    similarities: Similarities,
) -> dict[str, Column]:
    """Return each feature by name, shape (sentences,), of the hits' sentences.

    `similarities` gives the cosine between a text and each of some others.
    """
    texts = [each.span.text for each in sentences]
    papers = np.array([each.paper for each in sentences])
    own = {name: _marks(question, texts, gives) for name, gives in _GIVES.items()}
    near = {
        "near": np.asarray(similarities(question.text, texts)),
        "near_widened": np.asarray(similarities(widened(question), texts)),
    }
    place = {"place": 1.0 / (1.0 + papers)}
    features = own | near | place | _in_words(question, hits, texts, papers)
    shares = {f"{name}_share": _share(features[name], papers) for name in ("near", "aligned")}
    return features | shares | _roles(question, sentences)


def _in_words(
    question: Question, hits: Sequence[Hit], texts: Sequence[str], papers: Column
) -> dict[str, Column]:
    """Return how much of the question the sentence and its paper say, by rarity among the
    papers; `others` are the words beside names, `rare` is by rarity among the sentences.
    """
    if not question.words:
        return dict.fromkeys(_IN_WORDS, papers * 0.0)
    in_papers = TermMatches(question, [hit.paper for hit in hits])
    matches = TermMatches.of_texts(question, texts)
    weights = in_papers.weights
    named = stems(" ".join(question.names))
    others = weights * np.array([not term & named for term in question.topic])
    rarity = matches.weights * matches.exact.any(axis=1)
    return {
        "rare": rarity @ matches.exact / (rarity.sum() or 1.0),
        "covered": weights @ matches.exact,
        "aligned": weights @ matches.soft,
        "others": others @ matches.soft / (others.sum() or 1.0),
        "paper": (weights @ in_papers.exact_in_papers)[papers],
    }


def _roles(question: Question, sentences: Sequence[QuotableSentence]) -> dict[str, Column]:
    return {
        f"{name}_{role}": np.array([float(asks and each.role is role) for each in sentences])
        for name, role in product(_ASKS, _ROLES)
        for asks in (_ASKS[name](question),)
    }


def _share(numbers: Column, papers: Column) -> Column:
    """Return each number as a share of the largest of its paper."""
    best = np.array([numbers[papers == paper].max() for paper in papers])
    return np.asarray(numbers.clip(0.0) / np.maximum(best, 1e-9))


def _marks(
    question: Question, texts: Sequence[str], gives: Callable[[Question, str], bool]
) -> Column:
    return np.array([float(gives(question, text)) for text in texts])


def _says_of(question: Question, text: str) -> bool:
    of = question.expects.of if question.expects else ()
    return bool(of) and stems(" ".join(of)) <= stems(text)


def _says_wanted(question: Question, text: str) -> bool:
    return bool(question.wanted) and stems(" ".join(question.wanted)) <= stems(text)
