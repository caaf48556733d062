"""Papers that a question cites by author and year, or by their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.engine.planner import Planner
from assistant.questions.known_names import KnownNames
from assistant.questions.references import refer
from store.library import Library
from store.paper import Paper, PartialDate
from tests.assistant.asking import answer_to, make_assistant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.composing.plan import Plan

_PAPERS = (
    ("elm1987owl", 1987, ("Di Elm",), "Owls of the fen", "owls hunt voles"),
    ("TarnHeron1999", 1999, ("Ida Tarn", "Bo Heron"), "Reeds in winter", "reeds freeze"),
    ("Heron1999", 1999, ("Bo Heron",), "Herons at dusk", "herons wait for frogs"),
    ("Heron2004", 2004, ("B. Heron", "Uma Fenn"), "Herons at dawn", "herons sleep"),
    ("VanMoor2011", 2011, ("Jo Van Moor",), "Peat under snow", "peat stays warm"),
    ("Sedge2011a", 2011, ("Al Sedge",), "Bogs of the coast", "bogs grow"),
    ("April2011", 2011, ("Lu April",), "Moss on walls", "moss dries"),
    ("Sedge2011b", 2011, ("Al Sedge",), "Bogs of the hills", "bogs shrink"),
)


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("cited")) as opened:
        opened.add(
            Paper(key, title, authors, True, PartialDate(year), _told(what), None, None)
            for key, year, authors, title, what in _PAPERS
        )
        yield opened


@pytest.fixture(scope="module")
def planner(library: Library) -> Planner:
    return Planner(library)


def _told(what: str) -> str:
    return f"Little is known of marshes. We find that {what}."


def told(plan: Plan) -> str:
    said = [statement.text for statement in plan.statements]
    said += [piece.text for piece in plan.request.composed] if plan.request else []
    return "".join(said)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("Compare Heron 1999 and Tarn 1999", ["Heron1999", "TarnHeron1999"]),
        ("How does Heron 2004 differ from Van Moor 2011?", ["Heron2004", "VanMoor2011"]),
        ("compare heron (2004) with Heron et al. (1999)", ["Heron2004", "Heron1999"]),
        ("What did Heron 1999 find?", ["Heron1999"]),
        ("What do Tarn and Heron 1999 say about reeds?", ["TarnHeron1999"]),
        ("Tell me about Bo Heron's 2004 paper", ["Heron2004"]),
        ("Summarise VanMoor2011", ["VanMoor2011"]),
        ("What did Sedge 2011 find?", ["Sedge2011a", "Sedge2011b"]),
        ("What did Fenn conclude?", ["Heron2004"]),
        ("Who wrote the paper by Tarn 1999?", ["TarnHeron1999"]),
    ],
)
def test_a_paper_is_meant_by_who_wrote_it_and_when(
    planner: Planner, question: str, keys: list[str]
) -> None:
    plan = planner.plan(question, (), 10)
    assert plan.reason is None
    assert sorted(hit.paper.key for hit in plan.hits) == sorted(keys)


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What did Heron 2004 find?", "herons sleep"),
        ("What did Van Moor find?", "peat stays warm"),
        ("Summarise Tarn 1999", "reeds freeze"),
        ("Tarn 1999", "reeds freeze"),
        ("Who wrote fenn 2004?", "Uma Fenn"),
    ],
)
def test_what_such_a_paper_says_is_told(planner: Planner, question: str, said: str) -> None:
    assert said in told(planner.plan(question, (), 10))


@pytest.mark.parametrize(
    ("question", "many"),
    [("papers by Heron 1999", 2), ("What did Heron publish in 2004?", 1)],
)
def test_a_list_of_papers_stays_one(planner: Planner, question: str, many: int) -> None:
    assert told(planner.plan(question, (), 10)).startswith(f"{many} paper")


@pytest.mark.parametrize(("question", "is_meant"), [("On Sedge 2011", 1), ("On SEDGE 2011", 0)])
def test_a_data_set_in_capitals_is_no_author(question: str, is_meant: int) -> None:
    key, year, authors, title, what = _PAPERS[-1]
    paper = Paper(key, title, authors, True, PartialDate(year), what, None, None)
    known = KnownNames(authors)
    cited = refer(question, known, lambda _: None, lambda _: [paper])
    assert (cited is not None) == is_meant


def test_who_cites_such_a_paper_no_library_holds(planner: Planner) -> None:
    assert "no citations" in (planner.plan("Who cites Heron 2004?", (), 10).reason or "")


@pytest.mark.parametrize(
    ("question", "is_meant"),
    [
        ("What did June 2012 find?", 1),
        ("What came out in June 2012?", 0),
        ("What was found since June 2012?", 0),
        ("What was found between March and June 2012?", 0),
        ("What was shown during summer 2012?", 0),
    ],
)
def test_a_month_before_a_year_is_no_author(question: str, is_meant: int) -> None:
    people = ("Ann June", "Rob Summer")
    paper = Paper("x", "Ponds", people, True, PartialDate(2012), "Ponds.", None, None)
    cited = refer(question, KnownNames(people), lambda _: None, lambda _: [paper])
    assert (cited is not None) == is_meant


@pytest.mark.parametrize(
    "question", ["Who cites elm1987owl?", "How often is elm1987owl cited?"]
)
def test_what_cites_a_key_no_library_holds(planner: Planner, question: str) -> None:
    assert "no citations" in (planner.plan(question, (), 10).reason or "")


@pytest.mark.parametrize(
    ("questions", "keys"),
    [
        (("What did Tarn 1999 find?", "but Bo Heron 2004?"), ["Heron2004"]),
        (
            ("Summarise VanMoor2011", "How does Fenn 2004 differ from it?", "and by how much?"),
            ["Heron2004", "VanMoor2011"],
        ),
        (("papers by Fenn", "What does the first say?"), ["Heron2004"]),
    ],
)
def test_what_follows_on_a_cited_paper_is_asked_of_what_is_meant(
    library: Library, questions: tuple[str, ...], keys: list[str]
) -> None:
    assistant = make_assistant(library, ExtractiveBackend())
    session = assistant.sessions.start()
    told = [answer_to(assistant, question, session) for question in questions][-1]
    assistant.sessions.close()
    assert not told.abstained
    assert sorted(citation.key for citation in told.citations) == keys


def test_why_is_asked_of_what_the_cited_paper_says(library: Library) -> None:
    assistant = make_assistant(library, ExtractiveBackend())
    session = assistant.sessions.start()
    for question in ("What did Fenn 2004 conclude?", "But why?"):
        told = answer_to(assistant, question, session)
    assistant.sessions.close()
    assert "herons sleep" in told.answer


def test_a_month_before_a_year_bounds_no_list_by_an_author(planner: Planner) -> None:
    plan = planner.plan("Which papers appeared in April 2011?", (), 10)
    assert "by April" not in told(plan)
    assert len(plan.hits) > 1
    assert told(planner.plan("papers by April 2011", (), 10)).startswith("1 paper")
