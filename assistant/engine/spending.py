"""What a model's answer took, in words: tokens, the time to the first of them, and the cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assistant.composing.answer import Answer


def spent(answer: Answer) -> str:
    """Return `812 + 64 tokens · first after 0.4s · cost 0.0012`; nothing where no model
    wrote.
    """
    if answer.model is None or answer.usage is None:
        return ""
    usage = answer.usage
    tokens = f"{usage.prompt_tokens:,} + {usage.completion_tokens:,} tokens"
    parts = [f"about {tokens}" if usage.estimated else tokens]
    if answer.first_token_seconds is not None:
        parts.append(f"first after {answer.first_token_seconds:.1f}s")
    if usage.cost is not None:
        parts.append(f"cost {usage.cost:.4g}")
    return " · ".join(parts)
