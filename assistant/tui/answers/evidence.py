"""What an answer rests on: what it quotes, and how it fared with each paper that it cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.composing.answer import Answer
    from assistant.grounding.verdicts import Evidence, Verdict
    from assistant.tui.widgets.sources import ListedSource


def evidence_in(answer: Answer | None) -> tuple[Evidence, ...]:
    """Return everything that an answer quotes."""
    if answer is None:
        return ()
    return tuple(span for sentence in answer.sentences for span in sentence.evidence)


def verdicts_in(answer: Answer | None, sources: Iterable[ListedSource]) -> dict[str, Verdict]:
    """Return the first verdict on each paper that an answer cites, by its key."""
    keys = {source.number: source.paper.key for source in sources}
    found: dict[str, Verdict] = {}
    for sentence in answer.sentences if answer else ():
        for marker in sentence.markers:
            if marker in keys:
                found.setdefault(keys[marker], sentence.verdict)
    return found
