"""What a question asks: its kind, its names, its words, and whether it wants a number."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.language.names import find_names
from assistant.language.quantities import holds_number
from assistant.language.stems import stem, stems, telling_words
from assistant.questions.question import Kind
from assistant.questions.question_reader import read_question


@pytest.mark.parametrize(
    ("kind", "questions"),
    [
        (
            Kind.CONTENT,
            [
                "What is HoP?",
                "how does raphael place its experts",
                "what is reinforcement learning used for?",
                "Why do first frames drift",
                "aligning pictures with captions",
                "guessing what somebody does without knowing anything about them",
                "What does this work propose?",
                "In the frog paper, what is measured?",
                "",
            ],
        ),
        (
            Kind.SURVEY,
            [
                "Which papers deal with face swapping?",
                "papers about faces",
                "WHICH PAPERS ARE ABOUT FACES",
                "Summarize the research on diffusion",
                "summarise  the work on detection ",
                "Give an overview of video generation",
                "what has been done on person re-identification?",
                "history of the face recognition line",
                "What work is there on frogs?",
                "Is there anything on frogs and toads?",
                "anything on frogs?",
                "Has anybody looked at frogs?",
                "who works with frogs",
                "Which of these studies count frogs?",
                "show me the tree frog ones",
                "How were frogs counted? List the relevant papers.",
                "I am looking for everything on frogs.",
                "I need what there is on frogs",
                "frogs that sing - list please",
                "Show me the reports on frogs",
            ],
        ),
        (
            Kind.COMPARISON,
            [
                "Compare HoP with Co-DETR",
                "UniNet vs. UniFormer",
                "UNINET VERSUS FNAS",
                "How does MoVA differ from CoMat?",
                "what's the difference between MoVA and CoMat",
                "Grant's and Hill's papers on frogs, what sets them apart?",
            ],
        ),
    ],
)
def test_how_many_papers_an_answer_takes(kind: Kind, questions: list[str]) -> None:
    assert {text: read_question(text).kind for text in questions} == dict.fromkeys(
        questions, kind
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("What is HoP?", ["HoP"]),
        ("what does UniNet-B5 reach on ImageNet", ["UniNet-B5", "ImageNet"]),
        ("Who wrote Gen-L-Video?", ["Gen-L-Video"]),
        ("Where was Salt released?", ["Salt"]),
        ("is S-CFG free of training", ["S-CFG"]),
        ("Which papers are about video generation?", []),
        ("how is it trained", []),
        ("", []),
    ],
)
def test_names_are_known_by_how_they_are_written(text: str, names: list[str]) -> None:
    assert find_names(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "How many GPUs did RAPHAEL use?",
        "what FID does it reach",
        "How fast is KPNet?",
        "how large is the data set?",
        "HOW MANY PARAMETERS",
    ],
)
def test_a_number_is_wanted(text: str) -> None:
    assert read_question(text).asks_number


@pytest.mark.parametrize("text", ["how is it trained?", "Why is it good?", "What is HoP?"])
def test_no_number_is_wanted(text: str) -> None:
    assert not read_question(text).asks_number


@pytest.mark.parametrize(
    "text", ["68.5% NDS", "about 4× faster", "1,000 A100 GPUs", "66.0 AP", "~5 seconds"]
)
def test_a_quantity_is_one(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize("text", ["UniNet-B5", "the GPT4 model", "no number", "S2AP"])
def test_a_digit_within_a_name_is_no_quantity(text: str) -> None:
    assert not holds_number(text)


def test_words_that_shape_a_question_do_not_tell_what_it_is_about() -> None:
    assert [
        *telling_words("Which of the papers in the list deal with masked faces, please?")
    ] == [
        "masked",
        "faces",
    ]
    assert not telling_words("what is it about?")


def test_who_does_a_thing_counts_as_the_thing_done() -> None:
    assert stem("detector") == stem("detection") == stem("detecting")
    assert stems("face recognition") <= stems("Recognising faces, or a recognition of a face")


def test_a_compound_is_known_together_and_apart() -> None:
    assert stems("self-attention") & stems("selfattention")


def test_either_of_two_things_belongs_to_a_topic_that_names_both() -> None:
    question = read_question("Is there anything on tree frogs or toads in ponds?")
    assert len(question.terms) == 3
    assert stems("frog") | stems("toad") in question.terms
    assert len(read_question("How do frogs and toads swim?").terms) == 3


def test_the_sides_of_a_comparison() -> None:
    for text in (
        "Compare RAPHAEL and CoMat",
        "RAPHAEL vs CoMat",
        "difference between RAPHAEL and CoMat?",
    ):
        sides = read_question(text).sides
        assert [("RAPHAEL" in side, "CoMat" in side) for side in sides] == [
            (True, False),
            (False, True),
        ]


@given(st.text(st.characters(), max_size=200))
def test_no_text_is_too_odd(text: str) -> None:
    question = read_question(text)
    assert question.text == text
    assert set(question.topic) <= set(question.terms)
    assert all(name in text for name in question.names)
    assert all(side in text for side in question.sides)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Is there a survey?", {"survey"}),
        ("are there any tutorials", {"tutorials"}),
        ("Which papers deal with frogs?", {"frogs"}),
    ],
)
def test_a_kind_of_work_tells_where_nothing_else_does(text: str, told: set[str]) -> None:
    assert read_question(text).words.keys() == told


def test_a_topic_opened_takes_either_of_two_words() -> None:
    question = read_question("frog and toad calls")
    assert question.as_survey.kind is Kind.SURVEY
    assert question.as_survey.words["frog"] == question.as_survey.words["toad"]
