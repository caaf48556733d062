"""The paper nearest in meaning, for a question whose own words lead nowhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.language.stems import stems
from assistant.language.stopwords import ASKING
from assistant.language.thesaurus import written_for
from assistant.retrieval.passages import paper_texts, term_weights
from assistant.retrieval.word_alignment import align
from store.words import STOP_WORDS, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Similarities
    from store.ranking import Hit

# How much each sign tells which paper comes first: what the search found, the nearest sentence
# to the question as it is and as papers write it, the whole paper, the words said. Flat from
# half to twice of each.
_ORDER = (0.5, 0.5, 1.0, 0.5, 0.5)
# A logistic regression's weights for the same but the first, which is of that search alone:
# descriptions of papers in six libraries against those of papers in others, and against phrases
# on anything.
_NEARNESS = (8.4, 4.1, 0.0, 3.4)
_NEAR_ENOUGH = 4.1
# Set on questions for the papers on 126 topics and on 12 absent ones.
_LONG = 5
_NEAR_LONG, _NEAR_SHORT = 5.2, 7.4
_SAID = 0.4
_KINSHIP, _AKIN = (0.25, 0.25, 0.5), 0.75
# Of 107 descriptions, the first is right for 59 %, and one of these for 66 %; from 7 on, each
# was right.
_SURE = 5.5
_AS_CLOSE, _MOST_CLOSE = 0.9, 3
TELLING, TELLING_IF_ASKED = 3, 5
"""Words that a description, or a question, must have: those of a shorter one must be found
themselves.
"""


def widen(question: Question) -> Question:
    """Return the question with what papers write for its everyday words: a clip may be told
    as a video.
    """
    asked = dict.fromkeys(
        word for word in words(question.text) if word not in STOP_WORDS | ASKING
    )
    written = {word: written_for(word) for word in asked}
    terms = {
        word: term | stems(" ".join(written.get(word, ())))
        for word, term in question.words.items()
    }
    added = dict.fromkeys(other for others in written.values() for other in others)
    return replace(question, text=" ".join((question.text, *added)), words=terms)


@dataclass(frozen=True, slots=True)
class Near:
    """A paper found, and how near it comes to what was asked for."""

    hit: Hit
    place: float
    """What it is ranked by among those it was found with."""
    nearness: float
    """The same measure for whatever was asked and found."""
    aligned: float
    """Share of what was asked for that it says in whatever words, 0 to 1."""


def find_nearest(
    question: Question, hits: Sequence[Hit], similarities: Similarities
) -> list[Near]:
    """Return the hits, the nearest in meaning first; none where that is not near enough.

    `hits` are what a search for the widened question found.
    """
    ranked = rank_by_nearness(question, hits, similarities)
    return ranked if ranked and ranked[0].nearness >= _NEAR_ENOUGH else []


def count_close(ranked: Sequence[Near]) -> int:
    """Return how many of the nearest come so close to the first that any may be the one that
    is meant.
    """
    if ranked[0].nearness >= _SURE:
        return 1
    close = [near for near in ranked if near.place >= _AS_CLOSE * ranked[0].place]
    return min(_MOST_CLOSE, len(close))


def rank_by_nearness(
    question: Question, hits: Sequence[Hit], similarities: Similarities
) -> list[Near]:
    """Return the hits, the nearest in meaning first."""
    if not hits:
        return []
    wide = widen(question)
    aligned = _alignments(question, wide, hits)
    signs = [
        [hit.score for hit in hits],
        _meanings(question.text, hits, similarities),
        _meanings(wide.text, hits, similarities),
        similarities(
            question.text, [f"{hit.paper.title}. {hit.paper.abstract}" for hit in hits]
        ),
        aligned,
    ]
    places = [_weigh(_ORDER, each) for each in zip(*map(_scaled, signs), strict=True)]
    nearness = [_weigh(_NEARNESS, each) for each in zip(*signs[1:], strict=True)]
    return sorted(map(Near, hits, places, nearness, aligned), key=lambda near: -near.place)


def is_on_topic(question: Question, ranked: Sequence[Near], *, is_found: bool) -> bool:
    """Tell whether papers on a topic are there; of a short one its words tell, of a long one
    its meaning.

    `is_found` is true where some paper holds most of its words.
    """
    nearest = max((near.nearness for near in ranked), default=0.0)
    if len(question.topic) >= _LONG:
        return is_found or nearest >= _NEAR_LONG
    said = max((near.aligned for near in ranked), default=0.0)
    return nearest >= _NEAR_SHORT or (is_found and said >= _SAID)


def akin(ranked: Sequence[Near], scores: Mapping[str, float]) -> list[Hit]:
    """Return what comes nearly as near to a topic as the best: as found by a search, in words
    and in meaning.

    `scores` are those of that search, by citation key.
    """
    found = _shares([scores.get(near.hit.paper.key, 0.0) for near in ranked])
    meant = _shares([near.nearness for near in ranked])
    said = [near.aligned for near in ranked]
    return [
        near.hit
        for near, *signs in zip(ranked, found, said, meant, strict=True)
        if _weigh(_KINSHIP, signs) >= _AKIN
    ]


def _alignments(question: Question, wide: Question, hits: Sequence[Hit]) -> list[float]:
    weights = term_weights(wide, hits)
    return [align(question, wide, weights, hit.paper) for hit in hits]


def _meanings(text: str, hits: Sequence[Hit], similarities: Similarities) -> list[float]:
    """Return for each paper how close its title or nearest sentence comes to a text, -1 to
    1.
    """
    texts = [paper_texts(hit.paper) for hit in hits]
    found = iter(similarities(text, [text for some in texts for text in some]))
    return [max(next(found) for _ in some) for some in texts]


def _weigh(weights: Sequence[float], signs: Sequence[float]) -> float:
    return sum(weight * sign for weight, sign in zip(weights, signs, strict=True))


def _shares(numbers: Sequence[float]) -> list[float]:
    most = max(numbers, default=0.0)
    return [number / most if most > 0.0 else 0.0 for number in numbers]


def _scaled(numbers: Sequence[float]) -> list[float]:
    least, most = min(numbers), max(numbers)
    return [(number - least) / (most - least) if most > least else 1.0 for number in numbers]
