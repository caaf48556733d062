"""What a backend is: a request goes in, text that cites by `[n]` streams out.

Backends register under the entry-point group `songline.backends`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from assistant.events import Usage
    from assistant.passages import Passage
    from store.paper import Paper


@dataclass(frozen=True, slots=True)
class Message:
    """One rendered prompt and the role that speaks it."""

    role: Literal["system", "user", "assistant"]
    content: str


@dataclass(frozen=True, slots=True)
class Limits:
    """How much a backend may write."""

    sentences: int = 4
    completion_tokens: int = 1024


@dataclass(frozen=True, slots=True)
class Request:
    """Everything that a backend may know: it sees no library, no session and no screen."""

    task: Literal["answer"]
    question: str
    messages: tuple[Message, ...]
    sources: tuple[Paper, ...]
    """The packed papers; the first is [1]."""
    passages: tuple[Passage, ...]
    """Sentences of the sources that answer, in reading order."""
    limits: Limits


@dataclass(frozen=True, slots=True)
class Delta:
    """One piece of a backend's stream: text, or the usage at its end."""

    text: str = ""
    usage: Usage | None = None


class Backend(Protocol):
    """A source of prose. `sends_to` names where requests go, None where nothing leaves the machine."""

    @property
    def name(self) -> str: ...
    @property
    def model(self) -> str | None: ...
    @property
    def sends_to(self) -> str | None: ...
    def stream(self, request: Request) -> AsyncIterator[Delta]: ...
