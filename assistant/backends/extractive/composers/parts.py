"""The parts that a paper's abstract gives to an answer: its problem, its idea, how it goes
about it, what came out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.backends.extractive.third_person.pronouns import speaks_of_itself
from assistant.language.stems import stems
from assistant.questions.aspects import proposes, tells_reason

if TYPE_CHECKING:
    from assistant.backends.extractive.composers.material import Source
    from assistant.language.sentences import Span

# What speaks for a sentence that brings the idea of a paper, beside its place.
_INTRODUCES = 2.0
_PROPOSES = 1.5
_OBJECTIVE = 1.0
_WORTH = {Role.OBJECTIVE: _OBJECTIVE, Role.METHOD: 0.5, Role.RESULT: 0.2, Role.BACKGROUND: 0.0}
_TITLE = 2.0
_LONG = 60
# The same for a sentence that tells what came out.
_MOST_RESULTS = 2
_OWN = 1.0


def find_idea(source: Source) -> Span | None:
    """Return the sentence that says what a paper brings; the first that says something of the
    work where none does.
    """
    reading = source.reading
    names = {name.start for name in reading.introduces}
    title = stems(source.paper.title)
    best: tuple[float, Span] | None = None
    for sentence in reading.sentences:
        if sentence.role not in _WORTH:
            continue
        span = source.span(sentence)
        worth = _WORTH[sentence.role] + _PROPOSES * proposes(span.text)
        worth += _INTRODUCES * any(span.start <= start < span.end for start in names)
        worth += _TITLE * len(title & stems(span.text)) / max(1, len(title))
        worth -= len(span.text.split()) > _LONG
        if best is None or worth > best[0]:
            best = (worth, span)
    return best[1] if best else None


def find_problem(source: Source) -> Span | None:
    """Return the sentence before the idea that tells what the matter is."""
    idea = find_idea(source)
    before = [
        span
        for span in source.spans(Role.BACKGROUND)
        if idea is None or span.start < idea.start
    ]
    telling = [span for span in before if tells_reason(span.text)]
    return telling[-1] if telling else None


def find_ways(source: Source) -> list[Span]:
    """Return the sentences behind the idea that tell how it is carried out, in order."""
    idea = find_idea(source)
    return [
        span
        for span in source.spans(Role.METHOD, Role.OBJECTIVE)
        if idea is not None and span.start > idea.start
    ]


def find_outcome(source: Source) -> Span | None:
    """Return the sentence that tells what came out: the one that measures most of the paper's
    own work, else the first.
    """
    idea = find_idea(source)
    told = [span for span in source.spans(Role.RESULT) if span != idea]
    measured = [span for span in told if count_results(source, span)]
    if not measured:
        return told[0] if told else None
    return max(measured, key=lambda span: _worth_as_outcome(source, span))


def count_results(source: Source, span: Span) -> int:
    """Return how many results a sentence reports."""
    return sum(span.start <= result.start < span.end for result in source.reading.results)


def _worth_as_outcome(source: Source, span: Span) -> float:
    """Return the worth of a sentence as the outcome: abstracts end with what they found."""
    place = span.start / max(1, len(source.paper.abstract))
    is_own = speaks_of_itself(span.text) or any(
        name.text in span.text for name in source.reading.introduces
    )
    return min(_MOST_RESULTS, count_results(source, span)) + _OWN * is_own + place


def in_brief(source: Source) -> list[Span]:
    """Return the sentences that may stand for a paper where there is room for one, the best
    first.
    """
    own = source.spans(Role.OBJECTIVE, Role.METHOD, Role.RESULT)
    spans = (find_idea(source), *own, *source.spans(Role.BACKGROUND))
    return list(dict.fromkeys(span for span in spans if span))
