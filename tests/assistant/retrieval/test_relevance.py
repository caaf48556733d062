"""Which papers belong to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.language.names import gives_name, missing_names
from assistant.questions.question import read_question
from assistant.retrieval.relevance import members, missing_words, says_wanted, subjects
from store.paper import Paper
from store.ranking import Hit

if TYPE_CHECKING:
    from store.library import Library

FROG = Paper(
    "frog",
    "Gen-L-Frog: Songs",
    ("Ada Frog",),
    True,
    None,
    "S^2AP hears frogs. Its batch size is 8.",
    None,
    None,
)
TOAD = Paper("toad", "Toads", (), True, None, "Toads walk.", None, None)


@pytest.mark.parametrize("name", ["Gen-L-Frog", "GenLFrog", "frogs", "S2AP", "FROG"])
def test_a_name_is_held_however_it_is_written(name: str) -> None:
    assert missing_names(read_question(f"What is {name}?").names, FROG) == []


def test_a_name_that_is_not_held_is_missing() -> None:
    question = read_question("Does RAPHAEL hear Frogs?")
    assert missing_names(question.names, FROG) == ["RAPHAEL"]
    assert missing_names(question.names, TOAD) == ["RAPHAEL", "Frogs"]
    assert not gives_name("toads walk", "RAPHAEL")


def test_the_subjects_hold_all_the_names_and_without_names_all_are() -> None:
    hits = [Hit(TOAD, 1.0, {}), Hit(FROG, 0.5, {})]
    assert [hit.paper for hit in subjects(read_question("What is S2AP?"), hits)] == [FROG]
    assert subjects(read_question("what hops?"), hits) == hits


def test_what_is_wanted_stands_together_in_one_sentence() -> None:
    question = read_question("What batch size does the frog use?")
    assert says_wanted(question, FROG)
    assert not says_wanted(question, TOAD)
    assert missing_words(read_question("walking toads and newts"), [TOAD]) == ["newts"]


@pytest.mark.parametrize(
    ("topic", "inside", "outside"),
    [
        ("face recognition", "Towards Large-scale Masked Face Recognition", "RAPHAEL"),
        ("video generation", "Gen-L-Video", "Towards Flops-constrained Face Recognition"),
        ("neural architecture search", "FNAS", "MoVA"),
    ],
)
def test_the_members_of_a_topic(
    seed_library: Library, topic: str, inside: str, outside: str
) -> None:
    titles = [
        hit.paper.title
        for hit in members(read_question(topic), seed_library.search(topic, k=100))
    ]
    assert any(title.startswith(inside) for title in titles)
    assert not any(title.startswith(outside) for title in titles)


def test_no_hits_have_no_members() -> None:
    assert members(read_question("face recognition"), []) == []


def test_a_name_alone_does_not_make_a_paper_belong_to_a_topic() -> None:
    papers = {
        "scene": "We rebuild 3D point clouds of rooms.",
        "face": "We detect faces under 3D rotation of the head.",
    }
    hits = [
        Hit(Paper(key, "A study", (), True, None, text, None, None), 1.0, {})
        for key, text in papers.items()
    ]
    question = read_question("Which papers handle 3D point clouds?")
    assert [hit.paper.key for hit in members(question, hits)] == ["scene"]


def test_what_is_wanted_may_be_said_in_the_words_of_papers() -> None:
    paper = Paper(
        "sky",
        "A study",
        (),
        True,
        None,
        "Values are given up to an altitude of 9 km.",
        None,
        None,
    )
    assert says_wanted(read_question("Up to what height does the study give values?"), paper)
    assert not says_wanted(
        read_question("Up to what voltage does the study give values?"), paper
    )
