"""What was said before, as far as a question may lean on it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence


class CitedPaper(Protocol):
    """A paper that an answer cites."""

    @property
    def key(self) -> str: ...


class PastAnswer(Protocol):
    """What a follow-up may take of an answer."""

    @property
    def rewritten(self) -> str | None: ...
    @property
    def citations(self) -> Sequence[CitedPaper]: ...
    @property
    def retrieved(self) -> Sequence[str]: ...


class PastTurn(Protocol):
    """A question and its answer."""

    @property
    def question(self) -> str: ...
    @property
    def answer(self) -> PastAnswer: ...
