"""The rows of the grammar: each takes its examples, and leaves its counter-examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.grammar import Row, rows
from assistant.questions.intents import Intent
from assistant.questions.known_names import KnownNames
from assistant.questions.reading import read

if TYPE_CHECKING:
    from assistant.questions.question import Question

NAMES = KnownNames(["Ann Hill", "Bo Marsh"], ["Toad Institute"], ["Journal of Ponds"])


def row_id(row: Row) -> str:
    return "-".join((row.intent, *row.constants.values()))


def reads_as(row: Row, question: Question) -> bool:
    """Tell whether a question has the intent of a row, and what it says of it."""
    if row.intent is Intent.METADATA:
        asked = question.catalogue
        return asked is not None and asked.operation == row.constants["operation"]
    return question.intent is row.intent and row.constants.items() <= question.slots.items()


@pytest.mark.parametrize("row", rows(), ids=row_id)
def test_a_row_takes_its_examples(row: Row) -> None:
    assert row.examples
    assert [text for text in row.examples if not reads_as(row, read(text, NAMES))] == []


@pytest.mark.parametrize("row", rows(), ids=row_id)
def test_a_row_leaves_its_counter_examples(row: Row) -> None:
    assert row.counter
    assert [text for text in row.counter if reads_as(row, read(text, NAMES))] == []


@given(st.text(max_size=300))
def test_every_text_is_read(text: str) -> None:
    question = read(text, NAMES)
    assert question.intent in Intent
    assert (question.intent is not Intent.METADATA) or question.catalogue
