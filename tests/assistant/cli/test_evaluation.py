"""Questions with known answers are read, asked and scored; what is made by rule is answered
right.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from assistant.cli.evaluation.question_maker import make_questions
from assistant.cli.evaluation.scoring import KnownAnswer, Score, read_known_answers, score
from assistant.composing.answer import Answer, Citation
from store.errors import SourceError
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from store.paper import Paper
    from tests.assistant.conftest import Songline

A, B, C = ("A", 2020), ("B", 2021), ("C", 2022)


def known(**changes: Any) -> KnownAnswer:
    defaults: dict[str, Any] = {
        "id": "1",
        "kind": "fact",
        "question": "?",
        "history": (),
        "gold": frozenset(),
        "also": frozenset(),
        "facts": (),
        "abstain": False,
    }
    return KnownAnswer(**(defaults | changes))


def answer(*cited: tuple[str, int], text: str = "", abstained: bool = False) -> Answer:
    citations = tuple(
        Citation(marker, title.lower(), title, year, year_inferred=False)
        for marker, (title, year) in enumerate(cited, 1)
    )
    return Answer(
        "?", None, text, abstained, None, citations, (), (), "extractive", None, None, 0.0
    )


def is_perfect(found: Score) -> bool:
    return min(found.recall, found.precision, found.facts, found.abstention) == 1.0


def test_recall_and_precision_count_gold_and_allowed_papers() -> None:
    found = score(known(gold=frozenset({A, B}), also=frozenset({C})), answer(A, C, ("D", 1999)))
    assert (found.recall, found.precision) == (0.5, 2 / 3)
    assert not is_perfect(found)


def test_where_nothing_is_asked_of_citations_any_may_stand() -> None:
    assert is_perfect(score(known(), answer(A)))


def test_an_answer_where_it_should_abstain_loses_abstention_and_precision() -> None:
    found = score(known(abstain=True), answer(A))
    assert (found.abstention, found.precision) == (0.0, 0.0)
    assert is_perfect(score(known(abstain=True), answer(abstained=True)))


def test_facts_are_patterns_that_the_text_must_match() -> None:
    found = score(known(facts=(r"\b17\b", "code")), answer(text="17 papers"))
    assert found.facts == 0.5


@pytest.mark.parametrize("line", ["{", "[]", '{"question": 1, "facts": ["("]}', '{"id": "x"}'])
def test_a_line_that_is_no_question_is_named_with_its_number(tmp_path: Path, line: str) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "What is HoP?"}\n' + line + "\n", encoding="utf-8")
    with pytest.raises(SourceError, match=r"questions\.jsonl:2"):
        read_known_answers(path)


def test_made_questions_are_answered_right_by_the_command(
    seed_papers: tuple[Paper, ...], songline: Callable[..., Any], tmp_path: Path
) -> None:
    made = [
        question
        for question in make_questions(seed_papers)
        if question["kind"] in ("count", "absent")
    ]
    path = tmp_path / "made.jsonl"
    path.write_text("".join(json.dumps(question) + "\n" for question in made), encoding="utf-8")
    ran = songline("eval", str(path), "--json")
    report = json.loads(ran.out)
    assert report["kinds"]["all"]["n"] == len(made)
    assert [
        row["question"] for row in report["questions"] if row["facts"] * row["abstention"] < 1
    ] == []


def test_what_is_configured_holds_for_the_questions_too(
    songline: Songline, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "questions.jsonl"
    path.write_text('{"question": "What NDS does HoP reach on nuScenes?"}\n', encoding="utf-8")
    songline.answer_with(ScriptedBackend(["HoP reaches 99.9% NDS on nuScenes [1]."]))
    monkeypatch.setenv("SONGLINE_STRICT", "yes")
    (row,) = songline("eval", str(path), "--json").json["questions"]
    assert "~~HoP reaches 99.9%" in row["answer"]
