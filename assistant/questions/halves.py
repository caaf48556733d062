"""Two questions in one: where the second begins."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.language.patterns import any_of

# "and which in Hill's" leaves out what it asks.
_WORD = (
    r"(?:who|whom|whose|when|where|what|which|how|why)\b"
    r"(?! (?:in|of|on|for|with|at|by|to|from|under)\b)"
)
# A verb asks where its subject follows: "and is there code", but not "and are fast".
_SUBJECT = r"(?:there|it|its|they|he|she|the|this|that|these|those|any|code|an?)\b"
_VERB = rf"(?:is|are|was|were|does|do|did|has|have|can|could) {_SUBJECT}"
_ASKS = rf"(?:{_WORD}|{_VERB})"
_BEGINS = any_of(rf"^(?:and |so |then )?{_ASKS}")
_SECOND = any_of(
    rf"(?:[ ]*[,;]?[ ]+(?:and|plus|&)(?: also| then)?|[ ]*\?)[ ]+(?={_ASKS})",
    r",[ ]+(?=(?:who|when|where) (?:is|are|was|were|did|wrote)\b)",
)
_END = " ?!.,;"


@dataclass(frozen=True, slots=True)
class Halves:
    """A question, and what is asked behind it."""

    first: str
    second: str


def cut_halves(text: str) -> Halves | None:
    """Return the two questions that a text asks, None where it asks one."""
    if not _BEGINS.match(text):
        return None
    for found in _SECOND.finditer(text):
        first, second = text[: found.start()].strip(_END), text[found.end() :].strip(_END)
        if " " in first and " " in second:
            return Halves(f"{first}?", f"{second}?")
    return None
