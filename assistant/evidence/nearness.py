"""The paper nearest in meaning, for a question whose own words lead nowhere."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.evidence.passages import coverage, paper_stems, term_weights
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

# A logistic regression's weights: paraphrases of papers in two libraries against those of other papers.
_COVERED = 6.7
_MEANT = 7.1
NEAR = 5.0
"""How near a paper must be for its words not to be looked at any further."""
NEAR_ENOUGH = 4.4
"""How near it must be where no paper answers by its words."""


def widen(question: Question) -> Question:
    """Return the question with what papers write for its everyday words: a clip may be told as a video."""
    asked = dict.fromkeys(word for word in words(question.text) if word not in STOP_WORDS | ASKING)
    written = {word: written_for(word) for word in asked}
    terms = {word: term | stems(" ".join(written.get(word, ()))) for word, term in question.words.items()}
    added = dict.fromkeys(other for others in written.values() for other in others)
    return replace(question, text=" ".join((question.text, *added)), words=terms)


def find_nearest(
    question: Question, hits: Sequence[Hit], similarities: Similarities, *, least: float
) -> list[Hit]:
    """Return the hits, the nearest in meaning first; none where that is not as near as it is to be at least.

    `hits` are what a search for the widened question found.
    """
    if not hits:
        return []
    meanings = _best_meanings(question, hits, similarities)
    scores = zip(_scaled([hit.score for hit in hits]), _scaled(meanings), strict=True)
    ranked = sorted(zip(map(sum, scores), hits, meanings, strict=True), key=lambda each: -each[0])
    nearest = ranked[0][1]
    covered = coverage(term_weights(widen(question), hits), paper_stems(nearest.paper))
    is_near = _COVERED * covered + _MEANT * ranked[0][2] >= least
    return [hit for _, hit, _ in ranked] if is_near else []


def _best_meanings(question: Question, hits: Sequence[Hit], similarities: Similarities) -> list[float]:
    """Return for each paper how close its title or nearest sentence comes, -1 to 1."""
    texts = [[hit.paper.title, *(span.text for span in cut_sentences(hit.paper.abstract))] for hit in hits]
    found = iter(similarities(question.text, [text for some in texts for text in some]))
    return [max(next(found) for _ in some) for some in texts]


def _scaled(numbers: Sequence[float]) -> list[float]:
    least, most = min(numbers), max(numbers)
    return [(number - least) / (most - least) if most > least else 1.0 for number in numbers]
