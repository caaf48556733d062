"""The parts that a paper's abstract gives to an answer: its problem, its idea, how it goes
about it, what came out.
"""

from __future__ import annotations

from operator import mul
from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.abstracts.wordings import proposes, tells_limits, tells_reason
from assistant.language.quantities import holds_number
from assistant.language.stems import stems
from assistant.language.third_person.pronouns import speaks_of_itself

if TYPE_CHECKING:
    from assistant.backends.extractive.composers.material import ReadPaper
    from assistant.language.sentences import Span

# What speaks for a sentence that says what a paper brings, fitted by `tests/train/idea.py`.
_WEIGHTS = {
    "background": -1.48,
    "objective": 2.51,
    "method": 0.75,
    "result": -1.77,
    "other role": -0.01,
    "proposes": 2.69,
    "introduces": -1.16,
    "title": 7.18,
    "own": 5.50,
    "first": 1.67,
    "last": -0.33,
    "place": -5.32,
    "long": -0.40,
    "short": -0.09,
    "number": -1.51,
}
FEATURES = tuple(_WEIGHTS)
_ROLES = (Role.BACKGROUND, Role.OBJECTIVE, Role.METHOD, Role.RESULT)
_LONG = 45
_SHORT = 10
# The same for a sentence that tells what came out.
_MOST_RESULTS = 2
_OWN = 1.0


def find_idea(source: ReadPaper) -> Span | None:
    """Return the sentence that says what a paper brings; None where it has no abstract."""
    spans = source.spans()
    worth = [worth_as_idea(source, span) for span in spans]
    return spans[worth.index(max(worth))] if spans else None


def worth_as_idea(source: ReadPaper, span: Span) -> float:
    """Return how well a sentence says what its paper brings; what is best is near 10."""
    return float(sum(map(mul, describe_idea(source, span), _WEIGHTS.values())))


def describe_idea(source: ReadPaper, span: Span) -> tuple[float, ...]:
    """Return what may speak for a sentence as the idea, in the order of FEATURES."""
    role, text = source.role_of(span), span.text
    title, length = stems(source.paper.title), len(span.text.split())
    sentences = source.reading.sentences
    roles = [float(role is each) for each in _ROLES]
    names = [name.start for name in source.reading.introduces]
    return (
        *roles,
        1.0 - sum(roles),
        float(proposes(text)),
        float(any(span.start <= start < span.end for start in names)),
        len(title & stems(text)) / max(1, len(title)),
        float(speaks_of_itself(text)),
        float(span.start == sentences[0].start),
        float(span.start == sentences[-1].start),
        span.start / max(1, len(source.paper.abstract)),
        max(0, length - _LONG) / _LONG,
        max(0, _SHORT - length) / _SHORT,
        float(holds_number(text)),
    )


def find_problem(source: ReadPaper) -> Span | None:
    """Return the sentence before the idea that tells what the matter is."""
    idea = find_idea(source)
    before = [
        span
        for span in source.spans(Role.BACKGROUND)
        if idea is None or span.start < idea.start
    ]
    telling = [span for span in before if tells_reason(span.text)]
    return telling[-1] if telling else None


def find_ways(source: ReadPaper) -> list[Span]:
    """Return the sentences behind the idea that tell how it is carried out, in order."""
    idea = find_idea(source)
    return [
        span
        for span in source.spans(Role.METHOD, Role.OBJECTIVE)
        if idea is not None and span.start > idea.start
    ]


def find_outcome(source: ReadPaper) -> Span | None:
    """Return the sentence that tells what came out: the one that measures most of the paper's
    own work, else the first.
    """
    idea = find_idea(source)
    told = [span for span in source.spans(Role.RESULT) if span != idea]
    measured = [span for span in told if count_results(source, span)]
    if not measured:
        return told[0] if told else None
    return max(measured, key=lambda span: _worth_as_outcome(source, span))


def count_results(source: ReadPaper, span: Span) -> int:
    """Return how many results a sentence reports."""
    return sum(span.start <= result.start < span.end for result in source.reading.results)


def _worth_as_outcome(source: ReadPaper, span: Span) -> float:
    """Return the worth of a sentence as the outcome: abstracts end with what they found."""
    place = span.start / max(1, len(source.paper.abstract))
    is_own = speaks_of_itself(span.text) or any(
        name.text in span.text for name in source.reading.introduces
    )
    return min(_MOST_RESULTS, count_results(source, span)) + _OWN * is_own + place


def find_limits(source: ReadPaper) -> list[Span]:
    """Return the sentences that own to what the work cannot do, and that say what is left to
    be done; that it may be of use one day is neither.
    """
    left = source.spans(Role.OUTLOOK)
    return [*source.spans(Role.LIMITS), *(span for span in left if tells_trouble(span))]


def tells_trouble(span: Span) -> bool:
    """Tell whether a sentence is about what does not work."""
    return tells_limits(span.text) or tells_reason(span.text)


def in_brief(source: ReadPaper) -> list[Span]:
    """Return the sentences that may stand for a paper where there is room for one, the best
    first.
    """
    own = source.spans(Role.OBJECTIVE, Role.METHOD, Role.RESULT)
    spans = (find_idea(source), *own, *source.spans(Role.BACKGROUND))
    return list(dict.fromkeys(span for span in spans if span))
