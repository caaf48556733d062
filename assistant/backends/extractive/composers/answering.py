"""Which form an answer takes, by what the question is after."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers import (
    comparison,
    explanation,
    fact,
    inventory,
    limits,
    paper_list,
    ranking,
    reading_order,
    timeline,
)
from assistant.backends.extractive.composers.material import gather
from assistant.backends.extractive.composers.writing import computed
from assistant.questions.intents import Intent
from assistant.questions.question import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from assistant.backends.base import Piece
    from assistant.backends.extractive.composers.material import Material
    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.paper import Paper

Form = Callable[["Material"], "list[Piece]"]

_SEVERAL: Mapping[Kind, Form] = {
    Kind.SURVEY: paper_list.compose,
    Kind.COMPARISON: comparison.compose,
}
_FORMS: Mapping[Intent, Form] = {
    Intent.FACT: fact.compose,
    Intent.HOW: explanation.compose,
    Intent.WHY: explanation.compose,
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


def compose_answer(
    question: Question,
    papers: Sequence[Paper],
    ranked: Iterable[Passage],
    chosen: Iterable[Passage],
) -> tuple[Piece, ...]:
    """Return the answer to a question from numbered papers, in the form that it asks for.

    `ranked` are the sentences of the papers that it is about, the best first; `chosen` are
    those that retrieval would answer with. The same material gives the same pieces; nothing
    where no sentence can be told.
    """
    material = gather(question, papers, ranked, chosen)
    return tuple(_form(question)(material) or fact.compose(material))


def _form(question: Question) -> Form:
    """Return the form of an answer; where several papers are found for one thing, they are
    listed or stand side by side.
    """
    form = _FORMS.get(question.intent, fact.compose)
    if form in (fact.compose, explanation.compose):
        return _SEVERAL.get(question.kind, form)
    return form


def as_nearest(pieces: Sequence[Piece]) -> tuple[Piece, ...]:
    """Return an answer from papers that only come closest to a description, which says so."""
    said = "This is the closest match that was found."
    return (*pieces, computed(said, "\n\n")) if pieces else ()
