"""What the engine says while it answers: events in the past tense, and the answer that they add up to."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.errors import SonglineError
    from store.ranking import Hit


class Verdict(StrEnum):
    """What the check of one sentence against the abstracts that it cites has found."""

    QUOTED = "quoted"
    """The words stand in the cited abstract."""
    SUPPORTED = "supported"
    """Said otherwise; numbers, names and negations agree."""
    UNSUPPORTED = "unsupported"
    """Cited, but the cited abstract does not carry it."""
    UNCITED = "uncited"
    """A claim with no marker."""
    CATALOGUE = "catalogue"
    """Computed from metadata."""
    META = "meta"
    """Says nothing about the papers."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A span of a paper's abstract: `abstract[start:end] == text`."""

    key: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer, with the markers that it cites and the verdict on it."""

    text: str
    markers: tuple[int, ...]
    verdict: Verdict
    evidence: tuple[Evidence, ...] = ()
    why: str = ""
    """What fails, where the verdict is unsupported or uncited: `99.9% does not stand in [1]`."""
    repaired: bool = False
    """True where the model wrote it anew, because what it had written first failed the check."""

    @property
    def fails(self) -> bool:
        """Whether it claims something that no abstract cited carries."""
        return self.verdict in (Verdict.UNSUPPORTED, Verdict.UNCITED)


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper that the answer cites; `marker` is its number in the list of sources."""

    marker: int
    key: str
    title: str
    year: int | None
    year_inferred: bool


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens spent; `estimated` where no exact count was to be had."""

    prompt_tokens: int
    completion_tokens: int
    estimated: bool
    cost: float | None = None
    """In the currency of the prices that the user set; None where none is set."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer; its fields are the contract of `songline ask --json`."""

    question: str
    rewritten: str | None
    answer: str
    abstained: bool
    reason: str | None
    citations: tuple[Citation, ...]
    sentences: tuple[Sentence, ...]
    retrieved: tuple[str, ...]
    """Keys of the papers retrieved, in the order of their markers: the first is [1]."""
    backend: str
    model: str | None
    usage: Usage | None
    seconds: float
    stopped: bool = False
    """True where it was stopped, by the user or by a failure, and the text is what had arrived by then."""
    first_token_seconds: float | None = None
    """From the question to the first piece of a model's text or thoughts; None where no model wrote."""
    failure: str | None = None
    """Why the text broke off, where a failure stopped it."""
    left_out: tuple[str, ...] = ()
    """Keys of papers that were found and did not fit the model's window."""
    shortened: tuple[str, ...] = ()
    """Keys of papers of which some sentences did not fit."""

    def to_json(self) -> dict[str, object]:
        """Return the answer as JSON's own types, in the order of the contract."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The papers were found; `hits` are numbered from 1 in this order.

    It is told again, with more hits behind the first ones, where a model has found more. Where a model's
    window is too small, the papers with the keys `left_out` were left out, and sentences of those with the
    keys `shortened`.
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
    """A piece of what the model thinks aloud: shown folded, no part of the answer, and never checked."""

    text: str


@dataclass(frozen=True, slots=True)
class SentenceGrounded:
    """A sentence of the answer has its verdict."""

    sentence: Sentence


@dataclass(frozen=True, slots=True)
class TextWithdrawn:
    """All text so far was said before the model looked further: it is no part of the answer."""


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """The model has called a tool; `summary` says what was done: `searched: masked faces, 3 papers`."""

    name: str
    summary: str


@dataclass(frozen=True, slots=True)
class RepairBegun:
    """So many sentences failed the check and went back to the model."""

    sentences: int


@dataclass(frozen=True, slots=True)
class SentenceRepaired:
    """A sentence that failed was written anew and passes; `after` is empty where the model withdrew it."""

    before: Sentence
    after: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class RepairFailed:
    """The model could not be asked to write sentences anew; the answer stays as it was."""

    error: SonglineError


@dataclass(frozen=True, slots=True)
class AnswerFinished:
    """The answer is whole, or was stopped and holds what had arrived."""

    answer: Answer


@dataclass(frozen=True, slots=True)
class AnswerFailed:
    """The answer could not be made, or broke off: then `answer` holds what had arrived, marked as stopped."""

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
    | AnswerFinished
    | AnswerFailed
)
