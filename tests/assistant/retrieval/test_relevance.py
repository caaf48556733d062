"""Which papers belong to a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.language.names import gives_name, missing_names
from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question
from assistant.retrieval.abstention import says_wanted
from assistant.retrieval.coverage import missing_words
from assistant.retrieval.features import paper_features
from assistant.retrieval.relevance import Relevance, Task, weights_of
from assistant.retrieval.scope import subjects
from store.paper import Paper
from store.ranking import Hit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from assistant.retrieval.features import Column
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
    assert missing_words(read_question("Do toads and newts walk?"), [TOAD]) == ["newts"]


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
    hits = seed_library.search(topic, k=100)
    relevance = Relevance.of(read_question(topic), hits, seed_library.similarities)
    titles = [hit.paper.title for hit in relevance.members()]
    assert any(title.startswith(inside) for title in titles)
    assert not any(title.startswith(outside) for title in titles)


def test_no_hits_have_no_members_and_nothing_is_there(seed_library: Library) -> None:
    relevance = Relevance.of(read_question("face recognition"), [], seed_library.similarities)
    assert (relevance.members(), relevance.is_absent) == ([], True)


@pytest.mark.parametrize(
    "topic", ["face generation", "video recognition challenge", "attribute generation"]
)
def test_a_topic_of_words_that_stand_apart_is_absent(seed_library: Library, topic: str) -> None:
    there, absent = (
        Relevance.of(
            read_question(text), seed_library.search(text, k=100), seed_library.similarities
        )
        for text in ("face recognition", f"{topic} of proteins")
    )
    assert not there.is_absent
    assert absent.is_absent


def features_of(asked: str, *abstracts: str) -> Mapping[str, Column]:
    papers = [Paper(text, "", (), True, None, text, None, None) for text in abstracts]
    hits = [Hit(paper, 1.0, {}) for paper in papers]
    return paper_features(read_question(asked), hits, lambda _, texts: [0.5] * len(texts))


def test_an_abstract_without_a_number_of_its_own_is_told_where_one_is_asked_for() -> None:
    texts = ("The 3 ponds have 40 frogs.", "The 3 ponds have frogs.", "Half of them sing.")
    asked = features_of("How many frogs live in the 3 ponds?", *texts)
    assert asked["numberless"].tolist() == [0.0, 1.0, 0.0]
    assert features_of("Which frogs live in ponds?", *texts)["numberless"].tolist() == [0.0] * 3


def test_what_is_wanted_of_a_paper_may_be_lacking_in_it() -> None:
    texts = ("Its batch size is small.", "It learns to sing.")
    asked = features_of("What is the batch size of the training?", *texts)
    assert asked["wanted_lacking"][0] == 0.0
    assert asked["wanted_lacking"][1] > 0.3
    assert not features_of("How does it learn to sing?", *texts)["wanted_lacking"].any()


def test_the_same_words_may_be_asked_as_another_kind_of_question(seed_library: Library) -> None:
    hits = seed_library.search("face recognition", k=20)
    found = Relevance.of(read_question("face recognition"), hits, seed_library.similarities)
    survey = found.asked_as(Kind.SURVEY)
    assert (found.question.kind, survey.question.kind) == (Kind.CONTENT, Kind.SURVEY)
    assert survey.features is found.features
    assert found.asked_as(Kind.CONTENT) is found


def test_a_paper_whose_name_is_spelt_out_is_the_one_that_answers(seed_library: Library) -> None:
    question = read_question("speeding up face detectors with scale estimation")
    hits = seed_library.search(question.text, k=50)
    best = Relevance.of(question, hits, seed_library.similarities).ranked(Task.ANSWER)[0]
    assert "scale" in best.paper.abstract


@pytest.mark.parametrize("task", [Task.TOPIC, Task.ANSWER, Task.ABSENT])
def test_every_task_has_weights_of_features_that_there_are(
    seed_library: Library, task: Task
) -> None:
    hits = seed_library.search("face recognition", k=3)
    relevance = Relevance.of(read_question("face recognition"), hits, seed_library.similarities)
    assert weights_of(task).weights.keys() <= relevance.features.keys()


def test_what_is_wanted_may_be_given_with_all_else_that_is_asked_as_a_number() -> None:
    paper = Paper("pond", "Calls", (), True, None, "Above 9 lx frogs fall silent.", None, None)
    assert says_wanted(read_question("At what brightness do they fall silent?"), paper)
    assert not says_wanted(read_question("At what brightness do they breed?"), paper)


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
