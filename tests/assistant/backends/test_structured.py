"""The form of a simple answer as a JSON schema: asked for where the server may know it, and
never shown.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Options
from assistant.backends.compatible import presets
from assistant.backends.compatible.grammars import REFUSAL
from assistant.backends.compatible.structured import ProseReader, cited_format
from assistant.backends.openai import OpenAIBackend
from tests.assistant.backends.server import refuses, says, unless
from tests.assistant.backends.talking import hear, request, text_of

if TYPE_CHECKING:
    from tests.assistant.backends.server import ModelServer

SAID = {
    "sentences": [
        {"text": "HoP reaches 68.5% NDS.", "source": 1},
        {"text": 'Its "box}" has 62.4% mAP [2].', "source": 2},
    ]
}
PROSE = 'HoP reaches 68.5% NDS [1]. Its "box}" has 62.4% mAP [2].'
REPLIES = {
    "as asked": (json.dumps(SAID), PROSE),
    "indented in a fence": (f"```json\n{json.dumps(SAID, indent=2)}\n```", PROSE),
    "behind words": (f"Here it is:\n{json.dumps(SAID)}", f"Here it is:\n{PROSE}"),
    "of another shape": ('[{"text": "It is so.", "cites": ["[1]", 3]}]', "It is so [1] [3]."),
    "bare sentences": ('{"answer": ["One is so [1].", "So is two [2]."]}', "One is so [1]. So is two [2]."),  # noqa: E501
    "a word": ('{"text": "HoP.", "source": 1}', "HoP [1]."),
    "a refusal": ('{"sentences": []}', REFUSAL),
    "cut off": ('{"sentences": [{"text": "One is so.", "source": 1}, {"text": "Tw', "One is so [1]."),  # noqa: E501
    "broken": ('{"sentences": [{"text": "One" "source"}]}', ""),
    "prose": ("HoP is so [1].\n\n[2] says it too.", "HoP is so [1].\n\n[2] says it too."),
    "prose in a fence": ("```\nHoP is so [1].\n```", "```\nHoP is so [1].\n```"),
}  # fmt: skip
SIMPLE = replace(request(), cites_up_to=2)


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize("reply", REPLIES)
def test_json_becomes_prose_and_prose_stays(reply: str, size: int) -> None:
    sent, wanted = REPLIES[reply]
    reader = ProseReader()
    told = [reader.feed(sent[at : at + size]) for at in range(0, len(sent), size)]
    assert "".join(told) + reader.finish() == wanted


def test_a_sentence_is_told_once_it_is_whole() -> None:
    reader, sent = ProseReader(), json.dumps(SAID)
    assert reader.feed(sent[: sent.index("}") + 1]) == "HoP reaches 68.5% NDS [1]."


def _ollama(server: ModelServer) -> OpenAIBackend:
    options = Options(model="small", retries=0, base_url=server.url)
    return OpenAIBackend(options, presets.OLLAMA)


def test_it_is_asked_for_where_the_form_is_simple(server: ModelServer) -> None:
    server.answers(says(*json.dumps(SAID)))
    hear(_ollama(server))
    deltas = hear(_ollama(server), SIMPLE)
    free, simple = (asked.body for asked in server.asked)
    assert "response_format" not in free
    assert simple["response_format"] == cited_format(2)
    assert "grammar" not in simple
    assert [each.text for each in deltas if each.text] == [PROSE[:26], PROSE[26:]]
    assert any(each.usage for each in deltas)


def test_a_server_that_refuses_it_is_asked_without_from_then_on(server: ModelServer) -> None:
    refusal = refuses(400, "response_format type json_schema is not supported")
    server.answers(unless(lambda body: "response_format" not in body, refusal, says("Yes.")))
    assert text_of(hear(_ollama(server), SIMPLE)) == "Yes."
    assert text_of(hear(_ollama(server), SIMPLE)) == "Yes."
    assert ["response_format" in asked.body for asked in server.asked] == [True, False, False]
    assert all("stream_options" in asked.body for asked in server.asked)


def test_json_that_says_nothing_is_no_answer(server: ModelServer) -> None:
    server.answers(says('{"sentences": [{"text": ""}]}'))
    assert text_of(hear(_ollama(server), SIMPLE)) == ""
