"""The timeline of a summary that is written: what its sentences say of each paper."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from assistant.grounding.verdicts import SHOWN
from assistant.language.quantities import holds_number

if TYPE_CHECKING:
    from assistant.composing.answer import Answer


@dataclass(frozen=True, slots=True)
class Step:
    """A paper in the timeline."""

    year: int | None
    year_inferred: bool
    marker: int
    key: str
    title: str
    new: str | None
    """What was new in it, as the summary says."""
    number: str | None
    """The sentence with the number that shows it."""


def read_timeline(answer: Answer) -> list[Step]:
    """Return a step for each paper cited, in the order of their numbers, which is that of
    time.
    """
    steps = []
    for citation in sorted(answer.citations, key=lambda citation: citation.marker):
        said = [
            sentence.text
            for sentence in answer.sentences
            if sentence.markers == (citation.marker,) and sentence.verdict in SHOWN
        ]
        number = next((text for text in said if holds_number(text)), None)
        new = next((text for text in said if text != number), number)
        steps.append(
            Step(
                citation.year,
                citation.year_inferred,
                citation.marker,
                citation.key,
                citation.title,
                new,
                number,
            )
        )
    return steps


def to_json(answer: Answer) -> dict[str, object]:
    """Return a summary as JSON's own types: what an answer has, and its timeline."""
    return answer.to_json() | {"timeline": [asdict(step) for step in read_timeline(answer)]}
