"""What needs no screen, line by line: a table of results, text to copy, papers of a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.output import note, say, say_line
from assistant.engine.commands import at_place, read_number
from assistant.engine.ingesting import ingest_file
from assistant.engine.results import COLUMNS, collect_results
from store.errors import InputError
from store.printable import counted
from store.progress import silent

if TYPE_CHECKING:
    from assistant.composing.answer import Answer
    from assistant.engine.assistant import Assistant
    from assistant.engine.sessions.sessions import Session
    from assistant.grounding.verdicts import GroundedSentence


def print_results(assistant: Assistant, words: str, _: Session) -> None:
    """Print what the abstracts report, where a row holds the words."""
    rows = collect_results(assistant.library.list(), silent)
    shown = [row for row in rows if row.holds(words)]
    say_line(" | ".join(COLUMNS))
    for row in shown:
        say_line(" | ".join(row.cells()))
    note(counted(len(shown), "result"))


def print_to_copy(_: Assistant, wanted: str, session: Session) -> None:
    """Print the text of the last answer alone, or one of its sentences: `sentence 2`."""
    if not session.turns:
        raise InputError("There is nothing to copy yet", advice="Ask a question first.")
    answer = session.turns[-1].answer
    part, __, place = wanted.lower().partition(" ")
    if part in ("", "answer"):
        say(answer.answer)
    elif part == "sentence":
        say(_sentence(answer, place).text)
    else:
        raise InputError(
            f"Nothing called {wanted} is copied line by line",
            advice="/copy prints the answer, /copy sentence 1 a sentence, /bibtex the entries.",
        )


def _sentence(answer: Answer, place: str) -> GroundedSentence:
    """Return the sentence at a place, from 1, or from the end where that is negative. Raises
    InputError where there is none.
    """
    sentence = at_place(answer.sentences, read_number(place))
    if sentence is None:
        told = counted(len(answer.sentences), "sentence")
        raise InputError(
            f"There is no sentence {place}".rstrip(),
            why=f"the last answer has {told}",
            advice="/copy sentence 1 prints the first.",
        )
    return sentence


def ingest(assistant: Assistant, named: str, _: Session) -> None:
    """Bring the papers of a file into the library."""
    if not named:
        raise InputError("There is no file", advice="Name one: /ingest refs.bib")
    path = Path(named).expanduser().absolute()
    note(str(ingest_file(assistant.library, path, silent)))
