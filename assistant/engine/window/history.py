"""The conversation as a model is told of it: of each turn the question, the answer and the
papers cited.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.backends.base import Message
from assistant.grounding.verdicts import Verdict
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.backends.windows import Window
    from assistant.engine.sessions.sessions import Turn

_AT_MOST = 6


def recall(turns: Sequence[Turn], room: int, window: Window) -> list[Message]:
    """Return the last turns as messages, oldest first, as many as so many tokens take."""
    recalled: list[Message] = []
    for turn in reversed(turns[-_AT_MOST:]):
        both = _messages(turn)
        if both and window.cost([*both, *recalled]) > room:
            break
        recalled = [*both, *recalled]
    return recalled


def _messages(turn: Turn) -> list[Message]:
    """Return what stood the check, without its markers, whose numbers are no longer those of
    the sources.
    """
    answer = turn.answer
    claims = [sentence for sentence in answer.sentences if sentence.verdict is not Verdict.META]
    said = " ".join(sentence.text for sentence in claims if not sentence.fails) or answer.reason
    if not said:
        return []
    cited = "; ".join(one_line(citation.title) for citation in answer.citations)
    return [
        Message("user", answer.rewritten or turn.question),
        Message("assistant", f"{said}\n(From: {cited})" if cited else said),
    ]
