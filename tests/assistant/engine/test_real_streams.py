"""What a real model of 135 million weights has streamed, replayed: nothing of it crashes the
engine, or is taken for an answer.

The streams are SmolLM2-135M-Instruct's, recorded by tests/bench/real_model.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from assistant.backends.windows import make_window
from assistant.engine.assistant import Assistant
from assistant.engine.fallback import HEADING
from assistant.engine.reply_check import is_echo
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.grounding.verdicts import SHOWN, Verdict
from assistant.paths import user_paths
from tests.assistant.asking import HOP_QUESTION, answer_to
from tests.assistant.backends.server import sends
from tests.assistant.backends.talking import backend

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from store.library import Library
    from tests.assistant.backends.server import ModelServer

STREAMS = sorted((Path(__file__).parent / "streams").glob("*.sse.gz"))
HEAD = "Content-Type: text/event-stream\r\nContent-Encoding: gzip\r\n"


def replayed(library: Library, server: ModelServer, stream: Path, *, window: int) -> Answer:
    """Return the answer to a question to which a server streams what was recorded."""
    packed = stream.read_bytes()
    server.answers(sends(f"{HEAD}Content-Length: {len(packed)}\r\n", packed))
    fitting = make_window(window, 512, estimate_tokens)
    with Sessions(user_paths().sessions) as sessions:
        assistant = Assistant(library, backend(server), sessions, window=fitting)
        return answer_to(assistant, HOP_QUESTION)


@pytest.mark.parametrize("window", [2_048, 8_192])
@pytest.mark.parametrize("stream", STREAMS, ids=lambda stream: stream.name[:2])
def test_what_the_weakest_model_writes_is_never_taken_for_an_answer(
    seed_library: Library, server: ModelServer, stream: Path, window: int
) -> None:
    answer = replayed(seed_library, server, stream, window=window)
    own, heading, composed = answer.answer.partition(HEADING)
    passing = [each for each in answer.sentences if each.verdict in SHOWN]
    quiet = [each for each in answer.sentences if each.verdict is Verdict.UNVERIFIED]
    assert answer.abstained or passing or quiet
    assert not heading or "68.5%" in composed
    assert not any(is_echo(each.text) for each in answer.sentences)
    assert own.count("The answer is 9.") < 3
    assert len(server.asked) <= 3


def test_there_are_streams_of_all_kinds() -> None:
    assert len(STREAMS) >= 8
