"""Answers that are cut short: by the user at any moment, by a backend that fails, hangs or
says nothing.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
from contextlib import aclosing, suppress
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.engine.draft import Draft
from assistant.engine.events import AnswerFailed, AnswerFinished
from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Sessions
from assistant.errors import BackendError
from assistant.retrieval.scope import Scope
from store.library import Library
from tests.assistant.asking import HOP_QUESTION, error_of, events_of, make_assistant
from tests.assistant.engines import PIECES, SHARED, assert_stopped_turn, text_of, turns_on_disk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.events import Event
    from store.ranking import Hit
    from tests.assistant.backends.models import Model


@pytest.mark.parametrize("pieces", [(), ("", " \n")])
def test_a_backend_that_writes_nothing_has_failed(
    seed_library: Library, model: Model, pieces: tuple[str, ...]
) -> None:
    silent = make_assistant(seed_library, model.writing(*pieces))
    session = silent.sessions.start("silence")
    assert isinstance(error_of(silent, HOP_QUESTION, session), BackendError)
    assert not turns_on_disk("silence")


@pytest.mark.parametrize("before", range(len(PIECES) + 1))
async def test_a_failure_in_mid_stream_is_told_and_what_had_arrived_is_kept_and_marked(
    seed_library: Library, model: Model, before: int
) -> None:
    failure = BackendError("The line went dead", advice="Ask again.")
    backend = model.writing(*PIECES[:before], failure, *PIECES[before:])
    failing = make_assistant(seed_library, backend)
    session = failing.sessions.start("broken")
    events = await events_of(failing, HOP_QUESTION, session)
    last = events[-1]
    assert isinstance(last, AnswerFailed)
    assert isinstance(last.error, BackendError)
    arrived = "".join(PIECES[:before])
    # A model's text is tidied: half a citation is held back, and says nothing.
    is_half = arrived.count("[") > arrived.count("]")
    assert text_of(events) in (arrived, arrived.rpartition("[")[0] if is_half else arrived)
    assert_stopped_turn(events, turns_on_disk("broken"), seed_library)
    assert [turn.answer for turn in turns_on_disk("broken")] == (
        [last.answer] if before else []
    )
    assert last.answer is None or last.answer.failure == str(last.error)
    assert backend.open_streams == 0


@pytest.mark.parametrize(
    "pieces", [PIECES, ("".join(PIECES),), None], ids=["pieces", "at once", "quotations"]
)
async def test_closing_after_any_event_keeps_what_has_arrived_once(
    seed_library: Library, model: Model, pieces: tuple[str, ...] | None
) -> None:
    backend = model.writing(*pieces) if pieces else model.quoting()
    whole = await events_of(make_assistant(seed_library, backend), HOP_QUESTION)
    for heard in range(1, len(whole)):
        stopped = make_assistant(seed_library, backend)
        session = stopped.sessions.start(f"closed after {heard}")
        events = stopped.ask(HOP_QUESTION, session=session)
        told = [await anext(events) for _ in range(heard)]
        await events.aclose()
        assert_stopped_turn(told, turns_on_disk(session.name), seed_library)
        assert [turn.answer for turn in session.turns] == [
            turn.answer for turn in turns_on_disk(session.name)
        ]
        assert getattr(backend, "open_streams", 0) == 0


async def test_a_turn_is_checked_and_kept_without_holding_up_who_shows_it(
    seed_library: Library, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    where: dict[str, threading.Thread] = {}

    def note(owner: type, name: str) -> None:
        does = getattr(owner, name)

        def noted(*given: object) -> object:
            where[name] = threading.current_thread()
            return does(*given)

        monkeypatch.setattr(owner, name, noted)

    note(Sessions, "record")
    note(Draft, "check_rest")
    note(Draft, "finish")
    asked = make_assistant(seed_library, model.writing(*PIECES))
    await events_of(asked, HOP_QUESTION, asked.sessions.start("threads"))
    assert where.keys() == {"record", "check_rest", "finish"}
    assert threading.main_thread() not in where.values()


async def test_closing_after_the_end_adds_nothing(seed_library: Library, model: Model) -> None:
    finished = make_assistant(seed_library, model.writing(*PIECES))
    session = finished.sessions.start("whole")
    events = finished.ask(HOP_QUESTION, session=session)
    while not isinstance(await anext(events), AnswerFinished):
        pass
    await events.aclose()
    assert [turn.answer.stopped for turn in turns_on_disk("whole")] == [False]


@SHARED
@given(cuts=st.sets(st.integers(1, len("".join(PIECES)) - 1)), after=st.integers(0, 30))
def test_cancelling_at_any_moment_stops_the_backend_and_keeps_the_turn_once(
    seed_library: Library, model: Model, cuts: set[int], after: int
) -> None:
    text = "".join(PIECES)
    edges = [0, *sorted(cuts), len(text)]
    backend = model.writing(*(text[start:end] for start, end in itertools.pairwise(edges)))
    assistant = make_assistant(seed_library, backend)
    session = assistant.sessions.start()
    told: list[Event] = []

    async def listen() -> None:
        async with aclosing(assistant.ask(HOP_QUESTION, session=session)) as events:
            async for event in events:
                told.append(event)
                if len(told) == after and (task := asyncio.current_task()):
                    task.cancel()
                    await asyncio.sleep(0)

    async def run() -> None:
        task = asyncio.create_task(listen())
        if not after:
            asyncio.get_running_loop().call_soon(task.cancel)
        with suppress(asyncio.CancelledError):
            await task

    asyncio.run(run())
    assert backend.open_streams == 0
    turns = turns_on_disk(session.name)
    assistant.sessions.close()
    if told and isinstance(told[-1], AnswerFinished):
        assert [turn.answer for turn in turns] == [told[-1].answer]
    else:
        assert_stopped_turn(told, turns, seed_library)


async def test_a_backend_that_hangs_is_stopped_where_it_hangs(
    seed_library: Library, model: Model
) -> None:
    backend = model.writing(*PIECES[:3], then_hangs=True)
    assistant = make_assistant(seed_library, backend)
    session = assistant.sessions.start("hanging")
    told: list[Event] = []

    async def listen() -> None:
        async with aclosing(assistant.ask(HOP_QUESTION, session=session)) as events:
            async for event in events:
                told.append(event)  # noqa: PERF401 (what is told so far is looked at meanwhile)

    task = asyncio.create_task(listen())
    while text_of(told) != "".join(PIECES[:3]):  # noqa: ASYNC110 (nothing tells what was told)
        await asyncio.sleep(0.001)
    task.cancel()
    with suppress(asyncio.CancelledError):
        await task
    assert backend.open_streams == 0
    (turn,) = turns_on_disk("hanging")
    assert turn.answer.answer == "".join(PIECES[:3])
    assert turn.answer.stopped


async def test_the_papers_of_a_summary_are_not_read_on_for_nobody(
    seed_library: Library, model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    assistant = make_assistant(seed_library, model.quoting())
    searching, left = threading.Event(), threading.Event()
    compared = list[str]()

    def search(self: Scope, text: str, k: int) -> list[Hit]:
        hits = self.library.search(text, k=k)
        searching.set()
        left.wait()
        return hits

    def similarities(_: Library, text: str, others: Sequence[str]) -> list[float]:
        compared.append(text)
        return [0.0] * len(others)

    monkeypatch.setattr(Scope, "search", search)
    monkeypatch.setattr(Library, "similarities", similarities)
    asking = asyncio.create_task(follow(assistant.summarize("faces")))
    await asyncio.to_thread(searching.wait)
    asking.cancel()
    with suppress(asyncio.CancelledError):
        await asking
    left.set()
    await asyncio.get_running_loop().shutdown_default_executor()
    assert not compared
