"""Which form an answer takes, by what the question is after."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, overload

from assistant.abstracts.wordings import defines
from assistant.backends.base import Piece
from assistant.backends.extractive.composers import (
    comparison,
    data_used,
    explanation,
    fact,
    inventory,
    limits,
    paper_list,
    premise,
    ranking,
    reading_order,
    timeline,
)
from assistant.backends.extractive.composers.material import gather
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import computed, paragraph
from assistant.questions.intents import Holds, Intent
from assistant.questions.question import Kind
from assistant.retrieval.passages import lead_of_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from assistant.backends.extractive.composers.material import Material
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

_MAY_BE_MEANT = "Another paper may be the one that is meant."
Form = Callable[["Material"], "list[Piece]"]

_SEVERAL: Mapping[Kind, Form] = {
    Kind.SURVEY: paper_list.compose,
    Kind.COMPARISON: comparison.compose,
}
_FORMS: Mapping[Intent, Form] = {
    Intent.FACT: fact.compose,
    Intent.HOW: explanation.compose,
    Intent.DEFINITION: explanation.compose,
    Intent.COMPARISON: comparison.compose,
    Intent.RANKING: ranking.compose,
    Intent.PAPERS: paper_list.compose,
    Intent.TIMELINE: timeline.compose,
    Intent.START: timeline.compose,
    Intent.INVENTORY: inventory.compose,
    Intent.LIMITS: limits.compose,
    Intent.READING_ORDER: reading_order.compose,
}


class Composition(Sequence["Piece"]):
    """An answer that is composed when it is first looked at: most that a model writes never
    need it.
    """

    def __init__(self, compose: Callable[[], Iterable[Piece]]) -> None:
        self._compose = compose

    @cached_property
    def _pieces(self) -> tuple[Piece, ...]:
        return tuple(self._compose())

    @overload
    def __getitem__(self, at: int) -> Piece: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[Piece]: ...
    def __getitem__(self, at: int | slice) -> Piece | Sequence[Piece]:
        return self._pieces[at]

    def __len__(self) -> int:
        return len(self._pieces)


def compose_answer(
    question: Question,
    papers: Sequence[Paper],
    ranked: Iterable[Passage] = (),
    chosen: Iterable[Passage] = (),
    beside: Sequence[Passage] = (),
) -> Composition:
    """Return the answer to a question from numbered papers, in the form that it asks for.

    `ranked` are the sentences of the papers that it is about, the best first; `chosen` are
    those that retrieval would answer with, `beside` those of papers that come about as close.
    The same material gives the same pieces; nothing where no sentence can be told.
    """
    material = gather(question, papers, ranked, chosen)

    def compose() -> list[Piece]:
        told = premise.compose(material) or _form(question)(material) or fact.compose(material)
        return [*told, *(_also(material, beside) if told else ())]

    return Composition(compose)


def _also(material: Material, beside: Sequence[Passage]) -> list[Piece]:
    """Return what other papers say that may be meant as well, each in its best sentence."""
    told: list[str] = []
    for best in lead_of_each(beside):
        told += Teller(material.sources).tell_answer(material.of(best.marker), best.span)
    if not told:
        return []
    return [computed(_MAY_BE_MEANT, "\n\n"), *(Piece(f" {sentence}") for sentence in told)]


def _form(question: Question) -> Form:
    """Return the form of an answer; where several papers are found for one thing, they are
    listed or stand side by side.
    """
    form = _FORMS.get(question.intent, fact.compose)
    if question.expects and question.expects.holds is Holds.DATA and form is fact.compose:
        return data_used.compose if question.kind is Kind.CONTENT else inventory.compose
    if form in (fact.compose, explanation.compose):
        if question.kind is Kind.SURVEY:
            return _answer_and_list
        return _SEVERAL.get(question.kind, form)
    return form


def _answer_and_list(material: Material) -> list[Piece]:
    """Return the sentence that answers best, of what a topic is one that says so in its words,
    and the papers on it.
    """
    best = material.ranked[0] if material.ranked else None
    papers = paper_list.compose(material)
    if best is None or not _leads(material.question, best):
        return papers
    told = Teller(material.sources).tell_answer(material.of(best.marker), best.span)
    if not (told and papers):
        return papers
    return [*paragraph(told), computed(papers[0].text, "\n\n"), *papers[1:]]


def _leads(question: Question, best: Passage) -> bool:
    """Tell whether a sentence is an answer, rather than one on the topic."""
    if question.intent is Intent.DEFINITION:
        return best.covered == 1 and defines(best.span.text)
    return question.intent is not Intent.FACT or question.expects is not None


def as_nearest(pieces: Sequence[Piece]) -> Composition:
    """Return an answer from papers that only come closest to a description, which says so."""
    said = "This is the closest match that was found."
    return Composition(lambda: [*pieces, *([computed(said, "\n\n")] if pieces else [])])


def in_short(pieces: Sequence[Piece], *, is_list: bool) -> Composition:
    """Return an answer in its first sentence, a list in its titles; what is computed stays."""

    def compose() -> list[Piece]:
        told = [piece for piece in pieces if not piece.is_computed][:1]
        return [
            piece for piece in pieces if piece.is_computed or (piece in told and not is_list)
        ]

    return Composition(compose)
