"""Questions that lean on the conversation, held with the real assistant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.questions.followup import complete, stay
from assistant.questions.messages import leans
from store.library import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant, talk

if TYPE_CHECKING:
    from pathlib import Path

    from assistant.engine.assistant import Assistant


@pytest.mark.parametrize(
    ("follow_up", "answer"),
    [
        ("Who wrote it?", "Zeyue Xue"),
        ("who wrote it", "Zeyue Xue"),
        ("WHO WROTE IT???", "Zeyue Xue"),
        ("And who wrote that paper?", "Zeyue Xue"),
        ("when was it published?", "2023"),
        ("Does it have code?", "code"),
        ("how many GPUs was it trained on", "1,000"),
        ("On how many GPUs was this model trained?", "1,000"),
    ],
)
def test_what_points_back_is_asked_of_the_paper_spoken_of(
    assistant: Assistant, follow_up: str, answer: str
) -> None:
    told = talk(assistant, "What is RAPHAEL?", follow_up)
    assert told.rewritten is not None
    assert "RAPHAEL" in told.rewritten
    assert answer in told.answer
    assert [citation.key for citation in told.citations] == ["xue2023raphael"]


@pytest.mark.parametrize(
    ("follow_up", "answer"),
    [("And when was it published?", "25 October 2023"), ("and who wrote it?", "Manyuan Zhang")],
)
def test_metadata_is_asked_of_a_paper_that_has_no_name_but_its_title(
    assistant: Assistant, follow_up: str, answer: str
) -> None:
    assert answer in talk(assistant, "How are masked faces recognised?", follow_up).answer


@pytest.mark.parametrize(
    "more", ["tell me more", "More!", "please go on", "more details?", "continue"]
)
def test_more_is_more_of_the_same_paper(assistant: Assistant, more: str) -> None:
    told = talk(assistant, "What is RAPHAEL?", more)
    assert {citation.key for citation in told.citations} == {"xue2023raphael"}


@pytest.mark.parametrize("other", ["And CoMat?", "what about CoMat", "How about CoMat?"])
def test_the_same_is_asked_of_another(assistant: Assistant, other: str) -> None:
    told = talk(assistant, "Who wrote MoVA?", other)
    assert told.rewritten is not None
    assert "CoMat" in told.rewritten
    assert "Dongzhi Jiang" in told.answer


def test_the_same_is_asked_of_another_year(assistant: Assistant) -> None:
    told = talk(assistant, "How many papers are from 2021?", "and 2022?")
    assert told.rewritten == "How many papers are from 2022?"
    assert "9 papers" in told.answer


@pytest.mark.parametrize(
    "question",
    [
        "What is HoP?",
        "Who wrote MoVA?",
        "How many papers have code?",
        "Which papers are about video generation?",
        "Compare UniNet and UniFormer",
        "year:2021",
    ],
)
def test_what_stands_by_itself_is_left_alone(assistant: Assistant, question: str) -> None:
    after = talk(assistant, "What is RAPHAEL?", question)
    assert after.rewritten is None
    assert after.answer == answer_to(assistant, question).answer


def test_papers_spoken_of_one_after_the_other_are_compared(assistant: Assistant) -> None:
    told = talk(assistant, "What is MoVA?", "What is CoMat?", "Compare them")
    assert told.rewritten == "Compare MoVA and CoMat"
    assert {citation.key for citation in told.citations} == {"zong2024mova", "jiang2024comat"}
    oldest = talk(assistant, "What is MoVA?", "What is CoMat?", "and which came first?")
    assert [citation.key for citation in oldest.citations] == ["jiang2024comat"]


def test_a_turn_of_small_talk_does_not_make_it_forget(assistant: Assistant) -> None:
    told = talk(assistant, "What is RAPHAEL?", "thanks", "Who wrote it?")
    assert [citation.key for citation in told.citations] == ["xue2023raphael"]


def test_without_a_conversation_nothing_is_made_whole(assistant: Assistant) -> None:
    for text in ("Who wrote it?", "and 2022?", "tell me more", "the second one", "", "?" * 100):
        assert complete(text, (), assistant.library.get) is None


def test_papers_that_are_gone_since_are_not_spoken_of(assistant: Assistant) -> None:
    session = assistant.sessions.start()
    answer_to(assistant, "What is RAPHAEL?", session)
    assert complete("Who wrote it?", session.turns, lambda _: None) is None


def test_a_bare_why_asks_for_the_reason_of_what_was_said(assistant: Assistant) -> None:
    answer = talk(assistant, "Do LLMs degrade the prompt-following ability?", "Why?")
    assert "misalignment" in answer.answer
    assert answer.rewritten == "Why: Do LLMs degrade the prompt-following ability?"


def test_a_question_that_leaves_out_of_what_is_about_the_last_paper(
    assistant: Assistant,
) -> None:
    answer = talk(assistant, "What is Co-DETR?", "Which datasets?")
    assert "COCO" in answer.answer
    assert answer.rewritten == "Which datasets of Co-DETR?"


@pytest.mark.parametrize(
    ("follow_up", "answer"),
    [
        ("How long do the males call there?", "14 hours"),
        ("And on warm days?", "14 hours"),
        ("How loud do they get at the shore?", "92 dB"),
        ("Does the spacing of the males have an effect?", "little effect"),
        ("how much louder do they get at the shore", "92 dB"),
    ],
)
def test_what_names_nothing_and_leads_nowhere_else_stays_with_the_paper_spoken_of(
    field_work: Assistant, follow_up: str, answer: str
) -> None:
    told = talk(field_work, "What is recorded of pond frogs at night?", follow_up)
    assert answer in told.answer
    assert {citation.key for citation in told.citations} == {"frogs"}


@pytest.mark.parametrize(
    "question", ["How do nations vote on taxes?", "Which calls does Bo Marsh record?"]
)
def test_what_has_nothing_to_do_with_the_paper_spoken_of_leaves_it(
    field_work: Assistant, question: str
) -> None:
    told = talk(field_work, "What is recorded of pond frogs at night?", question)
    assert "frogs" not in {citation.key for citation in told.citations}


@pytest.mark.parametrize(
    "question",
    [
        "How long does it take?",
        "which model won there",
        "and at night?",
        "by how much did that fall?",
    ],
)
def test_a_question_that_stands_on_what_was_said_is_known(question: str) -> None:
    assert leans(question)


@pytest.mark.parametrize("question", ["Which ponds have frogs?", "papers that count frogs", ""])
def test_a_question_that_stands_by_itself_is_known(question: str) -> None:
    assert not leans(question)


@pytest.mark.parametrize(
    "question", ["Which papers are on calls?", "What is HoP there?", "How do they differ?"]
)
def test_questions_for_several_papers_or_of_a_new_name_do_not_stay(
    field_work: Assistant, question: str
) -> None:
    session = field_work.sessions.start()
    answer_to(field_work, "What is recorded of pond frogs at night?", session)
    assert stay(question, session.turns, field_work.library.get) is None


@pytest.mark.parametrize(
    ("questions", "whole"),
    [
        (["What is MoVA?", "Compare it with CoMat"], "Compare MoVA with CoMat"),
        (
            ["What is CoMat?", "How does it differ from MoVA?"],
            "How does CoMat differ from MoVA?",
        ),
    ],
)
def test_a_new_name_widens_to_the_library(
    assistant: Assistant, questions: list[str], whole: str
) -> None:
    told = talk(assistant, *questions)
    assert told.rewritten == whole
    assert not {"zong2024mova", "jiang2024comat"} - set(told.retrieved)


@pytest.mark.parametrize(
    ("before", "follow_up", "whole"),
    [
        (
            "What does Ann Hill record?",
            "did she write anything on toads?",
            "did Ann Hill write anything on toads?",
        ),
        (
            "What did Hill and Marsh record?",
            "when did they publish?",
            "when did Hill and Marsh publish?",
        ),
        ("papers by Cy Reed", "and his papers on frogs?", "Cy Reed's papers on frogs?"),
    ],
)
def test_people_are_carried_on_as_people(
    field_work: Assistant, before: str, follow_up: str, whole: str
) -> None:
    told = talk(field_work, before, follow_up)
    assert told.rewritten == whole


def test_people_are_carried_over_what_is_asked_of_their_paper(field_work: Assistant) -> None:
    last = "did they write anything on toads?"
    told = talk(field_work, "What did Hill and Marsh record?", "At what time of day?", last)
    assert told.rewritten == "did Hill and Marsh write anything on toads?"


@pytest.mark.parametrize(
    "question",
    [
        "Which is the oldest paper and who wrote it?",
        "What is UniFormer and how does it work?",
        "What is UniFormer? How does it work?",
        "Explain UniFormer and how it works",
        "What does Gen-L-Video do, and does it need training?",
        "Why do transformers scale and what limits them?",
        "Which method is fastest, and how many steps does it need?",
        "Who wrote MoVA and when was it published?",
    ],
)
def test_a_pronoun_stands_for_what_the_question_itself_names_before_it(
    assistant: Assistant, question: str
) -> None:
    told = talk(assistant, "Compare RAPHAEL and CoMat", question)
    assert told.rewritten is None
    assert told.answer == answer_to(assistant, question).answer


@pytest.mark.parametrize(
    ("question", "whole"),
    [
        ("which is newer, and who wrote it?", "Which of these papers is newer, and who"),
        ("Which datasets and how many GPUs does it use?", "how many GPUs does RAPHAEL use?"),
        ("Is there code and where is it?", "where is RAPHAEL?"),
        ("Compared with UniFormer, is it faster?", "is RAPHAEL faster?"),
        ("What datasets were used and how does it score?", "how does RAPHAEL score?"),
        ("How fast and how accurate is it?", "How fast and how accurate is RAPHAEL?"),
        ("If the angle is large, how does it score?", "how does RAPHAEL score?"),
    ],
)
def test_what_no_pronoun_of_the_question_stands_for_is_still_carried_on(
    assistant: Assistant, question: str, whole: str
) -> None:
    told = talk(assistant, "Compare RAPHAEL and CoMat", question)
    assert told.rewritten is not None
    assert whole in told.rewritten


@pytest.mark.parametrize(
    "follow_up",
    [
        "Has he worked on object detection?",
        "And has the author written anything about object detection?",
        "Did she ever publish on object detection?",
    ],
)
def test_other_work_is_asked_of_the_person_not_of_the_paper(
    assistant: Assistant, follow_up: str
) -> None:
    told = talk(assistant, "What is KPNet?", follow_up)
    assert told.rewritten == "What has Guanglu Song published on object detection?"
    assert len(told.citations) > 1


@pytest.mark.parametrize(
    ("follow_up", "rewritten"),
    [("And its mAP?", "RAPHAEL's mAP?"), ("what about its FID?", "what about RAPHAEL's FID?")],
)
def test_another_thing_is_asked_of_the_same_paper(
    assistant: Assistant, follow_up: str, rewritten: str
) -> None:
    assert talk(assistant, "Who wrote RAPHAEL?", follow_up).rewritten == rewritten


@pytest.mark.parametrize(
    ("follow_up", "told"),
    [("its venue?", "has no venue"), ("Its authors?", "Zeyue Xue"), ("and its year?", "2023")],
)
def test_metadata_of_it_needs_no_verb(assistant: Assistant, follow_up: str, told: str) -> None:
    assert told in talk(assistant, "What is RAPHAEL?", follow_up).answer


def test_a_name_in_small_letters_that_others_give_widens_to_the_library(
    assistant: Assistant,
) -> None:
    told = talk(
        assistant, "Compare RAPHAEL and CoMat", "what accuracy did they reach for uniformer"
    )
    cited = {citation.key for citation in told.citations}
    assert cited <= {"li2022uniformer", "li2022uniformerunifying"}
    assert cited


@pytest.mark.parametrize(
    "follow_up", ["How much?", "by how much exactly?", "how long was that"]
)
def test_an_amount_that_the_paper_spoken_of_lacks_is_said_to_be_untold(
    field_work: Assistant, follow_up: str
) -> None:
    told = talk(field_work, "How many caves with water hold bats?", follow_up)
    assert told.abstained
    assert told.reason is not None
    assert "Caves and their bats" in told.reason
    assert told.reason.endswith("No sentence there gives a number.")


@pytest.mark.parametrize(
    "follow_up",
    [
        "Which was the best model?",
        "what were the worst results",
    ],
)
def test_what_leaves_out_of_what_stays_with_the_paper_spoken_of(
    field_work: Assistant, follow_up: str
) -> None:
    told = talk(field_work, "What is recorded of pond frogs at night?", follow_up)
    assert told.rewritten is not None
    assert told.rewritten.endswith(", in Calls of pond frogs?")


@pytest.mark.parametrize(
    "follow_up",
    [
        "Where was this done?",
        "where was it carried out",
        "Where?",
        "In which country?",
        "And where did that take place?",
    ],
)
def test_a_place_is_told_by_the_sentence_that_names_one_or_said_to_be_untold(
    tmp_path: Path, follow_up: str
) -> None:
    texts = {
        "Newts": "We count newts in ponds. Nets of Study 2 were set near lakes in Bavaria.",
        "Snails": "We count snails on walls. In Study 2 they moved at night.",
    }
    with Library.open(tmp_path / "library") as library:
        library.add(
            Paper(title, title, ("Di Elm",), True, PartialDate(2001), text, None, None)
            for title, text in texts.items()
        )
        made = make_assistant(library, ExtractiveBackend())
        assert "Bavaria" in talk(made, "How are newts counted?", follow_up).answer
        untold = talk(made, "How are snails counted?", follow_up)
        made.sessions.close()
    assert untold.reason == "Looked in: Snails (2001). No sentence there names a place."


@pytest.mark.parametrize(
    "question",
    [
        "How many papers?",
        "Where was the count of toads carried out?",
        "How many papers are there?",
    ],
)
def test_what_says_of_what_it_asks_does_not_stay_with_the_paper_spoken_of(
    field_work: Assistant, question: str
) -> None:
    told = talk(field_work, "What is recorded of pond frogs at night?", question)
    assert told.rewritten is None


def test_what_was_said_is_told_in_its_first_sentence(assistant: Assistant) -> None:
    whole = talk(assistant, "How does HoP work?")
    short = talk(assistant, "How does HoP work?", "way too long, say it in one sentence")
    assert len(whole.sentences) > len(short.sentences) == 1
    assert short.answer in whole.answer
