"""Calls of tools, joined from the fragments that a stream brings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from assistant.backends.base import ToolCall
from assistant.errors import BackendError

_LONGEST = 64_000
"""Characters of the arguments of a call; no tool of ours takes a tenth of it."""
_LONGEST_NAME = 200
_MOST_CALLS = 128


@dataclass(slots=True)
class _Begun:
    id: str = ""
    name: str = ""
    arguments: str = ""


def field(value: Any, name: str) -> Any:  # noqa: ANN401 (servers send what they like)
    """Return a field of a JSON object; None where there is no such field, or no object."""
    return value.get(name) if isinstance(value, dict) else None


def wrote_too_much() -> BackendError:
    """Return the error of a model that does not come to an end."""
    return BackendError(
        "The model wrote far more than it was asked for", advice="Choose another model."
    )


class CallJoiner:
    """Joins fragments by their index; a server that counts badly is told by its ids."""

    def __init__(self) -> None:
        self._begun: list[_Begun] = []
        self._by_index: dict[object, _Begun] = {}

    def take(self, fragment: Any) -> None:  # noqa: ANN401 (servers send what they like)
        """Take a fragment of a call."""
        call = self._call_of(field(fragment, "index"), field(fragment, "id"))
        if len(self._begun) > _MOST_CALLS:
            raise wrote_too_much()
        function = field(fragment, "function")
        name = field(function, "name")
        if isinstance(name, str) and name != call.name and not call.arguments:
            call.name = (call.name + name)[:_LONGEST_NAME]
        call.arguments += _as_json(field(function, "arguments"))
        if len(call.arguments) > _LONGEST:
            raise wrote_too_much()

    def finish(self) -> tuple[ToolCall, ...]:
        """Return the calls in the order in which they were begun."""
        numbered = enumerate(self._begun, 1)
        return tuple(
            ToolCall(call.id or f"call_{number}", call.name, call.arguments or "{}")
            for number, call in numbered
            if call.name
        )

    def _call_of(self, index: object, call_id: object) -> _Begun:
        known = self._by_index.get(index)
        if known and (not isinstance(call_id, str) or call_id in ("", known.id)):
            return known
        begun = _Begun(call_id if isinstance(call_id, str) else "")
        self._begun.append(begun)
        self._by_index[index] = begun
        return begun


def _as_json(arguments: object) -> str:
    if arguments is None:
        return ""
    return arguments if isinstance(arguments, str) else json.dumps(arguments)
