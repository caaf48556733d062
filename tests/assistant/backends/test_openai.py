"""The backend for models, with the real client against a real server that behaves well and
badly.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from assistant.backends.base import Message, Options, Tool, ToolCall, Usage
from tests.assistant.backends.server import (
    calls,
    chunk,
    event,
    finish,
    refuses,
    says,
    streams,
    text_chunks,
    unless,
    usage,
)
from tests.assistant.backends.talking import QUICK, backend, hear, request, text_of, thought_of

if TYPE_CHECKING:
    from typing import Any

    from tests.assistant.backends.server import ModelServer

PIECES = ("HoP erreicht ", "68,5 % NDS — “größer”, ", "说得好 🫠", " [1].")
TEXT = "".join(PIECES)
SEARCH = Tool(
    "search_papers", "Search.", {"type": "object", "properties": {"query": {"type": "string"}}}
)


def test_a_text_comes_piece_by_piece_and_its_tokens_are_counted(server: ModelServer) -> None:
    server.answers(says(*PIECES))
    deltas = hear(backend(server))
    assert [delta.text for delta in deltas if delta.text] == list(PIECES)
    assert deltas[-1].usage == Usage(812, 64, estimated=False)
    (asked,) = server.asked
    assert asked.body["model"] == "small"
    assert asked.body["stream_options"] == {"include_usage": True}
    assert asked.body["messages"][1] == {"role": "user", "content": "What is HoP?"}
    assert "tools" not in asked.body
    assert server.wait_until_left()


def test_tokens_cost_what_the_user_says(server: ModelServer) -> None:
    server.answers(says("a", "b"))
    options = Options(model="small", prompt_price=2.0, completion_price=10.0)
    counted = hear(backend(server, options))[-1].usage
    assert counted is not None
    assert counted.cost == pytest.approx((812 * 2 + 64 * 10) / 1e6)


@pytest.mark.parametrize("cut", [1, 2, 3, 7, 1000])
def test_fragments_may_be_cut_anywhere(server: ModelServer, cut: int) -> None:
    server.answers(streams([*text_chunks(PIECES), usage()], cut=cut))
    assert text_of(hear(backend(server))) == TEXT


def test_five_thousand_chunks_at_once_are_one_text(server: ModelServer) -> None:
    pieces = [f"{number} " for number in range(5000)]
    server.answers(streams([*text_chunks(pieces), usage()], cut=50_000))
    assert text_of(hear(backend(server))) == "".join(pieces)


def _said(**more: Any) -> dict[str, Any]:
    return chunk({"content": "said"}, **more)


@pytest.mark.parametrize(
    ("chunks", "done"),
    [
        ([_said(), finish()], b""),
        ([_said()], b""),
        ([_said(), finish(), usage()], b"data: [DONE]\r\n\r\n"),
        (
            [
                chunk({"role": "assistant"}),
                chunk(),
                {"choices": None},
                {},
                _said(),
                chunk({}),
                finish(),
            ],
            b"",
        ),
        (
            [b": busy\n\n", _said(usage=None), b"\n\n", b"event: ping\ndata: {}\n\n", finish()],
            b"",
        ),
        ([5, "five", None, [], {"choices": [5]}, {"choices": [{"delta": None}]}, _said()], b""),
        ([_said(usage={"prompt_tokens": None})], b""),
        ([{"choices": [{"index": 0, "text": "said", "finish_reason": "stop"}]}], b""),
    ],
    ids=[
        "no done",
        "no finish",
        "crlf",
        "empty",
        "comments",
        "garbage",
        "half a usage",
        "text",
    ],
)
def test_whatever_a_server_leaves_out_or_adds_the_text_arrives(
    server: ModelServer, chunks: list[object], done: bytes
) -> None:
    server.answers(streams(chunks, done=done))
    assert text_of(hear(backend(server))) == "said"


def test_a_stream_that_is_over_need_not_be_closed(server: ModelServer) -> None:
    async def lingers(exchange: Any) -> None:
        await exchange.begin()
        for value in text_chunks(["said"]):
            await exchange.send_part(event(value))
        await exchange.hang()

    server.answers(lingers)
    assert text_of(hear(backend(server, QUICK))) == "said"
    assert server.wait_until_left()


@pytest.mark.parametrize("field", ["reasoning_content", "reasoning"])
def test_thoughts_in_a_field_of_their_own_are_no_text(server: ModelServer, field: str) -> None:
    server.answers(
        streams([chunk({field: "Let me "}), chunk({field: "see."}), *text_chunks(["Yes."])])
    )
    deltas = hear(backend(server))
    assert (text_of(deltas), thought_of(deltas)) == ("Yes.", "Let me see.")


@pytest.mark.parametrize("size", [1, 3, 100])
def test_thoughts_among_the_text_are_no_text(server: ModelServer, size: int) -> None:
    whole = "<think>Is 3 < 4? </thin no.</think>\n\nYes [1]."
    server.answers(says(*(whole[at : at + size] for at in range(0, len(whole), size))))
    deltas = hear(backend(server))
    assert (text_of(deltas), thought_of(deltas)) == ("Yes [1].", "Is 3 < 4? </thin no.")


@pytest.mark.parametrize("body", [{"choices": [{"message": {"content": "Yes [1]."}}]}])
def test_a_whole_answer_may_be_called_a_stream(server: ModelServer, body: object) -> None:
    async def calls_it_a_stream(exchange: Any) -> None:
        await exchange.begin()
        await exchange.send_part(json.dumps(body).encode())
        await exchange.end()

    server.answers(calls_it_a_stream)
    assert text_of(hear(backend(server))) == "Yes [1]."


@pytest.mark.parametrize("blank", ["\n\n", "\ufeff", "\ufeff \r\n", " "])
def test_a_whole_answer_may_begin_with_blanks(server: ModelServer, blank: str) -> None:
    body = {"choices": [{"message": {"content": "Yes [1]."}, "finish_reason": "stop"}]}

    async def calls_it_a_stream(exchange: Any) -> None:
        await exchange.begin()
        for part in (*blank, json.dumps(body)):
            await exchange.send_part(part.encode())
        await exchange.end()

    server.answers(calls_it_a_stream)
    assert text_of(hear(backend(server))) == "Yes [1]."


@pytest.mark.parametrize(
    "end",
    [
        "<|eot_id|>",
        "<|im_end|>",
        "</s>",
        "<end_of_turn>\n",
        "</s><|return|>",
        "<|eom_id|>\n<|eot_id|> ",
    ],
)
def test_what_ends_a_turn_in_a_template_is_no_text(server: ModelServer, end: str) -> None:
    server.answers(says("Yes ", "[1].", end))
    assert text_of(hear(backend(server))) == "Yes [1]."


def test_fragments_of_calls_are_joined(server: ModelServer) -> None:
    server.answers(
        calls(("a", "search_papers", ['{"que', 'ry": "HoP"}']), ("b", "get_paper", ["{}"]))
    )
    deltas = hear(backend(server), request(SEARCH))
    assert [call for delta in deltas for call in delta.calls] == [
        ToolCall("a", "search_papers", '{"query": "HoP"}'),
        ToolCall("b", "get_paper", "{}"),
    ]
    assert deltas[-1].usage == Usage(812, 64, estimated=False)
    assert server.asked[0].body["tools"][0]["function"]["name"] == "search_papers"


@pytest.mark.parametrize("index", [0, None], ids=["always the first", "none"])
def test_calls_that_are_counted_badly_are_told_by_their_ids(
    server: ModelServer, index: int | None
) -> None:
    whole = [
        chunk(
            {
                "tool_calls": [
                    {
                        "index": index,
                        "id": made,
                        "function": {"name": made, "arguments": {"n": 1}},
                    }
                ]
            }
        )
        for made in ("first", "second")
    ]
    server.answers(streams(whole))
    (last,) = hear(backend(server), request(SEARCH))
    assert last.calls == (
        ToolCall("first", "first", '{"n": 1}'),
        ToolCall("second", "second", '{"n": 1}'),
    )


def test_results_of_tools_go_back_under_their_calls(server: ModelServer) -> None:
    server.answers(says("Yes."))
    call = ToolCall("a", "search_papers", "{}")
    messages = (
        Message("assistant", "", calls=(call,)),
        Message("tool", "[1] HoP", answers="a"),
    )
    hear(backend(server), request(SEARCH, messages=messages))
    assert server.asked[0].body["messages"] == [
        {
            "role": "assistant",
            "content": "",
            "tool_calls": [
                {
                    "id": "a",
                    "type": "function",
                    "function": {"name": "search_papers", "arguments": "{}"},
                }
            ],
        },
        {"role": "tool", "content": "[1] HoP", "tool_call_id": "a"},
    ]


REFUSALS = {
    "tools": (400, "registry.ollama.ai/library/tiny does not support tools"),
    "tools of llama.cpp": (500, "tools param requires --jinja flag"),
    "tools of a router": (404, "No endpoints found that support tool use."),
    "stream_options": (
        422,
        {
            "detail": [
                {"loc": ["body", "stream_options"], "msg": "Extra inputs are not permitted"}
            ]
        },
    ),
    "temperature": (
        400,
        "Unsupported value: 'temperature' does not support 0 with this model.",
    ),
    "max_tokens": (
        400,
        "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
    ),
}


@pytest.mark.parametrize("name", REFUSALS)
def test_what_a_server_refuses_is_left_out_and_not_asked_for_again(
    server: ModelServer, name: str
) -> None:
    parameter = name.split()[0]
    status, message = REFUSALS[name]
    server.answers(
        unless(lambda body: parameter not in body, refuses(status, message), says("Yes."))
    )
    asked = backend(server)
    assert text_of(hear(asked, request(SEARCH))) == "Yes."
    assert len(server.asked) == 2
    assert text_of(hear(backend(server), request(SEARCH))) == "Yes."
    assert len(server.asked) == 3
    assert "max_completion_tokens" in server.asked[-1].body or parameter != "max_tokens"
    kept = {"tools", "stream_options", "temperature"} - {parameter}
    assert kept <= set(server.asked[-1].body)


def test_a_server_that_refuses_all_of_it_is_asked_without(server: ModelServer) -> None:
    def is_plain(body: dict[str, Any]) -> bool:
        return set(body) == {"model", "messages", "stream"}

    server.answers(unless(is_plain, refuses(400, "Bad Request"), says("Yes.")))
    assert text_of(hear(backend(server), request(SEARCH))) == "Yes."
    assert len(server.asked) == 2


def test_a_refusal_within_the_stream_is_one_too(server: ModelServer) -> None:
    told = streams([{"error": {"message": "this model does not support tools"}}])
    server.answers(unless(lambda body: "tools" not in body, told, says("Yes.")))
    assert text_of(hear(backend(server), request(SEARCH))) == "Yes."


def test_an_answer_in_one_piece_is_read_too(server: ModelServer) -> None:
    call = {"id": "a", "type": "function", "function": {"name": "get_paper", "arguments": "{}"}}
    message = {"role": "assistant", "content": "<think>Hm.</think>Yes.", "tool_calls": [call]}
    counts = {"prompt_tokens": 8, "completion_tokens": 6}
    server.answers(refuses(200, {"choices": [{"message": message}], "usage": counts}))
    deltas = hear(backend(server), request(SEARCH))
    assert (text_of(deltas), thought_of(deltas)) == ("Yes.", "Hm.")
    assert deltas[-1].calls == (ToolCall("a", "get_paper", "{}"),)
    assert deltas[-1].usage == Usage(8, 6, estimated=False)


def test_where_no_model_is_named_the_only_one_answers(server: ModelServer) -> None:
    server.models = ("only",)
    server.answers(says("Yes."))
    asked = backend(server, Options())
    assert text_of(hear(asked)) == "Yes."
    assert asked.model == server.asked[0].body["model"] == "only"


def test_typed_blocks_are_text_and_thoughts(server: ModelServer) -> None:
    thinking = {"type": "thinking", "thinking": [{"type": "text", "text": "hm"}]}
    server.answers(
        streams(
            [
                chunk({"content": [thinking]}),
                chunk({"content": [{"type": "text", "text": "HoP "}, {"type": "image"}]}),
                chunk({"content": {"type": "text", "text": "[1]."}}),
                finish(),
            ]
        )
    )
    heard = hear(backend(server))
    assert (thought_of(heard), text_of(heard)) == ("hm", "HoP [1].")


def test_an_answer_that_ran_out_of_room_says_so(server: ModelServer) -> None:
    server.answers(streams([*text_chunks(["HoP rea"])[:-1], finish("length"), usage()]))
    last = hear(backend(server))[-1]
    assert "completion_tokens" in last.remark
    assert last.usage is not None


def test_costs_have_their_currency(server: ModelServer) -> None:
    server.answers(says("a"))
    options = Options(model="small", prompt_price=2.0, currency="EUR")
    counted = hear(backend(server, options))[-1].usage
    assert counted is not None
    assert counted.currency == "EUR"


@pytest.mark.parametrize(
    "complaint",
    [
        "System role not supported",
        "Only user and assistant roles are supported!",
        "Conversation roles must alternate; unexpected role 'system'",
    ],
)
def test_instructions_stand_before_the_question_where_no_system_may_speak(
    server: ModelServer, complaint: str
) -> None:
    server.answers(
        unless(
            lambda body: body["messages"][0]["role"] != "system",
            refuses(400, complaint),
            says("Yes."),
        )
    )
    assert text_of(hear(backend(server))) == "Yes."
    (message,) = server.asked[-1].body["messages"]
    assert message == {"role": "user", "content": "Answer.\n\nWhat is HoP?"}
    assert len(server.asked) == 2
