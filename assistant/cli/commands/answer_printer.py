"""An answer printed while it arrives, and below it what was changed, what is doubted, and
the papers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from assistant.cli.commands.output import key_line, note, say, say_line, source_line
from assistant.cli.commands.reading_column import ReadingColumn, terminal_width
from assistant.composing.answer import Answer
from assistant.engine.events import (
    AnswerFailed,
    AnswerFinished,
    JudgeFailed,
    RepairFailed,
    Retrieved,
    SentenceRepaired,
    TextArrived,
    TextWithdrawn,
    ToolCalled,
    TurnNotKept,
)
from assistant.engine.spending import spent
from assistant.grounding.verdicts import BROKEN_OFF, DOUBTED, Verdict
from assistant.language.markers import with_markers
from store.printable import one_line, printable
from store.wording import what_did_not_fit

if TYPE_CHECKING:
    from assistant.engine.assistant import Assistant
    from assistant.engine.events import Event
    from assistant.engine.sessions.sessions import Session
    from assistant.grounding.verdicts import GroundedSentence

_WORD = re.compile(r"[^\W_]+")


def doubts(answer: Answer) -> list[str]:
    """Return a line for each sentence that failed the check."""
    return [
        f"! {doubt}: {sentence.text}{_because(sentence)}"
        for sentence in answer.sentences
        if (doubt := DOUBTED.get(sentence.verdict))
    ]


def tell_unkept(event: Event) -> None:
    """Warn, where an event says so, that an answer is not kept in the conversation."""
    if isinstance(event, TurnNotKept):
        note(f"The answer is not kept in the conversation: {event.error.on_one_line}")


class Aloud:
    """Prints one answer; what was printed and then written anew is corrected below it."""

    def __init__(self, session: Session | None = None) -> None:
        self._session = session
        self._changes: list[SentenceRepaired] = []
        self._unmended = ""
        self._unread = ""
        width = terminal_width()
        self._column = ReadingColumn(width) if width else None

    def tell(self, event: Event) -> None:
        """Print what an event says."""
        match event:
            case Retrieved(_, left_out, shortened):
                self._unread = what_did_not_fit(left_out, shortened) or self._unread
            case TextArrived(text):
                self._tell_text(text)
            case TextWithdrawn():
                self._withdraw()
            case ToolCalled(_, summary):
                note(f"· {one_line(summary)}")
            case SentenceRepaired():
                self._changes.append(event)
            case TurnNotKept():
                tell_unkept(event)
            case JudgeFailed(error):
                note(f"What the words do not show stays unverified: {error.on_one_line}")
            case RepairFailed(error):
                self._unmended = error.on_one_line
            case AnswerFinished(answer) | AnswerFailed(answer=Answer() as answer):
                self._tell_end(answer)
            case _:
                pass

    def _tell_text(self, text: str) -> None:
        say(self._column.feed(printable(text)) if self._column else text, end="")

    def _end_text(self) -> None:
        """Print what was held back of the text."""
        say(self._column.finish() if self._column else "", end="")

    def _withdraw(self) -> None:
        self._end_text()
        say(" ‹taken back; no part of the answer›")

    def _tell_end(self, answer: Answer) -> None:
        self._end_text()
        is_broken_off = any(each.why == BROKEN_OFF for each in answer.sentences[-1:])
        say(" ‹broken off›" if is_broken_off else "")
        if self._changes:
            say()
        for change in self._changes:
            _tell_change(change)
        self._tell_foot(answer)

    def _tell_foot(self, answer: Answer) -> None:
        is_told = answer.reason or answer.citations or answer.facts or answer.notes
        if is_told or answer.rewritten or self._unread:
            say()
        if answer.rewritten:
            say_line(f"Understood as: {answer.rewritten}")
        for remark in answer.notes:
            say_line(remark)
        for doubt in doubts(answer):
            say_line(doubt)
        if self._unmended:
            say(f"! not written anew: {self._unmended}")
        if answer.reason:
            say_line(answer.reason, 0)
        if self._unread:
            say(f"Not all was read: {self._unread}.")
        _tell_sources(answer)
        for number, fact in answer.facts.items():
            say_line(f"[{number}] computed: {one_line(fact)}")
        turns = self._session.turns if self._session else []
        if took := spent(answer, [turn.answer for turn in turns]):
            say(f"{answer.model}: {took}")


class AloudAtTheEnd(Aloud):
    """Prints one answer once it is whole: for text that is not to be read before it was
    checked.
    """

    def _tell_text(self, text: str) -> None:
        """Wait."""

    def _withdraw(self) -> None:
        """There is nothing to take back."""

    def _tell_end(self, answer: Answer) -> None:
        super()._tell_text(answer.answer)
        self._end_text()
        say()
        self._tell_foot(answer)


def _tell_sources(answer: Answer) -> None:
    """Print the papers cited; of those whose titles the answer tells, the keys alone."""
    text = _plain(answer.answer)
    cited = sorted(answer.citations, key=lambda citation: citation.marker)
    told = [citation for citation in cited if _plain(citation.title) in text]
    for citation in cited:
        if citation not in told:
            say_line(source_line(citation))
    if told:
        say_line(key_line(told), 0)


def _plain(text: str) -> str:
    """Return the letters and digits of a text, between spaces."""
    return f" {' '.join(_WORD.findall(text))} "


def begin_aloud(
    assistant: Assistant, session: Session | None = None, flowing: type[Aloud] = Aloud
) -> Aloud:
    """Return what prints an answer: while it arrives, or once nothing more can be struck out
    of it. Below it stands what its conversation has cost.
    """
    return (AloudAtTheEnd if assistant.is_strict else flowing)(session)


def _tell_change(change: SentenceRepaired) -> None:
    if not change.after:
        say(f"Withdrawn: {change.before.text}{_because(change.before)}")
        return
    say(f"Corrected: {change.before.text}{_because(change.before)}")
    say(f"       to: {' '.join(with_markers(new.text, new.markers) for new in change.after)}")


def _because(sentence: GroundedSentence) -> str:
    return (
        f" ({sentence.why})" if sentence.verdict is Verdict.UNSUPPORTED and sentence.why else ""
    )
