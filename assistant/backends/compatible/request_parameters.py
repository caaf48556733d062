"""A request as the parameters of a chat completion, without those that the server has
refused before.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from assistant.backends.compatible.grammars import cited_sentences
from assistant.backends.compatible.structured import cited_format

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from assistant.backends.base import Message, Request, Tool

SYSTEM = "system"
"""Stands for the message with the instructions, which some models' templates refuse."""
_NAMES = {
    "tools": "tools?|function calling|tool_choice",
    "response_format": r"response_?format|json_?schema|structured.?outputs?|guided",
    "stream_options": "stream_?options|include_usage",
    SYSTEM: r"system.{0,12}(?:role|message|prompt|instruction)|roles?\b.{0,40}\bsystem\b"
    r"|only user and assistant roles|developer instruction",
}
_NEW_LIMIT, _OLD_LIMIT = "max_completion_tokens", "max_tokens"
OPTIONAL = (
    "tools",
    "grammar",
    "response_format",
    "stream_options",
    "temperature",
    _NEW_LIMIT,
    _OLD_LIMIT,
)
"""What an answer can do without."""
_refused: dict[tuple[str, str], frozenset[str]] = {}


def make_parameters(
    request: Request, model: str, refused: Collection[str], *, takes_grammars: bool = False
) -> dict[str, Any]:
    """Return what to send to a model whose server is known to refuse some parameters. The
    simplest form is held to by a grammar or a JSON schema: llama.cpp refuses both together.
    """
    limit = next((name for name in (_OLD_LIMIT, _NEW_LIMIT) if name not in refused), _OLD_LIMIT)
    wanted: dict[str, Any] = {
        "temperature": 0.0,
        "stream_options": {"include_usage": True},
        limit: request.limits.completion_tokens,
    }
    if request.cites_up_to and takes_grammars:
        wanted["grammar"] = cited_sentences(request.cites_up_to)
    elif request.cites_up_to:
        wanted["response_format"] = cited_format(request.cites_up_to)
    if request.tools:
        wanted["tools"] = [_tool(tool) for tool in request.tools]
    taken = {name: value for name, value in wanted.items() if name not in refused}
    return {
        "model": model,
        "messages": _messages(request.messages, has_system=SYSTEM not in refused),
        "stream": True,
    } | taken


def known_refusals(url: str, model: str) -> frozenset[str]:
    """Return the parameters that a server has refused for a model since this process began."""
    foreseen = (
        frozenset({_OLD_LIMIT})
        if url.startswith("https://api.openai.com")
        else frozenset[str]()
    )
    return _refused.get((url, model), foreseen)


def learn_refusals(url: str, model: str, refused: frozenset[str]) -> None:
    """Remember what a server refuses for a model, so that it is not asked for again."""
    _refused[url, model] = refused


def named_refusal(parameters: Mapping[str, Any], complaint: str) -> str | None:
    """Return the parameter that a server's complaint is about: the first that it names of
    those sent.
    """
    sent = [name for name in OPTIONAL if name in parameters]
    if any(message["role"] == "system" for message in parameters["messages"]):
        sent.append(SYSTEM)
    places = [
        (found.start(), name)
        for name in sent
        if (found := re.search(_NAMES.get(name, name), complaint, re.IGNORECASE))
    ]
    return min(places)[1] if places else None


def _messages(messages: Sequence[Message], *, has_system: bool) -> list[dict[str, Any]]:
    """Return the messages; where a model knows no instructions apart, they stand before the
    first words of the user.
    """
    made = [_message(each) for each in messages]
    if has_system or not made or made[0]["role"] != "system":
        return made
    instructions, *rest = made
    at = next((at for at, each in enumerate(rest) if each["role"] == "user"), None)
    if at is not None:
        content = f"{instructions['content']}\n\n{rest[at]['content']}"
        rest[at] = rest[at] | {"content": content}
    return rest


def _message(message: Message) -> dict[str, Any]:
    made: dict[str, Any] = {"role": message.role, "content": message.content}
    if message.calls:
        made["tool_calls"] = [
            {
                "id": call.id,
                "type": "function",
                "function": {"name": call.name, "arguments": call.arguments},
            }
            for call in message.calls
        ]
    if message.answers is not None:
        made["tool_call_id"] = message.answers
    return made


def _tool(tool: Tool) -> dict[str, Any]:
    function = {
        "name": tool.name,
        "description": tool.description,
        "parameters": tool.parameters,
    }
    return {"type": "function", "function": function}
