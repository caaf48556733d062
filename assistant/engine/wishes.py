"""A question asked again as the user wishes it: some papers always in the evidence, others
never.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.backends.extractive.composers.answering import compose_answer
from assistant.backends.extractive.composers.material import ReadPaper
from assistant.backends.extractive.composers.telling import Teller
from assistant.backends.extractive.composers.writing import paragraph
from assistant.backends.prompting import build_request
from assistant.composing.related.choosing import Wishes, require_papers
from assistant.engine.model_planner import ModelPlanner
from assistant.language.markers import read_citations
from assistant.retrieval.passages import best_of_each, rank_passages
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Piece
    from assistant.composing.plan import Plan
    from assistant.engine.planner import Planner
    from assistant.engine.sessions.sessions import Turn
    from assistant.retrieval.passages import Passage
    from store.library import Library
    from store.paper import Paper

__all__ = ["Wishes", "plan_as_wished"]


def plan_as_wished(
    library: Library,
    planner: Planner | ModelPlanner,
    text: str,
    turns: Sequence[Turn],
    k: int,
    wishes: Wishes,
) -> Plan:
    """Return what a question is to be answered with, the pinned papers in the evidence and the
    excluded ones not.

    Raises InputError for a key that the library does not have.
    """
    pinned = require_papers(library, wishes.pinned)
    require_papers(library, wishes.excluded)
    asked = " ".join((text, *(f"-key:{key}" for key in wishes.excluded)))
    if isinstance(planner, ModelPlanner):
        return planner.plan(asked, turns, k, pinned=pinned)
    plan = planner.plan(asked, turns, k)
    if plan.reason is not None:
        for paper in pinned:
            alone = planner.plan(f"{asked} key:{paper.key}", turns, k)
            if alone.request is not None:
                plan = alone
                break
    return _with_passages(library, plan, pinned) if pinned else plan


def _with_passages(library: Library, plan: Plan, pinned: Sequence[Paper]) -> Plan:
    """Return the plan with the best sentence of each pinned paper that it would not use."""
    request = plan.request
    if request is None or request.reading is None:
        return plan
    used = {request.sources[passage.marker - 1].key for passage in request.passages}
    unused = {paper.key for paper in pinned} - used
    if not unused:
        return plan
    found = {hit.paper.key for hit in plan.hits}
    more = (Hit(paper, 1.0, {}) for paper in pinned if paper.key not in found)
    hits = (*plan.hits, *more)
    papers = [hit.paper for hit in hits]
    ranked = rank_passages(request.reading, hits, library.similarities)
    best = [each for each in best_of_each(ranked) if papers[each.marker - 1].key in unused]
    passages = (*request.passages, *best)
    composed = list(compose_answer(request.reading, papers, ranked, passages))
    composed += _added(papers, best, composed)
    built = build_request(request.question, papers, passages)
    return replace(
        plan, hits=hits, request=replace(built, reading=request.reading, composed=composed)
    )


def _added(
    papers: Sequence[Paper], best: Sequence[Passage], composed: Sequence[Piece]
) -> list[Piece]:
    """Return a paragraph of the passages whose papers an answer does not cite."""
    sources = [ReadPaper(number, paper) for number, paper in enumerate(papers, 1)]
    cited = {
        marker for piece in composed for marker in read_citations(piece.text, papers).markers
    }
    teller = Teller(sources)
    return [
        piece
        for passage in best
        if passage.marker not in cited
        for piece in paragraph(
            teller.tell_answer(sources[passage.marker - 1], passage.span), is_first=False
        )
    ]
