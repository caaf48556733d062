"""How much of a question's words a text holds, each word by its rarity."""

from __future__ import annotations

import math
import re
from collections import Counter
from typing import TYPE_CHECKING

from assistant.language.names import text_of
from assistant.language.quantities import holds_number, holds_quantity
from assistant.language.stems import stems
from assistant.language.thesaurus import written_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.question import Question
    from store.paper import Paper
    from store.ranking import Hit

    Weights = dict[frozenset[str], float]

_FIGURES = re.compile(r"\b\d+\b")


def paper_stems(paper: Paper) -> frozenset[str]:
    """Return the stems of all that is known of a paper in words."""
    return stems(text_of(paper))


def coverage(weights: Weights, found: frozenset[str]) -> float:
    """Return the share of the terms' weight that is found, 0 to 1."""
    total = math.fsum(weights.values())
    held = math.fsum(weight for term, weight in weights.items() if term & found)
    return held / total if total else 0.0


def term_weights(question: Question, hits: Sequence[Hit]) -> Weights:
    """Return what each word of the question tells: the rarer among the hits, the more."""
    papers = [paper_stems(hit.paper) for hit in hits]
    held = Counter(term for found in papers for term in question.terms if term & found)
    return {term: math.log(1 + (len(hits) + 1) / (held[term] + 0.5)) for term in question.terms}


def holds_all(question: Question, paper: Paper) -> bool:
    """Tell whether a paper holds every term that says what a topic is about."""
    held = paper_stems(paper)
    return all(term & held for term in question.content_terms)


def holds_excluded(question: Question, paper: Paper) -> bool:
    """Tell whether a paper holds what it is not to hold."""
    return any(term & paper_stems(paper) for term in question.excluded)


def gives_number(question: Question, text: str) -> bool:
    """Tell whether a text states a number that the question does not give itself."""
    given = set(_FIGURES.findall(question.text))
    return holds_number(_FIGURES.sub(lambda held: "" if held[0] in given else held[0], text))


def states_number(question: Question, paper: Paper) -> bool:
    """Tell whether an abstract states a number that the question does not give itself, be it
    in words.
    """
    return gives_number(question, paper.abstract) or holds_quantity(paper.abstract)


def missing_words(question: Question, papers: Sequence[Paper]) -> list[str]:
    """Return the words of a question's content that none of the papers holds, nor what papers
    write for them.
    """
    found, content = frozenset[str]().union(*map(paper_stems, papers)), question.content
    return [
        word
        for word, term in question.words.items()
        if word in content and not (term | stems(" ".join(written_for(word)))) & found
    ]
