"""What tells that a paper belongs to a question: one vector of numbers a paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from assistant.language.thesaurus import written_for
from assistant.questions.content_words import CONTENT
from assistant.retrieval.coverage import states_number
from assistant.retrieval.term_matches import TermMatches

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from assistant.questions.question import Question
    from store.ranking import Hit

    Column = NDArray[np.float64]
    Similarities = Callable[[str, Sequence[str]], Sequence[float]]

# What the nearest sentences' cosines differ by, where none stands out.
_EVEN = 0.02
_APART = {
    "common": ("content_weakest", "content_aligned", "nearest_widened"),
    "foreign": (
        "content_aligned_sentence",
        "content_covered",
        "nearest",
        "nearest_widened",
    ),
    "long": ("content_aligned", "content_covered", "nearest", "nearest_widened"),
}
"""Which features are weighed apart for questions of which form."""


def paper_features(
    question: Question, hits: Sequence[Hit], similarities: Similarities
) -> dict[str, Column]:
    """Return each feature by name, shape (hits,): `_in_words` and what follows it say what
    they are. A question without words has none.

    `similarities` gives the cosine between a text and each of some others.
    """
    if not hits or not question.words:
        return {}
    matches = TermMatches(question, [hit.paper for hit in hits])
    features = _in_words(matches) | _in_content(matches)
    features |= _in_meaning(question, hits, matches, similarities)
    features |= _as_asked(question, hits, matches) | _among(hits, features)
    return features | _by_form(question, features)


def _in_words(matches: TermMatches) -> dict[str, Column]:
    """Return what the papers say of the question's words, each word by its rarity."""
    by_sentence, soft = matches.weights @ matches.exact, matches.weights @ matches.soft
    best, nearest = matches.best_in_papers, matches.soft_in_papers
    together = matches.pairs_together()
    is_known = (matches.exact.max(axis=1) > 0) | (matches.likely < CONTENT)
    return {
        # Share of the words in the whole paper, the best sentence.
        "covered": matches.weights @ matches.exact_in_papers,
        "sentence": best(by_sentence),
        # The same in whatever words: each by the word that comes nearest to it.
        "aligned": matches.weights @ nearest,
        "aligned_title": soft[matches.starts],
        "aligned_sentence": best(soft),
        # The word that the paper is furthest from, as it is, by what it tells among the
        # papers; and how far it is from all alike.
        "weakest_in_paper": nearest.min(axis=0),
        "furthest": (matches.weights[:, None] * (1.0 - nearest)).max(axis=0),
        "lacking": 1.0 - nearest.mean(axis=0),
        # Whether each word of content stands in some paper.
        "known": np.full(len(matches.papers), float(is_known.all())),
        # Neighbouring words side by side in one sentence: in the best, and how often.
        "unit": best(together),
        "units": np.add.reduceat(together, matches.starts).clip(0.0, 3.0) / 3.0,
    }


def _in_content(matches: TermMatches) -> dict[str, Column]:
    """Return the same of the words by how likely they say what the question is about."""
    weights, likely, nearest = matches.content_weights, matches.likely, matches.soft_in_papers
    far = 1.0 - nearest
    return {
        "content_covered": weights @ matches.exact_in_papers,
        "content_aligned": weights @ nearest,
        "content_aligned_sentence": matches.best_in_papers(weights @ matches.soft),
        "content_weakest": 1.0 - (likely[:, None] * far).max(axis=0),
        "content_furthest": (weights[:, None] * far).max(axis=0),
        "content_lacking": likely @ far / max(float(likely.sum()), 1e-6),
    }


def _as_asked(
    question: Question, hits: Sequence[Hit], matches: TermMatches
) -> dict[str, Column]:
    """Return whether a number is asked for and the abstract states none, and how far the
    words for what is asked of the paper are from it.
    """
    far = 1.0 - matches.soft_in_papers[matches.of_words(question.wanted)]
    states = [not question.asks_number or states_number(question, hit.paper) for hit in hits]
    return {
        "numberless": 1.0 - np.array(states, float),
        "wanted_lacking": far.mean(axis=0) if len(far) else np.zeros(len(hits)),
    }


def _in_meaning(
    question: Question, hits: Sequence[Hit], matches: TermMatches, similarities: Similarities
) -> dict[str, Column]:
    """Return cosines: of the nearest sentence, the same to the question as papers would put
    it, of the title, of the paper.
    """
    asked = question.bare_text
    papers = [f"{hit.paper.title}. {hit.paper.topics}" for hit in hits]
    near = np.asarray(similarities(asked, matches.texts))
    wide = widened(question)
    near_widened = near if wide == asked else np.asarray(similarities(wide, matches.texts))
    return {
        "nearest": matches.best_in_papers(near),
        "nearest_widened": matches.best_in_papers(near_widened),
        "title_cosine": near[matches.starts],
        "paper_cosine": np.asarray(similarities(asked, papers)),
    }


def _among(hits: Sequence[Hit], features: Mapping[str, Column]) -> dict[str, Column]:
    """Return how the papers stand among those that were found together."""
    relative = {
        f"{name}_share": features[name] / max(float(features[name].max()), 1e-9)
        for name in ("nearest", "paper_cosine", "aligned")
    }
    near = features["nearest"]
    relative["stands_out"] = (near - near.mean()) / (near.std() + _EVEN)
    scores = np.array([hit.score for hit in hits])
    parts = [(hit.parts.get("lexical", 0.0), hit.parts.get("vector", 0.0)) for hit in hits]
    lexical, vector = np.array(parts).T
    return relative | {
        "search": scores / max(float(scores.max()), 1e-9),
        "lexical": lexical,
        "vector": vector,
        "rank": 1.0 / np.arange(1, len(hits) + 1),
    }


def _by_form(question: Question, features: Mapping[str, Column]) -> dict[str, Column]:
    """Return some features apart for a phrase whose words the papers have, each for itself;
    for one with a word that they do not have; and for any longer question.

    What is called by common words is there as it is called, or not at all; what is called in
    other words than the papers' may be there all the same.
    """
    is_phrase = float(question.is_phrase)
    known = is_phrase * features["known"]
    long = np.full_like(known, 1.0 - is_phrase)
    forms = {"common": known, "foreign": is_phrase - known, "long": long}
    return {
        f"{form}_{name}": forms[form] * features[name]
        for form, names in _APART.items()
        for name in names
    }


def widened(question: Question) -> str:
    """Return the question's text with what papers write for its everyday words."""
    added = dict.fromkeys(other for word in question.words for other in written_for(word))
    return " ".join((question.bare_text, *added))
