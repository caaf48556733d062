"""What a model's answer took, in words: tokens, the time to the first of them, and the cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.base import Usage
    from assistant.composing.answer import Answer


def spent(answer: Answer, conversation: Sequence[Answer] = ()) -> str:
    """Return `812 + 64 tokens · first after 0.4s · cost 0.0012`; nothing where no model
    wrote. Of a `conversation` of several answers, the cost of all stands behind it.
    """
    if answer.model is None or answer.usage is None:
        return ""
    usage = answer.usage
    tokens = f"{usage.prompt_tokens:,} + {usage.completion_tokens:,} tokens"
    parts = [f"about {tokens}" if usage.estimated else tokens]
    if answer.first_token_seconds is not None:
        parts.append(f"first after {answer.first_token_seconds:.1f}s")
    if cost := told_cost(usage):
        together = told_cost(*(each.usage for each in conversation)).removeprefix("cost ")
        parts.append(f"{cost} (in all {together})" if len(conversation) > 1 else cost)
    return " · ".join(parts)


def told_cost(*usages: Usage | None) -> str:
    """Return `cost 0.0012 EUR`, of several answers together by currency, `cost about` where
    tokens were estimated; "" where no price is set.
    """
    totals: dict[str, float] = {}
    about = ""
    for usage in usages:
        if usage and usage.cost is not None:
            totals[usage.currency] = totals.get(usage.currency, 0.0) + usage.cost
            about = "about " if usage.estimated else about
    told = (f"{total:.4g} {currency}".rstrip() for currency, total in totals.items())
    return f"cost {about}{' + '.join(told)}" if totals else ""
