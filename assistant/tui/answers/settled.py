"""A finished answer as it stays on the screen: its text, the verdicts marked, and a line
under it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from assistant.tui.answers.flow import Block, Flow, quiet
from assistant.tui.answers.typeset import typeset
from assistant.tui.answers.verdicts import marked, summary
from assistant.tui.plain import plain, plain_line
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.answer import Answer
    from store.errors import SonglineError


def settled(answer: Answer, *, sources: int, notes: Sequence[str] = ()) -> Flow:
    """Return all that a reader sees of an answer; `sources` is how many papers a citation
    may mean.
    """
    return _settled(answer, sources, (_ending(answer), summary(answer), *notes))


def settled_before(
    error: SonglineError, answer: Answer, *, sources: int, notes: Sequence[str] = ()
) -> Flow:
    """Return what arrived of an answer, and below it the error that broke it off."""
    flow = _settled(answer, sources, ("broken off", summary(answer), *notes))
    return flow.then(*error_blocks(error))


def settled_state(answer: Answer) -> str:
    """Return the class that colours the reply."""
    return "-abstained" if answer.abstained else "-stopped" if answer.stopped else ""


def error_blocks(error: SonglineError) -> tuple[Block, ...]:
    """Return an error as blocks: what failed, why, and what to do next."""
    what = Block(plain_line(f"✗ {error.what}", "bold $text-error"))
    why = [Block(plain(error.why), spaced=False)] if error.why else []
    advice = [quiet(error.advice, spaced=False)] if error.advice else []
    return (what, *why, *advice)


def _heading(answer: Answer) -> list[Block]:
    blocks = []
    if answer.rewritten is not None:
        blocks.append(quiet(f"understood as: {one_line(answer.rewritten)}"))
    if answer.abstained:
        blocks.append(Block(plain("No answer from these papers", "bold $text-warning")))
        if answer.reason and answer.reason not in answer.answer:
            blocks.append(Block(plain(answer.reason), spaced=False))
    return blocks


def _settled(answer: Answer, sources: int, notes: Sequence[str]) -> Flow:
    body = marked(typeset(answer.answer, sources=sources), answer.sentences)
    told = dict.fromkeys((*notes, *map(one_line, answer.notes)))
    footing = " · ".join(note for note in told if note)
    facts = [
        quiet(f"[{number}] computed: {one_line(fact)}", spaced=not at)
        for at, (number, fact) in enumerate(answer.facts.items())
    ]
    return replace(body, blocks=(*_heading(answer), *body.blocks, *facts, quiet(footing)))


def _ending(answer: Answer) -> str:
    if not answer.stopped:
        return ""
    return f"broken off: {one_line(answer.failure)}" if answer.failure else "stopped"
