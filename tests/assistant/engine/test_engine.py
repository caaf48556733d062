"""The engine on real papers: what it says, in which order, and what is kept of it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Usage
from assistant.backends.extractive.backend import ExtractiveBackend
from assistant.engine.events import (
    AnswerFailed,
    AnswerFinished,
    Retrieved,
    SentenceGrounded,
    TextArrived,
    TurnNotKept,
)
from assistant.errors import SessionError
from assistant.grounding.verdicts import Verdict
from assistant.paths import user_paths
from store.errors import FilterError, InputError
from tests.assistant.asking import (
    HOP,
    HOP_QUESTION,
    answer_to,
    error_of,
    events_of,
    make_assistant,
)
from tests.assistant.backends.models import Model
from tests.assistant.engines import PIECES, SHARED, text_of, turns_on_disk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from store.library import Library
    from store.paper import Paper
    from tests.assistant.backends.server import ModelServer


@pytest.fixture(params=["extractive", "scripted", "openai"])
def assistant(
    request: pytest.FixtureRequest, server: ModelServer, seed_library: Library
) -> Iterator[Assistant]:
    """The assistant that answers with sentences of the abstracts, whoever brings them."""
    model = Model(server if request.param == "openai" else None)
    backend = ExtractiveBackend() if request.param == "extractive" else model.quoting()
    made = make_assistant(seed_library, backend)
    yield made
    made.sessions.close()


def assert_sound(answer: Answer, papers: dict[str, Paper]) -> None:
    """Every sentence quoted stands in its abstract, and every citation names a paper that
    was retrieved.
    """
    numbered = dict(enumerate(answer.retrieved, 1))
    assert all(citation.key == numbered[citation.marker] for citation in answer.citations)
    assert {citation.marker for citation in answer.citations} == {
        marker for sentence in answer.sentences for marker in sentence.markers
    }
    assert not (answer.abstained and answer.citations)
    assert answer.abstained == (answer.reason is not None)
    for sentence in answer.sentences:
        is_held = sentence.verdict in (Verdict.QUOTED, Verdict.SUPPORTED)
        # What is open comes with the sentences that are nearest to it.
        assert is_held <= bool(sentence.evidence)
        assert bool(sentence.evidence) <= (is_held or sentence.verdict is Verdict.UNVERIFIED)
        for evidence in sentence.evidence:
            assert papers[evidence.key].abstract[evidence.start : evidence.end] == evidence.text
            assert evidence.key in {numbered[marker] for marker in sentence.markers}


async def test_an_answer_is_told_from_the_papers_found_to_the_whole(
    assistant: Assistant,
) -> None:
    events = await events_of(assistant, HOP_QUESTION)
    first, *told, last = events
    assert isinstance(first, Retrieved)
    assert isinstance(last, AnswerFinished)
    assert {type(event) for event in told} == {TextArrived, SentenceGrounded}
    assert text_of(events).strip() == last.answer.answer
    assert last.answer.retrieved == tuple(hit.paper.key for hit in first.hits)
    grounded = tuple(event.sentence for event in told if isinstance(event, SentenceGrounded))
    assert grounded == last.answer.sentences
    assert "68.5% NDS" in grounded[0].text
    assert (grounded[0].verdict, grounded[0].evidence[0].key) == (Verdict.QUOTED, HOP)


async def test_a_sentence_gets_its_verdict_while_the_rest_still_streams(
    seed_library: Library, model: Model
) -> None:
    backend = model.writing(*PIECES)
    told: list[Event] = []
    async with aclosing(make_assistant(seed_library, backend).ask(HOP_QUESTION)) as events:
        async for event in events:
            told.append(event)
            if isinstance(event, SentenceGrounded):
                break
    assert PIECES[0] in text_of(told)
    assert PIECES[-1] not in text_of(told)


async def test_verdicts_tell_the_quoted_from_the_uncited_and_the_invented(
    seed_library: Library, model: Model
) -> None:
    last = (
        await events_of(make_assistant(seed_library, model.writing(*PIECES)), HOP_QUESTION)
    )[-1]
    assert isinstance(last, AnswerFinished)
    sentences = last.answer.sentences
    assert [sentence.markers for sentence in sentences] == [(1,), (1,), (), (99,)]
    assert sentences[0].verdict in (Verdict.QUOTED, Verdict.SUPPORTED)
    assert [sentence.verdict for sentence in sentences[2:]] == [
        Verdict.UNCITED,
        Verdict.UNSUPPORTED,
    ]
    assert [citation.marker for citation in last.answer.citations] == [1]


OPENINGS = (
    "",
    "What is",
    "Which papers are about",
    "Compare",
    "How does",
    "Who wrote",
    "How many",
)


@SHARED
@given(st.sampled_from(OPENINGS), st.lists(st.integers(0, 99_999), min_size=1, max_size=8))
def test_whatever_is_asked_quotes_are_exact_and_citations_were_retrieved(
    assistant: Assistant, seed_papers: tuple[Paper, ...], opening: str, numbers: list[int]
) -> None:
    known = sorted(
        {word for paper in seed_papers for word in f"{paper.title} {paper.abstract}".split()}
    )
    question = " ".join([opening, *(known[number % len(known)] for number in numbers)])
    events = asyncio.run(events_of(assistant, question))
    last = events[-1]
    if isinstance(
        last, AnswerFailed
    ):  # some words of abstracts read as filters that do not exist
        assert isinstance(last.error, FilterError)
        return
    assert isinstance(last, AnswerFinished)
    assert_sound(last.answer, {paper.key: paper for paper in seed_papers})
    assert text_of(events).strip() == last.answer.answer


@SHARED
@given(st.text(st.characters(), max_size=60))
def test_any_text_at_all_is_answered_or_refused_in_words(
    assistant: Assistant, text: str
) -> None:
    last = asyncio.run(events_of(assistant, text))[-1]
    assert isinstance(last, AnswerFinished) or isinstance(last.error, InputError)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "question",
    [
        HOP_QUESTION,
        "Which papers are about video generation?",
        "How many papers have code?",
        "Who wrote MoVA?",
    ],
)
def test_the_same_question_has_the_same_answer_but_for_the_time(
    assistant: Assistant, question: str
) -> None:
    first, second = (answer_to(assistant, question) for _ in range(2))
    assert replace(first, seconds=0.0, first_token_seconds=None) == replace(
        second, seconds=0.0, first_token_seconds=None
    )
    assert first.first_token_seconds is None or assistant.backend.model is not None


async def test_questions_at_once_do_not_mix(assistant: Assistant) -> None:
    questions = [
        HOP_QUESTION,
        "Who wrote MoVA?",
        "What is RAPHAEL?",
        "How many papers are from 2021?",
    ]
    at_once = await asyncio.gather(*(events_of(assistant, question) for question in questions))
    for question, events in zip(questions, at_once, strict=True):
        assert text_of(events) == text_of(await events_of(assistant, question))


def test_nothing_connects_to_anything(
    seed_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = make_assistant(seed_library, ExtractiveBackend())

    def refuse(*_: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    assert HOP in [citation.key for citation in answer_to(assistant, HOP_QUESTION).citations]


def test_what_metadata_answers_needs_no_backend(seed_library: Library, model: Model) -> None:
    backend = model.writing("never")
    answer = answer_to(make_assistant(seed_library, backend), "How many papers have code?")
    assert not backend.requests
    assert answer.model is None
    assert "17" in answer.answer
    assert {sentence.verdict for sentence in answer.sentences} == {Verdict.CATALOGUE}


def test_where_the_papers_do_not_tell_only_a_model_is_asked(
    seed_library: Library, model: Model
) -> None:
    backend = model.writing("The abstracts do not say.")
    answer = answer_to(make_assistant(seed_library, backend), "What is the capital of France?")
    assert answer.abstained
    assert bool(backend.requests) is backend.is_model
    assert "Nearest: " in (answer.reason or "")
    assert [sentence.verdict for sentence in answer.sentences] == [Verdict.META]


def test_a_backend_that_counts_its_tokens_is_believed(
    seed_library: Library, model: Model
) -> None:
    usage = Usage(prompt_tokens=812, completion_tokens=64, estimated=False)
    right = "".join(PIECES)[: "".join(PIECES).index(" It costs")]
    counting = make_assistant(seed_library, model.writing(right, counted=usage))
    assert answer_to(counting, HOP_QUESTION).usage == usage
    guessed = answer_to(make_assistant(seed_library, model.writing(right)), HOP_QUESTION).usage
    assert guessed is not None
    assert guessed.estimated


def test_a_question_without_words_is_refused(assistant: Assistant) -> None:
    assert isinstance(error_of(assistant, " \n\t"), InputError)


def test_a_filter_that_does_not_exist_is_refused(assistant: Assistant) -> None:
    assert "yaer" in str(error_of(assistant, "yaer:2021 what is HoP?"))


def test_half_a_character_in_a_question_does_no_harm(assistant: Assistant) -> None:
    answer = answer_to(assistant, f"{HOP_QUESTION} \udcff\x1b\x00")
    assert answer.question.strip() == HOP_QUESTION
    assert "68.5% NDS" in answer.answer


def test_a_finished_turn_is_on_disk_before_it_is_told(assistant: Assistant) -> None:
    session = assistant.sessions.start("kept")
    answer = answer_to(assistant, HOP_QUESTION, session)
    assert [turn.answer for turn in turns_on_disk("kept")] == [answer]
    assert not answer.stopped


def test_an_answer_that_cannot_be_kept_is_answered_all_the_same(assistant: Assistant) -> None:
    session = assistant.sessions.start("lost")
    assistant.sessions.close()
    user_paths().sessions.write_text(
        "no database at all, but a text that someone has put here instead"
    )
    *_, unkept, finished = asyncio.run(events_of(assistant, HOP_QUESTION, session))
    assert isinstance(unkept, TurnNotKept)
    assert isinstance(unkept.error, SessionError)
    assert isinstance(finished, AnswerFinished)
    assert "68.5% NDS" in finished.answer.answer


def test_a_follow_up_is_asked_whole_and_says_so(assistant: Assistant) -> None:
    session = assistant.sessions.start("talk")
    answer_to(assistant, "What is RAPHAEL?", session)
    answer = answer_to(assistant, "Who wrote it?", session)
    assert answer.question == "Who wrote it?"
    assert answer.rewritten is not None
    assert "RAPHAEL" in answer.rewritten
    assert "Zeyue Xue" in answer.answer
