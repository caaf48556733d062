"""Sentences in which a writer says that the sources do not tell."""

from __future__ import annotations

from assistant.language.lexicons import read_groups
from assistant.language.patterns import any_of, any_word

_GROUPS = read_groups("refusals")


def _either(label: str) -> str:
    return f"(?:{any_word(_GROUPS[label])})"


_SOURCE, _TELL = _either("source"), _either("tell")
_NOT = r"(?:(?:do|does|did|is|are|was|were|has|have|can|could) ?(?:not|n['’]t)|cannot|never)"
_NO = r"(?:no|nothing|none|not any|neither)"
_REFUSALS = any_of(
    rf"\b{_SOURCE}\b[^.;:]{{0,40}}\b{_NOT}\b[^.;:]{{0,30}}\b{_TELL}\b",
    rf"\b{_NO}\b[^.;:]{{0,60}}\b{_SOURCE}\b[^.;:]{{0,30}}\b{_TELL}\b",
    rf"\b{_NO}\b[^.;:]{{0,30}}\b{_TELL}\b[^.;:]{{0,80}}\b(?:in|of|from|by|within|among)\b"
    rf"[^.;:]{{0,30}}\b{_SOURCE}\b",
    rf"\b{_SOURCE}\b[^.;:]{{0,40}}\b{_TELL}s? (?:no|nothing)\b",
    rf"\b(?:i|we) {_NOT}\b[^.;:]{{0,20}}"
    r"\b(?:answer|find|tell|say|determine|know|help|provide)\b",
    rf"\b{_NOT}\b (?:be )?(?:answer|determin|found|said|stat|mention|provid|specifi|giv)\w*\b"
    rf"[^.;:]{{0,60}}\b{_SOURCE}\b",
    r"^(?:not (?:stated|mentioned|given|specified|found|available)\b|unknown\W*$)",
    rf"\bthere (?:is|are) (?:no|not any|not enough)\b[^.;:]{{0,40}}\b{_TELL}\b",
    rf"\b{_SOURCE}\b[^.;:]{{0,40}}\b{_NOT}\b (?:enough|sufficient)\b",
)
_LONGEST = 400


def is_refusal(sentence: str) -> bool:
    """Tell whether a sentence says no more than that the sources do not answer."""
    return len(sentence) <= _LONGEST and bool(_REFUSALS.search(sentence))
