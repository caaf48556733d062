"""What a sentence must hold to answer a question, read by the rows of the grammar."""

from __future__ import annotations

from assistant.questions.grammar import expected
from assistant.questions.intents import Expectation


def read_expectation(text: str) -> Expectation | None:
    """Return what a sentence must hold to answer a text, None where that is left open."""
    if (found := expected(text)) is None:
        return None
    row, slots = found
    return Expectation(row.holds, tuple(slots.get("of", "").split()))
