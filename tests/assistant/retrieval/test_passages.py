"""Which sentences answer: each cut from its abstract, the best first, few and in reading
order.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.sentences import Span
from assistant.questions.question_reader import read_question
from assistant.retrieval.coverage import coverage, term_weights
from assistant.retrieval.passages import (
    Passage,
    choose_passages,
    find_further,
    rank_leads,
    rank_passages,
)
from store.paper import Paper
from store.ranking import Hit
from tests.assistant.asking import HOP, HOP_QUESTION

if TYPE_CHECKING:
    from store.library import Library


def found(library: Library, question: str) -> list[Hit]:
    return library.search(question, k=10)


def test_every_sentence_is_one_of_its_abstract(seed_library: Library) -> None:
    hits = found(seed_library, HOP_QUESTION)
    passages = rank_passages(read_question(HOP_QUESTION), hits, seed_library.similarities)
    assert passages
    for passage in passages:
        abstract = hits[passage.marker - 1].paper.abstract
        assert abstract[passage.span.start : passage.span.end] == passage.span.text
        assert 0.0 <= passage.covered <= 1.0 + 1e-9
    scores = [passage.score for passage in passages]
    assert scores == sorted(scores, reverse=True)


def test_a_number_that_the_question_gives_is_no_answer(seed_library: Library) -> None:
    abstract = (
        "We measure the spending of the frogs out of the payments of 2008. "
        "They spent 12 percent of them on flies."
    )
    paper = replace(
        seed_library.list()[0], key="frogs", title="Frogs and payments", abstract=abstract
    )
    hits = [Hit(paper, 1.0, {})]
    question = read_question("How much of the payments of 2008 did the frogs spend on flies?")
    ranked = rank_leads(rank_passages(question, hits, seed_library.similarities), 1)
    assert ranked[0].span.text.startswith("They spent 12 percent")


def test_the_sentence_with_the_number_comes_first(seed_library: Library) -> None:
    hits = found(seed_library, HOP_QUESTION)
    best = rank_passages(read_question(HOP_QUESTION), hits, seed_library.similarities)[0]
    assert hits[best.marker - 1].paper.key == HOP
    assert "68.5% NDS" in best.span.text


@pytest.mark.parametrize(
    "question", ["What is RAPHAEL?", "How does Salt train its model?", HOP_QUESTION]
)
def test_a_question_of_content_takes_a_few_sentences_of_one_paper(
    seed_library: Library, question: str
) -> None:
    hits = found(seed_library, question)
    asked = read_question(question)
    chosen = choose_passages(asked, hits, rank_passages(asked, hits, seed_library.similarities))
    assert 1 <= len(chosen) <= 4
    assert len({passage.marker for passage in chosen}) == 1


def test_a_survey_takes_one_sentence_of_each_paper_in_the_order_of_time(
    seed_library: Library,
) -> None:
    asked = read_question("Which papers are about face recognition?")
    hits = found(seed_library, asked.text)
    chosen = choose_passages(asked, hits, rank_passages(asked, hits, seed_library.similarities))
    markers = [passage.marker for passage in chosen]
    assert sorted(markers) == list(range(1, len(hits) + 1))
    dates = [hits[marker - 1].paper.date for marker in markers]
    days = [date.sort_key for date in dates if date]
    assert days == sorted(days)


def test_papers_without_sentences_have_no_passages() -> None:
    bare = Hit(Paper("k", "A Title", (), True, None, "", None, None), 1.0, {})
    question = read_question("What is in the title?")
    assert rank_passages(question, [bare], lambda _, others: [0.0] * len(others)) == []
    assert rank_passages(question, [], lambda _, others: [0.0] * len(others)) == []
    assert choose_passages(question, [bare], []) == []


def test_a_rare_word_weighs_more_than_a_common_one(seed_library: Library) -> None:
    question = read_question("face HoP")
    weights = term_weights(question, found(seed_library, "face recognition"))
    face, hop = (weights[question.words[word]] for word in ("face", "hop"))
    assert hop > face > 0
    assert coverage(weights, frozenset()) == 0.0
    assert coverage(weights, frozenset().union(*weights)) == pytest.approx(1.0)


def passage(at: int, score: float, lead: float, marker: int = 1) -> Passage:
    return Passage(marker, Span(10 * at, 10 * at + 9, f"Number {at}."), score, 0.5, lead=lead)


PASSAGES = st.lists(
    st.tuples(st.floats(0.0, 1.0), st.floats(-9.0, 9.0), st.integers(1, 2)), min_size=1
)


@given(PASSAGES, st.data())
def test_beside_a_sentence_stand_a_few_of_its_paper_in_reading_order(
    told: list[tuple[float, float, int]], data: st.DataObject
) -> None:
    passages = [passage(at, *each) for at, each in enumerate(told)]
    lead = data.draw(st.sampled_from(passages))
    further = find_further(lead, data.draw(st.permutations(passages)))
    assert len(further) <= 3
    assert lead not in further
    assert {each.marker for each in further} <= {lead.marker}
    assert further == sorted(further, key=lambda each: each.span.start)


def test_a_sentence_beside_the_one_that_answers_comes_before_one_far_away() -> None:
    lead = passage(5, 0.6, 2.0)
    others = [passage(at, 0.4, 1.0) for at in range(11) if at != 5]
    places = [each.span.start // 10 for each in find_further(lead, [lead, *others])]
    assert {4, 6} <= {*places}
    assert all(abs(place - 5) <= 2 for place in places)


def test_nothing_stands_beside_a_sentence_that_is_not_among_them() -> None:
    assert find_further(passage(7, 0.9, 1.0), [passage(1, 0.9, 1.0)]) == []


def test_what_answers_much_worse_does_not_stand_beside() -> None:
    lead = passage(0, 0.9, 9.0)
    assert find_further(lead, [lead, passage(1, 0.001, -9.0)]) == []


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ("Why do detectors of small frogs fail?", "because the frogs are cut apart"),
        ("How many ponds does SIMPLEX look at?", "in 40 ponds"),
    ],
)
def test_the_sentence_to_begin_with_is_one_that_does_what_is_asked(
    seed_library: Library, asked: str, told: str
) -> None:
    abstract = (
        "Detectors of small frogs fail because the frogs are cut apart at the edges of tiles. "
        "We present SIMPLEX, which slows training of detectors for small frogs in ponds. "
        "SIMPLEX is tried in 40 ponds. "
        "Results show that training with SIMPLEX is no slower than the baseline."
    )
    hits = [Hit(replace(seed_library.list()[0], title="Frogs", abstract=abstract), 1.0, {})]
    passages = rank_passages(read_question(asked), hits, seed_library.similarities)
    assert told in rank_leads(passages, 1)[0].span.text
