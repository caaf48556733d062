"""Questions for who cites whom: what abstracts name is told as that, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.questions.citing import read_cited
from tests.assistant.asking import answer_to

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant


@pytest.mark.parametrize(
    "question",
    [
        "Which papers build on DETR?",
        "which paper cites DETR",
        "Who builds upon the DETR paper?",
    ],
)
def test_papers_that_name_it_in_their_abstracts_are_told_as_that(
    assistant: Assistant, question: str
) -> None:
    told = answer_to(assistant, question)
    assert told.answer.startswith(
        "The library holds no citations; 3 papers name “DETR” in their abstracts:"
    )
    assert {citation.key for citation in told.citations} == {
        "huang2022teachdetr",
        "zong2022detrs",
        "zhang2023decoupled",
    }


@pytest.mark.parametrize(
    "questions",
    [
        ["Which paper cites Wilcox?"],
        ["Who cites UniFormer?"],
        ["Which papers build on RAPHAEL?"],
        ["Compare RAPHAEL and CoMat", "which papers build on it?"],
    ],
)
def test_what_no_other_abstract_names_is_refused_for_want_of_citations(
    assistant: Assistant, questions: list[str]
) -> None:
    session = assistant.sessions.start()
    told = [answer_to(assistant, question, session) for question in questions][-1]
    assert told.abstained
    assert told.reason is not None
    assert "no citations" in told.reason


@pytest.mark.parametrize(
    "text",
    [
        "Which papers build on diffusion models?",
        "What does HoP build on?",
        "Which papers does HoP cite?",
        "papers on citation networks",
    ],
)
def test_topics_and_what_a_paper_itself_cites_are_other_questions(text: str) -> None:
    assert read_cited(text) is None
