"""How much a model can take in: by its name, where the user does not say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from assistant.backends.base import Message

UNKNOWN = 8_192
_KNOWN = {
    "gpt-3.5": 16_385,
    "gpt-4": 8_192,
    "gpt-4-turbo": 128_000,
    "gpt-4o": 128_000,
    "gpt-4.1": 1_047_576,
    "gpt-5": 400_000,
    "o1": 200_000,
    "o3": 200_000,
    "o4": 200_000,
}
"""Tokens by the beginning of a model's name; the longest that fits counts."""
_SIZE = re.compile(r"(?<![A-Za-z\d.])(\d{1,4}(?:\.\d+)?)([bBmM])(?![A-Za-z\d])")
_BILLIONS = {"b": 1.0, "m": 0.001}
_SMALL_SIZE = 9.0
"""Billions of weights of what runs on a laptop."""
_SMALL_WINDOW = 4096
_VECTORS = re.compile(r"embed|\bbge\b|\be5\b|rerank|minilm", re.IGNORECASE)
_OF_A_MESSAGE = 4
"""Tokens that frame a message."""
_OF_A_REQUEST = 8


@dataclass(frozen=True, slots=True)
class Window:
    """What a model can take in, in tokens: the request and the answer together."""

    tokens: int
    completion_tokens: int
    """How much of it is kept for the answer."""
    count: Callable[[str], int]
    is_small: bool = False
    """Whether the model is asked in the simplest form, with few papers and no tools."""
    is_assumed: bool = False
    """Whether nothing tells how large it is: neither the user nor the model's name."""

    small_chosen: bool | None = None
    """What the user said of `is_small`; None where nothing."""

    def resized(self, tokens: int, model: str) -> Window:
        """Return the window as it is once its size is known."""
        return make_window(
            tokens,
            self.completion_tokens,
            self.count,
            model=model,
            is_small=self.small_chosen,
        )

    @property
    def room(self) -> int:
        """How many tokens a request may have."""
        return self.tokens - self.completion_tokens

    def cost(self, messages: Iterable[Message]) -> int:
        """Return how many tokens messages take up."""
        return _OF_A_REQUEST + sum(
            self.count(message.content) + _OF_A_MESSAGE for message in messages
        )


def make_window(
    tokens: int,
    completion_tokens: int,
    count: Callable[[str], int],
    *,
    model: str = "",
    is_small: bool | None = None,
    is_assumed: bool = False,
) -> Window:
    """Return the window of a model; of a small one, no more than a quarter is kept for the
    answer.
    """
    chosen = is_small
    if is_small is None:
        is_small = is_small_model(model, tokens)
    if tokens <= _SMALL_WINDOW:
        completion_tokens = min(completion_tokens, max(1, tokens // 4))
    return Window(tokens, completion_tokens, count, is_small, is_assumed, chosen)


def is_small_model(model: str, tokens: int) -> bool:
    """Tell whether a model does better with a simple request: by its window, or by the size
    that its name gives, such as `qwen3:4b` or `SmolLM2-135M`.
    """
    if tokens <= _SMALL_WINDOW:
        return True
    sizes = [
        float(number) * _BILLIONS[letter.lower()]
        for number, letter in _SIZE.findall(model.rpartition("/")[2])
    ]
    return bool(sizes) and max(sizes) <= _SMALL_SIZE


def is_for_vectors(model: str) -> bool:
    """Tell whether a model's name says that it makes vectors and writes no text."""
    return bool(_VECTORS.search(model))


def known_window(model: str) -> int | None:
    """Return how many tokens a model can take in; None where its name does not tell."""
    name = model.rpartition("/")[2].lower()
    fitting = [start for start in _KNOWN if name.startswith(start)]
    return _KNOWN[max(fitting, key=len)] if fitting else None
