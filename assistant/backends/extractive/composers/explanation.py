"""How a thing is done, and what it is: what is asked, the idea, and what comes of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.abstracts import Role
from assistant.abstracts.wordings import defines, introduces
from assistant.backends.extractive.composers.parts import (
    find_idea,
    find_outcome,
    find_ways,
)
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.language.stems import stems
from assistant.questions.intents import Intent
from assistant.questions.question_reader import GENERAL
from assistant.retrieval.passages import rank_leads

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material, ReadPaper
    from assistant.language.sentences import Span

_MOST = 4
_FEW = 3


def compose(material: Material) -> list[Piece]:
    """Return what one paper says to explain a thing: what is asked, then the rest in the
    order in which it is understood.
    """
    if not material.about:
        return []
    source = _source(material)
    most = _MOST if _is_own(material, source) else _FEW
    spans = list(dict.fromkeys(span for span in _plan(material, source) if span))[:most]
    teller = Teller(material.sources)
    told = [text for span in spans[:1] for text in teller.tell_answer(source, span)]
    rest = sorted(spans[1:], key=lambda span: span.start)
    told += [text for span in rest if (text := teller.tell(source, span))]
    closest = material.about[0]
    if closest is not source and (text := teller.tell_first(closest, material.best(closest))):
        told.append(text)
    return paragraph(told)


def _source(material: Material) -> ReadPaper:
    """Return the paper to explain from: for a name, the one that brings it in."""
    if material.question.intent is Intent.DEFINITION:
        for name in material.question.names:
            bringing = (source for source in material.sources if _brings_in(source, name))
            return next(bringing, material.about[0])
    return material.about[0]


def _brings_in(source: ReadPaper, name: str) -> bool:
    """Tell whether a paper introduces a name, rather than that it uses what has it."""
    own = [each.text for each in source.reading.introduces]
    return name in own or any(introduces(name, span.text) for span in source.spans())


def _plan(material: Material, source: ReadPaper) -> Iterator[Span | None]:
    """Return the sentences to tell, the one that must come first before the others."""
    best = [each.span for each in material.chosen if each.marker == source.marker]
    is_definition = material.question.intent is Intent.DEFINITION
    plan = _define if is_definition and _asks_what_alone(material) else _show_how
    return plan(material, source, best)


def _asks_what_alone(material: Material) -> bool:
    """Tell whether what a name stands for is all that is asked."""
    question = material.question
    named = question.words_of_names
    return len(question.words.keys() - named - GENERAL) <= (not named) * _FEW


def _define(
    material: Material, source: ReadPaper, best: Sequence[Span]
) -> Iterator[Span | None]:
    """What it is, how it goes about it, what came out."""
    names = material.question.names
    spans = source.spans()
    yield next((span for span in spans if _says_what_it_is(material, span)), None)
    yield next(
        (span for span in spans if any(introduces(name, span.text) for name in names)), None
    )
    yield from best
    if _is_own(material, source):
        yield find_idea(source)
        yield from find_ways(source)[:1]
        yield find_outcome(source)


def _says_what_it_is(material: Material, span: Span) -> bool:
    """Tell whether a sentence defines what is asked, in the words of the question."""
    held = stems(span.text)
    return defines(span.text) and all(term & held for term in material.question.topic)


def _lead(material: Material, source: ReadPaper) -> Span | None:
    """Return the sentence of a paper to begin with."""
    return next((each.span for each in rank_leads(material.ranked, source.marker)), None)


def _show_how(
    material: Material, source: ReadPaper, best: Sequence[Span]
) -> Iterator[Span | None]:
    """What answers, and what the paper says of its idea and of how it is carried out."""
    is_own = _is_own(material, source)
    lead = None if is_own and material.question.names_alone else _lead(material, source)
    if lead is not None:
        if is_own and source.role_of(lead) is Role.BACKGROUND:
            yield find_idea(source)
        yield lead
        yield from best
    yield find_idea(source)
    yield from find_ways(source)[:2]


def _is_own(material: Material, source: ReadPaper) -> bool:
    """Tell whether the question names what the paper brings."""
    return any(source.brings(name) for name in material.question.names)
