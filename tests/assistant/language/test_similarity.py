"""Sentence vectors: what says the same is nearer than what does not."""

from __future__ import annotations

import pytest

from assistant.language.similarity import cosines

SENTENCE = "The detector adds no cost at inference time."


def test_a_paraphrase_is_nearer_than_another_statement() -> None:
    paraphrase = "The method introduces no extra overhead during inference."
    other = "Fluorinated electrolytes extend the life of lithium cells."
    [[near, far]] = cosines([SENTENCE], [paraphrase, other])
    assert near > far


def test_a_sentence_is_like_itself_and_nothing_is_like_no_text() -> None:
    [[itself, nothing]] = cosines([SENTENCE], [SENTENCE, ""])
    assert itself == pytest.approx(1, abs=1e-5)
    assert -1 <= nothing <= 1
