"""Whether the paper that would answer tells the detail that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.sentences import cut_sentences
from assistant.questions.details import read_detail
from assistant.questions.question import Kind
from assistant.retrieval.abstention import nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.question import Question
    from store.paper import Paper


def reason_detail_is_missing(question: Question, papers: Sequence[Paper]) -> str | None:
    """Return why papers do not tell the count, the measure or the name that is asked, None
    where they may.
    """
    detail = read_detail(question.text) if question.kind is not Kind.SURVEY else None
    if detail is None:
        return None
    texts = (
        span.text
        for paper in papers
        for span in cut_sentences(f"{paper.title}.\n{paper.abstract}")
    )
    if any(detail.is_told_by(text) for text in texts):
        return None
    return f"{nearest(papers, 'Looked in')} No sentence there tells {detail.said}."
