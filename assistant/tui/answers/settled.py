"""A finished answer as it stays on the screen: its text, the verdicts marked, and a line
under it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.questions.smalltalk import answers_small_talk
from assistant.tui.answers.flow import Block, Flow, quiet
from assistant.tui.answers.places import find_places
from assistant.tui.answers.typeset import typeset
from assistant.tui.answers.verdicts import marked, summary, unjudged
from assistant.tui.plain import plain, plain_line
from store.printable import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from assistant.composing.answer import Answer
    from store.errors import SonglineError


@dataclass(frozen=True, slots=True)
class Shown:
    """What there is to show of an answer: `sources` is how many papers a citation may mean,
    and `error` what broke it off.
    """

    answer: Answer
    sources: int
    notes: Sequence[str] = ()
    error: SonglineError | None = None

    def flow(self, *, with_marks: bool = True) -> Flow:
        """Return all that a reader sees of it, with the marks of verdicts or without."""
        sentences = self.answer.sentences if with_marks else unjudged(self.answer.sentences)
        body = marked(typeset(self.answer.answer, sources=self.sources), sentences)
        body = body.numbered(find_places(body.blocks, self.answer.sentences))
        is_bare = len(sentences) < len(self.answer.sentences)
        ending = "broken off" if self.error else _ending(self.answer)
        hidden = "marks hidden" if is_bare else ""
        told = (ending, summary(self.answer), hidden, *self.notes)
        blocks = (*_heading(self.answer), *body.blocks, *_facts(self.answer))
        footing = quiet(_footing(told, self.answer.notes))
        flow = replace(body, blocks=(*blocks, footing))
        return flow.then(*error_blocks(self.error)) if self.error else flow


def settled_state(answer: Answer) -> str:
    """Return the class that colours the reply."""
    is_refusal = answer.abstained and not answers_small_talk(answer.reason)
    return "-abstained" if is_refusal else "-stopped" if answer.stopped else ""


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
    if answer.abstained and not answers_small_talk(answer.reason):
        blocks.append(Block(plain("No answer from these papers", "bold $text-warning")))
        if answer.reason and answer.reason not in answer.answer:
            blocks.append(Block(plain(answer.reason), spaced=False))
    return blocks


def _facts(answer: Answer) -> list[Block]:
    return [
        quiet(f"[{number}] computed: {one_line(fact)}", spaced=not at)
        for at, (number, fact) in enumerate(answer.facts.items())
    ]


def _footing(told: Sequence[str], notes: Sequence[str]) -> str:
    each = dict.fromkeys((*told, *map(one_line, notes)))
    return " · ".join(note for note in each if note)


def _ending(answer: Answer) -> str:
    if not answer.stopped:
        return ""
    return f"broken off: {one_line(answer.failure)}" if answer.failure else "stopped"
