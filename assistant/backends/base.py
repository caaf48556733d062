"""What a backend is: a request goes in, text that cites by `[n]` streams out.

Backends register under the entry-point group `songline.backends`: a callable that takes
Options.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from assistant.questions.question import Question
    from assistant.retrieval.passages import Passage
    from store.paper import Paper


ROUNDS = 3
"""How often a model may call tools before it must answer, where the user did not choose
otherwise.
"""
_MILLION = 1_000_000
Task = Literal["answer", "summary", "related", "repair", "verify"]


@dataclass(frozen=True, slots=True)
class Options:
    """What the user chose for a backend; each takes what concerns it."""

    model: str | None = None
    base_url: str | None = None
    connect_seconds: float = 10.0
    first_token_seconds: float = 120.0
    between_tokens_seconds: float = 60.0
    retries: int = 2
    """How often a request is sent again after a failure that may pass."""
    prompt_price: float | None = None
    """Price of a million tokens read; without one, no cost is told."""
    completion_price: float | None = None
    """Price of a million tokens written."""
    currency: str = ""
    """What the prices are in, such as EUR: shown with each cost."""

    def priced(
        self, prompt_tokens: int, completion_tokens: int, *, estimated: bool = False
    ) -> Usage:
        """Return what so many tokens cost, where there are prices."""
        cost = None
        if (self.prompt_price, self.completion_price) != (None, None):
            read, written = self.prompt_price or 0.0, self.completion_price or 0.0
            cost = (prompt_tokens * read + completion_tokens * written) / _MILLION
        return Usage(prompt_tokens, completion_tokens, estimated, cost, self.currency)


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A model's wish to have a tool called; `arguments` is JSON as the model wrote it, valid
    or not.
    """

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class Tool:
    """A function of the library that a model may call; `parameters` is a JSON schema."""

    name: str
    description: str
    parameters: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Message:
    """One rendered prompt and the role that speaks it."""

    role: Literal["system", "user", "assistant", "tool"]
    content: str
    calls: tuple[ToolCall, ...] = ()
    """The tools that an assistant's message calls."""
    answers: str | None = None
    """The id of the call whose result a tool's message is."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a backend may write."""

    sentences: int = 4
    completion_tokens: int = 1024


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a longer text: its heading, and the passages that it is made of, in reading
    order.
    """

    heading: str
    """"" where the part goes on under the heading before it."""
    passages: tuple[Passage, ...] = ()
    opening: str = ""
    """Sentences computed beforehand that the part begins with, word for word; their
    citations are in them.
    """
    is_item: bool = False
    """True for an item of a list."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of an answer that was composed without a model, as it will be written."""

    text: str
    """With the white space before it, and with its citations."""
    is_computed: bool = False
    """Made of metadata and counts: known word for word, and not held against an abstract."""


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that a backend may know: it sees no library, no session and no screen."""

    task: Task
    question: str
    messages: tuple[Message, ...]
    sources: tuple[Paper, ...]
    """The packed papers; the first is [1]."""
    passages: tuple[Passage, ...]
    """Sentences of the sources that answer, in reading order."""
    limits: Limits
    sections: tuple[Section, ...] = ()
    """The outline of a longer text, for tasks that have one; an answer has none."""
    tools: tuple[Tool, ...] = ()
    """What the model may call; a backend that cannot offer them leaves them out."""
    cites_up_to: int = 0
    """The highest number that may be cited, where the answer has the simplest form: sentences
    that each end with one; 0 where its form is free.
    """
    composed: Sequence[Piece] = ()
    """The answer as it can be given without a model; a model need not look at it."""
    reading: Question | None = None
    """The question as it was read; None for tasks that answer none."""


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens spent; `estimated` where no exact count was to be had."""

    prompt_tokens: int
    completion_tokens: int
    estimated: bool
    cost: float | None = None
    """In the currency of the prices that the user set; None where none is set."""
    currency: str = ""
    """As the user names it; "" where it is not named."""


@dataclass(frozen=True, slots=True)
class Delta:
    """One piece of a backend's stream: text, calls of tools, or the usage at its end."""

    text: str = ""
    usage: Usage | None = None
    thought: str = ""
    """What the model thinks aloud: shown folded, never a part of the answer."""
    calls: tuple[ToolCall, ...] = ()
    """Whole calls; the stream ends after them, and goes on with another request that answers
    them.
    """
    remark: str = ""
    """What is to be told beside the answer, such as that it was cut."""


class Backend(Protocol):
    """A source of prose. `sends_to` names where requests go, None where nothing leaves the
    machine.

    `is_model` tells whether a model writes: it may look things up, and writes anew what fails
    the check. `model` is its name, None where there is none, or where it is not known before
    the first request.
    """

    @property
    def name(self) -> str: ...
    @property
    def is_model(self) -> bool: ...
    @property
    def model(self) -> str | None: ...
    @property
    def sends_to(self) -> str | None: ...
    def stream(self, request: Request) -> AsyncIterator[Delta]: ...
