"""Which sentences of the retrieved abstracts answer a question, and how much of it they
cover.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import TYPE_CHECKING

from assistant.abstracts import own_sentences
from assistant.language.names import gives_name
from assistant.language.stems import stems
from assistant.questions.aspects import (
    asks_definition,
    asks_limits,
    asks_mechanism,
    asks_reason,
    asks_way,
    fits,
    introduces,
    proposes,
    suits,
    tells_limits,
    tells_outcome,
    tells_reason,
)
from assistant.questions.details import read_detail
from assistant.questions.question import Kind, holds_number, holds_quantity
from assistant.retrieval.coverage import coverage, paper_stems, term_weights

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.language.sentences import Span
    from assistant.questions.question import Question
    from assistant.retrieval.coverage import Weights
    from store.paper import Paper
    from store.ranking import Hit

    Similarities = Callable[[str, Sequence[str]], Sequence[float]]

# How much each sign counts beside the words of the question that stand in the sentence itself.
_CONTEXT = 0.5
_MEANING = 0.8
_NUMBER = 0.25
_WANTED = 0.3
_ASPECT = 0.2
_DEFINITION = 0.5
_RETRIEVAL = 0.3
_CLOSE_TO_BEST = 0.8
_FAR_FROM_BEST = 0.65
_AS_GOOD = 0.75
_RARE = 2
# "Code is available at …" holds the paper's name and little else.
_POINTER = re.compile(
    r"https?://|\b(?:codes?|models?|datasets?)\b.{0,60}\b(?:available|released|public)\b",
    re.IGNORECASE,
)
_POINTER_ASKED = re.compile(
    r"\b(?:codes?|urls?|links?|repositor\w+|github|available|where)\b", re.IGNORECASE
)
_AT_MOST = 3


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an abstract, as an answer to a question."""

    marker: int
    """The number of its paper in the list of sources, from 1."""
    span: Span
    score: float
    covered: float
    """Share of the question's weight that the sentence holds, 0 to 1."""
    paper_covered: float
    """The same for the paper's title and whole abstract."""
    meaning: float
    """Cosine between the vectors of question and sentence."""
    retold: str | None = None
    """The sentence in the third person, with its citation, for a text that is to be told so."""


def rank_passages(
    question: Question, hits: Sequence[Hit], similarities: Similarities
) -> list[Passage]:
    """Return every sentence of the abstracts, the one that answers best first; ties in order of
    the hits.

    `similarities` gives the cosine between a text and each of some others.
    """
    weights = term_weights(question, hits)
    top = max((hit.score for hit in hits), default=0.0) or 1.0
    spans = [
        (marker, span)
        for marker, hit in enumerate(hits, 1)
        for span in own_sentences(hit.paper.abstract)
    ]
    meanings = similarities(question.text, [span.text for _, span in spans])
    passages = [
        _weigh(
            question,
            hits[marker - 1].paper,
            marker,
            span,
            weights,
            meaning,
            hits[marker - 1].score / top,
        )
        for (marker, span), meaning in zip(spans, meanings, strict=True)
    ]
    return sorted(passages, key=lambda passage: -passage.score)


def choose_passages(
    question: Question, hits: Sequence[Hit], passages: Sequence[Passage]
) -> list[Passage]:
    """Return the passages that make an answer, in reading order.

    A question of content is answered from one paper, its best sentence first; a survey or a
    comparison by the best sentence of each paper, in the order of time.
    """
    if not passages:
        return []
    if question.kind is Kind.CONTENT:
        best_score = passages[0].score
        everything, passages = passages, _narrowed(question, hits, passages)
        lead = passages[0]
        if asks_mechanism(question.text) and (
            explanation := _explanation(question, lead.marker, everything)
        ):
            return explanation
        close = [
            passage
            for passage in passages[1:]
            if passage.marker == lead.marker and passage.score >= _CLOSE_TO_BEST * lead.score
        ]
        if asks_way(question.text):
            # How a thing is done stands where it is brought in, and seldom in the words of the
            # question.
            close = [
                each for each in _explanation(question, lead.marker, everything) if each != lead
            ] or close
        most = 0 if question.asks_number else _AT_MOST - 1
        return [
            lead,
            *sorted(close[:most], key=lambda passage: passage.span.start),
            *_namesakes(question, hits, passages, _AS_GOOD * best_score),
        ]
    each = 2 if question.kind is Kind.COMPARISON and len(hits) <= _AT_MOST else 1
    taken: Counter[int] = Counter()
    best = []
    for passage in passages:
        taken[passage.marker] += 1
        if taken[passage.marker] <= each:
            best.append(passage)
    return sorted(
        best,
        key=lambda passage: (
            _when(hits[passage.marker - 1]),
            passage.marker,
            passage.span.start,
        ),
    )


def best_of_each(passages: Sequence[Passage]) -> list[Passage]:
    """Return the best passage of each paper, in the order of the papers."""
    best = {passage.marker: passage for passage in reversed(passages)}
    return [best[marker] for marker in sorted(best)]


def _narrowed(
    question: Question, hits: Sequence[Hit], passages: Sequence[Passage]
) -> Sequence[Passage]:
    """Keep to the sentences that tell what is asked, so far as there are any: one demand
    after another.
    """
    lead = passages[0].marker
    if not question.names:
        passages = [passage for passage in passages if passage.marker == lead]
    wanted = stems(" ".join(question.wanted))
    demands: list[Callable[[str], bool]] = (
        [lambda text: wanted <= stems(text)] if wanted else []
    )
    seeks_reason = asks_reason(question.text) or asks_limits(question.text)
    rare = [name for name in question.names if _is_rare(name, hits, passages)]
    # What a paper tells of its own method, it mostly tells without the name.
    if seeks_reason or question.asks_aspect or question.asks_number:
        rare = [name for name in rare if not _is_own(name, hits)]
    demands += [
        partial(_gives, name) for name in sorted(rare, key=lambda name: _is_own(name, hits))
    ]
    demands += [partial(suits, question.text)] if question.asks_aspect else []
    demands += [tells_limits] if asks_limits(question.text) else []
    demands += [detail.is_told_by] if (detail := read_detail(question.text)) else []
    for tells in demands:
        passages = [passage for passage in passages if tells(passage.span.text)] or passages
    for tells in (holds_number, holds_quantity) if question.asks_number else ():
        least = _FAR_FROM_BEST * passages[0].score
        telling = [
            passage
            for passage in passages
            if tells(passage.span.text) and passage.score >= least
        ]
        passages = telling or passages
    if seeks_reason:
        return sorted(passages, key=lambda passage: not tells_reason(passage.span.text))
    return passages


def _gives(name: str, text: str) -> bool:
    return gives_name(text, name)


def _is_own(name: str, hits: Sequence[Hit]) -> bool:
    return any(introduces(name, hit.paper.abstract) for hit in hits)


def _is_rare(name: str, hits: Sequence[Hit], passages: Sequence[Passage]) -> bool:
    """Tell whether papers give a name but once or twice, and not in their titles: of B6, not
    of B5.
    """
    if any(gives_name(hit.paper.title, name) for hit in hits):
        return False
    texts = ((passage.marker, passage.span.text) for passage in passages)
    times = Counter(
        marker for marker, text in texts if gives_name(text, name) and not _POINTER.search(text)
    )
    return bool(times) and max(times.values()) <= _RARE


def _explanation(question: Question, marker: int, passages: Sequence[Passage]) -> list[Passage]:
    """Return where a paper brings its method in, and what stands behind that: how it is
    done.
    """
    text = sorted(
        (passage for passage in passages if passage.marker == marker),
        key=lambda passage: passage.span.start,
    )
    done = [each for each in text if not tells_outcome(each.span.text)]
    named = (
        each
        for each in done
        if any(introduces(name, each.span.text) for name in question.names)
    )
    begin = next(named, None) or next((each for each in done if proposes(each.span.text)), None)
    if begin is None:
        return []
    behind = text[text.index(begin) + 1 :]
    return [begin, *takewhile(lambda passage: passage in done, behind)][:_AT_MOST]


def _namesakes(
    question: Question, hits: Sequence[Hit], passages: Sequence[Passage], least: float
) -> list[Passage]:
    """Return the best passage of each other paper whose title has the same name, where it
    answers as well.
    """
    names = stems(" ".join(question.names))
    if not names:
        return []
    titled = {marker for marker, hit in enumerate(hits, 1) if names & stems(hit.paper.title)}
    best = {
        passage.marker: passage for passage in reversed(passages) if passage.marker in titled
    }
    first = passages[0].marker
    return [
        passage
        for marker, passage in best.items()
        if marker != first and first in titled and passage.score >= least
    ]


def _when(hit: Hit) -> tuple[int, ...]:
    return hit.paper.date.sort_key if hit.paper.date else ()


def _weigh(
    question: Question,
    paper: Paper,
    marker: int,
    span: Span,
    weights: Weights,
    meaning: float,
    retrieval: float,
) -> Passage:
    in_sentence = stems(span.text)
    covered = coverage(weights, in_sentence)
    titled = coverage(weights, in_sentence | stems(paper.title))
    paper_covered = coverage(weights, paper_stems(paper))
    context = _CONTEXT * (titled - covered) + _CONTEXT / 2 * (paper_covered - titled)
    number = _NUMBER if question.asks_number and holds_number(span.text) else 0.0
    wanted = (
        _WANTED if question.wanted and stems(" ".join(question.wanted)) <= in_sentence else 0.0
    )
    aspect = _ASPECT * fits(question.text, span.text)
    if asks_definition(question.text) and any(
        introduces(name, span.text) for name in question.names
    ):
        aspect += _DEFINITION
    if _POINTER.search(span.text) and not _POINTER_ASKED.search(question.text):
        aspect -= 1.0
    score = (
        covered
        + context
        + _MEANING * meaning
        + number
        + wanted
        + aspect
        + _RETRIEVAL * retrieval
    )
    return Passage(marker, span, score, covered, paper_covered, meaning)
