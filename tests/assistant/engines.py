"""What tests of the engine share: a text in pieces, and what must be left of it wherever it
was cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings

from assistant.engine.events import TextArrived
from assistant.engine.sessions.sessions import Sessions
from assistant.grounding.checking import ground
from assistant.grounding.verdicts import BROKEN_OFF
from assistant.paths import user_paths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.engine.events import Event
    from assistant.engine.sessions.sessions import Turn
    from store.library import Library

PIECES = (
    "HoP achie",
    "ves 68.5% NDS and 62.4% mAP with ViT-L ",
    "on nuScenes test [1]. It costs",
    " nothing during inference [1",
    "]. Everyone loves it. The end",
    " comes [99].",
)
# The library of a test session is shared by all examples, and only read. An example is a whole
# answer, of up to a tenth of a second.
SHARED = settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])


checked = ground
"""What the engine does with a text."""


def text_of(events: Sequence[Event]) -> str:
    return "".join(event.text for event in events if isinstance(event, TextArrived))


def turns_on_disk(name: str) -> list[Turn]:
    with Sessions(user_paths().sessions) as sessions:
        return sessions.start(name).turns


def assert_stopped_turn(told: Sequence[Event], turns: Sequence[Turn], library: Library) -> None:
    """The conversation holds the text that was told, every sentence of it checked; nothing
    where none was.
    """
    if not text_of(told):
        assert not turns
        return
    (turn,) = turns
    assert turn.answer.stopped
    assert turn.answer.answer == text_of(told).strip()
    papers = [paper for key in turn.answer.retrieved if (paper := library.get(key))]
    *whole, last = turn.answer.sentences
    expected = checked(turn.answer.answer, papers)
    assert whole == expected[:-1]
    is_broken_off = (last.text, last.why) == (expected[-1].text, BROKEN_OFF)
    assert is_broken_off or last == expected[-1]
