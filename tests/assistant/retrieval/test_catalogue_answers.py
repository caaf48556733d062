"""Answers computed from metadata: complete, exact, and plain about what the source leaves
open.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Options
from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.grounding.verdicts import Verdict
from assistant.questions.authorship import AuthorLimits
from assistant.questions.catalogue import CatalogueQuestion, Operation
from assistant.questions.constraints import Constraints
from assistant.retrieval.catalogue_answers import state
from store import Library
from store.filters import Clause, Filter
from store.paper import Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant
from tests.store.samples import bare

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from assistant.engine.assistant import Assistant

OWL = Paper("owl", "Owls", ("Ada Owl", "Bea Lark"), True, PartialDate(2020, 1), "", None, True)
LARK = replace(
    OWL,
    key="lark",
    title="Larks",
    authors=("Bea Lark",),
    date=PartialDate(2021),
    has_code=False,
)
WREN = replace(
    OWL, key="wren", title="Wrens", authors=("Cy Wren",), authors_complete=False, date=None
)
EVERY = Constraints(Filter(), frozenset(), (), "")


def told(
    operation: Operation, papers: Sequence[Paper], constraints: Constraints = EVERY
) -> str:
    question = CatalogueQuestion(operation, constraints, "")
    return "\n".join(statement.text for statement in state(question, papers, 3, cut_lists=1))


@given(
    st.sampled_from(Operation),
    st.lists(st.sampled_from([OWL, LARK, WREN]), min_size=1, unique=True),
)
def test_every_statement_is_of_the_catalogue_and_of_the_papers_given(
    operation: Operation, papers: list[Paper]
) -> None:
    statements = state(CatalogueQuestion(operation, EVERY, ""), papers, 3, cut_lists=1)
    assert statements
    for statement in statements:
        assert statement.text.strip()
        assert statement.verdict is Verdict.CATALOGUE
        assert set(statement.papers) <= set(papers)


def test_the_two_oldest_are_two_and_co_authors_are_others_with_their_papers() -> None:
    two = state(
        replace(CatalogueQuestion(Operation.OLDEST, EVERY, ""), amount=2),
        [OWL, LARK],
        3,
        cut_lists=1,
    )
    assert [paper.key for statement in two for paper in statement.papers] == ["owl", "lark"]
    lark = replace(EVERY, where=Filter((Clause("author", "lark"),)), said=("by Lark",))
    others = state(
        CatalogueQuestion(Operation.COAUTHORS, lark, ""), [OWL, LARK], 3, cut_lists=1
    )
    assert [
        (each.text, [paper.key for paper in each.papers]) for each in others if each.is_item
    ] == [("Ada Owl: 1 paper", ["owl"])]


def test_no_papers_are_said_to_be_none_and_nothing_is_divided_by_them() -> None:
    constraints = replace(EVERY, where=Filter((Clause("code", "yes"),)), said=("with code",))
    for operation in (
        Operation.COUNT,
        Operation.LIST,
        Operation.OLDEST,
        Operation.NEWEST,
        Operation.PER_YEAR,
    ):
        assert "0 papers" in told(operation, [], constraints) or "no paper" in told(
            operation, [], constraints
        )
    assert told(Operation.COAUTHORS, [], constraints)


def test_the_oldest_and_the_newest_leave_out_what_has_no_date() -> None:
    assert "Owls" in told(Operation.OLDEST, [OWL, LARK, WREN])
    assert "Larks" in told(Operation.NEWEST, [OWL, LARK, WREN])
    assert "Wrens" not in told(Operation.NEWEST, [OWL, LARK, WREN])


def test_papers_of_the_same_day_are_all_named() -> None:
    twin = replace(OWL, key="twin", title="Twins")
    assert {"Owls", "Twins"} <= set(
        told(Operation.OLDEST, [OWL, twin, LARK]).replace("(", " ").split()
    )


def test_years_are_counted_and_the_undated_are_not_lost() -> None:
    lines = told(Operation.PER_YEAR, [OWL, LARK, replace(LARK, key="other"), WREN]).splitlines()
    assert "2020: 1 paper" in lines
    assert "2021: 2 papers" in lines
    assert "without a date: 1 paper" in lines


def test_a_list_of_authors_that_the_source_cuts_says_so() -> None:
    assert "Cy Wren et al." in told(Operation.AUTHORS, [WREN])
    assert "cuts" in told(Operation.AUTHORS, [WREN])
    assert "cuts" not in told(Operation.AUTHORS, [OWL])


def test_co_authors_are_counted_without_the_owner_of_the_page() -> None:
    lines = told(Operation.COAUTHORS, [replace(OWL, profile="Ada Owl"), LARK]).splitlines()
    assert "Bea Lark: 2 papers" in lines
    assert not any(line.startswith("Ada Owl") for line in lines)
    assert "et al." in lines[-1]


def test_one_author_under_several_names_is_counted_once_and_said() -> None:
    papers = [
        replace(OWL, authors=names)
        for names in (("E.-M. Crow", "T. Rook"), ("Eva-Maria Crow", "Tim Rook"), ("Tom Rook",))
    ]
    lines = told(Operation.COAUTHORS, papers).splitlines()
    assert "Eva-Maria Crow (also written E.-M. Crow): 2 papers" in lines
    # Which of two somebody is, nobody knows.
    assert {"T. Rook: 1 paper", "Tim Rook: 1 paper", "Tom Rook: 1 paper"} <= {*lines}


def test_people_in_a_place_are_counted_where_the_source_tells_who_stands_there() -> None:
    papers = [replace(OWL, profile="Ada Owl"), LARK, WREN]
    for place, said in (
        ("first", {"Ada Owl: 1 paper", "Bea Lark: 1 paper", "Cy Wren: 1 paper"}),
        ("second", {"Bea Lark: 1 paper"}),
        ("last", {"Bea Lark: 2 papers"}),
    ):
        question = CatalogueQuestion(Operation.COAUTHORS, EVERY, "", detail=place)
        items = [each for each in state(question, papers, 3, cut_lists=0) if each.is_item]
        assert {each.text for each in items} == said


def test_who_is_left_out_is_not_counted() -> None:
    limits = AuthorLimits(uncounted=(Clause("author", "bea lark"),))
    lines = told(Operation.COAUTHORS, [OWL, LARK], replace(EVERY, limits=limits)).splitlines()
    assert lines[1:2] == ["Ada Owl: 1 paper"]


def test_who_wrote_several_papers_is_told_with_who_is_on_all_of_them() -> None:
    assert told(Operation.AUTHORS, [OWL, LARK]).endswith("Named on both: Bea Lark.")
    assert told(Operation.AUTHORS, [OWL, LARK, WREN]).endswith("Named on all of them: nobody.")


def test_who_is_left_out_may_be_where_the_source_cuts_the_list() -> None:
    clause = Clause("author", "ada owl", negated=True)
    without = Constraints(Filter((clause,)), frozenset(), ("without Ada Owl",), "")
    assert "In 1 of these the source cuts" in told(Operation.LIST, [LARK, WREN], without)
    assert "et al." not in told(Operation.LIST, [LARK], without)


def test_years_without_papers_are_named() -> None:
    papers = [OWL, replace(LARK, date=PartialDate(2023))]
    assert "none in 2021 and 2022" in told(Operation.PER_YEAR, papers)


@pytest.mark.parametrize(
    ("limits", "keys"),
    [
        (AuthorLimits(1, 1), ["lark"]),
        (AuthorLimits(2), ["owl", "wren"]),
        (AuthorLimits(1, 2), ["owl", "lark"]),
        (AuthorLimits(placed=((-1, Clause("author", "lark")),)), ["owl", "lark"]),
        (AuthorLimits(placed=((1, Clause("author", "lark")),)), ["owl"]),
        (AuthorLimits(placed=((-1, Clause("author", "wren")),)), []),
    ],
)
def test_a_list_that_the_source_cuts_meets_only_what_it_surely_does(
    limits: AuthorLimits, keys: list[str]
) -> None:
    constraints = replace(EVERY, limits=limits)
    assert [each.key for each in (OWL, LARK, WREN) if constraints.allow(each)] == keys


def test_an_inferred_year_is_owned_up_to() -> None:
    guessed = replace(OWL, date=PartialDate(2026, inferred=True))
    assert "inferred" in told(Operation.NEWEST, [guessed])
    assert "inferred" in told(Operation.DATE, [guessed])
    assert "inferred" not in told(Operation.NEWEST, [OWL])


def test_whether_there_is_code_has_three_answers() -> None:
    answers = [
        told(Operation.CODE, [replace(OWL, has_code=code)]) for code in (True, False, None)
    ]
    assert answers[0].startswith("Yes")
    assert "does not say" in answers[2]
    assert len(set(answers)) == 3


def test_each_paper_listed_is_cited_by_its_number(assistant: Assistant) -> None:
    answer = answer_to(assistant, "Which papers are from 2021?")
    assert [citation.marker for citation in answer.citations] == [1, 2, 3, 4]
    for citation in answer.citations:
        assert f"[{citation.marker}]" in answer.answer
        assert citation.title in answer.answer
        assert citation.year == 2021
    assert {sentence.verdict for sentence in answer.sentences} == {Verdict.CATALOGUE}


def test_no_name_is_said_to_be_hidden_where_every_list_is_whole(tmp_path: Path) -> None:
    whole = replace(bare("reed", "On reeds"), authors=("Ada Reed",))
    with Library.open(tmp_path / "library") as library:
        library.add([whole])
        asked = make_assistant(library, ExtractiveBackend(Options()))
        assert "may hide" not in answer_to(asked, "What did Reed write?").answer
        library.add([replace(whole, key="other", title="On ponds", authors_complete=False)])
        assert "may hide" in answer_to(asked, "What did Reed write?").answer


def test_what_no_source_tells_of_code_is_said_beside_the_count() -> None:
    coded = replace(EVERY, where=Filter((Clause("code", "yes"),)), said=("with code",))
    question = CatalogueQuestion(Operation.COUNT, coded, "")
    none, reservation = state(question, [], 3, cut_lists=0, untold_code=2)
    assert "no" in none.text or "0" in none.text
    assert "2 papers" in reservation.text
    assert len(state(question, [], 3, cut_lists=0)) == 1
