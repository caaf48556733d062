"""Words of a question that say what it is about are told from those that frame it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.questions.content_words import ContentWords, content_likelihoods, tokens_of
from assistant.questions.question_reader import read_question
from assistant.retrieval.coverage import missing_words
from store.words import STOP_WORDS, words
from tests.train.content_words import count_right, read_marked, rows_of


def told(text: str) -> set[str]:
    """Return the words that are likelier content than frame."""
    return {word for word, likely in content_likelihoods(text).items() if likely > 0.5}


def test_words_about_the_asker_frame_a_question() -> None:
    content = told("I'm a nurse and my boss wants to know: how much does salt raise pressure?")
    assert {"salt", "pressure"} <= content
    assert content.isdisjoint(("nurse", "boss", "wants", "know"))


def test_a_word_is_content_in_one_question_and_frame_in_another() -> None:
    assert "group" in told("Does group therapy help against panic?")
    assert "group" not in told("Has this group done anything on panic?")


@given(st.text(max_size=80))
def test_each_word_but_stop_words_has_a_likelihood(text: str) -> None:
    likely = content_likelihoods(text)
    assert likely.keys() == set(words(text)) - STOP_WORDS
    assert all(0.0 <= each <= 1.0 for each in likely.values())


def test_where_no_word_is_content_none_is_told_as_frame() -> None:
    assert content_likelihoods("friends")["friends"] < 0.5
    assert read_question("friends").content == {"friends"}


def test_most_words_of_a_long_text_stay_content() -> None:
    abstract = (
        "Static recrystallisation of magnesium alloys was followed by electron diffraction "
        "while sheets were annealed, and grains that nucleated at shear bands grew fastest. "
    )
    likely = content_likelihoods(abstract * 8)
    assert sum(each > 0.5 for each in likely.values()) > len(likely) / 2


def test_a_refusal_names_no_words_that_frame_the_question() -> None:
    question = read_question("I'm a nurse and my boss wants to know: does salt raise pressure?")
    assert "salt" in missing_words(question, [])
    assert not {"nurse", "boss", "wants"} & {*missing_words(question, [])}


def test_six_of_seven_words_of_writers_held_out_are_told_rightly() -> None:
    trained = ContentWords.load()
    for own in read_marked(is_held_out=True).values():
        assert count_right(trained, own) >= 6 / 7 * len(own)


def test_a_marked_question_gives_its_words_as_they_are_marked() -> None:
    rows = rows_of("So, about [guitar picks]: how [hard] is it?")
    places = [token.word for token in tokens_of("So, about guitar picks: how hard is it?")]
    candidates = [word for word in places if word not in STOP_WORDS]
    content = [word for word, row in zip(candidates, rows, strict=True) if row.is_content]
    assert content == ["guitar", "picks", "hard"]


def test_a_day_is_no_name() -> None:
    assert read_question("For a talk on Monday, what is there on Bela?").names == ("Bela",)
    assert read_question("For my talk on Monday: what data sets are used?").names == ()
    assert read_question("Who cites Hise on Bela?").names == ("Hise", "Bela")


def test_a_paper_holds_a_topic_without_the_words_that_frame_it() -> None:
    asked = "Anything on shock tunnels in here? My professor wants two references by tonight."
    question = read_question(asked)
    assert {word for term in question.content_terms for word in term} == {"shock", "tunnel"}
    assert read_question("friends").content_terms == read_question("friends").topic
