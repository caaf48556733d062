"""The numbers that abstracts report, each with its scale: what is measured, on what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.language.stems import stems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from assistant.abstracts import Result
    from assistant.backends.extractive.composers.material import Source


@dataclass(frozen=True, slots=True)
class Measured:
    """A result of a paper, and how it is written."""

    source: Source
    result: Result
    value: str
    """As the abstract writes it, with its unit."""

    @property
    def scale(self) -> str:
        """What is measured, and on what: `AP on COCO`; "" where one of them is not said."""
        if not (self.result.measure and self.result.on):
            return ""
        return f"{self.result.measure} on {self.result.on}"


def measured_in(source: Source) -> list[Measured]:
    """Return the results of a paper in the order of its abstract."""
    text = source.paper.abstract
    return [
        Measured(source, result, text[result.start : result.end].strip())
        for result in source.reading.results
    ]


def fits(measured: Measured, measure: str, data: str) -> bool:
    """Tell whether a result is of a measure and of some data, "" for any."""
    result = measured.result
    sentence = next(
        each for each in measured.source.reading.sentences if result.start < each.end
    )
    around = measured.source.paper.abstract[sentence.start : sentence.end]
    is_measure = not measure or bool(stems(measure) & stems(f"{result.measure} {result.unit}"))
    return is_measure and (not data or stems(data) <= stems(f"{result.on} {around}"))


def shared_scales(of_each: Sequence[Iterable[Measured]]) -> list[str]:
    """Return the scales on which two of some papers have a number."""
    held = [dict.fromkeys(each.scale for each in results if each.scale) for results in of_each]
    every = dict.fromkeys(scale for scales in held for scale in scales)
    return [scale for scale in every if sum(scale in scales for scales in held) > 1]
