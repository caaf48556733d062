"""A session that goes on: its last turns on the screen again, and their sources when they
are wanted.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from assistant.tui.answers.exchange import Exchange
from assistant.tui.widgets.sources import ListedSource

if TYPE_CHECKING:
    from collections.abc import Iterator

    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session

_TURNS_SHOWN = 20


def resumed(
    session: Session, numbers: Iterator[int], *, has_marks: bool
) -> tuple[list[Exchange], int]:
    """Return the last exchanges of a session, settled, and how many older ones stay on disk."""
    turns = session.turns[-_TURNS_SHOWN:]
    exchanges = [Exchange(next(numbers), turn.question) for turn in turns]
    for exchange, turn in zip(exchanges, turns, strict=True):
        exchange.has_marks = has_marks
        exchange.finish(turn.answer)
    return exchanges, len(session.turns) - len(turns)


async def recall_sources(exchange: Exchange, assistant: Assistant | None) -> None:
    """Read the sources of a resumed exchange from the library; a paper that left it is left
    out.
    """
    if assistant is None or exchange.sources or exchange.answer is None:
        return
    keys = exchange.answer.retrieved
    papers = await asyncio.to_thread(lambda: [assistant.library.get(key) for key in keys])
    cited = {citation.marker for citation in exchange.answer.citations}
    numbered = enumerate(papers, 1)
    exchange.sources = tuple(
        ListedSource(n, paper, is_cited=n in cited) for n, paper in numbered if paper
    )
