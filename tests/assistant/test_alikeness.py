"""Sentence vectors: what says the same is nearer than what does not."""

from __future__ import annotations

import pytest

from assistant.alikeness import measure_alikeness

SENTENCE = "The detector adds no cost at inference time."


def test_a_paraphrase_is_nearer_than_another_statement() -> None:
    paraphrase = "The method introduces no extra overhead during inference."
    other = "Fluorinated electrolytes extend the life of lithium cells."
    assert measure_alikeness(SENTENCE, paraphrase) > measure_alikeness(SENTENCE, other)


def test_a_sentence_is_like_itself_and_nothing_is_like_no_text() -> None:
    assert measure_alikeness(SENTENCE, SENTENCE) == pytest.approx(1, abs=1e-5)
    assert -1 <= measure_alikeness(SENTENCE, "") <= 1
