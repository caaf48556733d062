"""A model that looks things up: rounds, sources, what it says meanwhile, and being stopped."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import ROUNDS, Delta, ToolCall, Usage
from assistant.backends.windows import Window
from assistant.composing.plan import Plan
from assistant.engine.assistant import Assistant
from assistant.engine.draft import Draft
from assistant.engine.events import (
    AnswerFinished,
    Retrieved,
    TextArrived,
    TextWithdrawn,
    ToolCalled,
)
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.tools.definitions import TOOLS
from assistant.engine.tools.lookup import Results
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.errors import BackendError
from assistant.grounding.verdicts import Verdict
from assistant.paths import user_paths
from store.errors import LibraryUnavailable
from tests.assistant.asking import (
    HOP,
    HOP_QUESTION,
    answer_to,
    error_of,
    events_of,
    make_assistant,
)
from tests.assistant.backends.models import LoopbackBackend
from tests.assistant.backends.server import calls, refuses, says, unless
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from assistant.backends.base import Request
    from assistant.engine.events import Event
    from store.library import Library
    from tests.assistant.backends.server import ModelServer

RIGHT = "HoP achieves 68.5% NDS with ViT-L on the nuScenes test set [1]."
SEARCH = ToolCall("a", "search_papers", json.dumps({"query": "masked face recognition"}))
READ = ToolCall("r", "get_paper", json.dumps({"key": HOP}))
COUNT = ToolCall("b", "count_papers", "")


def model(
    *turns: Sequence[str | Delta | ToolCall | BackendError], **options: bool | Usage
) -> ScriptedBackend:
    return ScriptedBackend(*turns, model="parrot", **options)  # type: ignore[arg-type]


def of_kind(events: Sequence[Event], *kinds: type) -> list[Event]:
    return [event for event in events if isinstance(event, kinds)]


def test_what_was_looked_up_joins_the_sources_and_can_be_cited(seed_library: Library) -> None:
    backend = model([SEARCH], [RIGHT])
    assistant = make_assistant(seed_library, backend)
    before = asyncio.run(events_of(make_assistant(seed_library, model([RIGHT])), HOP_QUESTION))
    assert isinstance(before[0], Retrieved)
    known = len(before[0].hits)
    first, found, *_ = of_kind(asyncio.run(events_of(assistant, HOP_QUESTION)), Retrieved)
    assert isinstance(first, Retrieved)
    assert isinstance(found, Retrieved)
    assert found.hits[:known] == first.hits == before[0].hits
    assert len(found.hits) > known
    new = found.hits[known]
    sentence = new.paper.abstract.partition(". ")[0]
    answer = answer_to(
        make_assistant(seed_library, model([SEARCH], [f"{sentence} [{known + 1}]."])),
        HOP_QUESTION,
    )
    assert answer.sentences[0].verdict is Verdict.QUOTED
    assert [citation.key for citation in answer.citations] == [new.paper.key]
    assert answer.retrieved == tuple(hit.paper.key for hit in found.hits)


async def test_the_model_is_told_what_it_has_said_and_what_came_of_it(
    seed_library: Library,
) -> None:
    backend = model(["Let me count. ", COUNT, SEARCH], [RIGHT])
    events = await events_of(make_assistant(seed_library, backend), HOP_QUESTION)
    first, second = backend.requests
    assert first.tools == second.tools == TOOLS
    *asked, said, counted, searched = second.messages
    assert tuple(asked) == first.messages
    assert (said.role, said.content, said.calls) == (
        "assistant",
        "Let me count. ",
        (COUNT, SEARCH),
    )
    assert (counted.role, counted.answers, counted.content[:10]) == ("tool", "b", "47 papers.")
    assert searched.answers == "a"
    assert len(second.sources) > len(first.sources)
    kinds = [type(event) for event in events if not isinstance(event, TextArrived)]
    assert kinds[:5] == [Retrieved, TextWithdrawn, ToolCalled, ToolCalled, Retrieved]


async def test_what_is_said_before_looking_further_is_no_part_of_the_answer(
    seed_library: Library,
) -> None:
    backend = model(["HoP is the best of all. ", "Let me see.", COUNT], [RIGHT])
    last = (await events_of(make_assistant(seed_library, backend), HOP_QUESTION))[-1]
    assert isinstance(last, AnswerFinished)
    assert last.answer.answer == RIGHT
    assert [sentence.fails for sentence in last.answer.sentences] == [False]
    assert len(backend.requests) == 2


@pytest.mark.parametrize("rounds", [0, 1, ROUNDS])
def test_a_model_that_never_stops_calling_is_offered_nothing_after_the_last_round(
    seed_library: Library, rounds: int
) -> None:
    backend = model(["Let me see.", COUNT])
    assistant = Assistant(
        seed_library, backend, Sessions(user_paths().sessions), tool_rounds=rounds
    )
    answer = answer_to(assistant, HOP_QUESTION)
    offered = [bool(request.tools) for request in backend.requests if request.task == "answer"]
    assert offered == [True] * rounds + [False]
    assert answer.answer == "Let me see."


def test_a_model_that_only_calls_has_written_nothing(seed_library: Library) -> None:
    assert isinstance(
        error_of(make_assistant(seed_library, model([COUNT])), HOP_QUESTION), BackendError
    )


@pytest.mark.parametrize(
    "arguments", ["{", "[]", '{"filters": 3}', "\x00", '{"filters": "yaer:2021"}', "[" * 9999]
)
def test_hostile_arguments_are_answered_so_that_the_model_can_go_on(
    seed_library: Library, arguments: str
) -> None:
    backend = model([ToolCall("x", "count_papers", arguments)], [RIGHT])
    assert answer_to(make_assistant(seed_library, backend), HOP_QUESTION).answer == RIGHT
    assert backend.requests[1].messages[-1].content.startswith("Error: ")


def test_a_hundred_calls_at_once_are_all_answered(seed_library: Library) -> None:
    wanted = [ToolCall(f"{number}", "count_papers", "") for number in range(100)]
    backend = model([Delta(calls=tuple(wanted))], [RIGHT])
    assert answer_to(make_assistant(seed_library, backend), HOP_QUESTION).answer == RIGHT
    answered = [
        message.answers for message in backend.requests[1].messages if message.role == "tool"
    ]
    assert answered == [call.id for call in wanted]


def test_only_a_model_is_offered_tools(seed_library: Library) -> None:
    backend = ScriptedBackend([RIGHT])
    answer_to(make_assistant(seed_library, backend), HOP_QUESTION)
    assert backend.requests[0].tools == ()


def test_where_the_papers_do_not_tell_the_model_may_look_further_and_says_so(
    seed_library: Library,
) -> None:
    backend = model([SEARCH], ["The sources say nothing about the capital of France."])
    assert answer_to(
        make_assistant(seed_library, backend), "What is the capital of France?"
    ).abstained
    assert len(backend.requests) == 2


def test_after_looking_up_what_fails_still_goes_back(seed_library: Library) -> None:
    backend = model([SEARCH], ["HoP achieves 99.9% NDS [1]."], [f"1: {RIGHT}"])
    answer = answer_to(make_assistant(seed_library, backend), HOP_QUESTION)
    assert answer.answer == RIGHT
    assert [(request.task, bool(request.tools)) for request in backend.requests] == [
        ("answer", True),
        ("answer", True),
        ("repair", False),
    ]


class Curious(ScriptedBackend):
    """Looks things up as long as it may; then it writes what fails, and withdraws it."""

    def __init__(self) -> None:
        super().__init__([], model="parrot")

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        self.requests.append(request)
        if request.tools:
            yield Delta(calls=(SEARCH, ToolCall("l", "list_papers", ""), READ))
        else:
            yield Delta(
                "HoP achieves 99.9% NDS [1]." if request.task == "answer" else "1: DROP"
            )


@pytest.mark.parametrize("tokens", [1500, 2500, 4000, 6000, 9000, 12_000, 20_000])
def test_with_all_that_is_looked_up_every_request_fits_the_window(
    seed_library: Library, tokens: int
) -> None:
    window = Window(tokens, 200, estimate_tokens)
    backend = Curious()
    assistant = Assistant(seed_library, backend, Sessions(user_paths().sessions), window=window)
    assert answer_to(assistant, HOP_QUESTION).abstained
    assert all(window.cost(request.messages) <= window.room for request in backend.requests)
    assert [request.task for request in backend.requests][-2:] == ["answer", "repair"]
    assert (len(backend.requests) > 2) == (tokens > 6000)


def test_papers_that_did_not_fit_leave_that_list_when_they_are_looked_up(
    seed_library: Library,
) -> None:
    window = Window(4200, 200, estimate_tokens)
    small = Assistant(
        seed_library, model([RIGHT]), Sessions(user_paths().sessions), window=window
    )
    first = asyncio.run(events_of(small, HOP_QUESTION))[0]
    assert isinstance(first, Retrieved)
    draft = Draft(HOP_QUESTION, model([]))
    draft.take(
        Plan(first.hits[:2], left_out=(first.hits[2].paper.key, "other"), shortened=("cut",))
    )
    (told,) = draft.look_up(Results((), first.hits[:3], ()))
    assert told == Retrieved(first.hits[:3], ("other",), ("cut",))


def test_a_count_said_word_for_word_is_computed_and_any_other_is_doubted(
    seed_library: Library,
) -> None:
    counted = "The library holds 17 papers that match code:yes."
    call = ToolCall("n", "count_papers", '{"filters": "code:yes"}')
    for said, verdict in (
        (counted, Verdict.CATALOGUE),
        (counted.replace("17", "18"), Verdict.UNCITED),
    ):
        backend = model([call], [f"{RIGHT} {said}"], ["no help"])
        answer = answer_to(make_assistant(seed_library, backend), HOP_QUESTION)
        assert [sentence.verdict for sentence in answer.sentences][1:] == [verdict]
    alone = answer_to(
        make_assistant(seed_library, model([f"{RIGHT} {counted}"], ["no help"])), HOP_QUESTION
    )
    assert alone.sentences[1].verdict is Verdict.UNCITED


def test_all_rounds_are_paid_for(seed_library: Library) -> None:
    backend = model([COUNT], [SEARCH], [RIGHT], usage=Usage(100, 7, estimated=False))
    usage = answer_to(make_assistant(seed_library, backend), HOP_QUESTION).usage
    assert usage == Usage(300, 21, estimated=False)


def test_a_library_that_fails_while_it_is_looked_up_fails_the_answer(
    seed_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> int:
        raise LibraryUnavailable("The library is gone")

    monkeypatch.setattr(type(seed_library), "count", fail)
    assistant = make_assistant(seed_library, model([COUNT], [RIGHT]))
    assert isinstance(error_of(assistant, HOP_QUESTION), LibraryUnavailable)


@pytest.mark.parametrize("heard", range(1, 9))
async def test_closing_after_any_event_leaves_no_stream_and_at_most_one_turn(
    seed_library: Library, heard: int
) -> None:
    backend = model(["Let me see.", SEARCH], [RIGHT, " And so on", " [1]."], ["1: DROP"])
    assistant = make_assistant(seed_library, backend)
    session = assistant.sessions.start(f"closed after {heard}")
    events = assistant.ask(HOP_QUESTION, session=session)
    told = [await anext(events) for _ in range(heard)]
    await events.aclose()
    assert backend.open_streams == 0
    taken_back = max(
        (at for at, event in enumerate(told) if isinstance(event, TextWithdrawn)), default=-1
    )
    text = "".join(
        event.text for event in told[taken_back + 1 :] if isinstance(event, TextArrived)
    )
    assert [turn.answer.answer for turn in session.turns] == ([text] if text else [])


def test_a_server_that_knows_tools_is_answered_under_the_ids_of_its_calls(
    seed_library: Library, server: ModelServer
) -> None:
    pieces = ('{"que', 'ry": "masked ', 'face recognition"}')
    server.answers(
        calls(("c1", "search_papers", pieces), ("c2", "count_papers", ["{}"])), says(RIGHT)
    )
    answer = answer_to(make_assistant(seed_library, LoopbackBackend(server)), HOP_QUESTION)
    first, second = (asked.body for asked in server.asked)
    assert [tool["function"]["name"] for tool in first["tools"]] == [
        tool.name for tool in TOOLS
    ]
    said, *results = second["messages"][len(first["messages"]) :]
    assert [call["id"] for call in said["tool_calls"]] == ["c1", "c2"]
    assert [(result["role"], result["tool_call_id"]) for result in results] == [
        ("tool", "c1"),
        ("tool", "c2"),
    ]
    assert results[1]["content"].startswith("47 papers.")
    assert answer.answer == RIGHT
    assert len(answer.retrieved) > 1
    assert server.wait_until_left()


def test_a_server_that_refuses_tools_answers_without_them(
    seed_library: Library, server: ModelServer
) -> None:
    server.answers(
        unless(
            lambda body: "tools" not in body,
            refuses(400, "this model does not support tools"),
            says(RIGHT),
        )
    )
    answer = answer_to(make_assistant(seed_library, LoopbackBackend(server)), HOP_QUESTION)
    assert answer.answer == RIGHT
    assert ["tools" in asked.body for asked in server.asked] == [True, False]


async def test_cancelling_while_the_library_is_looked_up(
    seed_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = asyncio.Event()
    loop = asyncio.get_running_loop()
    search = type(seed_library).count

    def slow(library: Library, *rest: object) -> int:
        loop.call_soon_threadsafe(begun.set)
        return search(library, *rest)  # type: ignore[arg-type]

    backend = model([COUNT], [RIGHT])
    assistant = make_assistant(seed_library, backend)

    async def listen() -> None:
        async with aclosing(
            assistant.ask(HOP_QUESTION, session=assistant.sessions.start("cut"))
        ) as events:
            async for event in events:
                if isinstance(event, Retrieved):
                    monkeypatch.setattr(type(seed_library), "count", slow)

    task = asyncio.create_task(listen())
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert backend.open_streams == 0
    assert len(backend.requests) == 1
