"""Paragraphs about papers without a model: sentences of abstracts in the third person, with
their sources.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.third_person.rewriting import go_on, introduce, quote
from assistant.language.third_person.subjects import who_wrote

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from assistant.backends.base import Section
    from assistant.retrieval.passages import Passage
    from store.paper import Paper


@dataclass(frozen=True, slots=True)
class Written:
    """A sentence of a paragraph, and the passage that it was made of; None for one that was
    computed.
    """

    text: str
    passage: Passage | None


def write_paragraph(section: Section, sources: Sequence[Paper]) -> list[Written]:
    """Return the sentences of a section in order; source n is cited as [n]."""
    opening = [Written(section.opening, None)] if section.opening else []
    return [*opening, *_write_passages(section, sources)]


def _write_passages(section: Section, sources: Sequence[Paper]) -> Iterator[Written]:
    last: Passage | None = None
    is_dated = ", in " in section.opening
    for passage in section.passages:
        paper = sources[passage.marker - 1]
        if last and last.marker == passage.marker:
            text = _continue(passage, paper)
        else:
            text = _begin(passage, paper)
            when = _year_since(paper, sources[last.marker - 1]) if last and not is_dated else ""
            is_dated = bool(when) and text.startswith(who_wrote(paper, passage.marker).cited)
            text = f"{when}{text}" if is_dated else text
        yield Written(text, passage)
        last = passage


def _begin(passage: Passage, paper: Paper) -> str:
    """Return a sentence that names who wrote it."""
    who = who_wrote(paper, passage.marker)
    return introduce(passage.span.text, who, paper.abstract) or quote(passage.span.text, who)


def _continue(passage: Passage, paper: Paper) -> str:
    """Return a further sentence about the paper just named."""
    who = who_wrote(paper, passage.marker)
    return go_on(passage.span.text, who, paper.abstract) or quote(passage.span.text, who)


def _year_since(paper: Paper, earlier: Paper) -> str:
    """Return `In 2024, ` where a paper is of a later year than the one before it, and both
    years are sure.
    """
    dates = (paper.date, earlier.date)
    if (
        any(date is None or date.inferred for date in dates)
        or not paper.date
        or not earlier.date
    ):
        return ""
    return f"In {paper.date.year}, " if paper.date.year > earlier.date.year else ""
