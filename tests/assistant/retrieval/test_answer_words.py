"""Which words of a sentence answer which words of a question."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.abstracts import Role
from assistant.language.sentences import Span
from assistant.questions.question_reader import read_question
from assistant.retrieval.answer_words import (
    PLACES,
    AnswerWords,
    answer_words,
    position_features,
    sentence_tokens,
)
from assistant.retrieval.sentence_features import QuotableSentence


def sentences(*texts: str, paper: int = 0, role: Role = Role.RESULT) -> list[QuotableSentence]:
    return [QuotableSentence(paper, Span(0, len(text), text), role) for text in texts]


def grams(text: str) -> frozenset[str]:
    return read_question(text).grams


@pytest.fixture
def words() -> AnswerWords:
    table = np.zeros((2, 2 + len(PLACES)), np.float32)
    table[0, 0], table[1, 1], table[1, -3] = 1.0, 2.0, 0.5
    return AnswerWords(("", "how many"), ("reeds", "forty"), table)


def test_a_word_counts_where_the_question_asks_for_it(words: AnswerWords) -> None:
    found = sentences("Forty reeds.", "No reeds.", "Forty.")
    assert words.scores(grams("Why?"), found).tolist() == [1.0, 1.0, 0.0]
    assert words.scores(grams("How many?"), found).tolist() == [3.0, 1.0, 2.5]


def test_places_are_told_within_each_paper() -> None:
    rows = position_features(
        [*sentences("A b.", "C."), *sentences("D.", paper=1, role=Role.METHOD)]
    )
    first, last = PLACES.index("is first"), PLACES.index("is last")
    assert rows[:, first].tolist() == [1.0, 0.0, 1.0]
    assert rows[:, last].tolist() == [0.0, 1.0, 1.0]
    assert rows[:, PLACES.index(f"is {Role.METHOD}")].tolist() == [0.0, 0.0, 1.0]


def test_a_question_has_words_pairs_and_a_beginning() -> None:
    assert grams("How many?") == {"", "how", "many", "how many", "^how", "^many"}
    assert grams("What’s new?") == grams("what's new")


def test_words_keep_their_letters() -> None:
    assert sentence_tokens("Naïve (40%)") == {"naïve", "(", "4", "0", "%"}


def test_what_is_kept_in_a_file_scores_alike(words: AnswerWords, tmp_path: Path) -> None:
    words.save(tmp_path / "words.npz")
    kept = AnswerWords.load(tmp_path / "words.npz")
    found = sentences("Forty reeds.", "None.")
    assert kept.asked == words.asked
    assert kept.said == words.said
    assert kept.scores(grams("How many?"), found) == pytest.approx(
        words.scores(grams("How many?"), found), abs=0.05
    )


@given(st.text(), st.lists(st.text(), max_size=4))
def test_whatever_is_asked_every_sentence_has_a_score(asked: str, texts: list[str]) -> None:
    assert np.isfinite(answer_words().scores(grams(asked), sentences(*texts))).all()


def test_a_question_for_a_number_wants_one() -> None:
    found = sentences("They sold 40 reeds.", "They sold all the reeds.")
    told, not_told = answer_words().scores(grams("How many reeds were sold?"), found)
    assert told > not_told
