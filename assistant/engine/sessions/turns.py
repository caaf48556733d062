"""A turn of a conversation, and its answer as text that can be kept on disk."""

from __future__ import annotations

import json
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from assistant.backends.base import Usage
from assistant.composing.answer import Answer, Citation
from assistant.grounding.verdicts import Evidence, GroundedSentence, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping


class UnreadableTurnError(ValueError):
    """A stored answer that cannot be rebuilt."""


@dataclass(frozen=True, slots=True)
class Turn:
    """A question and its finished answer."""

    question: str
    answer: Answer


def answer_to_text(answer: Answer) -> str:
    """Return an answer as JSON in ASCII, which keeps every character that a file may not."""
    return json.dumps(answer.to_json())


def answer_from_text(text: str) -> Answer:
    """Rebuild an answer exactly, whatever other fields it has; UnreadableTurnError where
    that fails.
    """
    try:
        return _answer(json.loads(text))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise UnreadableTurnError(
            f"a stored answer cannot be read ({type(error).__name__}: {error})"
        ) from error


def _answer(stored: Mapping[str, Any]) -> Answer:
    known = _known(Answer, stored)
    known["citations"] = tuple(
        Citation(**_known(Citation, citation)) for citation in stored["citations"]
    )
    known["sentences"] = tuple(_sentence(sentence) for sentence in stored["sentences"])
    known["retrieved"] = tuple(stored["retrieved"])
    lists = ("left_out", "shortened", "notes")
    known |= {name: tuple(stored.get(name, ())) for name in lists}
    known["usage"] = Usage(**_known(Usage, stored["usage"])) if stored["usage"] else None
    return Answer(**known)


def _sentence(stored: Mapping[str, Any]) -> GroundedSentence:
    known = _known(GroundedSentence, stored)
    known["markers"] = tuple(stored["markers"])
    known["verdict"] = Verdict(stored["verdict"])
    known["evidence"] = tuple(
        Evidence(**_known(Evidence, evidence)) for evidence in stored["evidence"]
    )
    return GroundedSentence(**known)


def _known(kind: type, stored: Mapping[str, Any]) -> dict[str, Any]:
    return {known.name: stored[known.name] for known in fields(kind) if known.name in stored}
