"""Replies of the sort that models of 8 billion weights give, in the simplest form: each becomes
a cited answer, whatever its manners.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from assistant.backends.windows import make_window
from assistant.engine.assistant import Assistant
from assistant.engine.sessions.sessions import Sessions
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.grounding.verdicts import SHOWN
from assistant.paths import user_paths
from tests.assistant.asking import HOP, HOP_QUESTION, answer_to
from tests.assistant.backends.server import chunk, finish, says, streams
from tests.assistant.backends.talking import backend

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from store.library import Library
    from tests.assistant.backends.server import Behaviour, ModelServer

FACT = "HoP achieves 68.5% NDS with ViT-L on nuScenes test"
REPLIES = {
    "as asked": f"{FACT} [1].",
    "with a label": f"Answer: {FACT} [1].",
    "with an introduction": f"Based on the provided sentences, {FACT} (Source 1).",
    "bold": "**HoP** achieves **68.5% NDS** with ViT-L on nuScenes test [1].",
    "a list": f"- {FACT} [1]\n- It has 62.4% mAP there [1]",
    "naming the source": f"According to [1], {FACT}.",
    "thinking aloud": f"<think>They ask for NDS.</think>{FACT} [1].",
    "fenced": f"```\n{FACT} [1].\n```",
    "foreign brackets": f"{FACT} 【1】.",
    "behind the full stop": f"{FACT}. [1]",
    "polite": f"Sure! Here is the answer:\n\n{FACT} [1].\n\nLet me know if you need more!",
    "with a list of sources": f"{FACT} [1].\n\nSources:\n[1] Temporal Enhanced Training",
    "without a citation": f"{FACT}.",
    "the fence of the prompt": f"~~~\n{FACT} [1].\n~~~",
    "in JSON": f'{{"sentences": [{{"text": "{FACT}.", "source": 1}}]}}',
    "JSON in a fence": f'```json\n[{{"sentence": "{FACT}", "citations": [1]}}]\n```',
    "the example before": f"Lanterns burn for nine hours [2]. {FACT} [1].",
}


def answered(library: Library, server: ModelServer, reply: Behaviour) -> Answer:
    """Return what becomes of a reply to the question for HoP's NDS."""
    server.answers(reply)
    window = make_window(8_192, 512, estimate_tokens, model="qwen3:8b")
    with Sessions(user_paths().sessions) as sessions:
        assistant = Assistant(library, backend(server), sessions, window=window)
        return answer_to(assistant, HOP_QUESTION)


@pytest.mark.parametrize("manner", REPLIES)
def test_the_reply_of_a_small_model_becomes_a_cited_answer(
    seed_library: Library, server: ModelServer, manner: str
) -> None:
    answer = answered(seed_library, server, says(REPLIES[manner]))
    assert not answer.abstained
    assert [citation.key for citation in answer.citations][:1] == [HOP]
    shown = [each for each in answer.sentences if each.verdict in SHOWN]
    assert any("68.5%" in each.text for each in shown)
    assert "antern" not in answer.answer
    assert "~~~" not in answer.answer
    assert "tools" not in server.asked[0].body


def test_a_model_that_was_cut_in_the_middle_says_so(
    seed_library: Library, server: ModelServer
) -> None:
    reply = streams([chunk({"content": f"{FACT} [1]. It also"}), finish("length")])
    answer = answered(seed_library, server, reply)
    assert any("completion_tokens" in note for note in answer.notes)
