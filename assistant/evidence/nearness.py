"""The paper nearest in meaning, for a question whose own words lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.evidence.alignment import align
from assistant.evidence.passages import term_weights
from assistant.questions.question import stems
from assistant.questions.thesaurus import written_for
from assistant.questions.words_of_questions import ASKING
from assistant.sentences import cut_sentences
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.evidence.passages import Similarities
    from assistant.questions.question import Question
    from store.ranking import Hit

# How much each sign tells which paper comes first: what the search found, the nearest sentence to the
# question as it is and as papers write it, the whole paper, the words said. Flat from half to twice of each.
_ORDER = (0.5, 0.5, 1.0, 0.5, 0.5)
# A logistic regression's weights for the same but the first, which is of that search alone: descriptions of
# papers in six libraries against those of papers in others, and against phrases on anything.
_NEARNESS = (8.4, 4.1, 0.0, 3.4)
_NEAR_ENOUGH = 4.1
TELLING, TELLING_IF_ASKED = 3, 5
"""Words that a description, or a question, must have: those of a shorter one must be found themselves."""


def widen(question: Question) -> Question:
    """Return the question with what papers write for its everyday words: a clip may be told as a video."""
    asked = dict.fromkeys(word for word in words(question.text) if word not in STOP_WORDS | ASKING)
    written = {word: written_for(word) for word in asked}
    terms = {word: term | stems(" ".join(written.get(word, ()))) for word, term in question.words.items()}
    added = dict.fromkeys(other for others in written.values() for other in others)
    return replace(question, text=" ".join((question.text, *added)), words=terms)


def find_nearest(question: Question, hits: Sequence[Hit], similarities: Similarities) -> list[Hit]:
    """Return the hits, the nearest in meaning first; none where that is not near enough.

    `hits` are what a search for the widened question found.
    """
    ranked = rank_by_nearness(question, hits, similarities)
    return [hit for _, hit in ranked] if ranked and ranked[0][0] >= _NEAR_ENOUGH else []


def rank_by_nearness(
    question: Question, hits: Sequence[Hit], similarities: Similarities
) -> list[tuple[float, Hit]]:
    """Return the hits, the nearest in meaning first, and how near each is."""
    if not hits:
        return []
    wide = widen(question)
    signs = [
        [hit.score for hit in hits],
        _meanings(question.text, hits, similarities),
        _meanings(wide.text, hits, similarities),
        similarities(question.text, [f"{hit.paper.title}. {hit.paper.abstract}" for hit in hits]),
        _alignments(question, wide, hits),
    ]
    order = [_weigh(_ORDER, each) for each in zip(*map(_scaled, signs), strict=True)]
    near = [_weigh(_NEARNESS, each) for each in zip(*signs[1:], strict=True)]
    ranked = sorted(zip(order, near, hits, strict=True), key=lambda each: -each[0])
    return [(nearness, hit) for _, nearness, hit in ranked]


def _alignments(question: Question, wide: Question, hits: Sequence[Hit]) -> list[float]:
    weights = term_weights(wide, hits)
    return [align(question, wide, weights, hit.paper) for hit in hits]


def _meanings(text: str, hits: Sequence[Hit], similarities: Similarities) -> list[float]:
    """Return for each paper how close its title or nearest sentence comes to a text, -1 to 1."""
    texts = [[hit.paper.title, *(span.text for span in cut_sentences(hit.paper.abstract))] for hit in hits]
    found = iter(similarities(text, [text for some in texts for text in some]))
    return [max(next(found) for _ in some) for some in texts]


def _weigh(weights: Sequence[float], signs: Sequence[float]) -> float:
    return sum(weight * sign for weight, sign in zip(weights, signs, strict=True))


def _scaled(numbers: Sequence[float]) -> list[float]:
    least, most = min(numbers), max(numbers)
    return [(number - least) / (most - least) if most > least else 1.0 for number in numbers]
