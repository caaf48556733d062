"""Answers in JSON: the schema that a server holds a small model to, and the prose that they
become while they stream, sentence by sentence.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from assistant.backends.compatible.grammars import REFUSAL, SENTENCES

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST = 20_000
"""Characters of one object: a longer one is no sentence."""
_UNDECIDED = re.compile(
    r"\s*(?:(?:`{1,3}|~{1,3})(?:j?s?o?n?|json\s*)\s*)?[\[{]?\s*", re.IGNORECASE
)
"""How a line begins of which it cannot be told yet whether it is JSON."""
_JSON = re.compile(r"\s*(?:(?:```|~~~)(?:json)?\s*)?(?=\{\s*[\"}]|\[\s*[\"{])", re.IGNORECASE)
_MARKED = re.compile(r"\s*\[\d{1,3}\]\s*[.!?]?\s*$")
_NUMBER = re.compile(r"\[?(\d{1,3})\]?")


def cited_format(highest: int) -> dict[str, Any]:
    """Return the `response_format` of a few sentences, each with the number of its source; a
    refusal has none.
    """
    source = {"type": "integer", "enum": list(range(1, highest + 1))}
    sentence = {
        "type": "object",
        "properties": {"text": {"type": "string"}, "source": source},
        "required": ["text", "source"],
        "additionalProperties": False,
    }
    schema = {
        "type": "object",
        "properties": {
            "sentences": {"type": "array", "items": sentence, "maxItems": SENTENCES}
        },
        "required": ["sentences"],
        "additionalProperties": False,
    }
    named = {"name": "cited_sentences", "strict": True, "schema": schema}
    return {"type": "json_schema", "json_schema": named}


class ProseReader:
    """Passes prose on as it comes, and turns JSON into prose: of each innermost object, once
    it is whole, its text and the numbers of its sources. No JSON is ever passed on.
    """

    def __init__(self) -> None:
        self._is_json = False
        self._begun: str | None = ""
        """The beginning of a line that may be JSON; None within a line of prose."""
        self._held = ""
        self._in_string = self._is_escaped = False
        self._said = 0

    def feed(self, piece: str) -> str:
        """Return what the next piece of a reply adds to its prose."""
        return "".join(map(self._take if self._is_json else self._pass, piece))

    def finish(self) -> str:
        """Return what the end of the reply adds: a refusal where it named no sentence."""
        if not self._is_json:
            begun, self._begun = self._begun or "", None
            return begun
        is_empty = not self._said and re.search(r"\[\s*\]", self._held)
        return REFUSAL if is_empty else ""

    def _pass(self, character: str) -> str:
        """Read one character of what may be prose; return what is prose for sure."""
        if self._is_json:
            return self._take(character)
        if self._begun is None:
            self._begun = "" if character == "\n" else None
            return character
        self._begun += character
        if match := _JSON.match(self._begun):
            self._is_json, begun = True, self._begun[match.end() :]
            return "".join(map(self._take, begun))
        if _UNDECIDED.fullmatch(self._begun):
            return ""
        begun, self._begun = self._begun, "" if character == "\n" else None
        return begun

    def _take(self, character: str) -> str:
        """Read one character; return the sentence that it completes."""
        if self._in_string:
            self._in_string = character != '"' or self._is_escaped
            self._is_escaped = character == "\\" and not self._is_escaped
        elif character == '"':
            self._in_string = True
        elif character == "{":
            self._held = ""
        self._held = (self._held + character)[-_LONGEST:]
        if character != "}" or self._in_string or not self._held.startswith("{"):
            return ""
        whole, self._held = self._held, self._held if not self._said else ""
        return self._sentence(whole)

    def _sentence(self, whole: str) -> str:
        try:
            values = list(json.loads(whole).values())
        except ValueError:
            return ""
        text = " ".join(_texts(values))
        if not text:
            return ""
        markers = "".join(f" [{number}]" for number in _sources(values))
        if not _MARKED.search(text) and markers:
            text = text.rstrip(" .") + f"{markers}."
        self._said += 1
        return f" {text}" if self._said > 1 else text


def _flat(values: list[Any]) -> Iterator[Any]:
    for each in values:
        yield from _flat(each) if isinstance(each, list) else (each,)


def _texts(values: list[Any]) -> list[str]:
    """Return what an object says: single words only where it has nothing longer."""
    texts = [each.strip() for each in _flat(values) if isinstance(each, str)]
    words = [each for each in texts if each and not _NUMBER.fullmatch(each)]
    return [each for each in words if " " in each] or words[:1]


def _sources(values: list[Any]) -> list[int]:
    """Return the numbers that the values of an object cite by: `2`, `"[2]"`, `[1, 2]`."""
    numbers = (_NUMBER.fullmatch(str(each).strip()) for each in _flat(values))
    return [int(match[1]) for match in numbers if match]
