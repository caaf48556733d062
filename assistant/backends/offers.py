"""What a server tells of a model that it offers."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.backends.base import Options


@dataclass(frozen=True, slots=True)
class Offer:
    """A model's window in tokens and its prices for a million of them; None where the server
    does not tell.
    """

    window: int | None = None
    prompt_price: float | None = None
    completion_price: float | None = None
    currency: str = ""

    @property
    def told(self) -> str:
        """All that is known, in a line."""
        window = f"{self.window:,} tokens" if self.window else ""
        return " · ".join(filter(None, (window, self.price)))

    @property
    def price(self) -> str:
        """The prices in a few words; "" where they are not known."""
        if self.prompt_price is None and self.completion_price is None:
            return ""
        read, written = self.prompt_price or 0.0, self.completion_price or 0.0
        if not read and not written:
            return "free"
        return f"{read:g} read, {written:g} written {self.currency}".rstrip() + " a million"


def with_offered(options: Options, model: str, offer: Offer) -> Options:
    """Return the options for another model, with the prices of that one."""
    return replace(
        options,
        model=model,
        prompt_price=offer.prompt_price,
        completion_price=offer.completion_price,
        currency=offer.currency or options.currency,
    )
