"""Arguments of a tool as a model wrote them: read as JSON, and held against what the tool
takes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.backends.base import ToolCall

LONGEST = 4000
"""Characters of all arguments together; no call of these tools needs more."""


def shortened(call: ToolCall) -> ToolCall:
    """Return a call as it goes back to the model: without arguments that no tool takes."""
    return call if len(call.arguments) <= LONGEST else replace(call, arguments="{}")


class ArgumentsError(ValueError):
    """Arguments that a tool cannot take; the message tells the model what to write instead."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A text that a tool takes; an optional one may be left out, or be null."""

    name: str
    description: str
    is_required: bool = False
    choices: tuple[str, ...] = ()


def schema(parameters: Sequence[Parameter]) -> dict[str, object]:
    """Return the JSON schema of a tool's parameters."""
    return {
        "type": "object",
        "properties": {
            parameter.name: {"type": "string", "description": parameter.description}
            | ({"enum": list(parameter.choices)} if parameter.choices else {})
            for parameter in parameters
        },
        "required": [parameter.name for parameter in parameters if parameter.is_required],
        "additionalProperties": False,
    }


def read_arguments(text: str, parameters: Sequence[Parameter]) -> dict[str, str]:
    """Return the arguments by name, "" for one that is not given. Raises ArgumentsError."""
    given = _read_object(text)
    names = [parameter.name for parameter in parameters]
    if unknown := [name for name in given if name not in names]:
        raise ArgumentsError(
            f"there is no argument {one_line(unknown[0])[:40]!r}; there are {', '.join(names)}"
        )
    return {
        parameter.name: _read_argument(parameter, given.get(parameter.name))
        for parameter in parameters
    }


def _read_object(text: str) -> Mapping[str, object]:
    if len(text) > LONGEST:
        raise ArgumentsError(f"the arguments are longer than {LONGEST} characters")
    try:
        given = json.loads(text) if text.strip() else {}
    except (ValueError, RecursionError) as error:
        raise ArgumentsError(
            f"the arguments are no valid JSON ({one_line(str(error))[:80]})"
        ) from error
    if given is None:
        return {}
    if not isinstance(given, dict):
        raise ArgumentsError("the arguments must be one JSON object")
    return given


def _read_argument(parameter: Parameter, value: object) -> str:
    if value is None and not parameter.is_required:
        return ""
    if value is None:
        raise ArgumentsError(f"the argument {parameter.name!r} is missing")
    if not isinstance(value, str):
        raise ArgumentsError(f"the argument {parameter.name!r} must be a string")
    text = one_line(value)
    if parameter.is_required and not text:
        raise ArgumentsError(f"the argument {parameter.name!r} is empty")
    if parameter.choices and text and text not in parameter.choices:
        raise ArgumentsError(
            f"the argument {parameter.name!r} must be one of {', '.join(parameter.choices)}"
        )
    return text
