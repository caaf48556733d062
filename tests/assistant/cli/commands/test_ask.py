"""`songline ask`: the JSON contract, the same answer for people, conversations, failures and
Ctrl+C.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sqlite3
import subprocess
import sys
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from assistant.backends.base import ToolCall
from assistant.engine.sessions.sessions import Sessions
from assistant.errors import BackendError, ExitCode
from assistant.paths import user_paths
from tests.assistant.asking import HOP, HOP_QUESTION
from tests.scripted import ScriptedBackend

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from assistant.backends.base import Delta, Request
    from assistant.engine.sessions.sessions import Turn
    from tests.assistant.conftest import Songline

FRANCE = "What is the capital of France?"

# The contract, in its order; names may be added behind it.
ANSWER = {
    "question": str,
    "rewritten": (str, type(None)),
    "answer": str,
    "abstained": bool,
    "reason": (str, type(None)),
    "citations": list,
    "sentences": list,
    "retrieved": list,
    "backend": str,
    "model": (str, type(None)),
    "usage": dict,
    "seconds": float,
}
CITATION = {
    "marker": int,
    "key": str,
    "title": str,
    "year": (int, type(None)),
    "year_inferred": bool,
}
SENTENCE = {"text": str, "markers": list, "verdict": str, "evidence": list}
EVIDENCE = {"key": str, "start": int, "end": int, "text": str}
USAGE = {"prompt_tokens": int, "completion_tokens": int, "estimated": bool}
VERDICTS = {"quoted", "supported", "unsupported", "uncited", "catalogue", "meta"}


def turns_of(name: str) -> list[Turn]:
    with Sessions(user_paths().sessions) as sessions:
        return sessions.start(name).turns


def assert_shape(value: dict[str, Any], shape: dict[str, Any]) -> None:
    assert list(value)[: len(shape)] == list(shape)
    for name, kind in shape.items():
        assert isinstance(value[name], kind), f"{name} is {value[name]!r}"
        assert kind is not int or not isinstance(value[name], bool)


@pytest.mark.parametrize(
    "question",
    [
        HOP_QUESTION,
        FRANCE,
        "Which papers are about video generation?",
        "How many papers have code?",
        "hello",
        "year:2026",
    ],
)
def test_json_holds_the_contract(songline: Songline, question: str) -> None:
    answer = songline("ask", question, "--json").json
    assert_shape(answer, ANSWER)
    assert_shape(answer["usage"], USAGE)
    assert answer["question"] == question
    assert all(isinstance(key, str) for key in answer["retrieved"])
    for citation in answer["citations"]:
        assert_shape(citation, CITATION)
        assert answer["retrieved"][citation["marker"] - 1] == citation["key"]
    for sentence in answer["sentences"]:
        assert_shape(sentence, SENTENCE)
        assert sentence["verdict"] in VERDICTS
        for evidence in sentence["evidence"]:
            assert_shape(evidence, EVIDENCE)


def test_the_question_of_the_readme_is_answered_with_its_source(songline: Songline) -> None:
    run = songline("ask", HOP_QUESTION, "--json")
    assert (run.code, run.err) == (ExitCode.ANSWERED, "")
    sentence = run.json["sentences"][0]
    assert "68.5% NDS" in sentence["text"]
    assert sentence["verdict"] == "quoted"
    assert sentence["evidence"][0]["key"] == run.json["citations"][0]["key"] == HOP


def test_an_inferred_year_says_so(songline: Songline) -> None:
    citations = songline("ask", "What is Salt?", "--json").json["citations"]
    assert [(found["year"], found["year_inferred"]) for found in citations] == [(2026, True)]
    assert "(2026?)" in songline("ask", "What is Salt?").out


def test_an_abstention_exits_with_3_and_names_the_nearest(songline: Songline) -> None:
    run = songline("ask", FRANCE)
    assert run.code == ExitCode.ABSTAINED
    assert "France" in run.out
    assert "Nearest" in run.out
    assert "[1]" not in run.out


def test_an_abstention_is_still_a_whole_object(songline: Songline) -> None:
    run = songline("ask", FRANCE, "--json")
    assert (run.code, run.err) == (ExitCode.ABSTAINED, "")
    assert run.json["abstained"]
    assert run.json["reason"]
    assert not run.json["citations"]


def test_people_read_the_answer_and_below_it_the_papers(songline: Songline) -> None:
    run = songline("ask", HOP_QUESTION)
    answer, _, foot = run.out.partition("\n[1]")
    assert "68.5% NDS" in answer
    assert foot.strip().endswith(HOP)
    assert (run.code, run.err) == (ExitCode.ANSWERED, "")


def test_people_are_told_what_was_doubted(songline: Songline) -> None:
    songline.answer_with(
        ScriptedBackend(["Everyone loves HoP. It reaches 99.9% NDS [1]. So it goes [99]."])
    )
    told = songline("ask", HOP_QUESTION).out
    assert "cites no paper: Everyone loves HoP." in told
    assert told.count("not supported by what it cites") == 2


def test_words_need_no_quotes_around_them(songline: Songline) -> None:
    apart = songline("ask", "who", "wrote", "MoVA", "--json").json
    assert apart["question"] == "who wrote MoVA"
    assert "Zhuofan Zong" in apart["answer"]


def test_k_bounds_what_is_retrieved(songline: Songline) -> None:
    question = "text-to-image diffusion guidance"
    assert len(songline("ask", question, "--json", "-k", "2").json["retrieved"]) <= 2
    assert len(songline("ask", question, "--json").json["retrieved"]) > 2


@pytest.mark.parametrize("question", ["", "  ", "year:twenty", "yaer:2021 what is HoP?"])
def test_what_is_no_question_exits_with_2_and_prints_no_json(
    songline: Songline, question: str
) -> None:
    run = songline("ask", question, "--json")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert run.err.startswith("songline: ")


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_backend_that_fails_exits_with_4_and_says_what_to_do(
    songline: Songline, options: tuple[str, ...]
) -> None:
    songline.answer_with(
        ScriptedBackend([BackendError("The model is away", advice="Ask tomorrow.")])
    )
    run = songline("ask", HOP_QUESTION, *options)
    assert (run.code, run.out) == (ExitCode.BACKEND_FAILED, "")
    assert run.err == "songline: The model is away\nAsk tomorrow.\n"


def test_a_failure_in_mid_stream_is_an_object_of_what_had_arrived(songline: Songline) -> None:
    songline.answer_with(ScriptedBackend(["HoP achieves", BackendError("gone")]))
    run = songline("ask", HOP_QUESTION, "--json", "--session", "half")
    assert (run.code, run.err) == (ExitCode.BACKEND_FAILED, "songline: gone\n")
    assert run.json["answer"] == "HoP achieves"
    assert (run.json["stopped"], run.json["failure"]) == (True, "gone")
    assert run.json["sentences"][-1]["why"] == "it was broken off"
    (turn,) = turns_of("half")
    assert (turn.answer.answer, turn.answer.stopped, turn.answer.failure) == (
        "HoP achieves",
        True,
        "gone",
    )


def test_a_sentence_that_the_server_broke_off_is_marked_where_it_ends(
    songline: Songline,
) -> None:
    songline.answer_with(
        ScriptedBackend(["HoP achieves 68.5% NDS [1]. It also", BackendError("gone")])
    )
    run = songline("ask", HOP_QUESTION)
    assert run.code == ExitCode.BACKEND_FAILED
    assert "It also ‹broken off›\n" in run.out
    assert run.err.endswith("songline: gone\n")


class Interrupted(ScriptedBackend):
    """Ctrl+C is pressed when it has sent everything."""

    async def stream(self, request: Request) -> AsyncIterator[Delta]:
        async for delta in super().stream(request):
            yield delta
        signal.raise_signal(signal.SIGINT)
        await asyncio.get_running_loop().create_future()


def test_ctrl_c_keeps_what_has_arrived_and_exits_with_130(songline: Songline) -> None:
    songline.answer_with(Interrupted(["HoP achieves 68.5% NDS [1]. It "]))
    run = songline("ask", HOP_QUESTION, "--session", "cut")
    assert run.code == ExitCode.INTERRUPTED
    assert run.out.startswith("HoP achieves 68.5% NDS [1].")
    assert run.err.startswith("songline: interrupted")
    (turn,) = turns_of("cut")
    assert turn.answer.stopped
    assert turn.answer.answer == "HoP achieves 68.5% NDS [1]. It"


def test_a_named_session_remembers_what_was_spoken_of(songline: Songline) -> None:
    assert songline("ask", "What is RAPHAEL?", "--session", "one").code == ExitCode.ANSWERED
    songline("ask", "What is MoVA?", "--session", "other")
    follow_up = songline("ask", "Who wrote it?", "--session", "one", "--json").json
    assert "RAPHAEL" in follow_up["rewritten"]
    assert "Zeyue Xue" in follow_up["answer"]
    assert [turn.question for turn in turns_of("one")] == ["What is RAPHAEL?", "Who wrote it?"]


def test_continue_goes_on_with_the_last_conversation(songline: Songline) -> None:
    songline("ask", "What is RAPHAEL?", "--session", "one")
    songline("ask", "What is MoVA?", "--session", "other")
    assert "MoVA" in songline("ask", "Who wrote it?", "--continue", "--json").json["rewritten"]
    assert len(turns_of("other")) == 2


def test_continue_without_a_conversation_exits_with_2(songline: Songline) -> None:
    run = songline("ask", "Who wrote it?", "--continue")
    assert (run.code, run.out) == (ExitCode.BAD_INPUT, "")
    assert "no conversation" in run.err


def test_a_question_alone_is_part_of_no_conversation(songline: Songline) -> None:
    songline("ask", "What is RAPHAEL?")
    assert songline("ask", "Who wrote it?", "--json").json["rewritten"] is None
    assert songline("ask", "x", "--continue").code == ExitCode.BAD_INPUT


def test_conversations_that_cannot_be_read_exit_with_5(songline: Songline, home: Path) -> None:
    home.mkdir()
    (home / "sessions.sqlite3").write_text(
        "not a database, but long enough to be taken for something else"
    )
    run = songline("ask", HOP_QUESTION, "--session", "any")
    assert (run.code, run.out) == (ExitCode.LIBRARY_UNUSABLE, "")
    assert "sessions.sqlite3" in run.err


class FullDisk(sqlite3.Connection):
    """A database that finds no room for another page."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.execute("PRAGMA max_page_count = 1")


@pytest.fixture
def fill_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """What fills the disk for every database that is opened from then on."""
    connect = partial(sqlite3.connect, factory=FullDisk)
    return lambda: monkeypatch.setattr(
        "assistant.engine.sessions.session_file.sqlite3.connect", connect
    )


@pytest.mark.parametrize("is_begun", [True, False], ids=["begun", "new"])
@pytest.mark.parametrize(
    ("question", "code", "words"),
    [
        (HOP_QUESTION, ExitCode.ANSWERED, "68.5% NDS"),
        (FRANCE, ExitCode.ABSTAINED, ""),
    ],
)
def test_on_a_full_disk_the_answer_is_told_with_its_exit_code_and_a_warning(
    songline: Songline,
    fill_disk: Callable[[], None],
    question: str,
    code: ExitCode,
    words: str,
    *,
    is_begun: bool,
) -> None:
    if is_begun:
        songline("ask", "What is RAPHAEL?", "--session", "full")
    fill_disk()
    run = songline("ask", question, "--session", "full")
    assert run.code == code
    assert words in run.out
    assert "not kept in" in run.err
    assert "no room" in run.err
    as_json = songline("ask", question, "--session", "full", "--json")
    assert as_json.code == code
    assert words in as_json.json["answer"]
    assert "not kept in" in as_json.err


def test_half_characters_and_controls_on_the_command_line_do_no_harm(
    songline: Songline,
) -> None:
    for options in ((), ("--json",)):
        run = songline("ask", f"{HOP_QUESTION}\udcff\x1b[31m", *options)
        assert run.code == ExitCode.ANSWERED
        assert "68.5% NDS" in run.out
        assert "\x1b" not in run.out


_ASK_ALL = """
import sys
from assistant.cli.main import main
for question in sys.argv[2:]:
    main(["ask", question, "--json", "--library", sys.argv[1]])
"""


def test_another_hash_seed_gives_the_same_bytes_but_for_the_time(
    songline: Songline, seed_folder: Path, home: Path
) -> None:
    questions = [
        HOP_QUESTION,
        "Which papers are about video generation?",
        "Compare RAPHAEL and CoMat",
        "Who are the most frequent co-authors?",
        FRANCE,
    ]
    done = subprocess.run(
        [sys.executable, "-c", _ASK_ALL, str(seed_folder), *questions],
        env={**os.environ, "PYTHONHASHSEED": "1", "SONGLINE_HOME": str(home)},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stderr == ""
    here = "".join(songline("ask", question, "--json").out for question in questions)
    assert _without_seconds(here) == _without_seconds(done.stdout)


def _without_seconds(printed: str) -> list[str]:
    return [line for line in printed.splitlines() if not line.startswith('  "seconds":')]


RIGHT = "HoP achieves 68.5% NDS with ViT-L on the nuScenes test set [1]."
WRONG = "HoP achieves 99.9% NDS with ViT-L on the nuScenes test set [1]."


def test_what_was_printed_and_then_written_anew_is_corrected_below(songline: Songline) -> None:
    songline.answer_with(
        ScriptedBackend(
            [f"{WRONG} Everyone loves it."], [f"1: {RIGHT}\n2: DROP"], model="parrot"
        )
    )
    told = songline("ask", HOP_QUESTION).out
    assert told.startswith(WRONG)
    assert "Corrected: HoP achieves 99.9% NDS" in told
    assert "(99.9% does not stand in [1])" in told
    assert "to: HoP achieves 68.5% NDS with ViT-L on the nuScenes test set [1]." in told
    assert "Withdrawn: Everyone loves it." in told
    assert "! " not in told


def test_that_a_sentence_could_not_be_written_anew_is_told(songline: Songline) -> None:
    songline.answer_with(
        ScriptedBackend([WRONG], [BackendError("The line went dead")], model="parrot")
    )
    run = songline("ask", HOP_QUESTION)
    assert run.code == ExitCode.ANSWERED
    assert "! not supported by what it cites: HoP achieves 99.9%" in run.out
    assert "not written anew: The line went dead" in run.out


@pytest.mark.parametrize("way", ["flag", "environment"])
def test_strictly_nothing_is_printed_before_it_is_checked(
    songline: Songline, way: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    songline.answer_with(ScriptedBackend([f"{RIGHT} Everyone loves it."]))
    if way == "environment":
        monkeypatch.setenv("SONGLINE_STRICT", "yes")
    run = songline("ask", HOP_QUESTION, *(["--strict"] if way == "flag" else []))
    assert run.out.startswith(f"{RIGHT} ~~Everyone loves it.~~\n")
    assert run.code == ExitCode.ANSWERED
    assert "~~" not in songline("ask", HOP_QUESTION, "--no-strict").out


def test_strictly_an_answer_of_which_nothing_is_left_exits_with_3(songline: Songline) -> None:
    songline.answer_with(ScriptedBackend([WRONG]))
    run = songline("ask", HOP_QUESTION, "--strict", "--json")
    assert (run.code, run.json["abstained"]) == (ExitCode.ABSTAINED, True)
    assert [sentence["verdict"] for sentence in run.json["sentences"]] == ["unsupported"]
    assert "99.9%" in run.json["sentences"][0]["why"]


def test_strictly_the_plain_chat_strikes_out_too(songline: Songline) -> None:
    songline.answer_with(ScriptedBackend([f"{RIGHT} Everyone loves it."]))
    assert (
        "~~Everyone loves it.~~"
        in songline("chat", "--plain", "--strict", typed=f"{HOP_QUESTION}\n").out
    )


COUNT = ToolCall("a", "count_papers", '{"filters": "code:yes"}')


def test_what_a_model_looks_up_is_told_in_a_line(songline: Songline) -> None:
    songline.answer_with(ScriptedBackend(["Let me see.", COUNT], [RIGHT], model="parrot"))
    run = songline("ask", HOP_QUESTION)
    assert run.err == "· counted: code:yes, 17 papers\n"
    assert run.out.startswith(f"Let me see. ‹taken back; no part of the answer›\n{RIGHT}\n")
    songline.answer_with(ScriptedBackend(["Let me see.", COUNT], [RIGHT], model="parrot"))
    assert songline("ask", HOP_QUESTION, "--strict").out.startswith(f"{RIGHT}\n")
    songline.answer_with(ScriptedBackend(["Let me see.", COUNT], [RIGHT], model="parrot"))
    run = songline("ask", HOP_QUESTION, "--json")
    assert (run.json["answer"], run.err) == (RIGHT, "")


def test_the_number_of_rounds_is_a_setting(
    songline: Songline, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = ScriptedBackend([RIGHT], model="parrot")
    songline.answer_with(backend)
    monkeypatch.setenv("SONGLINE_TOOL_ROUNDS", "0")
    songline("ask", HOP_QUESTION)
    assert not backend.requests[0].tools
    monkeypatch.setenv("SONGLINE_TOOL_ROUNDS", "-1")
    assert songline("ask", HOP_QUESTION).code == ExitCode.BAD_INPUT
