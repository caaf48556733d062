"""The rows of the grammar: each takes its examples, and leaves its counter-examples."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.grammar import (
    ExpectedRow,
    Row,
    Wordings,
    expected,
    expected_rows,
    presupposed,
    presupposed_rows,
    rows,
)
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


def expected_id(row: ExpectedRow) -> str:
    return str(row.holds)


def expects(row: ExpectedRow, text: str) -> bool:
    found = expected(text)
    return found is not None and found.holds is row.holds


@pytest.mark.parametrize("row", expected_rows(), ids=expected_id)
def test_a_row_of_what_is_expected_takes_its_examples(row: ExpectedRow) -> None:
    assert row.examples
    assert [text for text in row.examples if not expects(row, text)] == []


@pytest.mark.parametrize("row", expected_rows(), ids=expected_id)
def test_a_row_of_what_is_expected_leaves_its_counter_examples(row: ExpectedRow) -> None:
    assert row.counter
    assert [text for text in row.counter if expects(row, text)] == []


@pytest.mark.parametrize(
    ("text", "of"),
    [
        ("How many frogs were counted?", ("frogs",)),
        ("how many of the people tried it", ()),
        ("What AP does HoP get on nuScenes?", ("AP",)),
        ("What share of the frogs is green?", ("frogs",)),
    ],
)
def test_what_is_counted_is_told(text: str, of: tuple[str, ...]) -> None:
    found = expected(text)
    assert found is not None
    assert found.of == of


@pytest.mark.parametrize("row", presupposed_rows())
def test_what_is_taken_for_granted_is_read(row: Wordings) -> None:
    assert all(presupposed(text) for text in row.examples)
    assert not any(presupposed(text) for text in row.counter)
    assert presupposed("Why did they find that fire increases nitrogen?") == (
        "fire increases nitrogen"
    )


@pytest.mark.parametrize(
    "wording",
    [
        "Define echo location, please",
        "what is meant by 'echo location'?",
        "echo location = what?",
        "How is echo location defined?",
        "In short, what do people mean by echo location?",
        "I keep reading echo location. What is that?",
    ],
)
def test_what_asks_for_a_meaning_is_no_part_of_the_term(wording: str) -> None:
    question, plain = (read(text, NAMES) for text in (wording, "What is echo location?"))
    assert question.intent is plain.intent
    assert question.words == plain.words
