"""What the parts of the chat tell each other: events in the past tense."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from store.errors import SonglineError


@dataclass
class TextSubmitted(Message):
    """The user sent a question or a command."""

    text: str


@dataclass
class LetterTyped(Message):
    """A letter was typed where nothing takes letters: it belongs into the input."""

    letter: str


@dataclass
class InputLeft(Message):
    """The user goes on from the input to the transcript or the sources, or back."""

    step: int


@dataclass
class TranscriptScrolled(Message):
    """The user scrolls the transcript from the input: `up`, `down`, `home` or `end`."""

    way: str


@dataclass
class SourceChosen(Message):
    """The user wants to see a source: of the exchange whose citation was clicked, or of the
    current one.
    """

    number: int
    exchange: int | None = None


@dataclass
class SourcePicked(Message):
    """Something is to be done with a source: `ask`, `pin`, `exclude` or `copy`."""

    number: int
    what: str


@dataclass
class AnswerHovered(Message):
    """The pointer is over the citation of a source, or over a sentence, by its place among
    those of the answer; None where it has left them.
    """

    exchange: int | None
    number: int | None
    sentence: int | None


@dataclass
class SourceHovered(Message):
    """The pointer is over a source in the list; None where it has left it."""

    number: int | None


@dataclass
class WelcomeChosen(Message):
    """Something on the first screen was chosen, by its number."""

    number: int


@dataclass
class AddressChosen(Message):
    """The user clicked a link in an answer."""

    address: str


@dataclass
class ExchangeChosen(Message):
    """Another exchange is the current one, or the current one has its answer."""

    answer: Answer | None


@dataclass
class LibraryProgressed(Message):
    """Opening the library came a step further."""

    status: str


@dataclass
class LibraryOpened(Message):
    """The library is ready, and the session that the chat goes on in."""

    assistant: Assistant
    session: Session
    count: int


@dataclass
class LibraryFailed(Message):
    """The library could not be opened."""

    error: SonglineError


@dataclass
class PaneWidened(Message):
    """The pane of sources has so many cells more than by itself, or fewer."""

    wider: int


@dataclass
class MarksTurned(Message):
    """The marks of verdicts are shown from now on, or hidden."""

    are_shown: bool
