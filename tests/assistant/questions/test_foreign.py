"""Questions of other languages for papers, and what is told of them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.questions.foreign import in_english
from store.library import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.engine.assistant import Assistant

MOORE = Paper(
    *("moore", "Moore der Eifel", ("Jo Möwe",), True, PartialDate(2001), "", None, None),
    names=("Möwe, Jo",),
)
BOGS = replace(MOORE, key="bogs", title="Торфяные болота", authors=("П. Волков",), names=())
TIDES = replace(MOORE, key="tides", title="Tides in bogs", abstract="Bogs have no tides.")


@pytest.fixture(scope="module")
def shelf(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with Library.open(tmp_path_factory.mktemp("shelf")) as library:
        library.add([MOORE, BOGS, TIDES])
        made = make_assistant(library, ExtractiveBackend())
        yield made
        made.sessions.close()


@pytest.mark.parametrize(
    ("question", "english"),
    [
        (
            "Welche Studien gibt es zu Mooren der Eifel?",
            "Which papers are about Mooren der Eifel?",
        ),
        ("Quels travaux portent sur les tourbières ?", "Which papers are about tourbières?"),
        ("¿Qué trabajos hay sobre turberas?", "Which papers are about turberas?"),
        ("Quali studi trattano di torbiere?", "Which papers are about torbiere?"),
        ("Quais estudos tratam de turfeiras?", "Which papers are about turfeiras?"),
        ("Welke studies gaan over venen?", "Which papers are about venen?"),
        ("Какие работы о болотах?", "Which papers are about болотах?"),
        ("关于湿地的论文有哪些？", "Which papers are about 湿地?"),
        ("湿地に関する論文はありますか", "Which papers are about 湿地?"),
        ("Combien d'études y a-t-il ?", "How many papers are there?"),
        ("Wie viele Arbeiten gibt es?", "How many papers are there?"),
        ("Was hat Möwe geschrieben?", "What did Möwe write?"),
        ("Что написал Волков?", "What did Волков write?"),
        ("Which articles have a table?", None),
        ("Are there studies of de novo design?", None),
        ("What papers are about a bog?", None),
        ("Moore der Eifel", None),
        ("¿Qué hay sobre los humedales?", "Which papers are about los humedales?"),
        ("Was wissen wir über Moore?", "Which papers are about Moore?"),
        ("qu’y a-t-il sur les marais", "Which papers are about les marais?"),
        ("", None),
    ],
)
def test_questions_for_papers_as_one_asks_in_english(
    question: str, english: str | None
) -> None:
    assert in_english(question) == english


def test_a_foreign_question_is_answered_by_titles_which_is_said(shelf: Assistant) -> None:
    answer = answer_to(shelf, "Welche Studien gibt es über Moore der Eifel?")
    assert "1 paper found, 2001 (by title only: no abstract in the library):" in answer.answer
    assert "Moore der Eifel" in answer.answer
    assert answer.rewritten == "Which papers are about Moore der Eifel?"


@pytest.mark.parametrize("question", ["Какие статьи о квантах?", "哪些论文关于量子计算？"])
def test_words_of_other_scripts_are_told_as_they_were_typed(
    shelf: Assistant, question: str
) -> None:
    answer = answer_to(shelf, question)
    told = f"{answer.rewritten} {answer.reason} {answer.answer}"
    assert not any(word in told for word in ("kvant", "liangzi", "jisuan"))
