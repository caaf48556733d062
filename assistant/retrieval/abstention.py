"""When to say that the papers do not tell, and what to say then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.language.names import missing_names
from assistant.questions.aspects import asks_limits
from assistant.questions.question import Kind
from assistant.retrieval.relevance import (
    answers,
    missing_words,
    owns_limits,
    says_wanted,
    subjects,
)
from store import wording

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.paper import Paper
    from store.ranking import Hit

NOTHING_FOUND = "The abstracts in this library do not say."
_NEAREST = 3
_MOST_LISTED = 12


def reason_to_abstain(
    question: Question,
    hits: Sequence[Hit],
    passages: Sequence[Passage],
    unknown: Sequence[str] = (),
) -> str | None:
    """Return why the papers found do not answer the question, None where they may.

    `unknown` are names in the question that no paper of the library gives.
    """
    papers = [hit.paper for hit in hits]
    if unknown:
        return f"No abstract mentions {_listed(unknown)}. {nearest(papers)}".strip()
    if not papers:
        return reason_nothing_fits(question, ())
    if not question.words:
        return "The question names nothing that could be looked up."
    if question.kind is not Kind.CONTENT:
        return None
    if question.names:
        return reason_about_papers(question, hits)
    if question.wanted and not any(says_wanted(question, paper) for paper in papers):
        return f"No abstract speaks of {_quoted(' '.join(question.wanted))}. {nearest(papers)}"
    if answers(question, passages):
        return None
    missing = missing_words(question, papers)
    looked_for = (
        f"No abstract found speaks of {_listed(missing)}. "
        if missing
        else "Nothing found comes close. "
    )
    return looked_for + nearest(papers)


def reason_nothing_fits(question: Question, closest: Sequence[Paper]) -> str:
    """Return why no paper is on a topic; `closest` are what a search for it finds all the
    same.
    """
    if not closest:
        return "The library holds no paper that fits."
    missing = missing_words(question, closest)
    looked_for = (
        f"No abstract found speaks of {_listed(missing)}."
        if missing
        else "No paper here is on that."
    )
    return f"{looked_for} {nearest(closest)}"


def reason_about_papers(question: Question, hits: Sequence[Hit]) -> str | None:
    """Return why the papers that a question names, or that it is known to be about, do not
    answer it.
    """
    about = [hit.paper for hit in subjects(question, hits)]
    if not about:
        closest = sorted(
            (hit.paper for hit in hits),
            key=lambda paper: len(missing_names(question.names, paper)),
        )
        missing = _listed(missing_names(question.names, closest[0]))
        return f"No abstract mentions {missing} in this connection. {nearest(closest)}"
    if question.wanted and not any(says_wanted(question, paper) for paper in about):
        wanted = _quoted(" ".join(question.wanted))
        return f"{nearest(about, 'Looked in')} No sentence there speaks of {wanted}."
    if asks_limits(question.text) and not any(owns_limits(question, paper) for paper in about):
        return f"{nearest(about, 'Looked in')} No sentence there tells what it cannot do."
    return None


def nearest(papers: Sequence[Paper], said: str = "Nearest") -> str:
    """Return in a sentence which papers came closest; nothing where there are none."""
    if not papers:
        return ""
    titles = [f"{wording.title(paper)} ({wording.year(paper)})" for paper in papers[:_NEAREST]]
    return f"{said}: {'; '.join(titles)}."


def _listed(words: Sequence[str]) -> str:
    more = f" or {len(words) - _MOST_LISTED} more" if len(words) > _MOST_LISTED else ""
    return " or ".join(_quoted(word) for word in words[:_MOST_LISTED]) + more


def _quoted(word: str) -> str:
    return f"“{word}”"
