"""What stands before a claim is no part of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.lead_ins import without_lead_in


@pytest.mark.parametrize(
    "lead_in",
    [
        "Answer: ",
        "Based on the provided sources, ",
        "According to the abstracts, ",
        "In the given sentences: ",
        "The abstracts say that ",
        "Overall, ",
        "The answer is that ",
    ],
)
def test_a_beginning_that_claims_nothing_is_left_out(lead_in: str) -> None:
    assert without_lead_in(f"{lead_in}frogs sing at night.") == "Frogs sing at night."


@pytest.mark.parametrize(
    "sentence",
    [
        "Based on frogs, the method sings.",
        "In the rain, frogs sing.",
        "The papers on frogs say little.",
        "Answer:",
        "From 2020 on, frogs sing.",
    ],
)
def test_other_beginnings_stay(sentence: str) -> None:
    assert without_lead_in(sentence) == sentence


@given(st.text(max_size=60))
def test_something_is_always_left(text: str) -> None:
    assert bool(without_lead_in(text)) is bool(text)
