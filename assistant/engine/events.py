"""What the engine says while it answers: events in the past tense, and the answer that they
add up to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from assistant.grounding.verdicts import GroundedSentence
    from store.errors import SonglineError
    from store.ranking import Hit


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The papers were found; `hits` are numbered from 1 in this order.

    It is told again, with more hits behind the first ones, where a model has found more. Where
    a model's window is too small, the papers with the keys `left_out` were left out, and
    sentences of those with the keys `shortened`.
    """

    hits: tuple[Hit, ...]
    left_out: tuple[str, ...] = ()
    shortened: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TextArrived:
    """A piece of the answer's text (Markdown, citing by `[n]`) came from the backend."""

    text: str


@dataclass(frozen=True, slots=True)
class ThoughtArrived:
    """A piece of what the model thinks aloud: shown folded, no part of the answer, and never
    checked.
    """

    text: str


@dataclass(frozen=True, slots=True)
class SentenceGrounded:
    """A sentence of the answer has its verdict."""

    sentence: GroundedSentence


@dataclass(frozen=True, slots=True)
class TextWithdrawn:
    """All text so far was said before the model looked further: it is no part of the answer."""


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """The model has called a tool; `summary` says what was done: `searched: masked faces, 3
    papers`.
    """

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class RepairBegun:
    """So many sentences failed the check and went back to the model."""

    sentences: int


@dataclass(frozen=True, slots=True)
class SentenceRepaired:
    """A sentence that failed was written anew and passes; `after` is empty where the model
    withdrew it.
    """

    before: GroundedSentence
    after: tuple[GroundedSentence, ...]


@dataclass(frozen=True, slots=True)
class RepairFailed:
    """The model could not be asked to write sentences anew; the answer stays as it was."""

    error: SonglineError


@dataclass(frozen=True, slots=True)
class JudgeAsked:
    """So many sentences that the words alone do not show went to a judge."""

    judge: str
    sentences: int


@dataclass(frozen=True, slots=True)
class JudgeFailed:
    """The judge could not tell; the sentences stay unverified."""

    error: SonglineError


@dataclass(frozen=True, slots=True)
class TurnNotKept:
    """The answer is whole, but the conversation on disk could not take it."""

    error: SonglineError


@dataclass(frozen=True, slots=True)
class Noted:
    """Something is to be told beside the answer; the answer's `notes` keep it."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The answer is whole, or was stopped and holds what had arrived."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerFailed:
    """The answer could not be made, or broke off: then `answer` holds what had arrived,
    marked as stopped.
    """

    error: SonglineError
    answer: Answer | None = None


Event = (
    Retrieved
    | TextArrived
    | ThoughtArrived
    | SentenceGrounded
    | TextWithdrawn
    | ToolCalled
    | RepairBegun
    | SentenceRepaired
    | RepairFailed
    | JudgeAsked
    | JudgeFailed
    | TurnNotKept
    | Noted
    | AnswerFinished
    | AnswerFailed
)
