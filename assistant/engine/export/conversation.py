"""A conversation with all that a document says of it: its turns, the papers they cite, the
library.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.composing.answer import on_retractions
from assistant.grounding.verdicts import DOUBTED, Verdict
from assistant.language.markers import MARKERS
from assistant.language.sentences import cut_sentences
from store.fingerprint import fingerprint_papers
from store.printable import counted, one_line, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from assistant.composing.answer import Answer
    from assistant.engine.sessions.turns import Turn
    from assistant.grounding.verdicts import GroundedSentence
    from store.library import Library
    from store.paper import Paper


@dataclass(frozen=True, slots=True)
class ExportedConversation:
    """Turns to be written down, and the papers that the library holds of those that they
    cite, by key.
    """

    name: str
    turns: Sequence[Turn]
    papers: Mapping[str, Paper]
    library: str
    """How many papers the library holds, and their fingerprint."""


def collect(library: Library, name: str, turns: Sequence[Turn]) -> ExportedConversation:
    """Return the turns with what the library knows about the papers that they cite."""
    every = library.list()
    by_key = {paper.key: paper for paper in every}
    cited = dict.fromkeys(citation.key for turn in turns for citation in turn.answer.citations)
    papers = {key: by_key[key] for key in cited if key in by_key}
    return ExportedConversation(
        one_line(name),
        turns,
        papers,
        f"{counted(len(every), 'paper')}, fingerprint {fingerprint_papers(every)}",
    )


def annotated(answer: Answer) -> str:
    """Return the answer's Markdown in which `[1, 3]` reads `[1][3]`, and bad sentences say
    what they are.
    """
    spans = cut_sentences(answer.answer)
    failing = [(place, each) for place, each in enumerate(answer.sentences) if each.fails]
    if len(spans) != len(answer.sentences):
        text = "\n\n".join(
            [answer.answer, *(f"{each.text}{_reproach(each)}" for _, each in failing)]
        )
    else:
        text = answer.answer
        for place, sentence in reversed(failing):
            end = spans[place].end
            text = f"{text[:end]}{_reproach(sentence)}{text[end:]}"
    return MARKERS.sub(lambda group: _separated(group, len(answer.retrieved)), printable(text))


def remarks(answer: Answer) -> list[str]:
    """Return what is to be said below an answer: how it was understood, why it is none, who
    wrote it.
    """
    notes = [
        f"Understood as: {answer.rewritten}" if answer.rewritten else "",
        answer.reason or "",
    ]
    notes.append(f"It failed: {answer.failure}" if answer.failure else "")
    notes += on_retractions(answer.citations)
    notes.append("Stopped before its end." if answer.stopped and not answer.failure else "")
    notes.append(_author(answer))
    return [one_line(note) for note in notes if note]


def _author(answer: Answer) -> str:
    """Say who wrote an answer; what was computed, or could not be answered, no backend did."""
    if answer.model:
        return f"Answered by {answer.backend} ({answer.model})."
    verdicts = {sentence.verdict for sentence in answer.sentences}
    if not verdicts or verdicts - {Verdict.CATALOGUE, Verdict.META}:
        return f"Answered by {answer.backend}."
    return (
        "Computed from the library's records."
        if Verdict.CATALOGUE in verdicts
        else "No model was asked."
    )


def _separated(group: re.Match[str], sources: int) -> str:
    numbers = [int(number) for number in re.findall(r"\d+", group[1])]
    if not all(1 <= number <= sources for number in numbers):
        return group[0]
    return "".join(f"[{number}]" for number in numbers)


def _reproach(sentence: GroundedSentence) -> str:
    why = (
        f": {one_line(sentence.why)}"
        if sentence.why and sentence.verdict is not Verdict.UNCITED
        else ""
    )
    return f" **‹{DOUBTED[sentence.verdict]}{why}›**"
