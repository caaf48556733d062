"""A model writes, and writes anew what fails: whatever it replies, the answer only gets
better.
"""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from dataclasses import replace
from operator import itemgetter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assistant.backends.base import Usage
from assistant.backends.windows import Window
from assistant.engine.assistant import Assistant
from assistant.engine.events import AnswerFinished, RepairBegun, RepairFailed, SentenceRepaired
from assistant.engine.fact_grounder import FactGrounder
from assistant.engine.fallback import HEADING
from assistant.engine.following import follow
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.errors import BackendError
from assistant.grounding.checking import Grounder
from assistant.grounding.verdicts import Verdict
from assistant.paths import user_paths
from assistant.questions.intents import Intent
from assistant.questions.question_reader import read_question
from assistant.retrieval.abstention import NOTHING_FOUND
from tests.assistant.asking import (
    HOP,
    HOP_QUESTION,
    answer_to,
    error_of,
    events_of,
    make_assistant,
)
from tests.assistant.backends.models import LoopbackBackend
from tests.assistant.backends.server import says
from tests.assistant.engines import SHARED
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.answer import Answer
    from assistant.engine.events import Event
    from assistant.grounding.verdicts import GroundedSentence
    from store.library import Library
    from store.paper import Paper
    from tests.assistant.backends.server import ModelServer

RIGHT = "HoP achieves 68.5% NDS with ViT-L on the nuScenes test set [1]."
WRONG = "HoP achieves 99.9% NDS with ViT-L on the nuScenes test set [1]."
OTHER = "HoP has 62.4% mAP with ViT-L on nuScenes test [1]."
LOOSE = "Everyone loves it."


def checked(text: str, papers: Sequence[Paper]) -> list[GroundedSentence]:
    """Do what the engine does with a model's text."""
    grounder = Grounder(papers)
    return FactGrounder(grounder, ()).over(text)[0]


def model(*turns: Sequence[str | BackendError], **options: bool | Usage) -> ScriptedBackend:
    return ScriptedBackend(*turns, model="parrot", **options)  # type: ignore[arg-type]


def strict_assistant(library: Library, backend: ScriptedBackend) -> Assistant:
    return Assistant(library, backend, Sessions(user_paths().sessions), is_strict=True)


def verdicts(answer: Answer) -> list[Verdict]:
    return [sentence.verdict for sentence in answer.sentences]


def of_kind(events: Sequence[Event], *kinds: type) -> list[Event]:
    return [event for event in events if isinstance(event, kinds)]


async def test_what_fails_goes_back_once_and_together_with_what_is_wrong(
    seed_library: Library,
) -> None:
    backend = model([f"- {WRONG}\n- {LOOSE}\n- {OTHER}"], [f"1: {RIGHT}\n2: DROP"])
    events = await events_of(make_assistant(seed_library, backend), HOP_QUESTION)
    first, second = backend.requests
    assert (first.task, second.task) == ("answer", "repair")
    assert "99.9% does not stand in [1]" in second.messages[-1].content
    assert "it cites no source" in second.messages[-1].content
    begun, *repaired, last = of_kind(events, RepairBegun, SentenceRepaired, AnswerFinished)
    assert begun == RepairBegun(2)
    assert [
        (event.before.text, len(event.after))
        for event in repaired
        if isinstance(event, SentenceRepaired)
    ] == [
        (WRONG.replace(" [1]", ""), 1),
        (LOOSE, 0),
    ]
    assert isinstance(last, AnswerFinished)
    assert last.answer.answer == f"- {RIGHT}\n- {OTHER}"
    assert [sentence.repaired for sentence in last.answer.sentences] == [True, False]
    assert not any(sentence.fails for sentence in last.answer.sentences)


def test_where_nothing_fails_nothing_goes_back(seed_library: Library) -> None:
    backend = model([RIGHT])
    assert (
        not answer_to(make_assistant(seed_library, backend), HOP_QUESTION).sentences[0].repaired
    )
    assert len(backend.requests) == 1


@pytest.mark.parametrize(
    "question", ["How many papers have code?", "Hello!", "Which papers are from 2021?"]
)
def test_what_no_model_wrote_is_not_given_back(seed_library: Library, question: str) -> None:
    backend = model(["never"])
    answer_to(make_assistant(seed_library, backend), question)
    assert not backend.requests


def test_a_backend_without_a_model_is_not_asked_again(seed_library: Library) -> None:
    backend = ScriptedBackend([WRONG], [f"1: {RIGHT}"])
    assert verdicts(answer_to(make_assistant(seed_library, backend), HOP_QUESTION)) == [
        Verdict.UNSUPPORTED
    ]
    assert len(backend.requests) == 1


@pytest.mark.parametrize(
    "reply", ["", "I am sorry.", f"1: {WRONG}", "1: It reaches 99.8% NDS [2].", "7: DROP", "1:"]
)
def test_a_reply_that_does_not_help_leaves_what_fails_as_it_was(
    seed_library: Library, reply: str
) -> None:
    backend = model([f"{WRONG} {RIGHT}"], [reply])
    answer = answer_to(make_assistant(seed_library, backend), HOP_QUESTION)
    assert answer.answer == f"{WRONG} {RIGHT}"
    assert answer.sentences[0].verdict is Verdict.UNSUPPORTED
    assert "99.9%" in answer.sentences[0].why
    assert len(backend.requests) == 2


async def test_a_failure_while_repairing_keeps_the_answer_and_says_so(
    seed_library: Library,
) -> None:
    failure = BackendError("The line went dead")
    backend = model([WRONG], ["1: HoP", failure])
    assistant = make_assistant(seed_library, backend)
    session = assistant.sessions.start("mended")
    events = await events_of(assistant, HOP_QUESTION, session)
    assert RepairFailed(failure) in events
    last = events[-1]
    assert isinstance(last, AnswerFinished)
    assert last.answer.answer.startswith(f"{WRONG}\n\n{HEADING}\n\n")
    assert not last.answer.stopped
    assert session.turns[-1].answer == last.answer


def test_the_usage_of_all_requests_adds_up(seed_library: Library) -> None:
    backend = model([WRONG], [f"1: {RIGHT}"], usage=Usage(100, 7, estimated=False))
    assert answer_to(make_assistant(seed_library, backend), HOP_QUESTION).usage == Usage(
        200, 14, estimated=False
    )


def test_a_repaired_answer_is_read_again_from_disk_as_it_was(seed_library: Library) -> None:
    assistant = make_assistant(seed_library, model([f"{WRONG} {LOOSE}"], [f"1: {RIGHT}"]))
    answer = answer_to(assistant, HOP_QUESTION, assistant.sessions.start("again"))
    with Sessions(user_paths().sessions) as sessions:
        assert [turn.answer for turn in sessions.start("again").turns] == [answer]
    assert answer.sentences[0].repaired
    assert answer.sentences[1].why


def test_where_all_is_withdrawn_the_papers_do_not_say(seed_library: Library) -> None:
    answer = answer_to(make_assistant(seed_library, model([WRONG], ["1: DROP"])), HOP_QUESTION)
    assert answer.abstained
    assert answer.reason
    assert verdicts(answer) == [Verdict.META]
    assert answer.answer == NOTHING_FOUND


def test_a_model_that_finds_nothing_abstains(seed_library: Library) -> None:
    answer = answer_to(
        make_assistant(seed_library, model(["The abstracts do not say that."])), HOP_QUESTION
    )
    assert (answer.abstained, answer.answer) == (True, "The abstracts do not say that.")
    assert not answer.citations


def test_strictly_what_still_fails_is_struck_out(seed_library: Library) -> None:
    backend = model([f"{WRONG}\n\n{RIGHT} {LOOSE}"], ["no help"])
    answer = answer_to(strict_assistant(seed_library, backend), HOP_QUESTION)
    assert answer.answer == f"~~{WRONG}~~\n\n{RIGHT} ~~{LOOSE}~~"
    assert [sentence.fails for sentence in answer.sentences] == [True, False, True]
    assert not answer.abstained


def test_strictly_a_paper_that_only_a_struck_sentence_cites_is_not_cited(
    seed_library: Library,
) -> None:
    backend = ScriptedBackend([f"{RIGHT} HoP achieves 12.3% NDS [2]."])
    answer = answer_to(strict_assistant(seed_library, backend), HOP_QUESTION)
    assert [citation.marker for citation in answer.citations] == [1]


def test_strictly_an_answer_of_which_nothing_is_left_is_an_abstention(
    seed_library: Library,
) -> None:
    answer = answer_to(
        strict_assistant(seed_library, ScriptedBackend([f"{WRONG} {LOOSE}"])), HOP_QUESTION
    )
    assert (answer.abstained, answer.citations) == (True, ())
    assert answer.answer == f"~~{WRONG}~~ ~~{LOOSE}~~"
    assert [sentence.fails for sentence in answer.sentences] == [True, True]


SIMPLE = "Sentences from papers, each with the number of its paper:"
ECHO = (
    "The sources, each between two fences: With a short wick, a lantern burns for nine hours."
)


@pytest.mark.parametrize("first", [LOOSE, ECHO, ""], ids=["uncited", "echo", "nothing"])
async def test_what_is_no_answer_is_asked_for_once_more_in_a_simpler_form(
    seed_library: Library, first: str
) -> None:
    backend = model([first], [RIGHT])
    events = await events_of(make_assistant(seed_library, backend), HOP_QUESTION)
    last = events[-1]
    assert isinstance(last, AnswerFinished)
    assert last.answer.answer == RIGHT
    assert "once more" in last.answer.notes[0]
    assert backend.requests[1].messages[-1].content.startswith(SIMPLE)
    assert len(backend.requests) == 2


@pytest.mark.parametrize(
    ("turns", "kept"),
    [
        (([LOOSE], [LOOSE]), LOOSE),
        (([ECHO], [ECHO]), ""),
        (([LOOSE], [ECHO]), LOOSE),
        (([WRONG], ["no help"]), WRONG),
    ],
    ids=["uncited", "echo", "echo of the simple form", "failing"],
)
def test_below_what_is_of_no_use_stands_what_the_abstracts_say(
    seed_library: Library, turns: tuple[list[str], list[str]], kept: str
) -> None:
    answer = answer_to(make_assistant(seed_library, model(*turns)), HOP_QUESTION)
    own, heading, composed = answer.answer.partition(HEADING)
    assert (own.strip(), heading) == (kept, HEADING)
    assert "68.5% NDS" in composed
    assert "below it stands" in answer.notes[-1]
    assert HOP in {citation.key for citation in answer.citations}
    assert Verdict.QUOTED in verdicts(answer)
    assert not answer.abstained


def test_where_the_rules_know_nothing_either_it_is_an_abstention(seed_library: Library) -> None:
    backend = model(["It is Paris [1]."], ["no help"])
    answer = answer_to(make_assistant(seed_library, backend), "What is the capital of France?")
    assert answer.abstained
    assert answer.answer == "It is Paris [1]."
    assert answer.reason


def test_a_model_that_writes_nothing_at_all_is_a_failure_that_names_the_window(
    seed_library: Library,
) -> None:
    sessions = Sessions(user_paths().sessions)
    window = Window(8_192, 500, estimate_tokens)
    assistant = Assistant(seed_library, model([""], [""]), sessions, window=window)
    error = error_of(assistant, HOP_QUESTION)
    assert "wrote nothing" in str(error)
    assert "8,192" in error.advice
    assert "SONGLINE_WINDOW" in error.advice


def test_a_summary_that_says_the_same_again_and_again_is_told_without_the_model(
    seed_library: Library,
) -> None:
    backend = model(["The library is about many things [1]. " * 5], ["never"])
    assistant = make_assistant(seed_library, backend)
    answer = asyncio.run(follow(assistant.summarize("face recognition")))
    assert "again and again" in answer.notes[0]
    assert "many things" not in answer.answer
    assert "Timeline" in answer.answer
    assert not any(sentence.fails for sentence in answer.sentences)


def test_a_paragraph_that_repeats_what_it_was_to_be_about_is_told_without_the_model(
    seed_library: Library,
) -> None:
    copied = "The papers [1], [2], in this order. Begin it with this sentence, unchanged: "
    backend = model(
        [f"{copied}A first line of work is older [1, 2]. It is fast [1]."], ["never"]
    )
    assistant = make_assistant(seed_library, backend)
    answer = asyncio.run(follow(assistant.relate("face recognition")))
    assert "repeated its instructions" in answer.notes[0]
    assert "in this order" not in answer.answer
    assert "face" in answer.answer
    assert not any(sentence.fails for sentence in answer.sentences)


def test_a_line_of_the_instructions_is_taken_out_of_an_answer(seed_library: Library) -> None:
    text = f"{RIGHT} {OTHER} With a short wick, a lantern burns for nine hours [2]."
    answer = answer_to(make_assistant(seed_library, model([text], ["no help"])), HOP_QUESTION)
    assert answer.answer == f"{RIGHT} {OTHER}"


def test_a_copied_line_of_the_repair_prompt_is_no_repair(seed_library: Library) -> None:
    copied = "1: Write each sentence anew, so that one source carries all of it."
    backend = model([f"{WRONG} {RIGHT}"], [copied])
    answer = answer_to(make_assistant(seed_library, backend), HOP_QUESTION)
    assert answer.answer == f"{WRONG} {RIGHT}"


def test_who_does_not_cite_as_asked_is_not_asked_to_repair(seed_library: Library) -> None:
    backend = model([f"{LOOSE} It is loud. It is new. {RIGHT}"], ["never"])
    answer_to(make_assistant(seed_library, backend), HOP_QUESTION)
    assert len(backend.requests) == 1


def test_ideas_that_were_asked_for_may_be_the_models_own(
    seed_library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = model(["One could train HoP on radar. One could make it smaller."])
    assistant = make_assistant(seed_library, backend)
    asked = "Give me two ideas for work that goes on from HoP"
    plan = assistant._planner.plan(asked, (), 10)
    assert plan.request is not None
    reading = replace(read_question(asked), intent=Intent.TASK)
    task = replace(plan, request=replace(plan.request, reading=reading))
    monkeypatch.setattr(assistant._planner, "plan", lambda *_: task)
    answer = answer_to(assistant, asked)
    assert not answer.abstained
    assert set(verdicts(answer)) == {Verdict.UNCITED}
    assert len(backend.requests) == 1


LINES = st.sampled_from(
    (
        RIGHT,
        WRONG,
        LOOSE,
        "The abstracts do not say that.",
        "It walks [99].",
        "## HoP",
        "- x [1]",
    )
)


@SHARED
@given(
    st.lists(
        st.tuples(st.sampled_from((" ", "\n", "\n\n", "\n- ")), LINES),
        min_size=1,
        max_size=6,
        unique_by=itemgetter(1),
    ),
    st.lists(
        st.tuples(st.integers(0, 7), st.sampled_from((RIGHT, WRONG, LOOSE, "DROP", "", "```"))),
        max_size=8,
    ),
)
def test_whatever_is_replied_the_verdicts_are_those_of_the_final_text(
    seed_library: Library, lines: list[tuple[str, str]], reply: list[tuple[int, str]]
) -> None:
    text = "".join(f"{gap}{line}" for gap, line in lines).strip()
    replied = "\n".join(f"{number}: {said}" for number, said in reply)
    assistant = make_assistant(seed_library, model([text], [replied]))
    answer = answer_to(assistant, HOP_QUESTION)
    assistant.sessions.close()
    papers = [paper for key in answer.retrieved if (paper := seed_library.get(key))]
    found = [(each.text, each.markers, each.verdict) for each in answer.sentences]
    assert found == [
        (each.text, each.markers, each.verdict) for each in checked(answer.answer, papers)
    ]
    # Where nothing was cited it was asked anew, and what came stands in the other's stead.
    assert any("asked once more" in note for note in answer.notes) or (
        sum(each.fails for each in answer.sentences)
        <= sum(each.fails for each in checked(text, papers))
    )


def test_a_server_is_asked_to_write_anew_what_fails(
    seed_library: Library, server: ModelServer
) -> None:
    server.answers(
        says(f"{WRONG} ", LOOSE),
        says(
            "1: HoP achieves 68.5% NDS",
            " with ViT-L on the nuScenes",
            " test set [1].\n2: DROP",
        ),
    )
    answer = answer_to(make_assistant(seed_library, LoopbackBackend(server)), HOP_QUESTION)
    _, second = server.asked
    assert "99.9% does not stand in [1]" in second.body["messages"][-1]["content"]
    assert "tools" not in second.body
    assert [message["role"] for message in second.body["messages"]] == ["system", "user"]
    assert answer.answer == RIGHT
    assert answer.usage == Usage(2 * 812, 2 * 64, estimated=False)
    assert server.wait_until_left()


async def test_closing_while_it_repairs_keeps_the_text_once_and_stops_the_backend(
    seed_library: Library,
) -> None:
    backend = model([WRONG], ["1: HoP"], hangs=True)
    assistant = make_assistant(seed_library, backend)
    session = assistant.sessions.start("closed")

    async def listen() -> None:
        async with aclosing(assistant.ask(HOP_QUESTION, session=session)) as events:
            async for _ in events:
                pass

    task = asyncio.create_task(listen())
    while backend.sent[-1:] != ["1: HoP"]:  # noqa: ASYNC110 (the backend has no event to wait for)
        await asyncio.sleep(0.001)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert backend.open_streams == 0
    (turn,) = session.turns
    assert (turn.answer.answer, turn.answer.stopped) == (WRONG, True)
