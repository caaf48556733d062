"""Papers that a question cites by author and year, or by their key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.engine.planner import Planner
from assistant.questions.known_names import KnownNames
from assistant.questions.references import refer
from store.library import Library
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from assistant.composing.plan import Plan

_PAPERS = (
    ("TarnHeron1999", 1999, ("Ida Tarn", "Bo Heron"), "Reeds in winter", "reeds freeze"),
    ("Heron1999", 1999, ("Bo Heron",), "Herons at dusk", "herons wait for frogs"),
    ("Heron2004", 2004, ("B. Heron", "Uma Fenn"), "Herons at dawn", "herons sleep"),
    ("VanMoor2011", 2011, ("Jo Van Moor",), "Peat under snow", "peat stays warm"),
    ("Sedge2011a", 2011, ("Al Sedge",), "Bogs of the coast", "bogs grow"),
    ("Sedge2011b", 2011, ("Al Sedge",), "Bogs of the hills", "bogs shrink"),
)


@pytest.fixture(scope="module")
def planner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Planner]:
    library: Path = tmp_path_factory.mktemp("cited")
    with Library.open(library) as opened:
        opened.add(
            Paper(key, title, authors, True, PartialDate(year), _told(what), None, None)
            for key, year, authors, title, what in _PAPERS
        )
        yield Planner(opened)


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
