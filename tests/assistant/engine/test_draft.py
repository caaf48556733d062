"""An answer while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Delta, Usage
from assistant.composing.plan import Plan
from assistant.engine.draft import Draft
from assistant.engine.events import SentenceGrounded, TextArrived
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import BROKEN_OFF, Verdict
from assistant.retrieval.statements import Statement
from store.paper import Paper, PartialDate
from store.ranking import Hit
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.engine.events import Event

FROG = Paper(
    "frog",
    "Frogs",
    (),
    True,
    PartialDate(2020, inferred=True),
    "Frogs sing at night.",
    None,
    None,
)
TOAD = Paper("toad", "Toads", (), True, None, "Toads walk by day.", None, None)
TEXT = "Frogs sing at night [1]. Toads walk by day [2]. Newts fly [3]. And so on"


def begin() -> Draft:
    draft = Draft("Do they?", ScriptedBackend([]))
    draft.take(Plan(hits=(Hit(FROG, 1.0, {}), Hit(TOAD, 0.5, {}))))
    return draft


def text_of(events: Iterable[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextArrived))


@given(st.sets(st.integers(1, len(TEXT) - 1)))
def test_however_the_text_is_cut_it_has_the_same_sentences(cuts: set[int]) -> None:
    draft, told = begin(), list[object]()
    edges = [0, *sorted(cuts), len(TEXT)]
    for place, start in enumerate(edges[:-1]):
        told += draft.write(Delta(TEXT[start : edges[place + 1]]))
    told += draft.check_rest()
    answer = draft.finish()
    assert answer.answer == TEXT
    assert list(answer.sentences) == ground(TEXT, [FROG, TOAD])
    assert [event.sentence for event in told if isinstance(event, SentenceGrounded)] == list(
        answer.sentences
    )


def test_an_invented_marker_is_shown_and_cites_nothing() -> None:
    draft = begin()
    draft.write(Delta(TEXT))
    draft.check_rest()
    answer = draft.finish()
    assert [(found.marker, found.key) for found in answer.citations] == [
        (1, "frog"),
        (2, "toad"),
    ]
    assert [(found.year, found.year_inferred) for found in answer.citations] == [
        (2020, True),
        (None, False),
    ]
    assert answer.sentences[2].markers == (3,)
    assert answer.sentences[2].verdict is Verdict.UNSUPPORTED


def test_papers_are_cited_in_the_order_of_the_text() -> None:
    draft = begin()
    draft.write(Delta("Toads walk by day [2]. Frogs sing at night [1]. Toads walk by day [2]."))
    draft.check_rest()
    assert [found.marker for found in draft.finish().citations] == [2, 1]


@pytest.mark.parametrize(
    ("text", "verdict", "why"),
    [
        ("Frogs sing at night [1]. Toads have 99", Verdict.META, BROKEN_OFF),
        ("Frogs sing at night [1]. Toads have 99 legs [2]", Verdict.UNSUPPORTED, "99"),
        ("Frogs sing at night [1]. Toads have 99 legs [2].", Verdict.UNSUPPORTED, "99"),
    ],
)
def test_stopped_in_mid_sentence_its_half_is_not_judged(
    text: str, verdict: Verdict, why: str
) -> None:
    draft = begin()
    draft.write(Delta(text))
    answer = draft.break_off()
    first, last = answer.sentences
    assert first.verdict is Verdict.QUOTED
    assert (last.verdict, last.why.startswith(why)) == (verdict, True)
    assert answer.stopped


def test_an_empty_piece_says_nothing_but_its_usage_counts() -> None:
    draft = begin()
    assert draft.write(Delta("")) == []
    usage = Usage(3, 4, estimated=False)
    assert draft.write(Delta(usage=usage)) == []
    assert draft.finish().usage == usage


def test_statements_carry_their_numbers_and_stand_on_lines_of_their_own() -> None:
    draft = begin()
    statements = [
        Statement("Two papers:"),
        Statement("Frogs", (FROG,), is_item=True),
        Statement("Toads", (TOAD,), is_item=True),
        Statement("Toads have no date.", (TOAD,)),
    ]
    assert text_of(draft.state(statements)) == draft.text
    assert draft.text == "Two papers:\n- Frogs [1]\n- Toads [2]\n\nToads have no date [2]."
    answer = draft.finish()
    assert {sentence.verdict for sentence in answer.sentences} == {Verdict.CATALOGUE}
    assert [sentence.markers for sentence in answer.sentences] == [(), (1,), (2,), (2,)]


@pytest.mark.parametrize(
    ("reason", "abstained"), [(None, False), ("There are no words in it.", True)]
)
def test_an_answer_with_a_reason_is_an_abstention(reason: str | None, abstained: bool) -> None:
    draft = begin()
    draft.take(Plan(rewritten="Do frogs?", reason=reason))
    answer = draft.finish()
    assert (answer.abstained, answer.reason, answer.rewritten) == (
        abstained,
        reason,
        "Do frogs?",
    )
    assert answer.seconds >= 0
