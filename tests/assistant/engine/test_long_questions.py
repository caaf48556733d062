"""A page that was pasted as a question is read in part, and that is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.length import LONGEST, first_part
from tests.assistant.asking import HOP_QUESTION, answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


@given(st.text(max_size=3 * LONGEST))
def test_the_first_part_is_the_beginning(text: str) -> None:
    first = first_part(text)
    assert text.startswith(first)
    assert len(first) <= LONGEST
    assert first == text or len(text) > LONGEST


def test_a_pasted_page_is_read_in_part(assistant: Assistant) -> None:
    page = HOP_QUESTION + " And what of all the other things that are told here?" * 1000
    answer = answer_to(assistant, page)
    assert answer.question == page
    assert answer.rewritten
    assert f"of {len(page)} characters" in answer.rewritten
    assert len(answer.rewritten) < 200
