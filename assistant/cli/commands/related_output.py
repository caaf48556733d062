"""What `songline related` prints and writes: the plan, the text in a format, and the
bibliography.
"""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.cli.commands.answer_printer import Aloud, begin_aloud, doubts
from assistant.cli.commands.output import note, print_json, say
from assistant.cli.commands.papers import with_entries
from assistant.composing.answer import on_retractions
from assistant.composing.related.formats import render_text
from assistant.engine.events import AnswerFinished, TextArrived
from assistant.engine.export.related_text import cited_papers, standing_text
from assistant.errors import ExitCode
from store import wording
from store.errors import InputError
from store.exporters import bibtex
from store.files import read_whole, write_over

if TYPE_CHECKING:
    from argparse import Namespace

    from assistant.composing.answer import Answer
    from assistant.composing.related.outline import Chosen, Outline
    from assistant.engine.assistant import Assistant
    from store.library import Library

_HEADER = (
    "% Written by songline related, which writes over this file when it is asked to again.\n\n"
)


class Output:
    """Where the results go, as the command line says."""

    def __init__(self, options: Namespace, library: Library) -> None:
        self._options = options
        self._library = library
        if options.bib:
            _check_is_ours(Path(options.bib))

    def show_plan(self, outline: Outline) -> None:
        """Show the plan beside the text; JSON holds it anyway."""
        if self._options.json or not outline.groups:
            return
        for number, group in enumerate(outline.groups, 1):
            note(f"Paragraph {number}{f': {group.about}' if group.about else ''}")
            for chosen in group.papers:
                note(f"  {self._describe(chosen)}")
        for chosen in outline.left_out:
            note(f"  left out: {self._describe(chosen)}")
        note("")

    def aloud(self, assistant: Assistant) -> Aloud | None:
        """Return what prints the text while it arrives; None where it is printed otherwise."""
        if self._options.json or self._options.format:
            return None
        return begin_aloud(assistant)

    def show_whole(self, answer: Answer) -> None:
        """Print a text that is there already, as if it had just arrived."""
        if not (self._options.json or self._options.format):
            aloud = Aloud()
            aloud.tell(TextArrived(answer.answer))
            aloud.tell(AnswerFinished(answer))

    def finish(self, outline: Outline, answer: Answer) -> ExitCode:
        """Write the bibliography, and print what was not printed yet."""
        if self._options.bib and not answer.abstained:
            write_over(Path(self._options.bib), _HEADER + self._bibliography(answer))
        self.show(outline, answer)
        return ExitCode.ABSTAINED if answer.abstained else ExitCode.ANSWERED

    def show(self, outline: Outline, answer: Answer) -> None:
        """Print the text that was not printed while it arrived, or all of it as JSON."""
        style = self._options.format
        text = (
            render_text(standing_text(answer), answer.retrieved, style)
            if style
            else answer.answer
        )
        if self._options.json:
            bib = "" if answer.abstained else self._bibliography(answer)
            print_json(answer.to_json() | {"text": text, "plan": asdict(outline), "bib": bib})
        elif style and answer.abstained:
            note(f"{answer.answer}\n{answer.reason}")
        elif style:
            say(text)
            for remark in (*doubts(answer), *on_retractions(answer.citations)):
                note(remark)

    def _bibliography(self, answer: Answer) -> str:
        papers = with_entries(cited_papers(self._library, answer))
        return bibtex(papers, escaped=self._options.format == "latex")

    def _describe(self, chosen: Chosen) -> str:
        paper = self._library.get(chosen.key)
        about = f"{wording.byline(paper)}  {wording.marked_title(paper)}  " if paper else ""
        return f"{chosen.key:<28}  {about}({chosen.reason})"


def _check_is_ours(bib: Path) -> None:
    """Raise InputError before anything is done where a bibliography of somebody else's would
    be lost.
    """
    try:
        there = read_whole(bib, "replace") if bib.is_file() else ""
    except OSError:
        return  # writing will tell
    if there.strip() and not there.startswith(_HEADER.split(",")[0]):
        raise InputError(
            f"Will not write over {bib}",
            why="it has another origin",
            advice="Name another file with --bib.",
        )
