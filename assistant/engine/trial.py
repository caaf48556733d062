"""One short request to a model's server, and what it shows of the server and the model."""

from __future__ import annotations

import time
from contextlib import aclosing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.backends.base import Limits, Request
from assistant.backends.prompting import build_small_request
from assistant.engine.tools.definitions import TOOLS
from assistant.engine.window.token_estimate import estimate_tokens
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import SHOWN
from store.paper import Paper, PartialDate

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.backends.base import Backend, Usage
    from assistant.backends.windows import Window

_TOKENS = 256
_QUESTION = "When do tree frogs sing?"
_FROGS = Paper(
    key="frogs",
    title="Songs of tree frogs",
    authors=("Ada Frog",),
    authors_complete=True,
    date=PartialDate(2020),
    abstract="Tree frogs sing from dusk to midnight. Below 12 degrees they fall silent.",
    field=None,
    has_code=None,
)


@dataclass(frozen=True, slots=True)
class Trial:
    """What one short request has shown."""

    text: str
    seconds: float
    first_seconds: float
    usage: Usage | None
    took_tools: bool
    window: int | None
    """As the server tells it; None where it does not."""

    def rows(self, window: Window) -> Iterator[tuple[str, str]]:
        """Yield what was found, and what to change, a name and a value each."""
        tokens = self.usage.completion_tokens if self.usage else estimate_tokens(self.text)
        rate = tokens / max(0.001, self.seconds - self.first_seconds)
        yield "speed", f"{rate:.0f} tokens a second, the first after {self.first_seconds:.1f} s"
        yield "window", self._told_window(window)
        yield "tools", "taken" if self.took_tools else "refused; answers do without"
        yield "usage", "counted by the server" if self.usage else "not told; it is estimated"
        yield "citations", self._told_citations(window)

    def _told_window(self, window: Window) -> str:
        if self.window:
            return f"{self.window:,} tokens, as the server tells"
        if window.is_assumed:
            return (
                f"not told; {window.tokens:,} tokens are assumed: where it is less, set window "
                f"(SONGLINE_WINDOW)"
            )
        return f"{window.tokens:,} tokens"

    def _told_citations(self, window: Window) -> str:
        sentences = ground(self.text, [_FROGS])
        if any(each.verdict in SHOWN for each in sentences):
            return "as asked: its sentence passes the check"
        if any(1 in each.markers for each in sentences):
            return "as asked, but its sentence does not pass the check"
        advice = "" if window.is_small else "; set small_model = true (SONGLINE_SMALL_MODEL=1)"
        return f"none{advice}"


async def try_backend(backend: Backend) -> Trial:
    """Ask a model one short question about a paper that is made up. Raises BackendError."""
    find_window = getattr(backend, "find_window", None)
    window = await find_window() if find_window else None
    text, first, usage = "", 0.0, None
    begun = time.monotonic()
    async with aclosing(backend.stream(_request())) as deltas:  # type: ignore[type-var]
        async for delta in deltas:
            text += delta.text
            usage = delta.usage or usage
            if not first and (delta.text or delta.thought or delta.calls):
                first = time.monotonic() - begun
    refused: frozenset[str] = getattr(backend, "refused", frozenset())
    seconds = time.monotonic() - begun
    return Trial(text, seconds, first or seconds, usage, "tools" not in refused, window)


def _request() -> Request:
    whole = Request("answer", _QUESTION, (), (_FROGS,), (), Limits(2, _TOKENS))
    small = build_small_request(whole)
    return Request(
        "answer", _QUESTION, small.messages, small.sources, (), small.limits, tools=TOOLS
    )
