"""What the requests of one answer cost together; what a backend did not count is estimated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.base import Usage
from assistant.engine.window.token_estimate import estimate_tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from assistant.backends.base import Backend, Delta, Request


class Meter:
    """Adds up the tokens of requests that follow one another."""

    def __init__(self, backend: Backend | None = None) -> None:
        """Count for a backend, at its prices where it has some."""
        self._priced: Callable[..., Usage] = getattr(backend, "priced", Usage)
        self._spent: list[Usage] = []
        self._prompt = 0
        self._written: list[str] = []
        self._counted: Usage | None = None

    def begin(self, request: Request) -> None:
        """Begin a request; the one before it is over."""
        self._spent = self._all()
        self._prompt = sum(estimate_tokens(message.content) for message in request.messages)
        self._written, self._counted = [], None

    def read(self, delta: Delta) -> None:
        """Take in a piece of the stream."""
        self._written.append(delta.text)
        self._counted = delta.usage or self._counted

    def add(self, usage: Usage) -> None:
        """Count what a request beside these cost."""
        self._spent = [*self._all(), usage]
        self._prompt, self._written, self._counted = 0, [], None

    def total(self) -> Usage | None:
        """Return what was spent so far; None before the first request."""
        spent = self._all()
        if not spent:
            return None
        return Usage(
            sum(usage.prompt_tokens for usage in spent),
            sum(usage.completion_tokens for usage in spent),
            estimated=any(usage.estimated for usage in spent),
            cost=sum(costs)
            if (costs := [usage.cost for usage in spent if usage.cost is not None])
            else None,
            currency=next((usage.currency for usage in spent if usage.currency), ""),
        )

    def _all(self) -> list[Usage]:
        if self._counted:
            return [*self._spent, self._counted]
        if not self._prompt and not self._written:
            return self._spent
        return [
            *self._spent,
            self._priced(self._prompt, estimate_tokens("".join(self._written)), estimated=True),
        ]
