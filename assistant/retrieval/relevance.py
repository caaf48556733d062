"""Which of the papers found belong to a question, and whether any does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.names import gives_name, missing_names
from assistant.language.sentences import cut_sentences
from assistant.language.stems import stem, stems
from assistant.language.thesaurus import written_for
from assistant.questions.aspects import proposes, tells_limits, tells_reason
from assistant.retrieval.passages import coverage, paper_stems, term_weights
from store.words import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.language.sentences import Span
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage, Weights
    from store.paper import Paper
    from store.ranking import Hit
    from store.vectors import Vectors

# Calibrated on questions with known answers and on sentences about papers that are in a library
# or are not.
_ENOUGH = 2.6
_SHORT = 3
_ENOUGH_WHEN_SHORT = 3.7
_CLOSE = 0.5
_CLOSE_FOR_TITLE = 0.65
_MOST = 0.6
_HALF = 0.5
_VERY_CLOSE = 0.8
_NEIGHBOURS = 2
_KIN = 0.33


def members(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Return the papers that belong to a topic, by what they say and not by a number wanted;
    best first.
    """
    top = max((hit.score for hit in hits), default=0.0)
    weights = term_weights(question, hits)
    return [
        hit for hit in hits if _belongs(question, hit, hit.score / top if top else 0.0, weights)
    ]


def holds_excluded(question: Question, paper: Paper) -> bool:
    """Tell whether a paper holds what it is not to hold."""
    return any(term & paper_stems(paper) for term in question.excluded)


def holds_topic(question: Question, paper: Paper) -> bool:
    """Tell whether a paper holds every term of a topic."""
    return coverage(dict.fromkeys(question.topic, 1.0), paper_stems(paper)) == 1.0


def kin(
    question: Question,
    found: Sequence[Hit],
    hits: Sequence[Hit],
    vectors: Callable[[Sequence[str]], Vectors],
) -> list[Hit]:
    """Return the other hits that hold most of a topic and lie close to what belongs to it.

    `vectors` gives one unit vector a citation key; they are seen from the middle of all hits.
    """
    if not found or question.names:
        return []
    import numpy as np

    from store.vectors import unit

    weights = dict.fromkeys(question.topic, 1.0)
    keys = [hit.paper.key for hit in hits]
    seen = vectors(keys)
    seen = unit(seen - seen.mean(axis=0))
    middle = sum(seen[keys.index(hit.paper.key)] for hit in found)
    close = seen @ middle >= _KIN * float(np.linalg.norm(middle))
    top = hits[0].score
    return [
        hit
        for hit, is_close in zip(hits, close, strict=True)
        if is_close
        and hit not in found
        and hit.score >= _CLOSE * top
        and coverage(weights, paper_stems(hit.paper)) >= _MOST
    ]


def subjects(question: Question, hits: Sequence[Hit]) -> list[Hit]:
    """Return the papers that give all the names of a question; all of them where it has
    none.
    """
    return [hit for hit in hits if not missing_names(question.names, hit.paper)]


def missing_words(question: Question, papers: Sequence[Paper]) -> list[str]:
    """Return the telling words of a question that none of the papers holds."""
    found = frozenset[str]().union(*(paper_stems(paper) for paper in papers))
    return [word for word, term in question.words.items() if not term & found]


def says_wanted(question: Question, paper: Paper) -> bool:
    """Tell whether a sentence has all words of what is asked of a paper, or what papers
    write for them.
    """
    wanted = [stems(" ".join((word, *written_for(word)))) for word in question.wanted]
    texts = (stems(span.text) for span in cut_sentences(f"{paper.title}.\n{paper.abstract}"))
    return any(all(term & said for term in wanted) for said in texts)


def owns_limits(question: Question, paper: Paper) -> bool:
    """Tell whether a paper says what a method cannot do; of its own, from where it is
    proposed.
    """
    spans = cut_sentences(paper.abstract)
    proposals = [at for at, span in enumerate(spans) if proposes(span.text)]
    is_own = any(
        gives_name(paper.title, name) or _proposes_named(name, spans) for name in question.names
    )
    own = spans[proposals[0] + 1 :] if is_own and proposals else spans
    return any(
        tells_limits(span.text) or (not is_own and tells_reason(span.text)) for span in own
    )


def _proposes_named(name: str, spans: Sequence[Span]) -> bool:
    return any(proposes(span.text) and gives_name(span.text, name) for span in spans)


def answers(question: Question, passages: Sequence[Passage]) -> bool:
    """Tell whether the best passages are close enough to a question that names nothing to be
    its answer.
    """
    enough = (
        _ENOUGH_WHEN_SHORT if len(question.topic) <= _SHORT or "?" in question.text else _ENOUGH
    )
    return any(_closeness(passage) >= enough for passage in passages[:5])


def _closeness(passage: Passage) -> float:
    """A logistic regression's sum: sentences about papers in a library against those about
    others.
    """
    return 3.0 * passage.paper_covered + 3.5 * passage.covered + 3.9 * passage.meaning


def _belongs(question: Question, hit: Hit, closeness: float, telling: Weights) -> bool:
    if holds_excluded(question, hit.paper):
        return False
    if (
        question.names
        and not missing_names(question.names, hit.paper)
        and _says_besides(question, hit.paper)
    ):
        return True
    weights = dict.fromkeys(question.topic, 1.0)
    covered = coverage(weights, paper_stems(hit.paper))
    titled = coverage(weights, stems(hit.paper.title))
    if titled == 1.0 or (titled >= _MOST and closeness >= _CLOSE_FOR_TITLE):
        return True
    if covered < 1.0:
        tells = coverage(telling, paper_stems(hit.paper)) >= _HALF
        return covered >= _MOST and tells and closeness >= _VERY_CLOSE and not question.names
    times = _mentions(question, f"{hit.paper.title}. {hit.paper.abstract}")
    return times > 1 or (times == 1 and closeness >= _CLOSE) or closeness >= _VERY_CLOSE


def _says_besides(question: Question, paper: Paper) -> bool:
    """Tell whether a paper says half of what a topic is told by besides names."""
    named = stems(" ".join(question.names))
    others = dict.fromkeys((term for term in question.topic if not term & named), 1.0)
    return not others or coverage(others, paper_stems(paper)) >= _HALF


def _mentions(question: Question, text: str) -> int:
    """Return how often the topic's terms stand together in a text."""
    tokens = [stem(word) for word in words(text)]
    width = len(question.topic) + _NEIGHBOURS
    times = start = 0
    while start < len(tokens):
        window = frozenset(tokens[start : start + width])
        whole = bool(question.topic) and all(term & window for term in question.topic)
        times += whole
        start += width if whole else 1
    return times
