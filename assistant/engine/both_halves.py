"""Two questions in one, where metadata answers a half: both are answered, or it is said what is
left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.base import Piece
from assistant.composing.answer import Answer, Citation
from assistant.composing.plan import Plan
from assistant.engine.fallback import write_statements
from assistant.engine.sessions.turns import Turn
from assistant.grounding.verdicts import Verdict
from assistant.retrieval.statements import Statement

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from assistant.questions.halves import Halves
    from store.paper import Paper
    from store.ranking import Hit

    PlanHalf = Callable[[str, Sequence[Turn]], Plan]


def plan_both(halves: Halves, whole: Plan, turns: Sequence[Turn], plan_half: PlanHalf) -> Plan:
    """Return what answers both halves, where the first is about one paper and metadata answers
    one of them; else what the question is answered with as a whole.
    """
    first = plan_half(halves.first, turns)
    papers = _papers_of(first)
    if first.reason or len(papers) != 1:
        return whole
    second = plan_half(halves.second, (*turns, _turn_of(halves.first, papers[0])))
    if first.statements and second.reason:
        left_out = f"“{halves.second}” is not answered. {second.reason}"
        said = Statement(left_out, verdict=Verdict.META)
        return replace(first, rewritten=None, statements=(*first.statements, said))
    if second.reason:
        return whole
    if first.statements and second.statements:
        hits = _together(first.hits, second.hits)
        return Plan(hits, statements=(*first.statements, *second.statements))
    if first.statements:
        return _with_stated(second, first, is_before=True) or whole
    return (second.statements and _with_stated(first, second, is_before=False)) or whole


def _turn_of(question: str, paper: Paper) -> Turn:
    """Return the first half as a turn about its paper, for the second half to lean on."""
    cited = (Citation(1, paper.key, paper.title, None, year_inferred=False),)
    answer = Answer(
        question=question,
        rewritten=None,
        answer="",
        abstained=False,
        reason=None,
        citations=cited,
        sentences=(),
        retrieved=(paper.key,),
        backend="",
        model=None,
        usage=None,
        seconds=0.0,
    )
    return Turn(question, answer)


def _papers_of(plan: Plan) -> tuple[Paper, ...]:
    """Return the papers that an answer will cite, by their keys once each."""
    if plan.request is None:
        cited = [paper for statement in plan.statements for paper in statement.papers]
    else:
        sources = plan.request.sources
        cited = [sources[passage.marker - 1] for passage in plan.request.passages]
    return tuple({paper.key: paper for paper in cited}.values())


def _together(first: Sequence[Hit], second: Sequence[Hit]) -> tuple[Hit, ...]:
    known = {hit.paper.key for hit in first}
    return (*first, *(hit for hit in second if hit.paper.key not in known))


def _with_stated(written: Plan, stated: Plan, *, is_before: bool) -> Plan | None:
    """Return a composed answer with statements before it, or behind it; None where none is
    composed.
    """
    request = written.request
    if request is None or not request.composed:
        return None
    hits = _together(written.hits, stated.hits)
    numbers = {hit.paper.key: number for number, hit in enumerate(hits, 1)}
    text = write_statements(stated.statements, numbers)
    if is_before:
        begun, *rest = request.composed
        gap = replace(begun, text=f"\n\n{begun.text.lstrip()}")
        composed = (Piece(text.lstrip(), is_computed=True), gap, *rest)
    else:
        composed = (*request.composed, Piece(text, is_computed=True))
    sources = tuple(hit.paper for hit in hits)
    return replace(
        written,
        hits=hits,
        rewritten=None,
        request=replace(request, sources=sources, composed=composed),
    )
