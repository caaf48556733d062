"""A finished answer, whose fields are the contract of `songline ask --json`."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from assistant.backends.base import Usage
    from assistant.grounding.verdicts import GroundedSentence


@dataclass(frozen=True, slots=True)
class Citation:
    """A paper that the answer cites; `marker` is its number in the list of sources."""

    marker: int
    key: str
    title: str
    year: int | None
    year_inferred: bool
    retracted: str | None = None
    """What is known against it: "was retracted (notice: 10.1/x)"."""


def on_retractions(citations: Iterable[Citation]) -> tuple[str, ...]:
    """Return a line for each cited paper that something is known against."""
    against = sorted((each.marker, each.retracted) for each in citations if each.retracted)
    return tuple(f"[{marker}] {retracted}" for marker, retracted in against)


@dataclass(frozen=True, slots=True)
class Answer:
    """A finished answer; its fields are the contract of `songline ask --json`."""

    question: str
    rewritten: str | None
    answer: str
    abstained: bool
    reason: str | None
    citations: tuple[Citation, ...]
    sentences: tuple[GroundedSentence, ...]
    retrieved: tuple[str, ...]
    """Keys of the papers retrieved, in the order of their markers: the first is [1]."""
    backend: str
    model: str | None
    usage: Usage | None
    seconds: float
    stopped: bool = False
    """True where it was stopped, by the user or by a failure, and the text is what had
    arrived by then.
    """
    first_token_seconds: float | None = None
    """From the question to the first piece of a model's text or thoughts; None where no
    model wrote.
    """
    failure: str | None = None
    """Why the text broke off, where a failure stopped it."""
    left_out: tuple[str, ...] = ()
    """Keys of papers that were found and did not fit the model's window."""
    shortened: tuple[str, ...] = ()
    """Keys of papers of which some sentences did not fit."""
    facts: dict[str, str] = field(default_factory=dict)
    """The facts computed from metadata that the answer cites, by their numbers: F1."""
    notes: tuple[str, ...] = ()
    """What else is to be told of how the answer came about."""

    def to_json(self) -> dict[str, object]:
        """Return the answer as JSON's own types, in the order of the contract."""
        return asdict(self)
