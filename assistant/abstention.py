"""When to say that the papers do not tell, and what to say then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.passages import paper_stems

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.passages import Passage
    from assistant.question import Question
    from store.ranking import Hit

NOTHING_FOUND = "The abstracts in this library do not say."
_NEAREST = 3
# Calibrated on questions with known answers: docs/answers.md.
_LEAST_COVERED = 0.5
_LEAST_MEANING = 0.45


def reason_to_abstain(question: Question, hits: Sequence[Hit], passages: Sequence[Passage]) -> str | None:
    """Return why the papers found do not answer the question, None where they may."""
    if not hits:
        return "The library holds no paper that fits."
    if not question.terms:
        return "The question names nothing that could be looked up."
    best = passages[0] if passages else None
    if best and (best.paper_covered >= _LEAST_COVERED or best.meaning >= _LEAST_MEANING):
        return None
    return f"{_missing(question, hits)}Nearest: {_nearest(hits)}."


def _missing(question: Question, hits: Sequence[Hit]) -> str:
    held = frozenset[str]().union(*(paper_stems(hit.paper) for hit in hits))
    words = [word for word, term in question.words.items() if not term & held]
    return f"No abstract found mentions: {', '.join(words)}. " if words else ""


def _nearest(hits: Sequence[Hit]) -> str:
    return "; ".join(
        f"{hit.paper.title} ({hit.paper.date.year if hit.paper.date else 'no date'})"
        for hit in hits[:_NEAREST]
    )
