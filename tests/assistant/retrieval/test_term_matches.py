"""How the words of a question stand in sentences."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.question_reader import read_question
from assistant.retrieval.term_matches import TermMatches, words_of
from store.paper import Paper

WORDS = st.lists(st.sampled_from(["frog", "pond", "song", "green"]), min_size=1, max_size=9)


def paper(abstract: str, title: str = "A study") -> Paper:
    return Paper("key", title, (), True, None, abstract, None, None)


def matches(question: str, *abstracts: str) -> TermMatches:
    return TermMatches(read_question(question), [paper(text) for text in abstracts])


def test_a_term_counts_in_full_as_it_is_and_nearly_so_in_the_words_of_papers() -> None:
    found = matches("pictures", "We draw pictures.", "We make images.", "We tax wool.")
    best = found.best_in_papers(found.written)[0]
    assert best[0] == 1.0
    assert 0.5 < best[1] < 1.0
    assert best[2] == 0.0


def test_initials_stand_for_the_words_that_they_begin() -> None:
    found = matches("convolutional neural networks", "We train a CNN on faces.")
    assert (found.best_in_papers(found.written) > 0).all()


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("The vibration of thin shells is measured.", 1.0),
        ("Shells in vibration.", 1.0),
        ("Shells are thin, and what is known of their vibration is little.", 0.0),
    ],
)
def test_neighbouring_terms_stand_together_in_either_order(text: str, share: float) -> None:
    found = matches("shell vibration", text)
    assert found.best_in_papers(found.pairs_together())[0] == share


@given(WORDS, st.lists(WORDS, min_size=1, max_size=3))
def test_every_share_is_one(asked: list[str], texts: list[list[str]]) -> None:
    found = matches(" ".join(asked), *(" ".join(text) for text in texts))
    for matrix in (found.exact, found.written, found.soft, found.pairs_together()):
        assert ((matrix >= 0.0) & (matrix <= 1.0 + 1e-9)).all()
    assert found.weights.sum() == pytest.approx(1.0)
    assert (found.soft >= found.exact).all()


def test_a_paper_without_a_word_has_a_sentence_all_the_same() -> None:
    assert words_of(paper("", title="")).tokens == (("",),)
